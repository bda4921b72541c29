//! Actions of a person, as edits: one function an action, whichever page offers it. Each is pure,
//! from the journal and a [`Moment`] to an [`Edit`](domain::state::edit::Edit), and tested
//! natively; [`Session::perform`](crate::session::Session::perform) makes it.

pub mod care;
pub mod comebacks;
pub mod decision;
pub mod events;
pub mod experiments;
pub mod feedback;
pub mod goals;
pub mod import;
pub mod landed;
pub mod learning_notes;
pub mod learnings;
pub mod messages;
pub mod ninety_days;
pub mod opportunities;
pub mod partners;
pub mod people;
pub mod plan;
pub mod projects;
pub mod reviews;
pub mod rounds;
pub mod saved_answers;
pub mod settings;
pub mod stages;
pub mod stories;
pub mod story;
pub mod templates;
pub mod texts;
pub mod todos;
pub mod touches;
pub mod trash;
pub mod yes;

use domain::values::date::{Date, Now};
use domain::values::id::RecordId;

/// When an action happens, and the ids of what it makes. Both come from outside, so that actions
/// stay pure.
pub struct Moment<'a> {
    now: Now,
    new_id: &'a mut dyn FnMut() -> RecordId,
}

impl<'a> Moment<'a> {
    /// A moment whose new records get their ids from `new_id`.
    pub fn new(now: Now, new_id: &'a mut dyn FnMut() -> RecordId) -> Self {
        Self { now, new_id }
    }

    /// The instant it happens.
    #[must_use]
    pub const fn now(&self) -> Now {
        self.now
    }

    /// The local day it happens on.
    #[must_use]
    pub fn today(&self) -> Date {
        self.now.today()
    }

    /// An id for a new record.
    pub fn new_id(&mut self) -> RecordId {
        (self.new_id)()
    }
}

/// The parts that the tests of all actions share.
#[cfg(test)]
pub(crate) mod testing {
    use domain::journal::Journal;
    use domain::state::edit::Edit;
    use domain::state::entity::Entity;
    use domain::state::stamp::Clock;
    use domain::sync::client::observe_up_to;
    use domain::values::date::Now;
    use domain::values::id::RecordId;

    use super::Moment;

    /// 18 March 2026, 12:00 UTC.
    pub(crate) const NOON: Now = Now {
        ms: 1_773_835_200_000,
        offset_minutes: 0,
    };

    /// An edit that makes one record, to begin a journal with.
    pub(crate) fn record<T: Entity>(id: RecordId, content: &T) -> Edit {
        Edit::new("").create(id, content)
    }

    /// The journal that edits leave, each made a second after the one before.
    pub(crate) fn journal_after(edits: &[Edit]) -> Journal {
        let (mut journal, mut clock) = (Journal::default(), Clock::new(1));
        for (at_ms, edit) in (NOON.ms - 86_400_000..).step_by(1_000).zip(edits) {
            journal.apply(edit, &mut clock, at_ms);
        }
        journal
    }

    /// The journal after one more edit, made at noon, after all that is in it.
    pub(crate) fn apply(journal: &Journal, edit: &Edit) -> Journal {
        let (mut journal, mut clock) = (journal.clone(), Clock::new(2));
        observe_up_to(journal.all(), u64::MAX, &mut clock);
        journal.apply(edit, &mut clock, NOON.ms);
        journal
    }

    /// Runs an action at noon. Its new records are numbered from 1,000 up.
    pub(crate) fn at_noon<T>(action: impl FnOnce(&mut Moment<'_>) -> T) -> T {
        let mut last = 999;
        let mut new_id = || {
            last += 1;
            RecordId::fixed(last)
        };
        action(&mut Moment::new(NOON, &mut new_id))
    }
}
