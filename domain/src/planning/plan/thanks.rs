//! Thank-yous for rounds.

use super::because::Because;
use super::planned::Planned;
use super::planner::{Planner, THANKS_WELCOME_DAYS};
use crate::method::Occasion;
use crate::model::event::{Ending, Event, EventKind};
use crate::planning::contacts::ContactKind;
use crate::values::date::Date;
use crate::values::id::RecordId;

/// The id of the thank-you of a person for a round.
#[must_use]
pub fn thanks_for(person: RecordId, round: RecordId) -> RecordId {
    RecordId::derived("thanks", &[person, round], 0)
}

impl Planner<'_> {
    /// A thank-you within a day of every round.
    pub(super) fn thanks(&self) -> Vec<Planned> {
        let mut thanks = Vec::new();
        for (event_id, event) in self.journal.rounds_with(self.id) {
            let Some(on) = event.on.filter(|_| event.has_begun(self.now)) else {
                continue;
            };
            if event.what != EventKind::Round {
                continue;
            }
            // Not for one that was removed; and after a no there are thanks of their own. Any other
            // end changes nothing about the time they gave.
            let is_owed = event.opportunity.is_none_or(|opportunity| {
                let standing = self.journal.standing_of(opportunity);
                standing.is_some_and(|standing| standing.ending != Some(Ending::No))
            });
            if self.thanked_for(event, on).is_some() || !is_owed {
                continue;
            }
            thanks.extend(self.open(
                thanks_for(self.id, event_id),
                event.opportunity,
                Occasion::ThankYouAfterRound,
                on,
                Because::Round {
                    on,
                    title: event.title.clone(),
                },
            ));
        }
        thanks
    }

    /// The day they were thanked by a message for a round of this day.
    pub(super) fn thanked_for(&self, round: &Event, on: Date) -> Option<Date> {
        // Where the round is it may be the next day already.
        let begun = round.local(self.now).map_or(on, |(local, _)| on.min(local));
        let thanks = self.contacts.iter().filter(|contact| {
            contact.kind == ContactKind::Message
                && contact.occasion == Some(Occasion::ThankYouAfterRound)
                && (begun..=on.plus_days(THANKS_WELCOME_DAYS)).contains(&contact.on)
                && (round.opportunity.is_none() || contact.opportunity == round.opportunity)
        });
        thanks.map(|contact| contact.on).min()
    }
}
