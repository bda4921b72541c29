//! The offline shell: an empty document that mounts the app. The service worker answers with it
//! when there is no network.

use app::document::EARLY_SCRIPT;
use axum::body::Bytes;
use axum::extract::State;
use axum::http::{HeaderValue, header};
use axum::response::IntoResponse;

use super::build::Build;
use super::templates;
use crate::headers::shell_policy;

/// The shell of a build; cheap to clone.
#[derive(Clone, Debug)]
pub(crate) struct Shell(Bytes);

impl Shell {
    /// The shell that starts this build.
    pub(crate) fn new(build: &Build) -> Self {
        let text = templates::SHELL
            .replace("{early}", EARLY_SCRIPT)
            .replace("{stylesheet}", &build.stylesheet)
            .replace("{boot}", &build.boot_script)
            .replace("{integrity}", &build.boot_integrity());
        Self(text.into())
    }
}

/// The handler of `/shell`.
pub(crate) async fn page(State(Shell(text)): State<Shell>) -> impl IntoResponse {
    let content_type = HeaderValue::from_static("text/html; charset=utf-8");
    let headers = [
        (header::CONTENT_TYPE, content_type),
        (header::CACHE_CONTROL, HeaderValue::from_static("no-cache")),
    ];
    (
        headers,
        [(header::CONTENT_SECURITY_POLICY, shell_policy())],
        text,
    )
}
