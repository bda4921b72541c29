//! Touches planned by the person.

use super::because::Because;
use super::planned::Planned;
use super::planner::{CONGRATULATIONS_LATE_DAYS, Planner, THANKS_LATE_DAYS};
use crate::method::Occasion;
use crate::values::date::Date;

impl Planner<'_> {
    /// The touches the person planned. A touch moved to another day is not one of these: it goes
    /// when its cause goes.
    pub(super) fn own(&self) -> impl Iterator<Item = Planned> {
        let touches = self.journal.touches().of(self.id);
        touches.filter_map(|(id, touch)| {
            let (Some(due), Some(occasion)) = (touch.due, touch.occasion) else {
                return None;
            };
            (!id.is_derived() && !touch.is_settled()).then(|| Planned {
                id,
                person: self.id,
                opportunity: touch.opportunity,
                occasion,
                due: self.after_rest(touch.opportunity, due),
                because: Because::Own(touch.text.clone()),
                is_moved: true,
                until: until(occasion, due),
            })
        })
    }
}

/// The last day a touch of one's own is brought up: thanks and congratulations come too late at some
/// time, everything else stays until it is settled.
fn until(occasion: Occasion, due: Date) -> Option<Date> {
    match occasion {
        Occasion::Congratulate => Some(due.plus_days(CONGRATULATIONS_LATE_DAYS)),
        Occasion::ThankAfterNo | Occasion::ThankYouAfterRound => {
            Some(due.plus_days(THANKS_LATE_DAYS))
        }
        _ => None,
    }
}
