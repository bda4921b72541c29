//! The running parts of a server: opened together, and closed together.

use std::fs::File;
use std::sync::Arc;

use crate::auth::Auth;
use crate::auth::names::fold_name;
use crate::backups::must_not_begin_anew;
use crate::limits::Limits;
use crate::mailer::Mailer;
use crate::metrics::Metrics;
use crate::notifier::Notifier;
use crate::push::{self, PushService};
use crate::settings::Settings;
use crate::state::{AppState, Parts};
use crate::store::private_files::create_folder;
use crate::store::{Store, claim_file};

/// The running parts of a server; cheap to clone.
#[derive(Clone, Debug)]
pub struct Service {
    state: AppState,
    /// The claim on a file of SQLite.
    _claim: Option<Arc<File>>,
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
        let claim = claim_file(&url)?.map(Arc::new);
        must_not_begin_anew(settings, &url).await?;
        let store = Store::open(&url).await?;
        let watched = store.start_clock().await;
        watched.map_err(|error| format!("The server could not start: {error}"))?;
        match store.fold_names_by(fold_name).await {
            Ok((0, 0)) => {}
            Ok((changed, kept)) => {
                tracing::info!(changed, kept, "account names were normalised again");
            }
            // On a full disk, say: reading goes on, and the next start tries again.
            Err(error) => tracing::error!(%error, "account names could not be normalised again"),
        }
        let notifier = Notifier::new(&store);
        let auth = Auth::new(settings)?;
        let mailer = Mailer::new(settings)?;
        let push = Arc::new(PushService::new(&store, settings).await?);
        Ok(Self {
            _claim: claim,
            state: AppState::new(Parts {
                store,
                notifier,
                push,
                auth,
                limits: Limits::new(settings),
                mailer,
                metrics: Metrics::default(),
            }),
        })
    }

    /// The database.
    #[must_use]
    pub fn store(&self) -> Store {
        self.state.store.clone()
    }

    /// For tests: tells devices as of a moment, in milliseconds since 1970.
    #[doc(hidden)]
    pub async fn tell_as_of(&self, now_ms: u64) {
        push::send_due(&self.state.push, now_ms).await;
    }

    /// Ends the streams that would keep the server from stopping.
    pub fn end_streams(&self) {
        self.state.notifier.end();
    }

    /// Ends the connections to the database.
    pub async fn close(&self) {
        self.state.store.close().await;
    }

    pub(crate) fn state(&self) -> AppState {
        self.state.clone()
    }
}
