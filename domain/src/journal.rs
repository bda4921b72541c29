//! The journal: all records of a search in memory, with the typed tables and the facts derived from
//! them, which follow every change.

mod edits;
mod removal;
mod rounds;
mod search_text;
mod tables;
pub mod trash;

use std::collections::{BTreeMap, BTreeSet};

use crate::model::action::Action;
use crate::model::care::{CareItem, DayNote, HelpGiven};
use crate::model::comeback::{Comeback, Depth};
use crate::model::event::Event;
use crate::model::experiment::Experiment;
use crate::model::feedback::{FeedbackAnswer, FeedbackRequest};
use crate::model::goal::Goal;
use crate::model::history::{Noted, Noting, Standing, in_order, standing};
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
use crate::model::stage::{StageSetting, Stages};
use crate::model::story::Story;
use crate::model::template::Template;
use crate::model::touch::Touch;
use crate::model::week::Week;
use crate::state::by_id::ById;
use crate::state::record::{Record, RecordKey, RecordKind};
use crate::state::stamp::Clock;
use crate::state::table::Table;
use crate::values::date::Now;
use crate::values::id::RecordId;
use crate::values::text::fold;
pub use edits::Applied;
use search_text::search_text;
use tables::Tables;

/// Everything a search consists of.
///
/// The records are the truth; tables, standings and search texts are derived from them.
#[derive(Clone, Debug, Default)]
pub struct Journal {
    records: BTreeMap<RecordKey, Record>,
    tables: Tables,
    stages: Stages,
    standings: ById<Standing>,
    search_texts: ById<String>,
}

impl Journal {
    /// Every record, also removed ones and those of kinds this build does not know.
    pub fn records(&self) -> impl Iterator<Item = (&RecordKey, &Record)> {
        self.records.iter()
    }

    /// Every record by key, as syncing reads them.
    #[must_use]
    pub const fn all(&self) -> &BTreeMap<RecordKey, Record> {
        &self.records
    }

    /// One record.
    #[must_use]
    pub fn record(&self, key: &RecordKey) -> Option<&Record> {
        self.records.get(key)
    }

    /// The opportunities by id, oldest first.
    #[must_use]
    pub const fn opportunities(&self) -> &Table<Opportunity> {
        &self.tables.opportunities
    }

    /// The events, by opportunity.
    #[must_use]
    pub const fn events(&self) -> &Table<Event> {
        &self.tables.events
    }

    /// The comebacks, by opportunity. The id of one is the id of the ending event it follows.
    #[must_use]
    pub const fn comebacks(&self) -> &Table<Comeback> {
        &self.tables.comebacks
    }

    /// The answers, by comeback.
    #[must_use]
    pub const fn answers(&self) -> &Table<Answer> {
        &self.tables.answers
    }

    /// The learnings, by opportunity.
    #[must_use]
    pub const fn learnings(&self) -> &Table<Learning> {
        &self.tables.learnings
    }

    /// The actions, by opportunity.
    #[must_use]
    pub const fn actions(&self) -> &Table<Action> {
        &self.tables.actions
    }

    /// The messages, by opportunity.
    #[must_use]
    pub const fn messages(&self) -> &Table<Message> {
        &self.tables.messages
    }

    /// The people, by the opportunity they were met at. [`Self::people_of`] knows the others, too.
    #[must_use]
    pub const fn people(&self) -> &Table<Person> {
        &self.tables.people
    }

    /// The ties between people and opportunities, by opportunity.
    #[must_use]
    pub const fn ties(&self) -> &Table<Tie> {
        &self.tables.ties
    }

    /// The touches, by person.
    #[must_use]
    pub const fn touches(&self) -> &Table<Touch> {
        &self.tables.touches
    }

    /// The notes taken after rounds, by opportunity.
    #[must_use]
    pub const fn round_notes(&self) -> &Table<RoundNote> {
        &self.tables.round_notes
    }

    /// The notes taken on a person after rounds, in the order of their ids.
    pub fn round_notes_on(&self, person: RecordId) -> impl Iterator<Item = (RecordId, &RoundNote)> {
        let ids = self.tables.by_person.round_notes.get(person);
        ids.into_iter()
            .flatten()
            .filter_map(|id| Some((*id, self.tables.round_notes.get(*id)?)))
    }

    /// The stories, by the opportunity they were first told at.
    #[must_use]
    pub const fn stories(&self) -> &Table<Story> {
        &self.tables.stories
    }

    /// The preparations of rounds, by opportunity.
    #[must_use]
    pub const fn preparations(&self) -> &Table<Preparation> {
        &self.tables.preparations
    }

    /// The plans for first ninety days, by opportunity.
    #[must_use]
    pub const fn ninety_days(&self) -> &Table<NinetyDays> {
        &self.tables.ninety_days
    }

    /// The weeks.
    #[must_use]
    pub const fn weeks(&self) -> &Table<Week> {
        &self.tables.weeks
    }

    /// The goals.
    #[must_use]
    pub const fn goals(&self) -> &Table<Goal> {
        &self.tables.goals
    }

