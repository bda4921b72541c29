//! After a no: thanks when the pause is over, and something worth reading a month later.

use super::because::Because;
use super::planned::Planned;
use super::planner::Planner;
use crate::journal::Journal;
use crate::method::Occasion;
use crate::model::event::Ending;
use crate::planning::contacts::{Contact, ContactKind};
use crate::values::date::Date;
use crate::values::id::RecordId;

/// A no, as far as touches follow from it.
pub(super) struct No {
    opportunity: RecordId,
    on: Date,
    pub(super) ended_by: RecordId,
}

impl No {
    /// The no an opportunity ended in, if it did.
    pub(super) fn of(journal: &Journal, opportunity: RecordId) -> Option<Self> {
        let standing = journal.standing_of(opportunity)?;
        match (standing.ending, standing.since, standing.ended_by) {
            (Some(Ending::No), Some(on), Some(ended_by)) => Some(Self {
                opportunity,
                on,
                ended_by,
            }),
            _ => None,
        }
    }
}

/// The id of the article a month after a no.
fn useful_after(person: RecordId, ended_by: RecordId) -> RecordId {
    RecordId::derived("useful", &[person, ended_by], 0)
}

/// The id of the thank-you of a person after a no, which has the id of its ending.
pub(super) fn thanks_after(person: RecordId, ended_by: RecordId) -> RecordId {
    RecordId::derived("thanks-after", &[person, ended_by], 0)
}

impl Planner<'_> {
    /// The touches that follow from the no of an opportunity, unless it has none or still rests.
    pub(super) fn after_no(&self, opportunity: RecordId) -> Vec<Planned> {
        let no = No::of(self.journal, opportunity)
            .filter(|_| self.journal.rests_until_ms(opportunity, self.now).is_none());
        let Some(no) = no else {
            return Vec::new();
        };
        let last = self.last_contact_after(no.on);
        let because = self.because_of(&no, last);
        let is_open = self.thanked_after(&no).is_none() && !self.is_replied_to(&no);
        let thanks = is_open.then(|| {
            self.open(
                thanks_after(self.id, no.ended_by),
                Some(opportunity),
                Occasion::ThankAfterNo,
                self.resumes_on(&no),
                because.clone(),
            )
        });
        let is_served = self.sent_since(no.on).any(|contact| {
            contact.occasion == Some(Occasion::SomethingUseful) && self.is_article(contact)
        });
        let useful = (!is_served).then(|| {
            self.open(
                useful_after(self.id, no.ended_by),
                Some(opportunity),
                Occasion::SomethingUseful,
                last.unwrap_or(no.on).plus_months(1),
                because,
            )
        });
        [thanks, useful].into_iter().flatten().flatten().collect()
    }

    /// Whether the reply to a no, which is to come, thanks them: it is to whoever told it.
    fn is_replied_to(&self, no: &No) -> bool {
        let comeback = self.journal.comeback_of(no.opportunity);
        comeback.is_some_and(|(_, comeback)| {
            comeback.told_by == Some(self.id)
                && comeback.reply.is_none()
                && comeback.closed_on.is_none()
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

    /// The day they were thanked since a no, in whatever message said so.
    pub(super) fn thanked_after(&self, no: &No) -> Option<Date> {
        // Where the reply was sent it may have been the day before still.
        let since = no.on.plus_days(-1);
        let says_thanks = [Some(Occasion::ThankAfterNo), Some(Occasion::ReplyToNo)];
        let thanks = self
            .sent_since(since)
            .filter(|contact| says_thanks.contains(&contact.occasion))
            .map(|contact| contact.on);
        thanks.chain(self.replied(no)).min()
    }

    /// The day a reply to the no was sent that names nobody, where they are the one who told it.
    fn replied(&self, no: &No) -> Option<Date> {
        let (_, comeback) = self.journal.comeback_of(no.opportunity)?;
        let mut messages = self.journal.messages().of(no.opportunity);
        let (_, reply) = messages.find(|(_, message)| {
            message.occasion == Some(Occasion::ReplyToNo)
                && message.person.is_none()
                && message.sent_on.is_some()
        })?;
        reply.sent_on.filter(|_| comeback.told_by == Some(self.id))
    }

    fn sent_since(&self, since: Date) -> impl Iterator<Item = &Contact> {
        self.contacts.iter().filter(move |contact| {
            matches!(
                contact.kind,
                ContactKind::Message | ContactKind::Touch { from_them: false }
            ) && contact.on >= since
        })
    }

    /// Whether a contact was the article after a no, or a message for itself. What settled another
    /// touch, of the person's own or a promise, is in addition to the plan, never in place of a part
    /// of it.
    fn is_article(&self, contact: &Contact) -> bool {
        let message = self.journal.messages().get(contact.id);
        let touch = match contact.kind {
            ContactKind::Message => message.and_then(|message| message.touch),
            _ => Some(contact.id),
        };
        let is_of = |touch| {
            let noes = self.opportunities.iter();
            noes.filter_map(|opportunity| No::of(self.journal, *opportunity))
                .any(|no| useful_after(self.id, no.ended_by) == touch)
        };
        touch.is_none_or(is_of)
    }
}
