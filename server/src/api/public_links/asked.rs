//! What a request for a page behind a link brings: the token and the peer, or the fields of a form.

use std::convert::Infallible;

use axum::extract::rejection::FormRejection;
use axum::extract::{Form, FromRequest, FromRequestParts, Path, Request};
use axum::http::request::Parts;
use axum::http::{Method, StatusCode};
use domain::exchange::web_page::FormProblem;

use super::LinkPages;
use crate::api::extract::connection;
use crate::limits::Peer;

/// What is in the query once a form was sent.
pub(super) const SENT: &str = "sent";

/// A request for a page behind a link.
pub(crate) struct Asked {
    /// What stands in the path; empty if that is no text, which opens nothing.
    pub(super) token: String,
    pub(super) peer: Peer,
    /// Whether a form was just sent from the page.
    pub(super) is_sent: bool,
    /// Whether somebody looks at it: not where only its head is asked for, nor by a browser that
    /// fetches it ahead.
    pub(super) is_look: bool,
}

impl FromRequestParts<LinkPages> for Asked {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, pages: &LinkPages) -> Result<Self, Infallible> {
        let token = Path::<String>::from_request_parts(parts, pages).await;
        let connection = connection(&parts.extensions);
        let purpose = parts.headers.get("sec-purpose");
        let is_ahead = purpose.is_some_and(|purpose| purpose.as_bytes().starts_with(b"prefetch"));
        Ok(Self {
            token: token.map_or_else(|_| String::new(), |Path(token)| token),
            peer: pages.state.limits.peer(connection, &parts.headers),
            is_sent: parts.uri.query() == Some(SENT),
            is_look: parts.method == Method::GET && !is_ahead,
        })
    }
}

/// The fields of a form that was sent, or why they cannot be read.
pub(crate) struct Sent(pub(super) Result<Vec<(String, String)>, (StatusCode, FormProblem)>);

impl FromRequest<LinkPages> for Sent {
    type Rejection = Infallible;

    async fn from_request(request: Request, pages: &LinkPages) -> Result<Self, Infallible> {
        let form = Form::<Vec<(String, String)>>::from_request(request, pages).await;
        Ok(Self(
            form.map(|Form(fields)| fields)
                .map_err(|error| problem_of(&error)),
        ))
    }
}

fn problem_of(rejection: &FormRejection) -> (StatusCode, FormProblem) {
    let status = rejection.status();
    let problem = if status == StatusCode::PAYLOAD_TOO_LARGE {
        FormProblem::TooLong
    } else {
        FormProblem::Empty
    };
    (status, problem)
}
