//! The state of one tab: its knowledge, its pending writes, and damaged values.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use super::disk::Disk;
use super::view::TabView;
use crate::state::record::RecordKey;
use crate::state::stamp::Stamp;
use crate::sync::client::{Checkpoint, Client, EntryName, Outbox, Rejections};
use crate::sync::protocol::Changes;

/// The driver of one tab. The head of [`super`] lists the invariants.
#[derive(Clone, Debug)]
pub struct Tab<D, V> {
    pub(super) disk: D,
    pub(super) view: V,
    pub(super) is_leader: bool,
    /// The pure client; only in the tab that leads, and only with an account.
    pub(super) client: Option<Client>,
    /// The checkpoint where the browser could not store it; this tab syncs for itself then, leading
    /// or not.
    pub(super) ephemeral_checkpoint: Option<Checkpoint>,
    /// The checkpoint as this tab last read or wrote it, should the disk be cleared.
    pub(super) known_checkpoint: Option<Checkpoint>,
    /// Rises with every client, so that no response meant for one reaches the next.
    pub(super) generation: u32,
    pub(super) outbox: TabOutbox,
    pub(super) pending: PendingWrites,
    pub(super) rejections: UnstoredRejections,
    pub(super) damage: Damage,
    /// The room that records and all else take on the disk, in UTF-16 code units.
    pub(super) used: usize,
}

/// The outbox entries that a tab knows of.
#[derive(Clone, Debug, Default)]
pub(super) struct TabOutbox {
    /// The last entry of this tab for each record, so that typing leaves one entry instead of
    /// hundreds.
    pub(super) own: BTreeMap<RecordKey, EntryName>,
    /// The entries on the disk, as far as this tab has heard.
    pub(super) stored: BTreeSet<EntryName>,
    /// Entries that could not be written yet. They go before any record: a record without its entry
    /// would never be sent.
    pub(super) waiting: Outbox,
    /// Entries whose cells have got new stamps. They stay until their replacement is written.
    pub(super) replaced: BTreeSet<EntryName>,
}

/// Writes that wait for room on the disk.
#[derive(Clone, Debug, Default)]
pub(super) struct PendingWrites {
    /// Records, and whether the server has all they have.
    pub(super) records: BTreeMap<RecordKey, bool>,
    /// Stamps, in these records, of cells that an entry or the server has.
    pub(super) confirmed_stamps: BTreeMap<RecordKey, BTreeSet<Stamp>>,
    /// Cells with new stamps, for the place of those on the disk.
    pub(super) replacing: Changes,
    /// The limit of a wrong clock that the other tabs are still to hear of, in milliseconds.
    pub(super) ahead_notice: Option<u64>,
}

/// Rejections that are not on the disk.
#[derive(Clone, Debug, Default)]
pub(super) struct UnstoredRejections {
    /// The client's list could not be stored.
    pub(super) is_dirty: bool,
    /// Values left by a client that is gone and held by no record.
    pub(super) orphaned: Rejections,
}

/// Damaged values, and the fetching that makes up for them.
#[derive(Clone, Debug, Default)]
pub(super) struct Damage {
    /// A value could not be read, and there may be no mark of it on the disk.
    pub(super) is_unmarked: bool,
    /// The mark on the disk for which everything is being fetched already.
    pub(super) refetching: Option<String>,
    /// The damaged values this page has quarantined, by name.
    pub(super) quarantined: BTreeMap<String, String>,
}

impl<D: Disk, V: TabView> Tab<D, V> {
    /// A tab that has read nothing yet.
    pub fn new(disk: D, view: V) -> Self {
        Self {
            disk,
            view,
            is_leader: false,
            client: None,
            ephemeral_checkpoint: None,
            known_checkpoint: None,
            generation: 0,
            outbox: TabOutbox::default(),
            pending: PendingWrites::default(),
            rejections: UnstoredRejections::default(),
            damage: Damage::default(),
            used: 0,
        }
    }

    /// The storage.
    pub const fn disk(&self) -> &D {
        &self.disk
    }

    /// The view of the page.
    pub const fn view(&self) -> &V {
        &self.view
    }

    /// The view of the page, to change it.
    pub const fn view_mut(&mut self) -> &mut V {
        &mut self.view
    }

    /// The pure client; only in the tab that leads, and only with an account.
    pub const fn client(&self) -> Option<&Client> {
        self.client.as_ref()
    }

    /// The pure client, to pass something on to it.
    pub const fn client_mut(&mut self) -> Option<&mut Client> {
        self.client.as_mut()
    }

    /// Rises with every client. A response to a request made under another number is not for this
    /// one.
    pub const fn generation(&self) -> u32 {
        self.generation
    }

    pub(super) fn write_json<T: Serialize>(&self, name: &str, value: &T) -> bool {
        serde_json::to_string(value).is_ok_and(|text| self.disk.set(name, &text))
    }
}
