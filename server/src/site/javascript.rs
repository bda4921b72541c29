//! Scripts that the server generates for a build, as answers.

use axum::body::Bytes;
use axum::extract::State;
use axum::http::{HeaderName, HeaderValue, header};
use axum::response::IntoResponse;

use super::build::Build;

/// The caching rule of an address that holds a hash of its content.
const FOR_EVER: &str = "public, max-age=31536000, immutable";

/// The script that starts the app; cheap to clone.
#[derive(Clone, Debug)]
pub(crate) struct BootScript(Bytes);

impl BootScript {
    /// The script that starts this build.
    pub(crate) fn new(build: &Build) -> Self {
        Self(build.boot_text().into())
    }
}

/// The handler of the build's boot script.
pub(crate) async fn boot(State(BootScript(text)): State<BootScript>) -> impl IntoResponse {
    javascript(text, FOR_EVER)
}

/// A script with its caching rule.
pub(super) fn javascript(text: Bytes, caching: &'static str) -> impl IntoResponse {
    let content_type = HeaderValue::from_static("text/javascript; charset=utf-8");
    let headers: [(HeaderName, HeaderValue); 2] = [
        (header::CONTENT_TYPE, content_type),
        (header::CACHE_CONTROL, HeaderValue::from_static(caching)),
    ];
    (headers, text)
}
