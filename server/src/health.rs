//! The health check: says within a second whether everything works that serving needs, and which
//! build answers.

use std::sync::Arc;
use std::time::{Duration, Instant};

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use serde::Serialize;
use tokio::sync::Mutex;
use tokio::time::timeout;

use crate::store::Store;
use crate::store::health::Fault;

/// What has not been tried by then does not work.
const LONGEST_TRIAL: Duration = Duration::from_millis(900);

/// How long an outcome counts: each trial writes, and anybody may ask.
const FRESH_FOR: Duration = Duration::from_secs(1);

/// The answer at `/healthz`.
#[derive(Clone, Serialize)]
pub(crate) struct Health {
    status: &'static str,
    version: &'static str,
    build: String,
}

/// When something was tried, and the status it had.
type Outcome = (Instant, &'static str);

/// The parts the check looks at.
#[derive(Clone)]
pub(crate) struct HealthCheck {
    build: String,
    store: Store,
    latest: Arc<Mutex<Option<Outcome>>>,
}

impl HealthCheck {
    /// A check that has tried nothing yet.
    pub(crate) fn new(build: String, store: Store) -> Self {
        Self {
            build,
            store,
            latest: Arc::default(),
        }
    }

    /// The status in a word or two, `ok` where all works.
    async fn status(&self) -> &'static str {
        let status = timeout(LONGEST_TRIAL, async {
            // One at a time, in a task of its own: what hangs goes on, and no second one begins.
            let mut latest = self.latest.clone().lock_owned().await;
            if let Some((_, status)) = latest.filter(|(at, _)| at.elapsed() < FRESH_FOR) {
                return Some(status);
            }
            let store = self.store.clone();
            let trial = tokio::spawn(async move {
                let status = status_of(store.try_all().await);
                *latest = Some((Instant::now(), status));
                status
            });
            trial.await.ok()
        });
        status.await.ok().flatten().unwrap_or_else(|| {
            tracing::error!("not healthy: the database, or its disk, does not answer in time");
            "too slow"
        })
    }
}

fn status_of(tried: Result<(), Fault>) -> &'static str {
    match tried {
        Ok(()) => "ok",
        Err(Fault::NoFile(error)) => {
            tracing::error!(%error, "not healthy: the file is not at its place");
            "no file"
        }
        Err(Fault::Disk(error)) => {
            tracing::error!(%error, "not healthy: the disk takes no writes");
            "no room on the disk"
        }
        Err(Fault::NoDatabase(error)) => {
            tracing::error!(%error, "not healthy: the database does not answer");
            "no database"
        }
        Err(Fault::NoWriting(error)) => {
            tracing::error!(%error, "not healthy: the database takes no writes");
            "no writing"
        }
    }
}

/// Answers 503 unless everything works.
pub(crate) async fn report(State(check): State<HealthCheck>) -> (StatusCode, Json<Health>) {
    let status = check.status().await;
    let code = if status == "ok" {
        StatusCode::OK
    } else {
        StatusCode::SERVICE_UNAVAILABLE
    };
    let health = Health {
        status,
        version: env!("CARGO_PKG_VERSION"),
        build: check.build,
    };
    (code, Json(health))
}
