//! The programming interface for installed clients, `/api/v1`: one line a route, and how bodies and queries are read.

mod openapi;
pub(crate) mod sync;

use axum::extract::rejection::{JsonRejection, QueryRejection};
use axum::extract::{DefaultBodyLimit, FromRequest, FromRequestParts, Query, Request, State};
use axum::http::StatusCode;
use axum::http::request::Parts;
use axum::middleware::{Next, from_fn, from_fn_with_state};
use axum::response::{IntoResponse, Response};
use axum::routing::{any, get, post};
use axum::{Json, Router};
use domain::sync::protocol::LARGEST_PUSH;
use domain::sync::protocol::account::Offers;
use serde::de::DeserializeOwned;

use crate::limits;
use crate::problem::{ApiError, Problems, no_such_address, no_such_method, unreadable_address};
use crate::state::AppState;

/// The largest body of anything but a push, in bytes.
const LARGEST_BODY: usize = 64 * 1024;

/// All routes of version 1, to be nested under `/api/v1`.
pub(crate) fn routes(state: AppState) -> Router {
    Router::new()
        // Devices that sync
        .route(
            "/push",
            post(sync::push).layer(DefaultBodyLimit::max(LARGEST_PUSH)),
        )
        .route("/changes", get(sync::changes))
        .route("/pokes", get(sync::pokes))
        .route("/records/{kind}/{id}/versions", get(sync::versions))
        // Whoever writes a client
        .route("/server", get(server))
        .route("/openapi.json", get(openapi::description))
        // People and their accounts
        .merge(crate::accounts::routes(&state))
        .fallback(any(no_such_address))
        .method_not_allowed_fallback(no_such_method)
        .layer(DefaultBodyLimit::max(LARGEST_BODY))
        .layer(from_fn(readable_address))
        .layer(from_fn_with_state(state.clone(), limits::count))
        .with_state(state)
}

/// Tells what this server offers besides what every one does.
#[utoipa::path(get, path = "/api/v1/server", tag = "server",
    responses((status = 200, description = "What it offers", body = Offers), Problems))]
pub(crate) async fn server(State(state): State<AppState>) -> Json<Offers> {
    Json(Offers {
        mail: state.accounts.sends_mail(),
        push_key: state.push.public_key(),
    })
}

/// A JSON body. Whatever is wrong with it is told as a problem.
pub(crate) struct Body<T>(pub(crate) T);

impl<T: DeserializeOwned, S: Send + Sync> FromRequest<S> for Body<T> {
    type Rejection = ApiError;

    async fn from_request(request: Request, state: &S) -> Result<Self, ApiError> {
        match Json::<T>::from_request(request, state).await {
            Ok(Json(body)) => Ok(Self(body)),
            Err(rejection) => Err(body_problem(&rejection)),
        }
    }
}

/// Query parameters. Whatever is wrong with them is told as a problem.
pub(crate) struct Asked<T>(pub(crate) T);

impl<T: DeserializeOwned, S: Send + Sync> FromRequestParts<S> for Asked<T> {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, ApiError> {
        match Query::<T>::from_request_parts(parts, state).await {
            Ok(Query(query)) => Ok(Self(query)),
            Err(rejection) => Err(query_problem(&rejection)),
        }
    }
}

/// Turns away addresses that are no text once decoded, or hold control characters: nothing here is called so, and PostgreSQL takes no NUL.
pub(crate) async fn readable_address(request: Request, next: Next) -> Response {
    match decoded(request.uri().path()) {
        Some(path) if !path.contains(char::is_control) => next.run(request).await,
        _ => unreadable_address().into_response(),
    }
}

/// A path without its percent encoding (RFC 3986, 2.1); none where that is no text.
fn decoded(path: &str) -> Option<String> {
    let mut parts = path.split('%');
    let mut bytes = parts.next()?.as_bytes().to_vec();
    for part in parts {
        let (digits, rest) = part.split_at_checked(2)?;
        bytes.push(u8::from_str_radix(digits, 16).ok()?);
        bytes.extend_from_slice(rest.as_bytes());
    }
    String::from_utf8(bytes).ok()
}

fn body_problem(rejection: &JsonRejection) -> ApiError {
    match rejection.status() {
        StatusCode::UNSUPPORTED_MEDIA_TYPE => ApiError::new(
            StatusCode::UNSUPPORTED_MEDIA_TYPE,
            "not-json",
            "Not JSON",
            "Send the body as JSON, with content-type application/json.",
        ),
        StatusCode::PAYLOAD_TOO_LARGE => too_large(),
        // The text of the error is left out: it may quote what was sent, a password among it.
        _ => ApiError::new(
            StatusCode::BAD_REQUEST,
            "unreadable",
            "The body cannot be read",
            "The body is not the JSON that this address takes; /api/v1/openapi.json describes it.",
        ),
    }
}

fn query_problem(_rejection: &QueryRejection) -> ApiError {
    ApiError::new(
        StatusCode::BAD_REQUEST,
        "unreadable",
        "The query cannot be read",
        "A parameter has a value that this address does not take; /api/v1/openapi.json describes them.",
    )
}

/// The answer to a body that is larger than this address takes.
pub(crate) fn too_large() -> ApiError {
    ApiError::new(
        StatusCode::PAYLOAD_TOO_LARGE,
        "too-large",
        "Too large",
        "Send less at once. Nothing of this request was taken.",
    )
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::decoded;

    proptest! {
        #[test]
        fn whatever_the_address_it_is_read_as_what_was_encoded_or_not_at_all(
            text in ".{0,30}",
            path in "(%[0-9a-fA-F]{2}|%|[ -~]|\\PC){0,30}",
        ) {
            let encoded: String = text.bytes().map(|byte| format!("%{byte:02x}")).collect();
            prop_assert_eq!(decoded(&encoded), Some(text));
            prop_assert!(decoded(&path).is_none_or(|read| read.len() <= path.len()));
        }
    }

    #[test]
    fn an_address_is_decoded_as_far_as_it_is_text() {
        assert_eq!(decoded("/a%20b/%C3%A9"), Some("/a b/\u{e9}".into()));
        for unreadable in ["/%FF", "/%", "/%2", "/%zz", "/%é1"] {
            assert_eq!(decoded(unreadable), None, "{unreadable}");
        }
    }
}
