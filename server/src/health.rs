//! The health check: says that requests are answered, and which build answers.

use std::future::Future;
use std::pin::Pin;

use axum::Json;
use axum::http::StatusCode;
use serde::Serialize;

use crate::build::Build;
use crate::store::Store;

/// The answer at `/healthz`.
#[derive(Clone, Serialize)]
pub(crate) struct Health {
    status: &'static str,
    version: &'static str,
    build: String,
}

type Answer = Pin<Box<dyn Future<Output = (StatusCode, Json<Health>)> + Send>>;

/// The handler of `/healthz`: 503 where the database does not answer.
pub(crate) fn report(build: &Build, store: Store) -> impl Fn() -> Answer + Clone + use<> {
    let health = Health {
        status: "ok",
        version: env!("CARGO_PKG_VERSION"),
        build: build.id.clone(),
    };
    move || {
        let (mut health, store) = (health.clone(), store.clone());
        Box::pin(async move {
            if let Err(error) = store.ping().await {
                tracing::error!(%error, "not healthy");
                health.status = "no database";
                return (StatusCode::SERVICE_UNAVAILABLE, Json(health));
            }
            (StatusCode::OK, Json(health))
        })
    }
}
