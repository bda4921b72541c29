//! Requests to the tab that leads, which alone speaks with the server.

use serde::{Deserialize, Serialize};

use super::disk::Disk;
use super::names::LEADER_REQUEST;
use super::state::Tab;
use super::view::TabView;
use crate::state::record::RecordKey;

/// A request to the tab that leads.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum TabRequest {
    /// The page was shown, or the person asked: try now.
    Wake,
    /// The network is back.
    Online,
    /// The person has signed in again.
    SignedIn,
    /// A rejection is to be taken off the list.
    Dismiss {
        /// The record.
        key: RecordKey,
        /// The field.
        field: String,
    },
}

impl<D: Disk, V: TabView> Tab<D, V> {
    /// Asks the tab that leads, which may be this one.
    pub fn ask_leader(&mut self, asked: &TabRequest) {
        if self.is_leader || self.is_ephemeral() {
            self.handle_request(asked);
        } else {
            let number = self.view.random();
            self.write_json(LEADER_REQUEST, &(asked, number));
        }
    }

    pub(super) fn handle_request(&mut self, asked: &TabRequest) {
        let Some(client) = &mut self.client else {
            if let TabRequest::Dismiss { key, field } = asked
                && !self.has_account()
            {
                // Left from before someone signed out.
                let mut rejections = self.rejections();
                rejections.remove(&(key.clone(), field.clone()));
                self.write_rejections(&rejections);
            }
            return;
        };
        match asked {
            TabRequest::Wake => client.wake(),
            TabRequest::Online => client.back_online(),
            TabRequest::SignedIn => client.signed_in_again(),
            TabRequest::Dismiss { key, field } => {
                client.dismiss(key, field);
                self.store_rejections();
            }
        }
    }
}
