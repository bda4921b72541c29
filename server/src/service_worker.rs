//! The service worker's script, with the file list of this very build filled in.

use std::future::Future;

use axum::http::{HeaderName, header};
use axum::response::{IntoResponse, Response};

use crate::build::Build;
use crate::router::javascript;

/// The script with two blanks: the build's id and its files.
pub(crate) const TEMPLATE: &str = include_str!("service_worker.js");

/// The worker while one works on the app: it keeps nothing, so that every change is seen.
const WHILE_WATCHING: &str = "self.addEventListener(\"install\", () => self.skipWaiting());\n";

/// A worker lives under the policy of its own script: it may fetch from here, and nothing else.
const WORKER_POLICY: [(HeaderName, &str); 1] = [(
    header::CONTENT_SECURITY_POLICY,
    "default-src 'none'; connect-src 'self'; img-src 'self'; frame-ancestors 'none'",
)];

/// The handler of `/sw.js`.
pub(crate) fn script(
    build: &Build,
) -> impl Fn() -> std::pin::Pin<Box<dyn Future<Output = Response> + Send>> + Clone + use<> {
    // Cargo-leptos says so to the server it starts in `make dev`.
    let is_watching = std::env::var_os("LEPTOS_WATCH").is_some();
    let text = if is_watching {
        WHILE_WATCHING.to_owned()
    } else {
        let files = serde_json::to_string(&build.offline).unwrap_or_default();
        TEMPLATE
            .replace("\"{build}\"", &format!("\"{}\"", build.id))
            .replace("[\"{files}\"]", &files)
    };
    move || {
        let text = text.clone();
        // Browsers must ask each time, or they would not learn of a new build.
        let response = (WORKER_POLICY, javascript(text, "no-cache")).into_response();
        Box::pin(async move { response })
    }
}
