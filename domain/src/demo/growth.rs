//! What goes on beside the applications: a goal, lines of the plan, something being tried, feedback,
//! something learned. Nothing of it is new or overdue, so that a first look at Today stays calm.

use super::maker::Maker;
use crate::method::Material;
use crate::model::action::{Action, DayPart};
use crate::model::experiment::{Experiment, ExperimentSubject};
use crate::model::feedback::{AnswerUse, FeedbackAnswer, FeedbackRequest};
use crate::model::goal::{Goal, GoalCount};
use crate::model::learning_note::LearningNote;
use crate::values::date::Date;
use crate::values::id::RecordId;

/// A line of the plan: what, where, what may get in the way and what to do then, days from today.
type Line = (&'static str, &'static str, &'static str, &'static str, i32);

const LINES: [Line; 2] = [
    (
        "Tell the barley story out loud, with its number",
        "On a walk",
        "it rains",
        "I tell it in the kitchen",
        1,
    ),
    (
        "Write to two people I worked with in Kiel",
        "Library",
        "I don’t know how to begin",
        "I ask how their last project went",
        2,
    ),
];

const ANSWERS: [(&str, &str, i32); 2] = [
    (
        "Ewa",
        "The first half page says what you did, not what it changed.",
        5,
    ),
    (
        "Pieter",
        "Keep the page on the weather platform. That is what I would ask about.",
        4,
    ),
];

impl Maker<'_> {
    /// All of it.
    pub(super) fn add_growth(&mut self) {
        let goal = self.add(&Goal {
            text: "Talk to two people a week".into(),
            a_week: Some(2),
            counts: Some(GoalCount::People),
            began_on: self.days_ago(30),
            ended_on: None,
        });
        self.add_lines(goal);
        self.add(&Experiment {
            text: "A CV that begins with three results".into(),
            subject: Some(ExperimentSubject::Cv),
            version: "CV with numbers".into(),
            began_on: self.days_ago(5),
            until: self.days_ago(-9),
            how_told: "Two answers within a week of sending it.".into(),
            ..Experiment::default()
        });
        self.add(&LearningNote {
            text: "Read how two teams moved their reports to streaming".into(),
            good_for: "The talk at Saltmarsh: they are about to begin.".into(),
            on: self.days_ago(7),
            ..LearningNote::default()
        });
        self.add_feedback();
    }

    fn add_lines(&mut self, goal: RecordId) {
        for (text, place, if_this, then_that, days) in LINES {
            let day = self.today.plus_days(days);
            self.add(&Action {
                text: text.into(),
                place: place.into(),
                if_this: if_this.into(),
                then_that: then_that.into(),
                due: Some(day),
                week: Some(day.monday()),
                part: Some(DayPart::Morning),
                goal: Some(goal),
                ..Action::default()
            });
        }
    }

    fn add_feedback(&mut self) {
        let asked = "What one thing would you change?";
        let request = self.add(&FeedbackRequest {
            material: Some(Material::Cv),
            title: "My CV, with numbers".into(),
            questions: vec![asked.into()],
            asks_name: true,
            made_on: self.days_ago(8),
            ..FeedbackRequest::default()
        });
        for (name, text, days) in ANSWERS {
            self.add(&FeedbackAnswer {
                request: Some(request),
                name: name.into(),
                questions: vec![asked.into()],
                texts: vec![text.into()],
                on: self.days_ago(days),
                thanked_on: self.days_ago(days - 1),
                kept: Some(AnswerUse::Kept),
                ..FeedbackAnswer::default()
            });
        }
    }

    fn days_ago(&self, days: i32) -> Option<Date> {
        Some(self.today.plus_days(-days))
    }
}
