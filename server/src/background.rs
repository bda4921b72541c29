//! Everything that runs besides answering requests: hourly maintenance of the database, and the
//! day's reminders to devices.

mod care;

use std::time::{Duration, Instant};

use tokio::task::JoinHandle;
use tokio::time::MissedTickBehavior;

use crate::backups::back_up_hourly;
use crate::push;
use crate::service::Service;
use crate::settings::Settings;
use crate::state::AppState;
use crate::store::now_ms;

/// Time between two rounds of maintenance.
const MAINTENANCE: Duration = Duration::from_secs(3_600);

/// Time between two looks at the clock, besides those of pushes.
const CLOCK: Duration = Duration::from_secs(60);

/// The tasks that run besides. Dropping this does not stop them.
#[derive(Debug)]
pub struct Background([JoinHandle<()>; 3]);

impl Background {
    /// Starts the tasks of a service.
    #[must_use]
    pub fn start(service: &Service, settings: &Settings) -> Self {
        Self([
            tokio::spawn(maintain(service.state(), settings.clone())),
            tokio::spawn(remind(service.state())),
            tokio::spawn(watch_clock(service.state())),
        ])
    }

    /// Stops them where they are.
    pub fn stop(&self) {
        for task in &self.0 {
            task.abort();
        }
    }
}

/// Maintains the database every hour, for as long as the process runs.
async fn maintain(state: AppState, settings: Settings) {
    let mut hours = tokio::time::interval(MAINTENANCE);
    hours.set_missed_tick_behavior(MissedTickBehavior::Skip);
    let mut last_round = None;
    loop {
        // The first at once. A round takes time and must not put the next one off: an hour would be
        // without a backup.
        hours.tick().await;
        if let Err(sentence) = back_up_hourly(&state.store, &settings, now_ms()).await {
            tracing::error!("{sentence}");
        }
        let ran = last_round.map_or(Duration::ZERO, |last: Instant| last.elapsed());
        last_round = Some(Instant::now());
        match care::may_remove(&state.store, now_ms(), ran).await {
            Ok(true) => remove_old(&state).await,
            Ok(false) => {}
            Err(error) => tracing::error!(%error, "could not check what is due for deletion"),
        }
    }
}

/// Removes for good what is old enough.
async fn remove_old(state: &AppState) {
    match state.store.purge(now_ms()).await {
        Ok(changed) => {
            for (account, seq) in changed {
                state.notifier.poke(&account, seq);
            }
        }
        Err(error) => {
            tracing::error!(%error, "could not purge old removals");
        }
    }
    if let Err(error) = state.store.forget_expired(now_ms()).await {
        tracing::error!(%error, "could not delete expired rows");
    }
}

/// Watches the clock, for as long as the process runs.
async fn watch_clock(state: AppState) {
    loop {
        tokio::time::sleep(CLOCK).await;
        if let Err(error) = state.store.watch_clock(now_ms()).await {
            tracing::error!(%error, "could not record the time");
        }
    }
}

/// Reminds devices of what is due, for as long as the process runs.
async fn remind(state: AppState) {
    loop {
        push::send_due(&state.push, now_ms()).await;
        tokio::time::sleep(push::LOOK_EVERY).await;
    }
}
