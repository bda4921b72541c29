//! Problem details (RFC 9457): the error of every handler of the interface.

use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use domain::sync::protocol::{self as wire, paths, problem_codes};

use crate::store::StoreError;

/// Why a request was not done, as the caller sees it. Details for the operator alone are logged
/// where they occur.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Problem {
    status: StatusCode,
    code: &'static str,
    title: &'static str,
    detail: String,
    retry_after: Option<u64>,
}

impl Problem {
    /// A problem with a code for programs, a few words, and a sentence that says what to do.
    pub(crate) fn new(
        status: StatusCode,
        code: &'static str,
        title: &'static str,
        detail: impl Into<String>,
    ) -> Self {
        Self {
            status,
            code,
            title,
            detail: detail.into(),
            retry_after: None,
        }
    }

    /// Its status.
    pub(crate) const fn status(&self) -> StatusCode {
        self.status
    }

    /// The seconds after which it may be tried again, where they are known.
    pub(crate) const fn seconds_to_wait(&self) -> Option<u64> {
        self.retry_after
    }

    /// The same, with the seconds after which it may be tried again.
    pub(crate) fn retry_after(mut self, seconds: u64) -> Self {
        self.retry_after = Some(seconds);
        self
    }
}

impl From<StoreError> for Problem {
    fn from(error: StoreError) -> Self {
        tracing::error!(%error, "a request could not be served");
        unavailable()
    }
}

/// The answer while the data cannot be reached.
pub(crate) fn unavailable() -> Problem {
    Problem::new(
        StatusCode::SERVICE_UNAVAILABLE,
        problem_codes::UNAVAILABLE,
        "Not available now",
        "The server can’t reach its data at the moment. Nothing is lost; try again shortly.",
    )
    .retry_after(5)
}

impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        if [StatusCode::FORBIDDEN, StatusCode::TOO_MANY_REQUESTS].contains(&self.status) {
            tracing::info!(code = self.code, "a request was refused");
        }
        let body = wire::Problem {
            kind: problem_codes::UNTYPED.into(),
            title: self.title.into(),
            status: self.status.as_u16(),
            detail: self.detail,
            code: self.code.into(),
        };
        let mut response = (
            self.status,
            [
                (header::CONTENT_TYPE, "application/problem+json"),
                (header::CACHE_CONTROL, "no-store"),
            ],
            serde_json::to_string(&body).unwrap_or_default(),
        )
            .into_response();
        if let Some(seconds) = self.retry_after {
            response
                .headers_mut()
                .insert(header::RETRY_AFTER, HeaderValue::from(seconds));
        }
        response
    }
}

/// The answer under `/api` where there is nothing.
pub(crate) async fn no_such_address() -> Problem {
    Problem::new(
        StatusCode::NOT_FOUND,
        problem_codes::NO_SUCH_ADDRESS,
        "No such address",
        "This server has no API at this address.",
    )
}

/// The answer to a method that an address of the interface does not have.
pub(crate) async fn no_such_method() -> Problem {
    Problem::new(
        StatusCode::METHOD_NOT_ALLOWED,
        problem_codes::NO_SUCH_METHOD,
        "No such method",
        format!(
            "This address does not take this method; {}{} describes those it takes.",
            paths::API,
            paths::OPENAPI
        ),
    )
}

/// The answer to an address that is no text.
pub(crate) fn unreadable_address() -> Problem {
    Problem::new(
        StatusCode::NOT_FOUND,
        problem_codes::UNREADABLE_ADDRESS,
        "The address cannot be read",
        "This address has characters that no name or id here can have.",
    )
}

/// The answer to a request for a host alone, which is how a proxy is asked for a tunnel (RFC 9112, 3.2.3).
pub(crate) fn no_path() -> Problem {
    Problem::new(
        StatusCode::BAD_REQUEST,
        problem_codes::NO_PATH,
        "The address has no path",
        "Ask for an address that begins with “/”.",
    )
}

/// The answer to a request that names no host, or several.
pub(crate) fn no_host() -> Problem {
    Problem::new(
        StatusCode::BAD_REQUEST,
        problem_codes::NO_HOST,
        "The request names no host",
        "Send one Host header, with the name of the server.",
    )
}

/// The answer to a request that was given up.
pub(crate) fn took_too_long() -> Problem {
    Problem::new(
        StatusCode::REQUEST_TIMEOUT,
        problem_codes::TOOK_TOO_LONG,
        "It took too long",
        "The request was stopped. Nothing on your device is lost; try again.",
    )
}

/// The answer to a request that another site makes a browser send.
pub(crate) fn from_another_site() -> Problem {
    Problem::new(
        StatusCode::FORBIDDEN,
        problem_codes::ANOTHER_SITE,
        "From another site",
        "This request came from another site. Open One Yes itself, and do it there.",
    )
}
