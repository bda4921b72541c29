//! Whom a message is to, and what is known of them: gathered from the journal once, for the draft and for the look at it.

use crate::journal::Journal;
use crate::method::{DraftFacts, Occasion, Parting};
use crate::model::event::{Ending, Event};
use crate::model::opportunity::{Kind, PROJECT_WITHOUT_NAME};
use crate::model::round_note::RoundNote;
use crate::planning::plan::{promise_touch, thanks_for};
use crate::planning::preparation::worries;
use crate::planning::yes::latest_yes;
use crate::values::holiday::Holiday;
use crate::values::id::RecordId;

/// The messages that may bring something their company needs.
const MAY_HELP: [Occasion; 3] = [
    Occasion::SomethingUseful,
    Occasion::ProjectPitch,
    Occasion::CheckIn,
];

/// What a message is drafted from and checked against. Any part may be empty.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Addressee {
    /// What the message may speak of.
    pub facts: DraftFacts,
    /// Their mail address.
    pub mail: String,
    /// What was noted about them.
    pub notes: String,
    /// What was noted after the round this is about: a memory aid for the person alone, never part
    /// of a message.
    pub noted: Option<Noted>,
    /// What their company is said to worry about, for a message that may help with it. As private as
    /// what was noted.
    pub worry: String,
    /// Companies that are theirs: where they work, and where they were met.
    pub companies: Vec<String>,
    /// First names of other people in the search.
    pub other_names: Vec<String>,
    /// Companies of the rest of the search.
    pub other_companies: Vec<String>,
}

/// Notes of a round, as a memory aid.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Noted {
    /// Their concerns.
    pub cares: String,
    /// What landed.
    pub landed: String,
    /// What was promised.
    pub promised: String,
    /// Whether they are about this one person. Older builds noted a round as a whole.
    pub is_theirs: bool,
}

impl Noted {
    fn is_empty(&self) -> bool {
        let lines = [&self.cares, &self.landed, &self.promised];
        lines.into_iter().all(|line| line.trim().is_empty())
    }

    /// What was noted on someone after a round, else on the round as a whole.
    fn of(journal: &Journal, person: RecordId, id: RecordId, round: &Event) -> Option<Self> {
        let note = |on: Option<RecordId>| {
            let note = journal.round_notes().get(RoundNote::id(id, on))?;
            let noted = Self {
                cares: note.cares.clone(),
                landed: note.landed.clone(),
                promised: note.promised.clone(),
                is_theirs: on.is_some(),
            };
            (!noted.is_empty()).then_some(noted)
        };
        let whole = || Self {
            cares: round.cares.clone(),
            landed: round.landed.clone(),
            promised: round.to_send.clone(),
            is_theirs: round.with == [person],
        };
        note(Some(person))
            .or_else(|| Some(whole()).filter(|noted| !noted.is_empty()))
            .or_else(|| note(None))
    }
}

