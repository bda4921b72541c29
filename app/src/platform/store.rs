//! The storage of this device.

use domain::sync::protocol::Changes;

/// Where edits are stored, and how full it is.
pub trait Store {
    /// Stores the cells of an edit, and sends them if there is an account. A lack of room is
    /// reported through the `storage_changed` of the session.
    fn store_edit(&self, _written: &Changes) {}

    /// Merges records of a backup file into the session, stores and sends them like an edit.
    fn store_import(&self, _records: Changes) {}

    /// Deletes everything stored on this device and starts over.
    fn erase_everything(&self) {}

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
