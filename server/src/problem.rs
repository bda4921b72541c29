//! Problem details: how programs are told that something is wrong (RFC 9457), and the error every handler of the API answers with.

use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use domain::sync::protocol::Problem;

use crate::store::StoreError;

/// Why a request was not done: a problem as the caller sees it. What only the operator may see is logged where it happens.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct ApiError {
    status: StatusCode,
    code: &'static str,
    title: &'static str,
    detail: String,
    retry_after: Option<u64>,
}

impl ApiError {
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

    /// The same, with the seconds after which it may be tried again.
    pub(crate) fn retry_after(mut self, seconds: u64) -> Self {
        self.retry_after = Some(seconds);
        self
    }
}

impl From<StoreError> for ApiError {
    fn from(error: StoreError) -> Self {
        tracing::error!(%error, "a request could not be served");
        Self::new(
            StatusCode::SERVICE_UNAVAILABLE,
            "unavailable",
            "Not available now",
            "The server cannot reach its data at the moment. Nothing is lost; try again shortly.",
        )
        .retry_after(5)
    }
}

impl IntoResponse for ApiError {
    fn into_response(self) -> Response {
        if [StatusCode::FORBIDDEN, StatusCode::TOO_MANY_REQUESTS].contains(&self.status) {
            tracing::info!(code = self.code, "a request was refused");
        }
        let body = Problem {
            kind: "about:blank".into(),
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
pub(crate) async fn no_such_address() -> ApiError {
    ApiError::new(
        StatusCode::NOT_FOUND,
        "no-such-address",
        "No such address",
        "This server has no programming interface at this address.",
    )
}

/// The answer to a method that an address of the interface does not have.
pub(crate) async fn no_such_method() -> ApiError {
    ApiError::new(
        StatusCode::METHOD_NOT_ALLOWED,
        "no-such-method",
        "No such method",
        "This address does not take this method; /api/v1/openapi.json describes those it takes.",
    )
}

/// The answer to an address that is no text.
pub(crate) fn unreadable_address() -> ApiError {
    ApiError::new(
        StatusCode::NOT_FOUND,
        "unreadable-address",
        "The address cannot be read",
        "This address holds characters that no name and no id here has.",
    )
}

/// The answer to a request for a host alone, which is how a proxy is asked for a tunnel (RFC 9112, 3.2.3).
pub(crate) fn no_path() -> ApiError {
    ApiError::new(
        StatusCode::BAD_REQUEST,
        "no-path",
        "The address has no path",
        "Ask for an address that begins with “/”.",
    )
}

/// The answer to a request that was given up.
pub(crate) fn took_too_long() -> ApiError {
    ApiError::new(
        StatusCode::REQUEST_TIMEOUT,
        "took-too-long",
        "It took too long",
        "The request was given up. Nothing is lost on your device; try again.",
    )
}

/// The answer to a request that another site makes a browser send.
pub(crate) fn from_another_site() -> ApiError {
    ApiError::new(
        StatusCode::FORBIDDEN,
        "another-site",
        "From another site",
        "This request came from another site. Open One Yes itself, and do it there.",
    )
}

/// The problems any address of the interface may answer with, for its description.
#[derive(utoipa::IntoResponses)]
#[expect(dead_code, reason = "read by the description, made by nobody")]
pub(crate) enum Problems {
    /// What was sent cannot be used; the detail says why
    #[response(status = 400, content_type = "application/problem+json")]
    Unusable(Problem),
    /// Nobody is signed in, or what was given does not match
    #[response(status = 401, content_type = "application/problem+json")]
    SignedOut(Problem),
    /// The request comes from another site, or the person has to confirm first
    #[response(status = 403, content_type = "application/problem+json")]
    Refused(Problem),
    /// There is no such thing in this account
    #[response(status = 404, content_type = "application/problem+json")]
    NotThere(Problem),
    /// It took too long and was given up
    #[response(status = 408, content_type = "application/problem+json")]
    TookTooLong(Problem),
    /// It would contradict what is there
    #[response(status = 409, content_type = "application/problem+json")]
    Conflict(Problem),
    /// More than may be sent at once
    #[response(status = 413, content_type = "application/problem+json")]
    TooLarge(Problem),
    /// The body is not JSON
    #[response(status = 415, content_type = "application/problem+json")]
    NotJson(Problem),
    /// Too many requests; `retry-after` says how long to wait
    #[response(status = 429, content_type = "application/problem+json")]
    SlowDown(Problem),
    /// The server cannot reach its data
    #[response(status = 503, content_type = "application/problem+json")]
    Unavailable(Problem),
}
