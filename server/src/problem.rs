//! Problem details: how programs are told that something is wrong (RFC 9457).

use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde_json::json;

/// An answer with `application/problem+json`.
pub(crate) fn problem(status: StatusCode, title: &str, detail: &str) -> Response {
    let body = json!({
        "type": "about:blank",
        "title": title,
        "status": status.as_u16(),
        "detail": detail,
    });
    let content_type = HeaderValue::from_static("application/problem+json");
    (
        status,
        [(header::CONTENT_TYPE, content_type)],
        body.to_string(),
    )
        .into_response()
}

/// The answer under `/api` where there is nothing.
pub(crate) async fn no_such_address() -> Response {
    problem(
        StatusCode::NOT_FOUND,
        "No such address",
        "This server has no programming interface at this address.",
    )
}
