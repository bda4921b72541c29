//! Rules that all causes share: when a touch is open, and how a pause moves it.

use super::because::Because;
use super::planned::Planned;
use crate::journal::Journal;
use crate::method::Occasion;
use crate::model::person::Person;
use crate::model::touch::Touch;
use crate::planning::contacts::Contact;
use crate::values::date::{Date, Now};
use crate::values::id::RecordId;

/// The number of days after a round within which a message of thanks is about that round.
pub(super) const THANKS_WELCOME_DAYS: i32 = 14;

/// The number of days after which a thank-you that was not written is let go.
pub(super) const THANKS_LATE_DAYS: i32 = 10;

/// The number of days after which congratulations are let go.
pub(super) const CONGRATULATIONS_LATE_DAYS: i32 = 14;

/// Greetings come up this many days before the holiday, so that they arrive in time.
pub(super) const GREETINGS_LEAD_DAYS: i32 = 5;

/// The number of days after which an untouched plan is dropped, so that no list of reproaches
/// grows. A rhythm goes on by itself.
const LET_GO_AFTER_DAYS: i32 = 60;

/// The number of days for which greetings come up: also for some days after the holiday.
const GREETINGS_WELCOME_DAYS: i32 = GREETINGS_LEAD_DAYS + 7;

/// One person with the facts their plan is made of.
pub(super) struct Planner<'a> {
    pub(super) journal: &'a Journal,
    pub(super) now: Now,
    pub(super) today: Date,
    pub(super) id: RecordId,
    pub(super) person: &'a Person,
    pub(super) contacts: &'a [Contact],
    pub(super) opportunities: Vec<RecordId>,
    /// The time until which a no they belong to asks for nothing.
    pub(super) rests_until_ms: Option<u64>,
}

impl Planner<'_> {
    /// The touch under this id, unless it is settled; on the day the person chose for it, if they
    /// did.
    pub(super) fn open(
        &self,
        id: RecordId,
        opportunity: Option<RecordId>,
        occasion: Occasion,
        due: Date,
        because: Because,
    ) -> Option<Planned> {
        if self.is_settled(id) {
            return None;
        }
        let chosen = self.journal.touches().get(id).and_then(|record| record.due);
        let planned_for = due;
        let due = self.after_rest(opportunity, chosen.unwrap_or(due));
        let welcome_days = match occasion {
            Occasion::CheckIn => None,
            Occasion::ThankYouAfterRound | Occasion::ThankAfterNo => Some(THANKS_LATE_DAYS),
            Occasion::Congratulate => Some(CONGRATULATIONS_LATE_DAYS),
            Occasion::SeasonsGreetings => Some(GREETINGS_WELCOME_DAYS),
            _ => Some(LET_GO_AFTER_DAYS),
        };
        Some(Planned {
            id,
            person: self.id,
            opportunity,
            occasion,
            due,
            because,
            is_moved: chosen.is_some(),
            until: welcome_days.map(|days| due.max(planned_for).plus_days(days)),
        })
    }

    /// The day, or the one after a pause that is running: of the no it is about, or of any they
    /// belong to.
    pub(super) fn after_rest(&self, opportunity: Option<RecordId>, day: Date) -> Date {
        let until_ms = match opportunity {
            Some(opportunity) => self.journal.rests_until_ms(opportunity, self.now),
            None => self.rests_until_ms,
        };
        match until_ms {
            Some(until_ms) => {
                let resumes = self.now.local(until_ms).0;
                day.max(resumes.max(self.today.plus_days(1)))
            }
            None => day,
        }
    }

    pub(super) fn is_settled(&self, id: RecordId) -> bool {
        let record = self.journal.touches().get(id);
        record.is_some_and(Touch::is_settled)
    }
}
