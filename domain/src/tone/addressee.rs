//! Whom a message is to, and what is known of them: gathered from the journal once, for the draft and for the look at it.

use crate::journal::Journal;
use crate::method::{DraftFacts, Occasion};
use crate::model::event::Event;
use crate::model::opportunity::Opportunity;
use crate::planning::plan::thanks_for;
use crate::values::holiday::Holiday;
use crate::values::id::RecordId;

/// What a message is drafted from and checked against. Any part may be empty.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Addressee {
    /// What the message may speak of.
    pub facts: DraftFacts,
    /// Their mail address.
    pub mail: String,
    /// What was noted about them.
    pub notes: String,
    /// Companies that are theirs: where they work, and where they were met.
    pub companies: Vec<String>,
    /// First names of other people in the search.
    pub other_names: Vec<String>,
    /// Companies of the rest of the search.
    pub other_companies: Vec<String>,
}

impl Addressee {
    /// Who a message about an opportunity is to, where nobody said: the only one of its people.
    #[must_use]
    pub fn whom(journal: &Journal, occasion: Occasion, opportunity: RecordId) -> Option<RecordId> {
        if let [(only, _)] = journal.people_of(opportunity).as_slice() {
            return Some(*only);
        }
        // There is one answer to a no; a person added later does not make another.
        let is_one = matches!(occasion, Occasion::ReplyToNo | Occasion::AskForReasons);
        let messages = journal.messages().of(opportunity);
        messages
            .filter(|(_, message)| {
                is_one && message.occasion == Some(occasion) && message.touch.is_none()
            })
            .max_by_key(|(id, _)| *id)
            .and_then(|(_, message)| message.person)
    }

    /// Gathers what is known for a message to someone, about an opportunity, for a planned touch; any of them may be missing.
    #[must_use]
    pub fn of(
        journal: &Journal,
        occasion: Occasion,
        person_id: Option<RecordId>,
        opportunity: Option<RecordId>,
        touch: Option<RecordId>,
    ) -> Self {
        let mut to = Self::default();
        to.facts.mine.clone_from(&journal.settings().name);
        let their = person_id.map_or_else(Vec::new, |id| journal.opportunities_of(id));
        let about_id = opportunity.or_else(|| latest(journal, &their));
        let person = person_id.and_then(|id| Some((id, journal.people().get(id)?)));
        if let Some((id, person)) = person {
            person.first_name().clone_into(&mut to.facts.person);
            to.facts.full_name.clone_from(&person.name);
            to.facts.workplace.clone_from(&person.company);
            to.mail.clone_from(&person.mail);
            to.notes.clone_from(&person.notes);
            to.companies.push(person.company.clone());
            if let Some(round) = noted_round(journal, id, about_id, touch) {
                to.facts.cares.clone_from(&round.cares);
                to.facts.landed.clone_from(&round.landed);
                if !was_sent_since(journal, id, occasion, round) {
                    to.facts.to_send.clone_from(&round.to_send);
                }
            }
        }
        if let Some(about) = about_id.and_then(|id| journal.opportunities().get(id)) {
            to.facts.company.clone_from(&about.company);
            to.facts.role.clone_from(&about.role);
            if occasion == Occasion::ProjectPitch {
                pitch(journal, &mut to.facts, about);
            }
        }
        if let Some(touch) = touch.and_then(|id| journal.touches().get(id)) {
            to.facts.learned = format!("{} {}", touch.text, touch.link).trim().to_owned();
        }
        if occasion == Occasion::SeasonsGreetings
            && let Some((_, person)) = person
            && let Some(holiday) = Holiday::of(&person.holiday)
        {
            to.facts.learned = format!("{} to you and yours.", holiday.greeting);
        }
        to.other_names = journal
            .people()
            .iter()
            .filter(|(id, _)| Some(*id) != person_id)
            .map(|(_, person)| person.first_name().to_owned())
            .collect();
        for (id, about) in journal.opportunities().iter() {
            let is_their = their.contains(&id) || about_id == Some(id);
            let list = if is_their {
                &mut to.companies
            } else {
                &mut to.other_companies
            };
            list.push(about.company.clone());
        }
        to.companies.retain(|company| !company.trim().is_empty());
        to
    }

    /// Words that only this acquaintance gave.
    pub(super) fn given(&self) -> [&str; 5] {
        let facts = &self.facts;
        [
            &self.notes,
            &facts.cares,
            &facts.landed,
            &facts.to_send,
            &facts.learned,
        ]
    }
}

/// The opportunity to speak of where none is said: the latest one, but no project that grew out of
/// another.
fn latest(journal: &Journal, their: &[RecordId]) -> Option<RecordId> {
    let grew = |id: &RecordId| {
        let about = journal.opportunities().get(*id);
        about.is_some_and(|about| about.grew_from.is_some())
    };
    let mut latest = their.iter().rev().copied();
    latest.find(|id| !grew(id)).or(their.last().copied())
}

/// What a project is to bring. Who it is for knows the role it grew from, not what the project is
/// called here.
fn pitch(journal: &Journal, facts: &mut DraftFacts, project: &Opportunity) {
    facts.problem.clone_from(&project.problem);
    facts.result.clone_from(&project.result);
    facts.duration.clone_from(&project.duration);
    facts.price.clone_from(&project.price);
    let before = project
        .grew_from
        .and_then(|id| journal.opportunities().get(id));
    if let Some(before) = before {
        facts.role.clone_from(&before.role);
    }
}

/// The round to speak of: the one the touch is about, else the latest of the opportunity in which something was noted.
fn noted_round(
    journal: &Journal,
    person: RecordId,
    opportunity: Option<RecordId>,
    touch: Option<RecordId>,
) -> Option<&Event> {
    let is_own = |round| touch == Some(thanks_for(person, round));
    let is_noted = |round: &Event| {
        [&round.cares, &round.landed, &round.to_send]
            .iter()
            .any(|line| !line.trim().is_empty())
    };
    journal
        .rounds_with(person)
        .filter(|(id, round)| is_noted(round) && (is_own(*id) || round.opportunity == opportunity))
        .max_by_key(|(id, round)| (is_own(*id), round.on, *id))
        .map(|(_, round)| round)
}

/// Whether an earlier message has brought what was promised in a round, or said that it comes.
fn was_sent_since(journal: &Journal, person: RecordId, occasion: Occasion, round: &Event) -> bool {
    let speaks_of_it = [Occasion::ThankYouAfterRound, Occasion::SomethingUseful];
    occasion != Occasion::ThankYouAfterRound
        && journal.messages_to(person).any(|(_, message)| {
            message.sent_on.is_some_and(|on| Some(on) >= round.on)
                && message
                    .occasion
                    .is_some_and(|occasion| speaks_of_it.contains(&occasion))
        })
}