    /// The experiments.
    #[must_use]
    pub const fn experiments(&self) -> &Table<Experiment> {
        &self.tables.experiments
    }

    /// The learning notes.
    #[must_use]
    pub const fn learning_notes(&self) -> &Table<LearningNote> {
        &self.tables.learning_notes
    }

    /// The answers of people who recently landed, by person.
    #[must_use]
    pub const fn landed(&self) -> &Table<Landed> {
        &self.tables.landed
    }

    /// The requests for feedback, by opportunity.
    #[must_use]
    pub const fn feedback_requests(&self) -> &Table<FeedbackRequest> {
        &self.tables.feedback_requests
    }

    /// The answers to requests for feedback, by request.
    #[must_use]
    pub const fn feedback_answers(&self) -> &Table<FeedbackAnswer> {
        &self.tables.feedback_answers
    }

    /// The shares with partners.
    #[must_use]
    pub const fn shares(&self) -> &Table<Share> {
        &self.tables.shares
    }

    /// The notes of partners, by share.
    #[must_use]
    pub const fn share_notes(&self) -> &Table<ShareNote> {
        &self.tables.share_notes
    }

    /// The list of what helps.
    #[must_use]
    pub const fn care_items(&self) -> &Table<CareItem> {
        &self.tables.care_items
    }

    /// The notes of days.
    #[must_use]
    pub const fn day_notes(&self) -> &Table<DayNote> {
        &self.tables.day_notes
    }

    /// The help given to others, by person.
    #[must_use]
    pub const fn help_given(&self) -> &Table<HelpGiven> {
        &self.tables.help_given
    }

    /// The person's own templates.
    #[must_use]
    pub const fn templates(&self) -> &Table<Template> {
        &self.tables.templates
    }

    /// The people of an opportunity: met there, or tied to it.
    #[must_use]
    pub fn people_of(&self, opportunity: RecordId) -> Vec<(RecordId, &Person)> {
        self.tables.people_of(opportunity)
    }

    /// The opportunities a person belongs to, those that are gone left out.
    #[must_use]
    pub fn opportunities_of(&self, person: RecordId) -> Vec<RecordId> {
        self.tables.opportunities_of(person)
    }

    /// The rounds, and other events, a person was in or will be in.
    pub fn rounds_with(&self, person: RecordId) -> impl Iterator<Item = (RecordId, &Event)> {
        let ids = self
            .tables
            .by_person
            .rounds
            .get(person)
            .into_iter()
            .flatten();
        ids.filter_map(|id| Some((*id, self.tables.events.get(*id)?)))
    }

    /// The ties of a person to opportunities.
    pub(crate) fn ties_of(&self, person: RecordId) -> impl Iterator<Item = RecordId> {
        let ids = self.tables.by_person.ties.get(person);
        ids.into_iter().flatten().copied()
    }

    /// The messages to a person, drafted and sent.
    pub fn messages_to(&self, person: RecordId) -> impl Iterator<Item = (RecordId, &Message)> {
        let ids = self
            .tables
            .by_person
            .messages
            .get(person)
            .into_iter()
            .flatten();
        ids.filter_map(|id| Some((*id, self.tables.messages.get(*id)?)))
    }

    /// The changes to stages.
    #[must_use]
    pub const fn stage_settings(&self) -> &Table<StageSetting> {
        &self.tables.stage_settings
    }

    /// The settings.
    #[must_use]
    pub const fn settings(&self) -> &Settings {
        &self.tables.settings
    }

    /// The stages in order.
    #[must_use]
    pub const fn stages(&self) -> &Stages {
        &self.stages
    }

    /// Where an opportunity stands.
    #[must_use]
    pub fn standing(&self, opportunity: RecordId) -> Standing {
        self.standings.get(opportunity).cloned().unwrap_or_default()
    }

    /// Where an opportunity stands, without copying; none where there is no such opportunity.
    #[must_use]
    pub fn standing_of(&self, opportunity: RecordId) -> Option<&Standing> {
        self.standings.get(opportunity)
    }

    /// Where every opportunity stands, without copying.
    pub fn standings(&self) -> impl Iterator<Item = (RecordId, &Standing)> {
        self.standings.iter()
    }

    /// The history of an opportunity in the order it happened.
    #[must_use]
    pub fn history(&self, opportunity: RecordId) -> Vec<(RecordId, &Event)> {
        in_order(&self.noted(opportunity), &self.stages)
    }

    /// The folded text of an opportunity and all that belongs to it, to find in
    /// ([`crate::values::text::Query::matches`]).
    #[must_use]
    pub fn haystack(&self, opportunity: RecordId) -> &str {
        self.search_texts
            .get(opportunity)
            .map_or("", String::as_str)
    }

    /// How much the comeback of an opportunity asks.
    #[must_use]
    pub fn depth(&self, opportunity: RecordId) -> Depth {
        let standing = self.standing(opportunity);
        Depth::of(&standing.furthest, &self.stages).after(standing.ending)
    }

