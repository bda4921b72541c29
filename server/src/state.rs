//! The state that every handler works with.

use std::ops::Deref;
use std::sync::Arc;

use crate::auth::Auth;
use crate::limits::Limits;
use crate::mailer::Mailer;
use crate::metrics::Metrics;
use crate::notifier::Notifier;
use crate::push::PushService;
use crate::store::Store;

/// The state of the server; cheap to clone.
#[derive(Clone, Debug)]
pub(crate) struct AppState(Arc<Parts>);

/// The parts of the state.
#[derive(Debug)]
pub(crate) struct Parts {
    /// The database.
    pub(crate) store: Store,
    /// The way to devices that listen for changes.
    pub(crate) notifier: Notifier,
    /// The sender of push messages.
    pub(crate) push: Arc<PushService>,
    /// The parts of signing in.
    pub(crate) auth: Auth,
    /// How often anyone may ask.
    pub(crate) limits: Limits,
    /// What is counted for whoever watches over the server.
    pub(crate) metrics: Metrics,
    /// The sender of mail, if the operator has named a mail server.
    pub(crate) mailer: Option<Mailer>,
}

impl AppState {
    /// The state over these parts.
    pub(crate) fn new(parts: Parts) -> Self {
        Self(Arc::new(parts))
    }
}

impl Deref for AppState {
    type Target = Parts;

    fn deref(&self) -> &Parts {
        &self.0
    }
}
