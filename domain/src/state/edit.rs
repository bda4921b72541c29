//! Edits: what a person changes in one go, as the cells it writes. Every edit can be turned around, which is what undo is.

use serde_json::Value;

use crate::state::entity::{Entity, differences, read};
use crate::state::record::{DEMO, REMOVED, Record, RecordKey, RecordKind};
use crate::values::id::RecordId;

/// One field to write.
#[derive(Clone, Debug, PartialEq)]
pub struct Write {
    /// In which record.
    pub key: RecordKey,
    /// Which field.
    pub field: String,
    /// The new value; `null` empties it.
    pub value: Value,
}

/// A named transaction: the cells that one change writes.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Edit {
    /// What happened, as shown beside “Undo”: “Acme moved to Interviewing”.
    pub label: String,
    /// The cells, in order; a later write of one field replaces an earlier one.
    pub writes: Vec<Write>,
}

impl Edit {
    /// An edit that writes nothing yet.
    #[must_use]
    pub fn new(label: impl Into<String>) -> Self {
        Self {
            label: label.into(),
            writes: Vec::new(),
        }
    }

    /// Adds a record: the fields in which the view differs from an empty one.
    #[must_use]
    pub fn create<T: Entity>(self, id: RecordId, view: &T) -> Self {
        let mut edit = self.change(id, &T::default(), view);
        // A record of defaults alone must exist too.
        if !edit.touches(&RecordKey::new(T::KIND, id)) {
            edit = edit.set(T::KIND, id, REMOVED, Value::Bool(false));
        }
        edit
    }

    /// Adds a record of the example search.
    #[must_use]
    pub fn create_demo<T: Entity>(self, id: RecordId, view: &T) -> Self {
        self.create(id, view)
            .set(T::KIND, id, DEMO, Value::Bool(true))
    }

    /// Changes a record: only the fields that differ.
    #[must_use]
    pub fn change<T: Entity>(mut self, id: RecordId, before: &T, after: &T) -> Self {
        for (field, value) in differences(before, after) {
            self = self.set(T::KIND, id, &field, value);
        }
        self
    }

    /// Writes a record whose id follows from its cause: changes it, makes it, or brings it back where it was made and taken back before, be it
    /// on a device not heard of yet. `held` is the record as it is now; what an earlier life of it says is written over.
    #[must_use]
    pub fn put<T: Entity>(self, held: Option<&Record>, id: RecordId, after: &T) -> Self {
        let before = held.map(read::<T>).unwrap_or_default();
        let edit = self.change(id, &before, after);
        let is_there = held.is_some_and(|record| !record.is_removed());
        if is_there && !edit.touches(&RecordKey::new(T::KIND, id)) {
            return edit;
        }
        edit.set(T::KIND, id, REMOVED, Value::Bool(false))
    }

    /// Removes a record. Nothing of it is lost; undo brings it back.
    #[must_use]
    pub fn remove(self, kind: RecordKind, id: RecordId) -> Self {
        self.set(kind, id, REMOVED, Value::Bool(true))
    }

    /// Writes one field.
    #[must_use]
    pub fn set(mut self, kind: RecordKind, id: RecordId, field: &str, value: Value) -> Self {
        self.writes.push(Write {
            key: RecordKey::new(kind, id),
            field: field.to_owned(),
            value,
        });
        self
    }

    /// Takes over the writes of another edit; this one's name stays.
    #[must_use]
    pub fn and(mut self, other: Self) -> Self {
        self.writes.extend(other.writes);
        self
    }

    /// Whether nothing would be written.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.writes.is_empty()
    }

    fn touches(&self, key: &RecordKey) -> bool {
        self.writes.iter().any(|write| write.key == *key)
    }
}
