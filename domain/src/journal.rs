//! The journal: all records of a search in memory, their typed views kept up to date, and what is derived from them.

pub mod trash;

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use crate::model::action::Action;
use crate::model::comeback::{Comeback, Depth};
use crate::model::event::{Event, EventKind};
use crate::model::history::{Standing, sort_events, standing};
use crate::model::message::Message;
use crate::model::opportunity::Opportunity;
use crate::model::person::{Person, Tie};
use crate::model::review::{Answer, Learning};
use crate::model::settings::Settings;
use crate::model::stage::{StageSetting, Stages};
use crate::model::template::Template;
use crate::model::touch::Touch;
use crate::state::ById;
use crate::state::edit::{Edit, Write};
use crate::state::entity::read;
use crate::state::record::{Cell, REMOVED, Record, RecordKey, RecordKind};
use crate::state::stamp::Clock;
use crate::state::table::Table;
use crate::values::date::Now;
use crate::values::id::RecordId;
use crate::values::sort::sorted_once;
use crate::values::text::fold;

/// Everything a search consists of.
///
/// The records are the truth; tables, standings and the text to find in are derived from them and follow every change.
#[derive(Clone, Debug, Default)]
pub struct Journal {
    records: BTreeMap<RecordKey, Record>,
    opportunities: Table<Opportunity>,
    events: Table<Event>,
    comebacks: Table<Comeback>,
    answers: Table<Answer>,
    learnings: Table<Learning>,
    actions: Table<Action>,
    messages: Table<Message>,
    people: Table<Person>,
    ties: Table<Tie>,
    touches: Table<Touch>,
    templates: Table<Template>,
    of_people: OfPeople,
    stage_settings: Table<StageSetting>,
    settings: Settings,
    stages: Stages,
    standings: ById<Standing>,
    haystacks: ById<String>,
}

/// What belongs to each person, where tables go by opportunity.
#[derive(Clone, Debug, Default)]
struct OfPeople {
    ties: ById<Vec<RecordId>>,
    rounds: ById<Vec<RecordId>>,
    messages: ById<Vec<RecordId>>,
}

