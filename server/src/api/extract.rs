//! Extractors: bodies, queries, and where a request comes from.

use std::convert::Infallible;
use std::net::{IpAddr, SocketAddr};

use axum::Json;
use axum::extract::rejection::JsonRejection;
use axum::extract::{ConnectInfo, FromRequest, FromRequestParts, Query, Request};
use axum::http::request::Parts;
use axum::http::{Extensions, StatusCode};
use domain::sync::protocol::{paths, problem_codes};
use serde::de::DeserializeOwned;

use super::problems::too_large;
use crate::limits::Peer;
use crate::problem::Problem;
use crate::state::AppState;

/// A JSON body. A body that cannot be read is a problem.
pub(super) struct ApiJson<T>(pub(super) T);

impl<T: DeserializeOwned, S: Send + Sync> FromRequest<S> for ApiJson<T> {
    type Rejection = Problem;

    async fn from_request(request: Request, state: &S) -> Result<Self, Problem> {
        match Json::<T>::from_request(request, state).await {
            Ok(Json(body)) => Ok(Self(body)),
            Err(rejection) => Err(body_problem(&rejection)),
        }
    }
}

/// Query parameters. Parameters that cannot be read are a problem.
pub(super) struct ApiQuery<T>(pub(super) T);

impl<T: DeserializeOwned, S: Send + Sync> FromRequestParts<S> for ApiQuery<T> {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Problem> {
        match Query::<T>::from_request_parts(parts, state).await {
            Ok(Query(query)) => Ok(Self(query)),
            Err(_) => Err(query_problem()),
        }
    }
}

/// The origin of a request, for limits.
impl FromRequestParts<AppState> for Peer {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, state: &AppState) -> Result<Self, Infallible> {
        let connection = connection(&parts.extensions);
        Ok(state.limits.peer(connection, &parts.headers))
    }
}

/// The address of the connection a request came by.
pub(crate) fn connection(extensions: &Extensions) -> Option<IpAddr> {
    let connection = extensions.get::<ConnectInfo<SocketAddr>>();
    connection.map(|ConnectInfo(address)| address.ip())
}

fn body_problem(rejection: &JsonRejection) -> Problem {
    match rejection.status() {
        StatusCode::UNSUPPORTED_MEDIA_TYPE => Problem::new(
            StatusCode::UNSUPPORTED_MEDIA_TYPE,
            problem_codes::NOT_JSON,
            "Not JSON",
            "Send the body as JSON, with content-type application/json.",
        ),
        StatusCode::PAYLOAD_TOO_LARGE => too_large(),
        // The text of the error is left out: it may quote the request, a password in it.
        _ => Problem::new(
            StatusCode::BAD_REQUEST,
            problem_codes::UNREADABLE,
            "The body cannot be read",
            format!(
                "The body is not the JSON that this address takes; {}{} describes it.",
                paths::API,
                paths::OPENAPI
            ),
        ),
    }
}

fn query_problem() -> Problem {
    Problem::new(
        StatusCode::BAD_REQUEST,
        problem_codes::UNREADABLE,
        "The query cannot be read",
        format!(
            "A parameter has a value that this address does not take; {}{} describes them.",
            paths::API,
            paths::OPENAPI
        ),
    )
}