impl Addressee {
    /// Who a message about an opportunity is to, where nobody said: whoever told the no, for an
    /// answer to it, else the only one of its people.
    #[must_use]
    pub fn whom(journal: &Journal, occasion: Occasion, opportunity: RecordId) -> Option<RecordId> {
        let is_answer = matches!(occasion, Occasion::ReplyToNo | Occasion::AskForReasons);
        let told_by = journal.comeback_of(opportunity).filter(|_| is_answer);
        if let Some(told_by) = told_by.and_then(|(_, comeback)| comeback.told_by) {
            return Some(told_by);
        }
        if let [(only, _)] = journal.people_of(opportunity).as_slice() {
            return Some(*only);
        }
        // There is one answer to a no; a person added later does not make another.
        let messages = journal.messages().of(opportunity);
        messages
            .filter(|(_, message)| {
                is_answer && message.occasion == Some(occasion) && message.touch.is_none()
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
            if let Some((noted, round)) = noted_round(journal, id, about_id, touch) {
                to.facts.cares.clone_from(&noted.cares);
                to.facts.landed.clone_from(&noted.landed);
                if !was_sent_since(journal, id, occasion, round) {
                    to.facts.to_send.clone_from(&noted.promised);
                }
                to.noted = Some(noted);
            }
            let mut promises = journal.round_notes_on(id);
            if let Some((_, note)) = promises.find(|(note, _)| touch == Some(promise_touch(*note)))
            {
                to.facts.promise.clone_from(&note.promised);
            }
        }
        if let Some(about) = about_id {
            to.take_opportunity(journal, occasion, about);
        }
        to.take_topic(journal, occasion, about_id, touch);
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

    /// The opportunity it is about; and their worry, where the message may help with it.
    fn take_opportunity(&mut self, journal: &Journal, occasion: Occasion, id: RecordId) {
        if let Some(about) = journal.opportunities().get(id) {
            self.facts.company.clone_from(&about.company);
            self.facts.role.clone_from(&about.role);
            self.facts.is_project = about.kind == Kind::Project;
            // What is there until somebody has named it is no name.
            if self.facts.is_project && about.role == PROJECT_WITHOUT_NAME {
                self.facts.role.clear();
            }
        }
        if occasion == Occasion::Withdraw {
            self.facts.parting = match journal.standing(id).ending {
                Some(Ending::Declined) => Parting::Declining,
                _ if latest_yes(journal).is_some() => Parting::Accepted,
                _ => Parting::Withdrawing,
            };
        }
        if MAY_HELP.contains(&occasion) {
            let newest = worries(journal, id).into_iter().next();
            self.worry = newest.unwrap_or_default();
        }
    }

    /// What the message turns on: the words and the link of its touch; for a pitch the idea.
    fn take_topic(
        &mut self,
        journal: &Journal,
        occasion: Occasion,
        about: Option<RecordId>,
        touch: Option<RecordId>,
    ) {
        if let Some(touch) = touch.and_then(|id| journal.touches().get(id)) {
            self.facts.learned.clone_from(&touch.text);
            self.facts.link.clone_from(&touch.link);
            if occasion != Occasion::SomethingUseful {
                self.facts.learned = format!("{} {}", touch.text, touch.link).trim().to_owned();
            }
        }
        if occasion == Occasion::ProjectPitch
            && let Some(about) = about
        {
            pitch(journal, &mut self.facts, about);
        }
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

/// What a project is to bring: the one itself, or the latest that grew out of an opportunity. Who it
/// is for knows the role it grew from, not what the project is called here.
fn pitch(journal: &Journal, facts: &mut DraftFacts, about_id: RecordId) {
    let projects = journal.opportunities().iter().filter(|(id, other)| {
        other.kind == Kind::Project && (*id == about_id || other.grew_from == Some(about_id))
    });
    let Some((_, project)) = projects.last() else {
        return;
    };
    facts.problem.clone_from(&project.problem);
    facts.result.clone_from(&project.result);
    facts.duration.clone_from(&project.duration);
    facts.price.clone_from(&project.price);
    let before = project
        .grew_from
        .and_then(|id| journal.opportunities().get(id));
    if let Some(before) = before {
        facts.role.clone_from(&before.role);
        facts.is_project = before.kind == Kind::Project;
    }
    // Older builds kept the idea in the notes.
    if facts.result.is_empty() && facts.learned.is_empty() {
        let idea = project.notes.trim().split("\n\n").next();
        idea.unwrap_or_default()
            .trim()
            .clone_into(&mut facts.learned);
    }
}

/// The round to speak of: the one the touch is about, else the latest of the opportunity in which something was noted.
fn noted_round(
    journal: &Journal,
    person: RecordId,
    opportunity: Option<RecordId>,
    touch: Option<RecordId>,
) -> Option<(Noted, &Event)> {
    let is_own = |round| touch == Some(thanks_for(person, round));
    journal
        .rounds_with(person)
        .filter(|(id, round)| is_own(*id) || round.opportunity == opportunity)
        .filter_map(|(id, round)| Some((id, Noted::of(journal, person, id, round)?, round)))
        .max_by_key(|(id, _, round)| (is_own(*id), round.on, *id))
        .map(|(_, noted, round)| (noted, round))
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
