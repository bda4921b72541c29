//! The storage of this device.

use domain::state::record::RecordKey;
use domain::sync::protocol::Changes;
use domain::values::id::RecordId;

/// Where edits are stored, and how full it is.
pub trait Store {
    /// Stores the cells of an edit, and sends them if there is an account. A lack of room is
    /// reported through the `storage_changed` of the session.
    fn store_edit(&self, _written: &Changes) {}

    /// Merges records of a backup file into the session, stores and sends them like an edit.
    fn store_import(&self, _records: Changes) {}

    /// Deletes everything stored on this device and starts over.
    fn erase_everything(&self) {}

    /// The tab this page is in, by an id that outlives a reload.
    fn tab(&self) -> String {
        String::new()
    }

    /// Reads what is kept of a half-written form.
    fn read_form(&self, _form: &str) -> Option<String> {
        None
    }

    /// Keeps a text of a half-written form on this device, or forgets it. Returns whether there was
    /// room.
    fn write_form(&self, _form: &str, _text: Option<&str>) -> bool {
        true
    }

    /// The entries of the private page, as they are stored. They belong to this device: no record has
    /// them, and nothing that sends or exports records reaches them.
    fn private_entries(&self) -> Vec<String> {
        Vec::new()
    }

    /// One entry of the private page, as it is stored.
    fn private_entry(&self, _id: RecordId) -> Option<String> {
        None
    }

    /// Stores an entry of the private page on this device, or deletes it. Returns whether there was
    /// room.
    fn write_private_entry(&self, _id: RecordId, _text: Option<&str>) -> bool {
        true
    }

    /// Reads the link that this device made for a record, as text.
    fn read_link(&self, _record: RecordId) -> Option<String> {
        None
    }

    /// Keeps the link of a record on this device, or forgets it. Returns whether there was room.
    fn write_link(&self, _record: RecordId, _text: Option<&str>) -> bool {
        true
    }

    /// How the tracker was last looked at on this device.
    fn tracker_choices(&self) -> Option<String> {
        None
    }

    /// Keeps how the tracker is looked at on this device.
    fn keep_tracker_choices(&self, _choices: &str) {}

    /// The records that are only in memory: there was no room for them.
    fn unwritten(&self) -> Vec<RecordKey> {
        Vec::new()
    }

    /// The note on a restore that did not fit, if one is kept.
    fn restore_note(&self) -> Option<String> {
        None
    }

    /// Keeps a note on a restore, or forgets it.
    fn keep_restore_note(&self, _note: Option<&str>) {}

    /// How many characters are stored on this device, and how many fit.
    fn storage_use(&self) -> StorageUse {
        StorageUse::default()
    }
}

/// How much of the browser's storage is taken.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct StorageUse {
    /// UTF-16 code units stored.
    pub used: usize,
    /// UTF-16 code units that fit.
    pub limit: usize,
}
