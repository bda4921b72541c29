//! The health check: says that requests are answered, and which build answers.

use std::future::Future;

use axum::Json;
use serde::Serialize;

use crate::build::Build;

/// The answer at `/healthz`.
#[derive(Clone, Serialize)]
pub(crate) struct Health {
    status: &'static str,
    version: &'static str,
    build: String,
}

/// The handler of `/healthz`.
pub(crate) fn report(
    build: &Build,
) -> impl Fn() -> std::pin::Pin<Box<dyn Future<Output = Json<Health>> + Send>> + Clone + use<> {
    let health = Health {
        status: "ok",
        version: env!("CARGO_PKG_VERSION"),
        build: build.id.clone(),
    };
    move || {
        let health = health.clone();
        Box::pin(async move { Json(health) })
    }
}
