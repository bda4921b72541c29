//! The checkpoint of a device: read from the disk, and kept in memory where the disk has no room.

use super::disk::Disk;
use super::names::CHECKPOINT;
use super::state::Tab;
use super::view::TabView;
use crate::sync::client::{Checkpoint, ResyncPosition};

impl<D: Disk, V: TabView> Tab<D, V> {
    /// Whether this device belongs to an account.
    pub fn has_account(&self) -> bool {
        self.ephemeral_checkpoint.is_some() || self.disk.get(CHECKPOINT).is_some()
    }

    /// Whether the browser has no room for the checkpoint, so that a reload forgets it.
    pub const fn is_ephemeral(&self) -> bool {
        self.ephemeral_checkpoint.is_some()
    }

    /// The checkpoint of this device. `None` for a guest.
    pub fn checkpoint(&self) -> Option<Checkpoint> {
        let Some(text) = self.disk.get(CHECKPOINT) else {
            return self.ephemeral_checkpoint.clone();
        };
        let mut checkpoint: Checkpoint = serde_json::from_str(&text).unwrap_or_default();
        if checkpoint.account.is_empty() {
            // Damaged: everything is sent and fetched once more, which is safe. The account page
            // asks for the name.
            checkpoint.resync = Some(ResyncPosition::default());
        }
        Some(checkpoint)
    }

    /// Stores a checkpoint, or has this tab remember it if the browser has no room for one. Returns
    /// whether it is stored.
    pub(super) fn store_checkpoint(&mut self, checkpoint: &Checkpoint) -> bool {
        let is_stored = self.write_json(CHECKPOINT, checkpoint);
        if self.disk.is_erased() {
            return false;
        }
        self.known_checkpoint = Some(checkpoint.clone());
        if is_stored || self.disk.get(CHECKPOINT).is_none() {
            self.ephemeral_checkpoint = (!is_stored).then(|| checkpoint.clone());
        }
        is_stored
    }

    /// Changes the checkpoint on the disk, which may be behind the one in memory: after a reload,
    /// what the disk lacks is fetched or sent again. Returns whether the change is stored.
    pub(super) fn update_checkpoint(&mut self, change: impl FnOnce(&mut Checkpoint)) -> bool {
        let account = self
            .client
            .as_ref()
            .map(|client| &client.checkpoint().account);
        let Some(mut stored) = self
            .checkpoint()
            .filter(|stored| Some(&stored.account) == account)
        else {
            return false;
        };
        let before = stored.clone();
        change(&mut stored);
        (stored == before && !self.is_ephemeral())
            || self.store_checkpoint(&stored)
            || self.is_ephemeral()
    }

    /// Stores the checkpoint of the client. Returns whether it is stored.
    pub(super) fn store_client_checkpoint(&mut self) -> bool {
        let now_of = self
            .client
            .as_ref()
            .map(|client| client.checkpoint().clone());
        let (Some(now_of), Some(stored)) = (now_of, self.checkpoint()) else {
            return false;
        };
        if now_of.account != stored.account {
            // Another tab has signed out or in meanwhile, which counts.
            return false;
        }
        self.view.set_clock_offset(now_of.offset_ms);
        (now_of == stored && !self.is_ephemeral()) || self.store_checkpoint(&now_of)
    }

    /// Has everything sent once more. Returns whether that outlives the page.
    pub(super) fn start_full_resync(&mut self) -> bool {
        let Some(client) = &mut self.client else {
            return false;
        };
        client.start_full_resync();
        self.update_checkpoint(|checkpoint| checkpoint.resync = Some(ResyncPosition::default()))
    }
}
