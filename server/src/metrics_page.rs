//! The report for whoever watches over the server, in the text format of OpenMetrics, which
//! Prometheus reads.

use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use axum::Router;
use axum::extract::State;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use prometheus_client::encoding::EncodeLabelSet;
use prometheus_client::encoding::text::encode;
use prometheus_client::metrics::family::Family;
use prometheus_client::metrics::gauge::Gauge;
use prometheus_client::registry::{Registry, Unit};
use tokio::time::timeout;

use crate::service::Service;
use crate::settings::Settings;
use crate::state::AppState;

/// The other numbers do not wait longer for the database: they are wanted most when it hangs.
const LONGEST_LOOK: Duration = Duration::from_secs(1);

/// A clock may be set back by this much without a backup that it wrote being of no time.
const CLOCK_SET_BACK: Duration = Duration::from_secs(300);

const OPEN_METRICS: &str = "application/openmetrics-text; version=1.0.0; charset=utf-8";

#[derive(Clone, Debug, PartialEq, Eq, Hash, EncodeLabelSet)]
struct PoolLabels {
    pool: &'static str,
    state: &'static str,
}

#[derive(Clone, Debug, PartialEq, Eq, Hash, EncodeLabelSet)]
struct BuildLabels {
    version: &'static str,
    build: String,
}

/// The routes of the address of its own: `/metrics` and nothing else.
pub fn routes(service: &Service, settings: &Settings, build: &str) -> Router {
    let watched = Watched {
        state: service.state(),
        backups: settings.data_dir.join("backups"),
        build: build.to_owned(),
    };
    Router::new().route("/metrics", get(report).with_state(watched))
}

/// What the report looks at.
#[derive(Clone)]
struct Watched {
    state: AppState,
    backups: PathBuf,
    build: String,
}

async fn report(State(watched): State<Watched>) -> Response {
    let mut registry = Registry::with_prefix("one_yes");
    watched.state.metrics.register(&mut registry);
    watched.register_now(&mut registry).await;
    let mut text = String::new();
    match encode(&mut text, &registry) {
        Ok(()) => ([(header::CONTENT_TYPE, OPEN_METRICS)], text).into_response(),
        Err(error) => {
            tracing::error!(%error, "the metrics could not be written");
            axum::http::StatusCode::INTERNAL_SERVER_ERROR.into_response()
        }
    }
}

impl Watched {
    /// The numbers as they are now.
    async fn register_now(&self, registry: &mut Registry) {
        let listeners: Gauge = gauge(self.state.notifier.listeners());
        registry.register("listeners", "Devices that listen for changes", listeners);
        let pools = Family::<PoolLabels, Gauge>::default();
        for (pool, size, idle) in self.state.store.connections() {
            for (state, number) in [("idle", idle), ("used", size.saturating_sub(idle))] {
                let labels = PoolLabels { pool, state };
                pools.get_or_create(&labels).set(number.into());
            }
        }
        registry.register("pool_connections", "Connections to the database", pools);
        match timeout(LONGEST_LOOK, self.state.store.size()).await {
            Ok(Ok(bytes)) => {
                let help = "The size of the database";
                registry.register_with_unit("database", help, Unit::Bytes, gauge(bytes));
            }
            Ok(Err(error)) => tracing::warn!(%error, "the size of the database is not known"),
            Err(error) => tracing::warn!(%error, "the size of the database is not known"),
        }
        let backups = times_of(&self.backups);
        let help = "Backups in the data folder";
        let number: Gauge = gauge(backups.len());
        registry.register("backups", help, number);
        if let Some(age) = age_of_latest(&backups, SystemTime::now()) {
            let help = "The age of the latest hourly backup in the data folder";
            registry.register_with_unit("backup_age", help, Unit::Seconds, gauge(age.as_secs()));
        }
        let build = Family::<BuildLabels, Gauge>::default();
        let labels = BuildLabels {
            version: env!("CARGO_PKG_VERSION"),
            build: self.build.clone(),
        };
        build.get_or_create(&labels).set(1);
        registry.register("build_info", "The program and the site it serves", build);
    }
}

fn gauge(number: impl TryInto<i64>) -> Gauge {
    let gauge = Gauge::default();
    gauge.set(number.try_into().unwrap_or(i64::MAX));
    gauge
}

/// When the backups in a folder were written.
fn times_of(folder: &Path) -> Vec<SystemTime> {
    let entries = std::fs::read_dir(folder).into_iter().flatten();
    let backups = entries.filter_map(Result::ok);
    let backups = backups.filter(|entry| entry.path().extension().is_some_and(|it| it == "db"));
    let written = backups.filter_map(|entry| entry.metadata().ok()?.modified().ok());
    written.collect()
}

/// The age of the latest of some backups; `None` if there is none. One that a clock wrote that was
/// ahead would be the latest for as long as it was ahead.
fn age_of_latest(written: &[SystemTime], now: SystemTime) -> Option<Duration> {
    let is_not_ahead = |time: &&SystemTime| **time <= now + CLOCK_SET_BACK;
    let latest = written.iter().filter(is_not_ahead).max()?;
    // A clock that was set back a little makes it newer than now.
    Some(now.duration_since(*latest).unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_backup_of_a_clock_that_was_ahead_is_not_the_latest() {
        let now = SystemTime::UNIX_EPOCH + Duration::from_secs(1_790_000_000);
        let hour = Duration::from_secs(3_600);
        let second = Duration::from_secs(1);
        let age = |written: &[SystemTime]| age_of_latest(written, now);
        assert_eq!(age(&[now - hour * 2, now - hour]), Some(hour));
        assert_eq!(age(&[now - hour, now + hour * 24]), Some(hour));
        assert_eq!(age(&[now + second]), Some(Duration::ZERO));
        assert_eq!(age(&[now + hour]), None);
    }
}
