//! A search in which every text of every kind of record has a marker of its own.

#![allow(clippy::unwrap_used, reason = "a failed unwrap fails the test")]

use serde_json::Value;

use crate::journal::Journal;
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
use crate::state::edit::Edit;
use crate::state::entity::Entity;
use crate::state::record::RecordKind;
use crate::state::stamp::Clock;
use crate::values::date::{Date, Now};
use crate::values::id::RecordId;

/// Friday 13 March 2026, 12:00 UTC.
pub(super) const NOW: Now = Now {
    ms: 1_773_403_200_000,
    offset_minutes: 0,
};

pub(super) const ACME: RecordId = RecordId::fixed(1);
pub(super) const ANN: RecordId = RecordId::fixed(2);

pub(super) struct Book {
    pub(super) journal: Journal,
    clock: Clock,
    number: u128,
}

impl Default for Book {
    fn default() -> Self {
        Self {
            journal: Journal::default(),
            clock: Clock::new(1),
            number: 0,
        }
    }
}

impl Book {
    pub(super) fn put<T: Entity>(&mut self, id: RecordId, record: &T) {
        let edit = Edit::new("").create(id, record);
        self.number += 1;
        let at = NOW.ms - 90_000_000 + self.number as u64;
        self.journal.apply(&edit, &mut self.clock, at);
    }

    pub(super) fn add<T: Entity>(&mut self, record: &T) {
        self.put(RecordId::fixed(1_000 + self.number), record);
    }
}

/// The Monday of this week.
pub(super) fn monday() -> Date {
    NOW.today().plus_days(-4)
}

/// Every kind of record. [`fill`] has the match that a new kind has to be added to.
const KINDS: [RecordKind; 29] = [
    RecordKind::Opportunity,
    RecordKind::Event,
    RecordKind::Comeback,
    RecordKind::Answer,
    RecordKind::Learning,
    RecordKind::Action,
    RecordKind::Message,
    RecordKind::Person,
    RecordKind::Tie,
    RecordKind::Touch,
    RecordKind::RoundNote,
    RecordKind::Story,
    RecordKind::Preparation,
    RecordKind::NinetyDays,
    RecordKind::Week,
    RecordKind::Goal,
    RecordKind::Experiment,
    RecordKind::LearningNote,
    RecordKind::Landed,
    RecordKind::FeedbackRequest,
    RecordKind::FeedbackAnswer,
    RecordKind::Share,
    RecordKind::ShareNote,
    RecordKind::CareItem,
    RecordKind::DayNote,
    RecordKind::HelpGiven,
    RecordKind::Template,
    RecordKind::Stage,
    RecordKind::Settings,
];

/// What is done with the type of a kind.
trait Visit {
    fn visit<T: Entity>(&mut self);
}

fn fill(kind: &RecordKind, visit: &mut impl Visit) {
    match kind {
        RecordKind::Opportunity => visit.visit::<Opportunity>(),
        RecordKind::Event => visit.visit::<Event>(),
        RecordKind::Comeback => visit.visit::<Comeback>(),
        RecordKind::Answer => visit.visit::<Answer>(),
        RecordKind::Learning => visit.visit::<Learning>(),
        RecordKind::Action => visit.visit::<Action>(),
        RecordKind::Message => visit.visit::<Message>(),
        RecordKind::Person => visit.visit::<Person>(),
        RecordKind::Tie => visit.visit::<Tie>(),
        RecordKind::Touch => visit.visit::<Touch>(),
        RecordKind::RoundNote => visit.visit::<RoundNote>(),
        RecordKind::Story => visit.visit::<Story>(),
        RecordKind::Preparation => visit.visit::<Preparation>(),
        RecordKind::NinetyDays => visit.visit::<NinetyDays>(),
        RecordKind::Week => visit.visit::<Week>(),
        RecordKind::Goal => visit.visit::<Goal>(),
        RecordKind::Experiment => visit.visit::<Experiment>(),
        RecordKind::LearningNote => visit.visit::<LearningNote>(),
        RecordKind::Landed => visit.visit::<Landed>(),
        RecordKind::FeedbackRequest => visit.visit::<FeedbackRequest>(),
        RecordKind::FeedbackAnswer => visit.visit::<FeedbackAnswer>(),
        RecordKind::Share => visit.visit::<Share>(),
        RecordKind::ShareNote => visit.visit::<ShareNote>(),
        RecordKind::CareItem => visit.visit::<CareItem>(),
        RecordKind::DayNote => visit.visit::<DayNote>(),
        RecordKind::HelpGiven => visit.visit::<HelpGiven>(),
        RecordKind::Template => visit.visit::<Template>(),
        RecordKind::Stage => visit.visit::<StageSetting>(),
        RecordKind::Settings => visit.visit::<Settings>(),
        RecordKind::Other(_) => {}
    }
}

