//! The stored form of what carries a search on: plan, growth, feedback, partners, care. It is
//! frozen: other builds and backups have it.

use domain::model::action::{Action, DayPart};
use domain::model::care::{CareItem, DayNote, HelpGiven};
use domain::model::experiment::{Experiment, ExperimentOutcome, ExperimentSubject};
use domain::model::feedback::{AnswerUse, FeedbackAnswer, FeedbackRequest, Material};
use domain::model::goal::{Goal, GoalCount};
use domain::model::landed::Landed;
use domain::model::learning_note::LearningNote;
use domain::model::message::Message;
use domain::model::share::{Share, ShareNote};
use domain::model::week::Week;
use domain::state::entity::Entity;
use domain::values::date::Date;
use domain::values::id::RecordId;
use serde::Serialize;
use serde_json::Value;

/// The kind, and the names of the fields in the order they are written.
fn stored<T: Entity + Serialize>() -> String {
    let fields = match serde_json::to_value(T::default()) {
        Ok(Value::Object(fields)) => fields.keys().cloned().collect(),
        _ => Vec::new(),
    };
    format!("{}: {}", T::KIND.as_str(), fields.join(" "))
}

#[test]
fn the_names_of_kinds_and_fields_stay() {
    let lines = [
        stored::<Action>(),
        stored::<Week>(),
        stored::<Goal>(),
        stored::<Experiment>(),
        stored::<LearningNote>(),
        stored::<Landed>(),
        stored::<FeedbackRequest>(),
        stored::<FeedbackAnswer>(),
        stored::<Share>(),
        stored::<ShareNote>(),
        stored::<CareItem>(),
        stored::<DayNote>(),
        stored::<HelpGiven>(),
        stored::<Message>(),
    ];
    insta::assert_snapshot!(lines.join("\n"));
}

#[test]
fn the_words_of_choices_stay() {
    let word = |choice: &dyn erased::Word| choice.word();
    let words = [
        word(&DayPart::Morning),
        word(&DayPart::Afternoon),
        word(&DayPart::Evening),
        word(&GoalCount::People),
        word(&GoalCount::Applications),
        word(&GoalCount::Practice),
        word(&GoalCount::Lines),
        word(&ExperimentSubject::Cv),
        word(&ExperimentSubject::Letter),
        word(&ExperimentSubject::OpeningLine),
        word(&ExperimentSubject::Source),
        word(&ExperimentSubject::Interviews),
        word(&ExperimentSubject::Other),
        word(&ExperimentOutcome::Keep),
        word(&ExperimentOutcome::Change),
        word(&ExperimentOutcome::Drop),
        word(&Material::Cv),
        word(&Material::Profile),
        word(&Material::Pitch),
        word(&Material::MarketingPlan),
        word(&Material::Interview),
        word(&Material::Candidate),
        word(&Material::Reason),
        word(&AnswerUse::Kept),
        word(&AnswerUse::SetAside),
    ];
    insta::assert_snapshot!(words.join(" "));
}

/// Serialisation behind a reference, so that one list holds all kinds of choices.
mod erased {
    /// A choice that is stored as one word.
    pub(super) trait Word {
        /// The word.
        fn word(&self) -> String;
    }

    impl<T: serde::Serialize> Word for T {
        fn word(&self) -> String {
            let value = serde_json::to_value(self).unwrap_or_default();
            value.as_str().unwrap_or_default().to_owned()
        }
    }
}

#[test]
fn ids_that_follow_from_a_day_or_a_person_stay() {
    let Ok(monday) = Date::parse("2026-11-30") else {
        unreachable!("the day is one of the calendar");
    };
    let ids = [
        Week::id(monday),
        DayNote::id(monday),
        Landed::id(RecordId::fixed(1)),
    ];
    insta::assert_snapshot!(ids.map(|id| id.to_string()).join("\n"));
}
