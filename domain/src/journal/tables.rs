//! The typed tables of a search and the records of each person, kept up to date record by record.

use crate::model::action::Action;
use crate::model::care::{CareItem, DayNote, HelpGiven};
use crate::model::comeback::Comeback;
use crate::model::event::Event;
use crate::model::experiment::Experiment;
use crate::model::feedback::{FeedbackAnswer, FeedbackRequest};
use crate::model::goal::Goal;
use crate::model::landed::Landed;
use crate::model::learning_note::LearningNote;
use crate::model::message::Message;
use crate::model::ninety_days::NinetyDays;
use crate::model::opportunity::Opportunity;
use crate::model::person::{Person, Tie};
use crate::model::preparation::Preparation;
use crate::model::review::{Answer, Learning};
use crate::model::round_note::RoundNote;
use crate::model::settings::Settings;
use crate::model::share::{Share, ShareNote};
use crate::model::stage::StageSetting;
use crate::model::story::Story;
use crate::model::template::Template;
use crate::model::touch::Touch;
use crate::model::week::Week;
use crate::state::by_id::ById;
use crate::state::entity::{Entity, read};
use crate::state::record::{Record, RecordKey, RecordKind};
use crate::state::table::Table;
use crate::values::id::RecordId;
use crate::values::sort::sorted_once;

/// A table for each kind of record.
#[derive(Clone, Debug, Default)]
pub(super) struct Tables {
    pub(super) opportunities: Table<Opportunity>,
    pub(super) events: Table<Event>,
    pub(super) comebacks: Table<Comeback>,
    pub(super) answers: Table<Answer>,
    pub(super) learnings: Table<Learning>,
    pub(super) actions: Table<Action>,
    pub(super) messages: Table<Message>,
    pub(super) people: Table<Person>,
    pub(super) ties: Table<Tie>,
    pub(super) touches: Table<Touch>,
    pub(super) round_notes: Table<RoundNote>,
    pub(super) stories: Table<Story>,
    pub(super) preparations: Table<Preparation>,
    pub(super) ninety_days: Table<NinetyDays>,
    pub(super) weeks: Table<Week>,
    pub(super) goals: Table<Goal>,
    pub(super) experiments: Table<Experiment>,
    pub(super) learning_notes: Table<LearningNote>,
    pub(super) landed: Table<Landed>,
    pub(super) feedback_requests: Table<FeedbackRequest>,
    pub(super) feedback_answers: Table<FeedbackAnswer>,
    pub(super) shares: Table<Share>,
    pub(super) share_notes: Table<ShareNote>,
    pub(super) care_items: Table<CareItem>,
    pub(super) day_notes: Table<DayNote>,
    pub(super) help_given: Table<HelpGiven>,
    pub(super) templates: Table<Template>,
    pub(super) stage_settings: Table<StageSetting>,
    pub(super) settings: Settings,
    pub(super) by_person: ByPerson,
}

/// The records of each person, where tables go by opportunity.
#[derive(Clone, Debug, Default)]
pub(super) struct ByPerson {
    pub(super) ties: ById<Vec<RecordId>>,
    pub(super) rounds: ById<Vec<RecordId>>,
    pub(super) messages: ById<Vec<RecordId>>,
    pub(super) round_notes: ById<Vec<RecordId>>,
}

impl Tables {
    /// Reads a record into its table.
    pub(super) fn put(&mut self, key: &RecordKey, record: &Record) {
        let id = key.id;
        let by_person = &mut self.by_person;
        match key.kind {
            RecordKind::Opportunity => self.opportunities.put(id, record),
            RecordKind::Event => {
                let people = |event: &Event| event.with.clone();
                follow(&mut by_person.rounds, &mut self.events, id, record, people);
            }
            RecordKind::Comeback => self.comebacks.put(id, record),
            RecordKind::Answer => self.answers.put(id, record),
            RecordKind::Learning => self.learnings.put(id, record),
            RecordKind::Action => self.actions.put(id, record),
            RecordKind::Message => {
                let person = |message: &Message| message.person.into_iter().collect();
                let index = &mut by_person.messages;
                follow(index, &mut self.messages, id, record, person);
            }
            RecordKind::Person => self.people.put(id, record),
            RecordKind::Tie => {
                let person = |tie: &Tie| tie.person.into_iter().collect();
                follow(&mut by_person.ties, &mut self.ties, id, record, person);
            }
            RecordKind::Touch => self.touches.put(id, record),
            RecordKind::RoundNote => {
                let person = |note: &RoundNote| note.person.into_iter().collect();
                let index = &mut by_person.round_notes;
                follow(index, &mut self.round_notes, id, record, person);
            }
            RecordKind::Story => self.stories.put(id, record),
            RecordKind::Preparation => self.preparations.put(id, record),
            RecordKind::NinetyDays => self.ninety_days.put(id, record),
            RecordKind::Week => self.weeks.put(id, record),
            RecordKind::Goal => self.goals.put(id, record),
            RecordKind::Experiment => self.experiments.put(id, record),
            RecordKind::LearningNote => self.learning_notes.put(id, record),
            RecordKind::Landed => self.landed.put(id, record),
            RecordKind::FeedbackRequest => self.feedback_requests.put(id, record),
            RecordKind::FeedbackAnswer => self.feedback_answers.put(id, record),
            RecordKind::Share => self.shares.put(id, record),
            RecordKind::ShareNote => self.share_notes.put(id, record),
            RecordKind::CareItem => self.care_items.put(id, record),
            RecordKind::DayNote => self.day_notes.put(id, record),
            RecordKind::HelpGiven => self.help_given.put(id, record),
            RecordKind::Template => self.templates.put(id, record),
            RecordKind::Stage => self.stage_settings.put(id, record),
            RecordKind::Settings => self.settings = read(record),
            RecordKind::Other(_) => {}
        }
    }

