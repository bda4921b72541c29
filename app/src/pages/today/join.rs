//! The way into a round: its link, on the day it is held.

use domain::journal::Journal;
use domain::model::event::RoundForm;
use domain::planning::agenda::{Item, ItemKind};
use domain::values::date::Now;
use domain::values::link::SafeLink;

/// How many minutes before a round its link comes first.
const SOON: i64 = 60;

/// The way into a round of today that is held by video or phone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Join {
    /// Its address, one that can be a link.
    pub(super) address: String,
    /// Whether it begins within the hour, or has begun.
    pub(super) is_soon: bool,
}

impl Join {
    /// The way into a round; none on other days, and where its link is not one to join by.
    pub(super) fn of(journal: &Journal, now: Now, item: &Item) -> Option<Self> {
        let event = journal.events().get(item.id)?;
        let is_a_place = matches!(event.form, Some(RoundForm::OnSite | RoundForm::Task));
        let (today, minute) = now.local(now.ms);
        let minutes_left = item.at.map(|at| {
            let days = i64::from(today.days_until(item.on));
            days * 1_440 + i64::from(at) - i64::from(minute)
        });
        let is_soon = minutes_left.is_some_and(|left| left <= SOON);
        if item.what != ItemKind::Round || is_a_place || !(item.on <= today || is_soon) {
            return None;
        }
        let link = SafeLink::parse(&event.link).ok()?;
        Some(Self {
            address: link.as_str().to_owned(),
            is_soon,
        })
    }
}

#[cfg(test)]
mod tests {
    use domain::model::event::Event;
    use domain::values::id::RecordId;

    use super::*;
    use crate::actions::testing::{NOON, journal_after, record};

    #[test]
    fn the_way_in_is_there_on_the_day_and_soon_in_the_last_hour() {
        let [acme, id] = [1, 2].map(RecordId::fixed);
        // As of noon.
        let is_soon = |days: i32, at: u32, form, link: &str| -> Option<bool> {
            let on = NOON.today().plus_days(days);
            let event = Event {
                form,
                link: link.into(),
                ..Event::round(acme, "Call", on, Some(at))
            };
            let round = Item {
                what: ItemKind::Round,
                id,
                opportunity: Some(acme),
                on,
                at: Some(at),
            };
            let journal = journal_after(&[record(id, &event)]);
            Join::of(&journal, NOON, &round).map(|join| join.is_soon)
        };
        let link = "https://meet.example/acme";
        let video = Some(RoundForm::Video);
        assert_eq!(is_soon(0, 900, video, link), Some(false));
        assert_eq!(is_soon(0, 780, video, link), Some(true));
        assert_eq!(is_soon(0, 780, None, link), Some(true));
        assert_eq!(is_soon(1, 720, video, link), None);
        assert_eq!(is_soon(0, 780, Some(RoundForm::OnSite), link), None);
        assert_eq!(is_soon(0, 780, video, "javascript:alert(1)"), None);
    }
}
