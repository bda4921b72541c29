//! The health check: says that requests are answered, and which build answers.

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use serde::Serialize;

use crate::store::Store;

/// The answer at `/healthz`.
#[derive(Clone, Serialize)]
pub(crate) struct Health {
    status: &'static str,
    version: &'static str,
    build: String,
}

/// The parts the check looks at.
#[derive(Clone)]
pub(crate) struct HealthCheck {
    pub(crate) build: String,
    pub(crate) store: Store,
}

/// Answers 503 if the database does not answer.
pub(crate) async fn report(State(check): State<HealthCheck>) -> (StatusCode, Json<Health>) {
    let (code, status) = match check.store.ping().await {
        Ok(()) => (StatusCode::OK, "ok"),
        Err(error) => {
            tracing::error!(%error, "not healthy");
            (StatusCode::SERVICE_UNAVAILABLE, "no database")
        }
    };
    let health = Health {
        status,
        version: env!("CARGO_PKG_VERSION"),
        build: check.build,
    };
    (code, Json(health))
}
