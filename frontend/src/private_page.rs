//! The private page on this device, one value an entry: never sent, in no backup unless it is asked
//! for, and deleted with everything else of this product.

use domain::sync::tab::Disk;
use domain::sync::tab::names::PRIVATE;
use domain::values::id::RecordId;

use crate::storage::{self, LocalDisk};

/// The stored entries, in no order.
pub(crate) fn entries() -> Vec<String> {
    let names = LocalDisk.names().unwrap_or_default().into_iter();
    names
        .filter(|name| name.starts_with(PRIVATE))
        .filter_map(|name| storage::get(&name))
        .collect()
}

/// One stored entry. Cheap: it is asked for with every letter typed.
pub(crate) fn entry(id: RecordId) -> Option<String> {
    storage::get(&name(id))
}

/// Stores an entry, or deletes it. Returns whether there was room.
pub(crate) fn write(id: RecordId, text: Option<&str>) -> bool {
    let name = name(id);
    match text {
        Some(text) => storage::set(&name, text),
        None => {
            storage::remove(&name);
            true
        }
    }
}

fn name(id: RecordId) -> String {
    format!("{PRIVATE}{id}")
}
