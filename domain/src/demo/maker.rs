//! The maker: the edit in progress, and the records made so far.

use crate::state::edit::Edit;
use crate::state::entity::Entity;
use crate::values::date::{Date, Now};
use crate::values::id::RecordId;

/// The example search in progress.
pub(super) struct Maker<'a> {
    pub(super) edit: Edit,
    pub(super) today: Date,
    pub(super) now: Now,
    pub(super) new_id: &'a mut dyn FnMut() -> RecordId,
    /// The opportunities so far, by row.
    pub(super) opportunities: Vec<RecordId>,
    /// The people so far with the opportunity they belong to.
    pub(super) people: Vec<(RecordId, RecordId)>,
}

impl Maker<'_> {
    pub(super) fn put<T: Entity>(&mut self, id: RecordId, view: &T) {
        let edit = std::mem::take(&mut self.edit);
        self.edit = edit.create_demo(id, view);
    }

    pub(super) fn add<T: Entity>(&mut self, view: &T) -> RecordId {
        let id = (self.new_id)();
        self.put(id, view);
        id
    }

    /// Nobody applies or is interviewed on a weekend here: what is past moves back to Friday, what
    /// is planned on to Monday.
    pub(super) fn working_day(&self, day: Date) -> Date {
        let over = i32::try_from(day.weekday()).unwrap_or(0) - 4;
        match over {
            ..=0 => day,
            _ if day > self.today => day.plus_days(3 - over),
            _ => day.plus_days(-over),
        }
    }
}