    /// The comeback that follows the ending an opportunity has now.
    #[must_use]
    pub fn comeback_of(&self, opportunity: RecordId) -> Option<(RecordId, &Comeback)> {
        let ended_by = self.standings.get(opportunity)?.ended_by?;
        Some((ended_by, self.tables.comebacks.get(ended_by)?))
    }

    /// Until when the no of an opportunity asks for nothing, in milliseconds since 1970: while its recovery window runs, and until one is
    /// chosen, though not for longer than the longest. None where nothing rests.
    #[must_use]
    pub fn rests_until_ms(&self, opportunity: RecordId, now: Now) -> Option<u64> {
        let (_, comeback) = self.comeback_of(opportunity)?;
        comeback.rests_until_ms(self.depth(opportunity), now)
    }

    /// The answer to a question: the one written last, where two devices answered apart.
    #[must_use]
    pub fn answer(&self, comeback: RecordId, question: &str) -> Option<(RecordId, &Answer)> {
        // The day it was written on is another one elsewhere.
        let written = |id| {
            let record = self.records.get(&RecordKey::new(RecordKind::Answer, id));
            record.and_then(Record::latest_stamp)
        };
        self.tables
            .answers
            .of(comeback)
            .filter(|(_, answer)| answer.question == question)
            .max_by_key(|(id, _)| (written(*id), *id))
    }

    /// Whether nothing was ever noted.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.tables.opportunities.is_empty()
            && self.tables.people.is_empty()
            && self.tables.actions.is_empty()
            && self.tables.learnings.is_empty()
            && self.tables.feedback_requests.is_empty()
    }

    /// Merges a whole or partial record from elsewhere. Returns whether anything changed.
    pub fn merge_record(&mut self, key: RecordKey, record: Record, clock: &mut Clock) -> bool {
        self.merge_records(std::iter::once((key, record)), clock)
            .pop()
            .is_some()
    }

    /// Merges many records and derives once. Returns the keys of those that changed.
    pub fn merge_records(
        &mut self,
        incoming: impl IntoIterator<Item = (RecordKey, Record)>,
        clock: &mut Clock,
    ) -> Vec<RecordKey> {
        let mut changed = Vec::new();
        for (key, record) in incoming {
            if let Some(stamp) = record.latest_stamp() {
                clock.observe(stamp);
            }
            let held = self.records.entry(key.clone()).or_default();
            if held.merge(record) {
                changed.push(key);
            }
        }
        self.derive(&changed);
        changed
    }

    /// Replaces the cells held by these, whatever their stamps. Only for cells that a wrong clock
    /// had stamped ahead.
    pub fn replace(&mut self, cells: impl IntoIterator<Item = (RecordKey, Record)>) {
        let mut changed = Vec::new();
        for (key, record) in cells {
            self.records.entry(key.clone()).or_default().replace(record);
            changed.push(key);
        }
        self.derive(&changed);
    }

    /// Forgets cells stamped after a limit, in milliseconds: another tab has given them new stamps.
    pub fn forget_ahead(&mut self, limit_ms: u64) {
        let mut changed = Vec::new();
        for (key, record) in &mut self.records {
            if record.forget_ahead(limit_ms) {
                changed.push(key.clone());
            }
        }
        self.derive(&changed);
    }

    /// Brings views and everything derived up to date with these records.
    fn derive(&mut self, changed: &[RecordKey]) {
        let mut dirty: BTreeSet<RecordId> = BTreeSet::new();
        let mut stages_changed = false;
        for key in changed {
            dirty.extend(self.tables.described_by(key));
            if let Some(record) = self.records.get(key) {
                self.tables.put(key, record);
            }
            dirty.extend(self.tables.described_by(key));
            stages_changed |= key.kind == RecordKind::Stage;
        }
        if stages_changed {
            self.stages = Stages::new(self.tables.stage_settings.iter());
            dirty.extend(self.tables.opportunities.ids());
        }
        for opportunity in dirty {
            self.derive_opportunity(opportunity);
        }
    }

    fn derive_opportunity(&mut self, id: RecordId) {
        if self.tables.opportunities.get(id).is_none() {
            self.standings.replace(id, None);
            self.search_texts.replace(id, None);
            return;
        }
        let standing = standing(&self.noted(id), &self.stages);
        self.standings.replace(id, Some(standing));
        let text = search_text(&self.tables, id);
        self.search_texts.replace(id, Some(fold(&text)));
    }

    /// The events of an opportunity, each with when it was written.
    fn noted(&self, opportunity: RecordId) -> Vec<Noted<'_>> {
        let events = self.tables.events.of(opportunity);
        let noted = |(id, event)| {
            let record = self.records.get(&RecordKey::new(RecordKind::Event, id));
            Noted {
                id,
                event,
                noting: record.map_or_else(Noting::default, |record| Noting::of(id, record)),
            }
        };
        events.map(noted).collect()
    }

    /// The opportunity a record belongs to.
    #[must_use]
    pub fn opportunity_of(&self, key: &RecordKey) -> Option<RecordId> {
        self.tables.opportunity_of(key)
    }
}
