//! After a no: thanks when the pause is over, and something worth reading a month later.

use super::because::Because;
use super::planned::Planned;
use super::planner::Planner;
use crate::method::Occasion;
use crate::model::event::Ending;
use crate::planning::contacts::ContactKind;
use crate::values::date::Date;
use crate::values::id::RecordId;

/// A no, as far as touches follow from it.
struct No {
    opportunity: RecordId,
    on: Date,
    ended_by: RecordId,
}

impl Planner<'_> {
    /// The touches that follow from the no of an opportunity, unless it has none or still rests.
    pub(super) fn after_no(&self, opportunity: RecordId) -> Vec<Planned> {
        let Some(no) = self.no_of(opportunity) else {
            return Vec::new();
        };
        let last = self.last_contact_after(no.on);
        let because = self.because_of(&no, last);
        // Where the reply was sent it may have been the day before still.
        let since = no.on.plus_days(-1);
        let is_thanked = self.has_sent(Occasion::ThankAfterNo, since)
            || self.has_sent(Occasion::ReplyToNo, since);
        let thanks = (!is_thanked).then(|| {
            self.open(
                RecordId::derived("thanks-after", &[self.id, no.ended_by], 0),
                Some(opportunity),
                Occasion::ThankAfterNo,
                self.resumes_on(&no),
                because.clone(),
            )
        });
        let is_served =
            self.has_sent(Occasion::SomethingUseful, no.on) || self.is_an_action(opportunity);
        let useful = (!is_served).then(|| {
            self.open(
                RecordId::derived("useful", &[self.id, no.ended_by], 0),
                Some(opportunity),
                Occasion::SomethingUseful,
                last.unwrap_or(no.on).plus_months(1),
                because,
            )
        });
        [thanks, useful].into_iter().flatten().flatten().collect()
    }

    fn no_of(&self, opportunity: RecordId) -> Option<No> {
        let standing = self.journal.standing_of(opportunity)?;
        let (Some(Ending::No), Some(on), Some(ended_by)) =
            (standing.ending, standing.since, standing.ended_by)
        else {
            return None;
        };
        let rests = self.journal.rests_until_ms(opportunity, self.now).is_some();
        (!rests).then_some(No {
            opportunity,
            on,
            ended_by,
        })
    }

    /// The day the pause of a no is over: never the day of the no itself, whatever was chosen.
    fn resumes_on(&self, no: &No) -> Date {
        self.journal
            .comeback_of(no.opportunity)
            .and_then(|(_, comeback)| comeback.window_until_ms())
            .map_or(no.on, |ms| self.now.local(ms).0)
            .max(no.on.plus_days(1))
    }

    fn last_contact_after(&self, day: Date) -> Option<Date> {
        self.contacts
            .iter()
            .filter(|contact| contact.kind != ContactKind::Skipped && contact.on > day)
            .map(|contact| contact.on)
            .max()
    }

    fn because_of(&self, no: &No, last: Option<Date>) -> Because {
        let company = self.journal.opportunities().get(no.opportunity);
        Because::No {
            on: no.on,
            company: company.map_or_else(String::new, |about| about.company.clone()),
            last,
        }
    }

    fn has_sent(&self, occasion: Occasion, since: Date) -> bool {
        self.contacts.iter().any(|contact| {
            matches!(
                contact.kind,
                ContactKind::Message | ContactKind::Touch { from_them: false }
            ) && contact.occasion == Some(occasion)
                && contact.on >= since
        })
    }

    /// Whether the review made an action of being in touch. One such reason stands for everyone
    /// there.
    fn is_an_action(&self, opportunity: RecordId) -> bool {
        self.journal.actions().of(opportunity).any(|(_, action)| {
            action.occasion == Some(Occasion::SomethingUseful)
                && action.person.is_none_or(|person| person == self.id)
        })
    }
}
