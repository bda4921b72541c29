//! What every handler of the API works with.

use std::ops::Deref;
use std::sync::Arc;

use crate::accounts::Accounts;
use crate::pokes::Pokes;
use crate::push::Push;
use crate::store::Store;

/// The state of the API; cheap to clone.
#[derive(Clone, Debug)]
pub(crate) struct AppState(Arc<Parts>);

/// The parts of the state.
#[derive(Debug)]
pub(crate) struct Parts {
    /// The database.
    pub(crate) store: Store,
    /// Who is told of changes.
    pub(crate) pokes: Pokes,
    /// What telling devices needs.
    pub(crate) push: Push,
    /// What signing in needs: passkeys, password hashing, limits.
    pub(crate) accounts: Accounts,
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
