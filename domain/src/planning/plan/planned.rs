//! Planned touches, and the choice of those a day asks for.

use super::because::Because;
use crate::method::Occasion;
use crate::values::date::Date;
use crate::values::id::RecordId;
use crate::values::sort::sort_by_key;

/// Besides thank-yous, which do not wait, so many messages a day are enough.
pub const ONE_A_DAY: usize = 1;

/// A thank-you that is this many days late waits for its turn like everything else.
const THANKS_URGENT_DAYS: i32 = 3;

/// A touch that is planned and not settled.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Planned {
    /// The id its record has, or will have once the person acts on it.
    pub id: RecordId,
    /// With whom.
    pub person: RecordId,
    /// What it is about, where it is about one opportunity.
    pub opportunity: Option<RecordId>,
    /// On which occasion.
    pub occasion: Occasion,
    /// The day.
    pub due: Date,
    /// Why.
    pub because: Because,
    /// Whether the person chose the day.
    pub is_moved: bool,
    /// The last day it is brought up; none where it goes on until it is settled.
    pub until: Option<Date>,
}

/// Everything planned, and what of it a day asks.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Plan {
    /// Every planned touch, earliest first.
    pub touches: Vec<Planned>,
    /// Touches, not thank-yous, that were done today.
    pub done_today: usize,
}

impl Plan {
    /// What today asks: every thank-you for a round of the last days, and of everything else one a day, first what is let go soonest.
    pub fn of_today(&self, today: Date) -> impl Iterator<Item = &Planned> {
        let is_fresh_thanks = move |touch: &&Planned| {
            touch.occasion == Occasion::ThankYouAfterRound
                && touch.due.days_until(today) <= THANKS_URGENT_DAYS
        };
        let due = self.touches.iter().filter(move |touch| touch.due <= today);
        let (thanks, mut others): (Vec<_>, Vec<_>) = due.partition(is_fresh_thanks);
        sort_by_key(&mut others, |touch| {
            (touch.until.is_none(), touch.until, touch.due, touch.id)
        });
        let left = ONE_A_DAY.saturating_sub(self.done_today);
        thanks.into_iter().chain(others.into_iter().take(left))
    }
}
