//! The account of a device: signing in and out, leading, and the client that comes and goes with
//! them.

use super::disk::Disk;
use super::names::{self, AHEAD_NOTICE, CHECKPOINT, Named, REFETCH, REJECTIONS, STATE};
use super::requests::TabRequest;
use super::state::Tab;
use super::view::TabView;
use crate::sync::client::{Checkpoint, Client, ResyncPosition};
use crate::sync::protocol::FirstVisit;

impl<D: Disk, V: TabView> Tab<D, V> {
    /// Makes this tab the one that leads, which syncs.
    pub fn lead(&mut self) {
        self.is_leader = true;
        self.open_client();
    }

    /// Takes over the data that the server rendered this page from, on a device that knew of no
    /// account.
    pub fn adopt(&mut self, visit: FirstVisit) {
        if self.has_account() {
            return;
        }
        let is_new_device = !self.has_stored_records();
        let is_written = self.store_confirmed(visit.page.changes.into_keys());
        let mut checkpoint = Checkpoint::signed_in(&visit.account, &visit.name, false);
        if is_written {
            checkpoint.epoch = Some(visit.page.epoch);
            checkpoint.cursor = visit.page.cursor;
        }
        if is_new_device {
            checkpoint.resync = None;
        }
        self.store_checkpoint(&checkpoint);
        if self.is_ephemeral() {
            self.open_client();
        }
    }

    /// This device belongs to an account from now on, or still does.
    pub fn sign_in(&mut self, account: &str, name: &str, is_shared: bool) {
        if let Some(mut stored) = self
            .checkpoint()
            .filter(|checkpoint| checkpoint.account == account)
        {
            stored.is_shared = is_shared;
            if let Some(client) = &mut self.client {
                client.set_shared(is_shared);
            }
            self.store_checkpoint(&stored);
            self.ask_leader(&TabRequest::SignedIn);
            return;
        }
        self.forget_all_of_sync();
        self.store_checkpoint(&Checkpoint::signed_in(account, name, is_shared));
        self.open_client();
    }

    /// This device is a guest's from now on. The search itself stays.
    pub fn sign_out(&mut self) {
        self.forget_all_of_sync();
        self.open_client();
    }

    /// Opens the client from the disk, in the tab that leads and on a device with an account.
    pub(super) fn open_client(&mut self) {
        self.generation += 1;
        self.rejections.is_dirty = false;
        self.damage.refetching = None;
        self.client = None;
        let is_ours = self.is_leader || self.is_ephemeral();
        if let Some(mut checkpoint) = self.checkpoint().filter(|_| is_ours) {
            if self.disk.get(AHEAD_NOTICE).is_none() {
                // Reserves room for the notice, which may be due when there is none; no tab can
                // read this one.
                let place = self.ahead_notice("-");
                self.disk.set(AHEAD_NOTICE, &place);
            }
            let mut entries = self.read_entries(&mut checkpoint);
            entries.extend(self.outbox.waiting.clone());
            let rejections = self.read_rejections();
            if rejections.is_none() {
                // The server will reject the same cells again.
                checkpoint.resync = Some(ResyncPosition::default());
                if self.store_checkpoint(&checkpoint) {
                    self.disk.remove(REJECTIONS);
                }
            }
            let mut rejections = rejections.unwrap_or_default();
            self.rejections.is_dirty = !self.rejections.orphaned.is_empty();
            rejections.append(&mut std::mem::take(&mut self.rejections.orphaned));
            self.client = Some(Client::new(checkpoint, entries, rejections));
        }
        self.apply_refetch_mark();
    }

    /// Fetches everything once more if a value was quarantined as damaged.
    pub(super) fn apply_refetch_mark(&mut self) {
        let Some(client) = &mut self.client else {
            return;
        };
        let refetch = self.disk.get(REFETCH);
        let is_news = refetch.is_some() && refetch != self.damage.refetching;
        if std::mem::take(&mut self.damage.is_unmarked) || is_news {
            client.refetch();
            self.damage.refetching.clone_from(&refetch);
        }
        if refetch.is_some() && self.update_checkpoint(|checkpoint| checkpoint.cursor = 0) {
            self.disk.remove(REFETCH);
        }
    }

    /// Makes this device a guest's again. The search itself stays, and so do rejected values that
    /// no record holds.
    fn forget_all_of_sync(&mut self) {
        self.ephemeral_checkpoint = None;
        self.known_checkpoint = None;
        let known = self.client.take().map(|client| client.rejections().clone());
        let mut rejections = known.unwrap_or_else(|| self.rejections());
        rejections.retain(|_, rejection| rejection.value.is_some());
        // The account first: after a crash in between, the outbox is a guest's, and its entries are
        // removed at the next sign-in.
        for name in [CHECKPOINT, STATE] {
            self.disk.remove(name);
        }
        for name in self.disk.names().unwrap_or_default() {
            if matches!(names::parse(&name), Named::OutboxEntry(_)) {
                self.disk.remove(&name);
            }
        }
        self.outbox.stored.clear();
        if !self.write_rejections(&rejections) {
            self.rejections.orphaned = rejections;
        }
    }

    /// The notice of a limit to other tabs. All have one length, so that one fits where another was
    /// even if the storage is full.
    pub(super) fn ahead_notice(&mut self, limit: &str) -> String {
        format!("{limit:0>20} {:08x}", self.view.random())
    }

    pub(super) fn has_stored_records(&self) -> bool {
        let names = self.disk.names().unwrap_or_default();
        let is_record = |name: &String| matches!(names::parse(name), Named::Record(_));
        names.iter().any(is_record)
    }
}
