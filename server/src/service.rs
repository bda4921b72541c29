//! What runs besides answering requests: the database, the line to other processes, and the hourly care of both.

use std::sync::Arc;
use std::time::Duration;

use tokio::time::MissedTickBehavior;

use crate::auth::Auth;
use crate::commands::back_up_hourly;
use crate::limits::Limits;
use crate::mail::Mailer;
use crate::pokes::Pokes;
use crate::push::{self, PushService};
use crate::settings::Settings;
use crate::state::{AppState, Parts};
use crate::store::private_files::create_folder;
use crate::store::{Store, now_ms};

/// Time between two rounds of care.
const CARE: Duration = Duration::from_secs(3_600);

/// The running parts of a server; cheap to clone.
#[derive(Clone, Debug)]
pub struct Service {
    state: AppState,
}

impl Service {
    /// Opens the database of these settings and begins to listen to others on it.
    ///
    /// # Errors
    /// Says in a sentence what is wrong with the settings or the database.
    pub async fn start(settings: &Settings) -> Result<Self, String> {
        let url = settings.database_address()?;
        if settings.database.is_none() {
            create_folder(&settings.data_dir)?;
        }
        let store = Store::open(&url).await?;
        let pokes = Pokes::new(&store);
        let auth = Auth::new(settings)?;
        let mailer = Mailer::new(settings)?;
        let push = Arc::new(PushService::new(&store, settings).await?);
        Ok(Self {
            state: AppState::new(Parts {
                store,
                pokes,
                push,
                auth,
                limits: Limits::new(settings),
                mailer,
            }),
        })
    }

    /// The database.
    #[must_use]
    pub fn store(&self) -> Store {
        self.state.store.clone()
    }

    /// Looks after the database every hour, for as long as the process runs.
    pub async fn care(self, settings: Settings) {
        let mut hours = tokio::time::interval(CARE);
        hours.set_missed_tick_behavior(MissedTickBehavior::Skip);
        loop {
            // The first at once. What is done takes time, and must not put the next off: an hour would be without a backup.
            hours.tick().await;
            let store = &self.state.store;
            if let Err(sentence) = back_up_hourly(store, &settings, now_ms()).await {
                tracing::error!("{sentence}");
            }
            match store.purge(now_ms()).await {
                Ok(changed) => {
                    for (account, seq) in changed {
                        self.state.pokes.poke(&account, seq);
                    }
                }
                Err(error) => {
                    tracing::error!(%error, "what was removed long ago could not be emptied")
                }
            }
            if let Err(error) = store.forget_expired(now_ms()).await {
                tracing::error!(%error, "what has expired could not be forgotten");
            }
        }
    }

    /// Tells devices what is due, for as long as the process runs.
    pub async fn tell(self) {
        loop {
            push::send_due(&self.state.push, now_ms()).await;
            tokio::time::sleep(push::LOOK_EVERY).await;
        }
    }

    /// For tests: tells devices as of a moment, in milliseconds since 1970.
    #[doc(hidden)]
    pub async fn tell_as_of(&self, now_ms: u64) {
        push::send_due(&self.state.push, now_ms).await;
    }

    /// Ends the streams that would keep the server from stopping.
    pub fn end_streams(&self) {
        self.state.pokes.end();
    }

    /// Ends the connections to the database.
    pub async fn close(&self) {
        self.state.store.close().await;
    }

    pub(crate) fn state(&self) -> AppState {
        self.state.clone()
    }
}
