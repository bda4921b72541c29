//! A table of typed views: by id, and by the record they belong to.

use crate::state::by_id::ById;
use crate::state::entity::{Entity, read};
use crate::state::record::Record;
use crate::values::id::RecordId;

/// The views of one kind of record that are not removed.
#[derive(Clone, Debug)]
pub struct Table<T> {
    rows: ById<T>,
    by_parent: ById<Vec<RecordId>>,
}

impl<T> Default for Table<T> {
    fn default() -> Self {
        Self {
            rows: ById::default(),
            by_parent: ById::default(),
        }
    }
}

impl<T: Entity> Table<T> {
    /// The view with this id.
    #[must_use]
    pub fn get(&self, id: RecordId) -> Option<&T> {
        self.rows.get(id)
    }

    /// All views, in the order of their ids.
    pub fn iter(&self) -> impl Iterator<Item = (RecordId, &T)> {
        self.rows.iter()
    }

    /// All ids.
    pub fn ids(&self) -> impl Iterator<Item = RecordId> {
        self.rows.ids()
    }

    /// The views that belong to a record.
    pub fn of(&self, parent: RecordId) -> impl Iterator<Item = (RecordId, &T)> {
        let ids = self.by_parent.get(parent).into_iter().flatten();
        ids.filter_map(|id| Some((*id, self.rows.get(*id)?)))
    }

    /// How many there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    pub(crate) fn put(&mut self, id: RecordId, record: &Record) {
        let view = (!record.is_removed()).then(|| read::<T>(record));
        let parent = view.as_ref().and_then(Entity::parent);
        let before = self.rows.replace(id, view);
        let parent_before = before.as_ref().and_then(Entity::parent);
        if parent_before == parent {
            return;
        }
        if let Some(siblings) = parent_before.and_then(|old| self.by_parent.get_mut(old)) {
            siblings.retain(|sibling| *sibling != id);
        }
        if let Some(parent) = parent {
            match self.by_parent.get_mut(parent) {
                Some(siblings) => siblings.push(id),
                None => _ = self.by_parent.replace(parent, Some(vec![id])),
            }
        }
    }
}
