//! Planned touches, and the choice of those a day asks for.

use super::because::Because;
use crate::method::Occasion;
use crate::values::date::Date;
use crate::values::id::RecordId;
use crate::values::sort::sort_by_key;

/// The most messages brought up in a day, besides thank-yous, which do not wait.
pub const ONE_A_DAY: usize = 1;

/// A thank-you that is this many days late waits for its turn like everything else.
const THANKS_URGENT_DAYS: i32 = 3;

/// A touch that was due for this many days steps back.
const STEPS_BACK_AFTER_DAYS: i32 = 3;

/// A touch that is planned and not settled.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Planned {
    /// The id its record has, or will have once the person acts on it.
    pub id: RecordId,
    /// The person.
    pub person: RecordId,
    /// The opportunity it is about, if it is about only one.
    pub opportunity: Option<RecordId>,
    /// The occasion.
    pub occasion: Occasion,
    /// The day.
    pub due: Date,
    /// The reason.
    pub because: Because,
    /// Whether the person chose the day.
    pub is_moved: bool,
    /// The last day it is brought up; `None` if it stays until it is settled.
    pub until: Option<Date>,
}

/// When a touch is asked for, in words: “today”, “on Friday”, “overdue since 3 Mar”. A thank-you is
/// asked for within a day of its round, so the day after it is not late. A message that nobody waits
/// for never is: one a day has most of them wait.
#[must_use]
pub fn due_words(occasion: Occasion, due: Date, today: Date) -> String {
    let grace = i32::from(occasion == Occasion::ThankYouAfterRound);
    let is_unhurried = matches!(
        occasion,
        Occasion::ThankAfterNo | Occasion::SomethingUseful | Occasion::CheckIn
    );
    match due.days_until(today) {
        days if days > 0 && is_unhurried => format!("since {}", due.short(today)),
        days if days > grace => format!("overdue since {}", due.short(today)),
        days if days > 0 => "today".to_owned(),
        _ => due.relative(today),
    }
}

/// All planned touches, and the choice of those a day asks for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Plan {
    /// Every planned touch, earliest first.
    pub touches: Vec<Planned>,
    /// Touches, not thank-yous, that were done today.
    pub done_today: usize,
}

impl Plan {
    /// The touches for today: every thank-you for a recent round, and one a day of all others,
    /// starting with the one that expires first. One that was brought up for some days steps back
    /// behind those that are new, and then takes turns, so that nothing stuck hides what comes after
    /// it.
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
        let (mut others, mut waiting): (Vec<_>, Vec<_>) = others
            .into_iter()
            .partition(|touch| touch.due.days_until(today) < STEPS_BACK_AFTER_DAYS);
        if !waiting.is_empty() {
            let day = usize::try_from(Date::of_local_ms(0).days_until(today)).unwrap_or(0);
            let turn = day % waiting.len();
            waiting.rotate_left(turn);
        }
        others.append(&mut waiting);
        let left = ONE_A_DAY.saturating_sub(self.done_today);
        thanks.into_iter().chain(others.into_iter().take(left))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_thank_you_is_not_late_on_the_day_after_its_round() {
        let today = Date::new(2026, 3, 18).unwrap_or_default();
        let words = |occasion, days| due_words(occasion, today.plus_days(days), today);
        let thanks = Occasion::ThankYouAfterRound;
        assert_eq!(words(thanks, 0), "today");
        assert_eq!(words(thanks, -1), "today");
        assert_eq!(words(thanks, -2), "overdue since 16 Mar");
        assert_eq!(words(Occasion::CheckIn, -1), "since 17 Mar");
        let congratulate = Occasion::Congratulate;
        assert_eq!(words(congratulate, -1), "overdue since 17 Mar");
        assert_eq!(words(Occasion::CheckIn, 1), "tomorrow");
    }
}
