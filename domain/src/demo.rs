//! The example search: sixty made-up opportunities with their histories, to look around in. Always the same for one day.

mod comebacks;
mod growth;
mod histories;
mod maker;
mod table;
mod tasks;
#[cfg(test)]
mod tests;

use crate::state::edit::Edit;
use crate::values::date::Now;
use crate::values::id::RecordId;
use maker::Maker;
use table::ROWS;

/// The example search as one edit. Every record of it is marked as an example.
#[must_use]
pub fn demo_search(now: Now, new_id: &mut dyn FnMut() -> RecordId) -> Edit {
    let mut maker = Maker {
        edit: Edit::new("Demo search loaded"),
        today: now.today(),
        now,
        new_id,
        opportunities: Vec::new(),
        people: Vec::new(),
    };
    for (position, row) in ROWS.iter().enumerate() {
        maker.add_row(position, row);
    }
    maker.add_learnings();
    maker.add_actions();
    maker.add_growth();
    maker.edit
}