    /// The opportunity a record belongs to.
    pub(super) fn opportunity_of(&self, key: &RecordKey) -> Option<RecordId> {
        match key.kind {
            RecordKind::Opportunity => Some(key.id),
            RecordKind::Event => self.events.get(key.id)?.opportunity,
            RecordKind::Comeback => self.comebacks.get(key.id)?.opportunity,
            RecordKind::Message => self.messages.get(key.id)?.opportunity,
            RecordKind::Person => self.people.get(key.id)?.opportunity,
            RecordKind::Learning => self.learnings.get(key.id)?.opportunity,
            RecordKind::Action => self.actions.get(key.id)?.opportunity,
            RecordKind::Answer => {
                let comeback = self.answers.get(key.id)?.comeback?;
                self.comebacks.get(comeback)?.opportunity
            }
            RecordKind::Tie => self.ties.get(key.id)?.opportunity,
            RecordKind::Touch => self.touches.get(key.id)?.opportunity,
            RecordKind::RoundNote => self.round_notes.get(key.id)?.opportunity,
            RecordKind::Story => self.stories.get(key.id)?.opportunity,
            RecordKind::Preparation => self.preparations.get(key.id)?.opportunity,
            RecordKind::NinetyDays => self.ninety_days.get(key.id)?.opportunity,
            RecordKind::FeedbackRequest => self.feedback_requests.get(key.id)?.opportunity,
            RecordKind::FeedbackAnswer => self.feedback_answers.get(key.id)?.opportunity,
            RecordKind::Stage
            | RecordKind::Week
            | RecordKind::Goal
            | RecordKind::Experiment
            | RecordKind::LearningNote
            | RecordKind::Landed
            | RecordKind::Share
            | RecordKind::ShareNote
            | RecordKind::CareItem
            | RecordKind::DayNote
            | RecordKind::HelpGiven
            | RecordKind::Settings
            | RecordKind::Template
            | RecordKind::Other(_) => None,
        }
    }

    /// The people of an opportunity: met there, or tied to it.
    pub(super) fn people_of(&self, opportunity: RecordId) -> Vec<(RecordId, &Person)> {
        let met = self.people.of(opportunity).map(|(id, _)| id);
        let tied = self.ties.of(opportunity).filter_map(|(_, tie)| tie.person);
        sorted_once(met.chain(tied))
            .into_iter()
            .filter_map(|id| Some((id, self.people.get(id)?)))
            .collect()
    }

    /// The opportunities a person belongs to, those that are gone left out.
    pub(super) fn opportunities_of(&self, person: RecordId) -> Vec<RecordId> {
        let met = self
            .people
            .get(person)
            .and_then(|person| person.opportunity);
        let ties = self.by_person.ties.get(person).into_iter().flatten();
        let tied = ties.filter_map(|tie| self.ties.get(*tie)?.opportunity);
        sorted_once(met.into_iter().chain(tied))
            .into_iter()
            .filter(|id| self.opportunities.get(*id).is_some())
            .collect()
    }

    /// The opportunities whose derived facts a record is part of.
    pub(super) fn described_by(&self, key: &RecordKey) -> Vec<RecordId> {
        match key.kind {
            RecordKind::Person => self.opportunities_of(key.id),
            _ => self.opportunity_of(key).into_iter().collect(),
        }
    }
}

/// Puts a record into its table, and keeps the index by person in step.
fn follow<T: Entity>(
    index: &mut ById<Vec<RecordId>>,
    table: &mut Table<T>,
    id: RecordId,
    record: &Record,
    people: impl Fn(&T) -> Vec<RecordId>,
) {
    let before = table.get(id).map(&people).unwrap_or_default();
    table.put(id, record);
    let after = table.get(id).map(&people).unwrap_or_default();
    if before == after {
        return;
    }
    for person in before {
        if let Some(ids) = index.get_mut(person) {
            ids.retain(|held| *held != id);
        }
    }
    for person in after {
        match index.get_mut(person) {
            Some(ids) => {
                if let Err(at) = ids.binary_search(&id) {
                    ids.insert(at, id);
                }
            }
            None => _ = index.replace(person, Some(vec![id])),
        }
    }
}
