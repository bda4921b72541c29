//! The names values are kept under in a browser's storage. The numbers are versions of formats.

use crate::state::record::RecordKey;
use crate::sync::client::EntryName;

/// Before the name of every value of this product.
pub const PREFIX: &str = "one-yes:";

/// The stored [`crate::sync::client::Checkpoint`], on a device that belongs to an account.
pub const CHECKPOINT: &str = "one-yes:sync:1";

/// The stored [`crate::sync::client::Rejections`].
pub const REJECTIONS: &str = "one-yes:refused:1";

/// A request of another tab to the one that leads.
pub const LEADER_REQUEST: &str = "one-yes:sync-ask";

/// The notice that cells stamped after a limit have got new stamps.
pub const AHEAD_NOTICE: &str = "one-yes:ahead";

/// The mark that a value was quarantined, so that everything is to be fetched once more.
pub const REFETCH: &str = "one-yes:refetch";

/// The mark that everything was deleted, so that other tabs start over as well.
pub const ERASED: &str = "one-yes:erased";

/// How syncing goes, as the tab that leads says.
pub const STATE: &str = "one-yes:sync-state";

/// The sentence on a restore that did not fit.
pub const RESTORE_NOTE: &str = "one-yes:restore-note";

/// Before the name of a half-written form, which is followed by the form and what it is about.
pub const FORM: &str = "one-yes:form:1:";

/// Before the name of an entry of the private page, which is followed by its id. It begins as all of
/// this product's do, so that deleting everything deletes it; but it is no record, so nothing that
/// syncs or exports records sees it.
pub const PRIVATE: &str = "one-yes:private:1:";

/// Before the id of a record: the link that this device made for it, whose token no record holds.
pub const LINK: &str = "one-yes:link:1:";

/// How the tracker was last looked at: view, filters, order.
pub const TRACKER: &str = "one-yes:tracker:1";

const RECORD: &str = "one-yes:1:";
const OUTBOX: &str = "one-yes:unsent:1:";
const QUARANTINE: &str = "one-yes:aside:";

/// A value by its name, as far as this build knows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Named<'name> {
    /// A record. `None` if the key cannot be read.
    Record(Option<RecordKey>),
    /// An outbox entry. `None` if its name cannot be read.
    OutboxEntry(Option<EntryName>),
    /// A value that could not be read. Such values are never deleted by the app itself.
    Quarantined,
    /// Anything else, by its whole name.
    Other(&'name str),
}

/// Reads the kind of a value from its name.
#[must_use]
pub fn parse(name: &str) -> Named<'_> {
    if let Some(key) = name.strip_prefix(RECORD) {
        Named::Record(RecordKey::parse(key))
    } else if let Some(entry) = name.strip_prefix(OUTBOX) {
        Named::OutboxEntry(EntryName::parse(entry))
    } else if name.starts_with(QUARANTINE) {
        Named::Quarantined
    } else {
        Named::Other(name)
    }
}

/// The name of a record.
#[must_use]
pub fn record(key: &RecordKey) -> String {
    format!("{RECORD}{key}")
}

/// The name of an outbox entry.
#[must_use]
pub fn outbox_entry(entry: &EntryName) -> String {
    format!("{OUTBOX}{entry}")
}

/// The name under which a damaged record or entry is quarantined.
#[must_use]
pub fn quarantine(name: &str) -> String {
    if let Some(entry) = name.strip_prefix(OUTBOX) {
        format!("{QUARANTINE}unsent:{entry}")
    } else {
        let key = name.strip_prefix(RECORD).unwrap_or(name);
        format!("{QUARANTINE}{key}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::values::id::RecordId;

    #[test]
    fn an_entry_of_the_private_page_is_no_record_and_is_deleted_with_everything() {
        let name = format!("{PRIVATE}{}", RecordId::fixed(1));
        assert_eq!(parse(&name), Named::Other(&name));
        assert!(name.starts_with(PREFIX));
    }
}
