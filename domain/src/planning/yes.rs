//! What there is to say and to do after a yes: what it took, in counts with their whole, whom to
//! thank, and what is still open. All of it is computed from events and messages.

use std::collections::BTreeSet;

use crate::journal::Journal;
use crate::method::Occasion;
use crate::model::event::{Ending, EventKind};
use crate::model::history::Standing;
use crate::model::person::Person;
use crate::model::stage::{INTERVIEWING, is_before_applying};
use crate::values::date::{Date, Now};
use crate::values::id::RecordId;
use crate::values::sort::sort_by;

/// Tags of people who helped without being met at an opportunity, those to thank first before others.
const HELPERS: [&str; 2] = ["referrer", "partner"];

/// The most helpers listed: a tag of an address book can be on hundreds.
const MOST_HELPERS: usize = 20;

/// What a search took, up to a yes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Took {
    /// All opportunities.
    pub opportunities: usize,
    /// Those applied for, or pitched.
    pub applied: usize,
    /// Those that came to interviews, or had a round of any kind.
    pub with_interviews: usize,
    /// Rounds that have begun.
    pub rounds: usize,
    /// People of an opportunity or of a round.
    pub people_met: usize,
    /// Messages marked as sent, and touches marked as done.
    pub messages_sent: usize,
    /// Opportunities that said no, be it that they came back to it.
    pub noes: usize,
    /// Days from the first entry to the yes; 0 where they are on one day.
    pub days: u32,
}

/// Someone to thank.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ToThank {
    /// Who.
    pub person: RecordId,
    /// What the message is for: to those who said yes, or to those who helped.
    pub occasion: Occasion,
    /// Whether such a message was sent.
    pub is_thanked: bool,
}

/// The day of the yes that an opportunity ended with; none where it did not.
#[must_use]
pub fn yes_on(journal: &Journal, opportunity: RecordId) -> Option<Date> {
    let standing = journal.standing_of(opportunity)?;
    (standing.ending == Some(Ending::Yes))
        .then_some(standing.since)
        .flatten()
}

/// The latest yes, with its day.
#[must_use]
pub fn latest_yes(journal: &Journal) -> Option<(RecordId, Date)> {
    let yeses = journal.standings().filter_map(|(id, standing)| {
        let is_yes = standing.ending == Some(Ending::Yes);
        is_yes.then_some((id, standing.since?))
    });
    yeses.max_by_key(|(id, on)| (*on, *id))
}

/// What the whole search took until the yes of an opportunity.
#[must_use]
pub fn took(journal: &Journal, opportunity: RecordId, now: Now) -> Took {
    took_until(
        journal,
        yes_on(journal, opportunity).unwrap_or_else(|| now.today()),
        now,
    )
}

/// What the whole search took until now.
#[must_use]
pub fn took_so_far(journal: &Journal, now: Now) -> Took {
    took_until(journal, now.today(), now)
}

fn took_until(journal: &Journal, last: Date, now: Now) -> Took {
    let mut took = Took::default();
    let mut met: BTreeSet<RecordId> = BTreeSet::new();
    let mut first = None::<Date>;
    let interviews = journal.stages().rank(INTERVIEWING);
    for (id, standing) in journal.standings() {
        took.opportunities += 1;
        took.applied += usize::from(!is_before_applying(&standing.furthest));
        met.extend(journal.people_of(id).into_iter().map(|(id, _)| id));
        let (mut rounds, mut has_no) = (0, false);
        for (_, event) in journal.events().of(id) {
            first = first.into_iter().chain(event.on).min();
            has_no |= event.ending == Some(Ending::No);
            if event.what == EventKind::Round && event.has_begun(now) {
                rounds += 1;
                met.extend(&event.with);
            }
        }
        took.rounds += rounds;
        took.noes += usize::from(has_no);
        let was_interviewed = journal.stages().rank(&standing.furthest) >= interviews;
        took.with_interviews += usize::from(was_interviewed || rounds > 0);
    }
    met.retain(|id| journal.people().get(*id).is_some());
    took.people_met = met.len();
    took.messages_sent = messages_sent(journal);
    let days = first.map_or(0, |first| first.days_until(last));
    took.days = u32::try_from(days).unwrap_or(0);
    took
}

/// Messages marked as sent, and touches marked as done that no message stands for.
fn messages_sent(journal: &Journal) -> usize {
    let sent = journal.messages().iter();
    let sent: Vec<Option<RecordId>> = sent
        .filter(|(_, message)| message.sent_on.is_some())
        .map(|(_, message)| message.touch)
        .collect();
    let told: BTreeSet<RecordId> = sent.iter().copied().flatten().collect();
    let touches = journal.touches().iter();
    let done = touches
        .filter(|(id, touch)| touch.done_on.is_some() && !touch.from_them && !told.contains(id));
    sent.len() + done.count()
}

/// People to thank for a yes: those of the opportunity, then those who helped from elsewhere, as
/// tags say.
#[must_use]
pub fn to_thank(journal: &Journal, opportunity: RecordId) -> Vec<ToThank> {
    let here = journal.people_of(opportunity);
    let is_here = |id: RecordId| here.iter().any(|(other, _)| *other == id);
    let mut helpers: Vec<(usize, RecordId)> = journal
        .people()
        .iter()
        .filter(|(id, person)| !is_here(*id) && !person.at_rest)
        .filter_map(|(id, person)| Some((help_rank(journal, id, person)?, id)))
        .collect();
    sort_by(&mut helpers, Ord::cmp);
    let here = here.iter().map(|(id, _)| (*id, Occasion::ThankAfterYes));
    let helpers = helpers.into_iter().take(MOST_HELPERS);
    here.chain(helpers.map(|(_, id)| (id, Occasion::ShareYes)))
        .map(|(person, occasion)| ToThank {
            person,
            occasion,
            is_thanked: is_thanked(journal, person, occasion, opportunity),
        })
        .collect()
}

/// Referrers first, then partners, then whoever has a tag and was written to.
fn help_rank(journal: &Journal, id: RecordId, person: &Person) -> Option<usize> {
    let helps = |tag: &&str| {
        let mut tags = person.tags.iter();
        tags.any(|own| own.trim().eq_ignore_ascii_case(tag))
    };
    let is_written_to = || {
        let mut messages = journal.messages_to(id);
        messages.any(|(_, message)| message.sent_on.is_some())
    };
    let tagged = || (!person.tags.is_empty() && is_written_to()).then_some(HELPERS.len());
    HELPERS.iter().position(helps).or_else(tagged)
}

fn is_thanked(
    journal: &Journal,
    person: RecordId,
    occasion: Occasion,
    opportunity: RecordId,
) -> bool {
    let mut messages = journal.messages_to(person);
    messages.any(|(_, message)| {
        message.sent_on.is_some()
            && message.occasion == Some(occasion)
            && message.opportunity == Some(opportunity)
    })
}

/// What is still open beside an opportunity, those furthest on first.
#[must_use]
pub fn still_open(journal: &Journal, opportunity: RecordId) -> Vec<RecordId> {
    let open = journal.standings();
    let mut open: Vec<(RecordId, &Standing)> = open
        .filter(|(id, standing)| *id != opportunity && standing.is_active())
        .collect();
    let rank = |standing: &Standing| journal.stages().rank(&standing.stage);
    sort_by(&mut open, |(id, one), (other, two)| {
        (rank(two), id).cmp(&(rank(one), other))
    });
    open.into_iter().map(|(id, _)| id).collect()
}

#[cfg(test)]
mod tests;
