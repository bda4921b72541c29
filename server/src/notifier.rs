//! Notifies the devices of an account that it has changed: those that listen here, and on
//! PostgreSQL those at other server processes.

mod hub;
mod processes;

use crate::store::{AccountId, Store};
use hub::{Hub, Subscription};
use processes::OutgoingNotices;

/// The way to every listener; cheap to clone.
#[derive(Clone, Debug)]
pub(crate) struct Notifier {
    hub: Hub,
    /// To other processes; `None` if there can be no others.
    outgoing: Option<OutgoingNotices>,
}

impl Notifier {
    /// A notifier over a database. If several processes may share it, this starts the tasks that
    /// speak with them.
    pub(crate) fn new(store: &Store) -> Self {
        let hub = Hub::default();
        let outgoing = processes::connect(&hub, store);
        Self { hub, outgoing }
    }

    /// Notifies all listeners that an account has changed, up to this sequence number.
    pub(crate) fn poke(&self, account: &AccountId, seq: u64) {
        self.hub.poke(account, seq);
        if let Some(outgoing) = &self.outgoing {
            outgoing.poke(account, seq);
        }
    }

    /// Subscribes to the changes of an account; `None` if too many listen to it already.
    pub(crate) fn subscribe(&self, account: &AccountId) -> Option<Subscription> {
        self.hub.subscribe(account)
    }

    /// How many listen at this process.
    pub(crate) fn listeners(&self) -> usize {
        self.hub.listeners()
    }

    /// Ends all streams, so that the server can stop.
    pub(crate) fn end(&self) {
        self.hub.end();
    }
}
