//! The service worker's script, with the file list of this very build filled in.

use axum::body::Bytes;
use axum::extract::State;
use axum::http::{HeaderName, header};
use axum::response::IntoResponse;

use super::build::Build;
use super::javascript::javascript;
use super::templates;

/// The worker while one works on the app: it keeps nothing, so that every change is seen.
const WHILE_WATCHING: &str = "self.addEventListener(\"install\", () => self.skipWaiting());\n";

/// A worker lives under the policy of its own script: it may fetch from here, and nothing else.
const WORKER_POLICY: [(HeaderName, &str); 1] = [(
    header::CONTENT_SECURITY_POLICY,
    "default-src 'none'; connect-src 'self'; img-src 'self'; frame-ancestors 'none'",
)];

/// The service worker of a build; cheap to clone.
#[derive(Clone, Debug)]
pub(crate) struct ServiceWorker(Bytes);

impl ServiceWorker {
    /// The worker that keeps this build, or, while someone works on the app, one that keeps
    /// nothing.
    pub(crate) fn new(build: &Build, is_watching: bool) -> Self {
        if is_watching {
            return Self(Bytes::from_static(WHILE_WATCHING.as_bytes()));
        }
        let files = serde_json::to_string(&build.offline).unwrap_or_default();
        let text = templates::SERVICE_WORKER
            .replace("\"{build}\"", &format!("\"{}\"", build.id))
            .replace("[\"{files}\"]", &files);
        Self(text.into())
    }
}

/// The handler of `/sw.js`.
pub(crate) async fn script(State(ServiceWorker(text)): State<ServiceWorker>) -> impl IntoResponse {
    // Browsers must ask each time, or they would not learn of a new build.
    (WORKER_POLICY, javascript(text, "no-cache"))
}