/// “action text”: kind and name of every field that holds text.
pub(super) fn text_fields() -> Vec<String> {
    struct Fields(Vec<String>);
    impl Visit for Fields {
        fn visit<T: Entity>(&mut self) {
            for (field, _) in text_values::<T>() {
                self.0.push(name::<T>(&field));
            }
        }
    }
    let mut fields = Fields(Vec::new());
    for kind in &KINDS {
        fill(kind, &mut fields);
    }
    fields.0
}

/// A search with one record of each kind, tied to one another, with a marker in every text. With
/// days, everything is done, over or set aside.
pub(super) fn everything_filled(is_dated: bool) -> Journal {
    struct Fill {
        book: Book,
        is_dated: bool,
    }
    impl Visit for Fill {
        fn visit<T: Entity>(&mut self) {
            let mut edit = Edit::new("");
            // Of a week of the plan, there is only the record of its own id.
            let id = match T::KIND {
                RecordKind::Week => Week::id(monday()),
                _ => RecordId::fixed(100 + self.book.number),
            };
            for (field, value) in text_values::<T>() {
                edit = edit.set(T::KIND, id, &field, value);
            }
            let has_week = T::KIND == RecordKind::Action;
            for (field, value) in fields::<T>() {
                let on = serde_json::to_value(monday()).unwrap();
                let is_due = has_week && (field == "due" || field == "week");
                if value.is_null() && (self.is_dated || is_due) && reads::<T>(&field, &on) {
                    edit = edit.set(T::KIND, id, &field, on);
                }
            }
            self.book.number += 1;
            let at = NOW.ms - 90_000_000 + self.book.number as u64;
            self.book.journal.apply(&edit, &mut self.book.clock, at);
        }
    }
    let mut filled = Fill {
        book: Book::default(),
        is_dated,
    };
    for kind in &KINDS {
        fill(kind, &mut filled);
    }
    filled.book.journal
}

/// The marker of a field: one word, so that names are looked for like any other.
pub(super) fn marker(name: &str) -> String {
    let letters = name.chars().filter(|letter| letter.is_alphanumeric());
    format!("Zq{}", letters.collect::<String>())
}

fn name<T: Entity>(field: &str) -> String {
    format!("{} {field}", T::KIND.as_str())
}

fn fields<T: Entity>() -> Vec<(String, Value)> {
    match serde_json::to_value(T::default()).unwrap() {
        Value::Object(fields) => fields.into_iter().collect(),
        other => panic!("{other}"),
    }
}

/// The fields that can hold a text, each with its marker in it.
fn text_values<T: Entity>() -> Vec<(String, Value)> {
    let mut texts = Vec::new();
    for (field, value) in fields::<T>() {
        let word = Value::from(marker(&name::<T>(&field)));
        let words = Value::Array(vec![word.clone()]);
        let fitting = [word, words]
            .into_iter()
            .find(|text| reads::<T>(&field, text));
        let is_number = value.is_number() || value.is_boolean();
        if let (Some(text), false) = (fitting, is_number) {
            texts.push((field, text));
        }
    }
    texts
}

/// Whether a field can hold a value.
fn reads<T: Entity>(field: &str, value: &Value) -> bool {
    let fields = [(field.to_owned(), value.clone())];
    let record: Result<T, _> = serde_json::from_value(Value::Object(fields.into_iter().collect()));
    record.is_ok_and(|record| {
        let back = serde_json::to_value(record).unwrap();
        back.get(field) == Some(value)
    })
}