/// What an edit did.
#[derive(Clone, Debug, Default)]
pub struct Applied {
    /// The cells written, by record, all under one stamp.
    pub written: BTreeMap<RecordKey, Record>,
    /// The edit that takes it back.
    pub inverse: Edit,
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
        &self.opportunities
    }

    /// The events, by opportunity.
    #[must_use]
    pub const fn events(&self) -> &Table<Event> {
        &self.events
    }

    /// The comebacks, by opportunity. The id of one is the id of the ending event it follows.
    #[must_use]
    pub const fn comebacks(&self) -> &Table<Comeback> {
        &self.comebacks
    }

    /// The answers, by comeback.
    #[must_use]
    pub const fn answers(&self) -> &Table<Answer> {
        &self.answers
    }

    /// The learnings, by opportunity.
    #[must_use]
    pub const fn learnings(&self) -> &Table<Learning> {
        &self.learnings
    }

    /// The actions, by opportunity.
    #[must_use]
    pub const fn actions(&self) -> &Table<Action> {
        &self.actions
    }

    /// The messages, by opportunity.
    #[must_use]
    pub const fn messages(&self) -> &Table<Message> {
        &self.messages
    }

    /// The people, by the opportunity they were met at. [`Self::people_of`] knows the others, too.
    #[must_use]
    pub const fn people(&self) -> &Table<Person> {
        &self.people
    }

    /// The ties between people and opportunities, by opportunity.
    #[must_use]
    pub const fn ties(&self) -> &Table<Tie> {
        &self.ties
    }

    /// The touches, by person.
    #[must_use]
    pub const fn touches(&self) -> &Table<Touch> {
        &self.touches
    }

    /// The person's own templates.
    #[must_use]
    pub const fn templates(&self) -> &Table<Template> {
        &self.templates
    }

    /// The people of an opportunity: met there, or tied to it.
    #[must_use]
    pub fn people_of(&self, opportunity: RecordId) -> Vec<(RecordId, &Person)> {
        let met = self.people.of(opportunity).map(|(id, _)| id);
        let tied = self.ties.of(opportunity).filter_map(|(_, tie)| tie.person);
        sorted_once(met.chain(tied))
            .into_iter()
            .filter_map(|id| Some((id, self.people.get(id)?)))
            .collect()
    }

    /// The opportunities a person belongs to, those that are gone left out.
    #[must_use]
    pub fn opportunities_of(&self, person: RecordId) -> Vec<RecordId> {
        let met = self
            .people
            .get(person)
            .and_then(|person| person.opportunity);
        let ties = self.of_people.ties.get(person).into_iter().flatten();
        let tied = ties.filter_map(|tie| self.ties.get(*tie)?.opportunity);
        sorted_once(met.into_iter().chain(tied))
            .into_iter()
            .filter(|id| self.opportunities.get(*id).is_some())
            .collect()
    }

    /// The rounds, and other events, a person was in or will be in.
    pub fn rounds_with(&self, person: RecordId) -> impl Iterator<Item = (RecordId, &Event)> {
        let ids = self.of_people.rounds.get(person).into_iter().flatten();
        ids.filter_map(|id| Some((*id, self.events.get(*id)?)))
    }

    /// The messages to a person, drafted and sent.
    pub fn messages_to(&self, person: RecordId) -> impl Iterator<Item = (RecordId, &Message)> {
        let ids = self.of_people.messages.get(person).into_iter().flatten();
        ids.filter_map(|id| Some((*id, self.messages.get(*id)?)))
    }

    /// The changes to stages.
    #[must_use]
    pub const fn stage_settings(&self) -> &Table<StageSetting> {
        &self.stage_settings
    }

    /// The settings.
    #[must_use]
    pub const fn settings(&self) -> &Settings {
        &self.settings
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
        let mut events: Vec<_> = self.events.of(opportunity).collect();
        sort_events(&mut events);
        events
    }

    /// The folded text of an opportunity and all that belongs to it, to find in ([`crate::values::text::Query::matches`]).
    #[must_use]
    pub fn haystack(&self, opportunity: RecordId) -> &str {
        self.haystacks.get(opportunity).map_or("", String::as_str)
    }

    /// How much the comeback of an opportunity asks.
    #[must_use]
    pub fn depth(&self, opportunity: RecordId) -> Depth {
        let furthest = &self.standing(opportunity).furthest;
        Depth::of(furthest, &self.stages)
    }

    /// The comeback that follows the ending an opportunity has now.
    #[must_use]
    pub fn comeback_of(&self, opportunity: RecordId) -> Option<(RecordId, &Comeback)> {
        let ended_by = self.standings.get(opportunity)?.ended_by?;
        Some((ended_by, self.comebacks.get(ended_by)?))
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
        self.answers
            .of(comeback)
            .filter(|(_, answer)| answer.question == question)
            .max_by_key(|(id, answer)| (answer.on, *id))
    }

    /// Whether nothing was ever noted.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.opportunities.is_empty()
            && self.people.is_empty()
            && self.actions.is_empty()
            && self.learnings.is_empty()
    }

    /// Merges a whole or partial record from elsewhere; says whether anything changed.
    pub fn merge(&mut self, key: RecordKey, record: Record, clock: &mut Clock) -> bool {
        self.merge_all(std::iter::once((key, record)), clock)
            .pop()
            .is_some()
    }

    /// Merges many records and derives once; gives the keys of those that changed.
    pub fn merge_all(
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

    /// Puts cells in place of the ones held, whatever their stamps. Only for cells that a wrong clock had stamped ahead.
    pub fn replace(&mut self, cells: impl IntoIterator<Item = (RecordKey, Record)>) {
        let mut changed = Vec::new();
        for (key, record) in cells {
            self.records.entry(key.clone()).or_default().replace(record);
            changed.push(key);
        }
        self.derive(&changed);
    }

    /// Forgets cells stamped after a limit, in milliseconds: another tab has stamped them anew.
    pub fn forget_ahead(&mut self, limit_ms: u64) {
        let mut changed = Vec::new();
        for (key, record) in &mut self.records {
            if record.forget_ahead(limit_ms) {
                changed.push(key.clone());
            }
        }
        self.derive(&changed);
    }

    /// Makes an edit: stamps its writes, keeps them, and tells how to take them back.
    pub fn apply(&mut self, edit: &Edit, clock: &mut Clock, now_ms: u64) -> Applied {
        let stamp = clock.tick(now_ms);
        let mut inverse = Edit::new(edit.label.clone());
        let mut written: BTreeMap<RecordKey, Record> = BTreeMap::new();
        let mut created: BTreeSet<RecordKey> = BTreeSet::new();
        for write in last_writes(edit) {
            let held = self.records.entry(write.key.clone()).or_default();
            if held.is_empty() {
                created.insert(write.key.clone());
            }
            let before = held.cell(&write.field).map(|cell| cell.value.clone());
            // That a record is there is stamped anew: another device may have taken it back meanwhile.
            let stays_there =
                write.field == REMOVED && write.value == Value::Bool(false) && !held.is_removed();
            if before.as_ref() == Some(&write.value) && !stays_there {
                continue;
            }
            if created.contains(&write.key) {
                // Taking back a new record removes it whole; its words stay in it.
                inverse = inverse.remove(write.key.kind.clone(), write.key.id);
            } else if !stays_there {
                // Written again by an undo, it would bring back what another device has removed since.
                inverse.writes.push(Write {
                    value: before.unwrap_or(Value::Null),
                    ..write.clone()
                });
            }
            let cell = Cell {
                value: write.value.clone(),
                stamp,
            };
            held.merge_cell(&write.field, cell.clone());
            let cells = written.entry(write.key.clone()).or_default();
            cells.merge_cell(&write.field, cell);
        }
        inverse.writes.dedup();
        let changed: Vec<RecordKey> = written.keys().cloned().collect();
        self.derive(&changed);
        Applied { written, inverse }
    }

    /// Brings views and everything derived up to date with these records.
    fn derive(&mut self, changed: &[RecordKey]) {
        let mut dirty: BTreeSet<RecordId> = BTreeSet::new();
        let mut stages_changed = false;
        for key in changed {
            dirty.extend(self.described_by(key));
            self.project(key);
            dirty.extend(self.described_by(key));
            stages_changed |= key.kind == RecordKind::Stage;
        }
        if stages_changed {
            self.stages = Stages::new(self.stage_settings.iter());
            dirty.extend(self.opportunities.ids());
        }
        for opportunity in dirty {
            self.derive_opportunity(opportunity);
        }
    }

    /// The opportunities whose derived facts speak of a record.
    fn described_by(&self, key: &RecordKey) -> Vec<RecordId> {
        match key.kind {
            RecordKind::Person => self.opportunities_of(key.id),
            _ => self.opportunity_of(key).into_iter().collect(),
        }
    }

    fn derive_opportunity(&mut self, id: RecordId) {
        if self.opportunities.get(id).is_none() {
            self.standings.replace(id, None);
            self.haystacks.replace(id, None);
            return;
        }
        let events: Vec<_> = self.events.of(id).collect();
        let standing = standing(&events, &self.stages);
        self.standings.replace(id, Some(standing));
        let haystack = self.text_of(id);
        self.haystacks.replace(id, Some(fold(&haystack)));
    }

    fn project(&mut self, key: &RecordKey) {
        let Some(record) = self.records.get(key) else {
            return;
        };
        match key.kind {
            RecordKind::Opportunity => self.opportunities.put(key.id, record),
            RecordKind::Event => {
                let people = |event: &Event| event.with.clone();
                follow(
                    &mut self.of_people.rounds,
                    &mut self.events,
                    key.id,
                    record,
                    people,
                );
            }
            RecordKind::Comeback => self.comebacks.put(key.id, record),
            RecordKind::Answer => self.answers.put(key.id, record),
            RecordKind::Learning => self.learnings.put(key.id, record),
            RecordKind::Action => self.actions.put(key.id, record),
            RecordKind::Message => {
                let person = |message: &Message| message.person.into_iter().collect();
                follow(
                    &mut self.of_people.messages,
                    &mut self.messages,
                    key.id,
                    record,
                    person,
                );
            }
            RecordKind::Person => self.people.put(key.id, record),
            RecordKind::Tie => {
                let person = |tie: &Tie| tie.person.into_iter().collect();
                follow(
                    &mut self.of_people.ties,
                    &mut self.ties,
                    key.id,
                    record,
                    person,
                );
            }
            RecordKind::Touch => self.touches.put(key.id, record),
            RecordKind::Template => self.templates.put(key.id, record),
            RecordKind::Stage => self.stage_settings.put(key.id, record),
            RecordKind::Settings => self.settings = read(record),
            RecordKind::Other(_) => {}
        }
    }

    /// The opportunity a record belongs to.
    #[must_use]
    pub fn opportunity_of(&self, key: &RecordKey) -> Option<RecordId> {
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
            RecordKind::Stage
            | RecordKind::Settings
            | RecordKind::Template
            | RecordKind::Other(_) => None,
        }
    }

    fn text_of(&self, id: RecordId) -> String {
        let mut text = String::new();
        let mut add = |part: &str| {
            if !part.is_empty() {
                text.push_str(part);
                text.push('\n');
            }
        };
        if let Some(opportunity) = self.opportunities.get(id) {
            let Opportunity {
                company,
                role,
                place,
                link,
                source,
                pay,
                notes,
                ..
            } = opportunity;
            for part in [company, role, place, link, source, pay, notes] {
                add(part);
            }
            opportunity.tags.iter().for_each(|tag| add(tag));
        }
        for (_, event) in self.events.of(id) {
            add(&event.title);
            add(&event.notes);
        }
        for (_, person) in self.people_of(id) {
            add(&person.name);
            add(&person.role);
            add(&person.notes);
        }
        for (comeback_id, comeback) in self.comebacks.of(id) {
            add(&comeback.said);
            add(&comeback.reason_note);
            add(&comeback.learned);
            for (_, answer) in self.answers.of(comeback_id) {
                add(&answer.text);
            }
        }
        for (_, message) in self.messages.of(id) {
            add(&message.subject);
            add(&message.body);
        }
        for (_, learning) in self.learnings.of(id) {
            add(&learning.text);
        }
        for (_, action) in self.actions.of(id) {
            add(&action.text);
            add(&action.notes);
        }
        text
    }

    /// An edit that removes an opportunity with all that belongs to it. People, and what was said between them and the person, stay.
    #[must_use]
    pub fn removal_of(&self, opportunity: RecordId, label: impl Into<String>) -> Edit {
        let mut edit = Edit::new(label).remove(RecordKind::Opportunity, opportunity);
        for key in self.records.keys() {
            let belongs = key.id != opportunity && self.opportunity_of(key) == Some(opportunity);
            if belongs && !self.is_of_a_person(key) {
                edit = edit.remove(key.kind.clone(), key.id);
            }
        }
        edit
    }

    /// Whether a record belongs to a person's own story, which outlives an opportunity.
    fn is_of_a_person(&self, key: &RecordKey) -> bool {
        match key.kind {
            RecordKind::Person | RecordKind::Touch => true,
            RecordKind::Event => self
                .events
                .get(key.id)
                .is_some_and(|event| event.what == EventKind::Round && !event.with.is_empty()),
            RecordKind::Message => self
                .messages
                .get(key.id)
                .is_some_and(|message| message.person.is_some() && message.sent_on.is_some()),
            _ => false,
        }
    }

    /// An edit that removes a person, with touches, ties and messages to them.
    #[must_use]
    pub fn removal_of_person(&self, person: RecordId, label: impl Into<String>) -> Edit {
        let mut edit = Edit::new(label).remove(RecordKind::Person, person);
        for (id, _) in self.touches.of(person) {
            edit = edit.remove(RecordKind::Touch, id);
        }
        for id in self.of_people.ties.get(person).into_iter().flatten() {
            edit = edit.remove(RecordKind::Tie, *id);
        }
        for (id, _) in self.messages_to(person) {
            edit = edit.remove(RecordKind::Message, id);
        }
        edit
    }

    /// An edit that removes the example search.
    #[must_use]
    pub fn removal_of_demo(&self, label: impl Into<String>) -> Edit {
        self.records
            .iter()
            .filter(|(_, record)| record.is_demo() && !record.is_removed())
            .fold(Edit::new(label), |edit, (key, _)| {
                edit.set(key.kind.clone(), key.id, REMOVED, Value::Bool(true))
            })
    }

    /// Whether records of the example search are present.
    #[must_use]
    pub fn has_demo(&self) -> bool {
        self.records
            .values()
            .any(|record| record.is_demo() && !record.is_removed())
    }
}

/// Puts a record into its table, and keeps the index by person in step.
fn follow<T: crate::state::entity::Entity>(
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

/// The last write of each field, in the order of the edit.
fn last_writes(edit: &Edit) -> Vec<&Write> {
    let mut seen: BTreeSet<(&RecordKey, &str)> = BTreeSet::new();
    let mut writes: Vec<&Write> = edit
        .writes
        .iter()
        .rev()
        .filter(|write| seen.insert((&write.key, &write.field)))
        .collect();
    writes.reverse();
    writes
}
