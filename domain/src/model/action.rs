//! Actions: things a person means to do, with or without a day. Those with a week are the lines of
//! its plan.

use serde::{Deserialize, Serialize};

use crate::method::Occasion;
use crate::state::entity::Entity;
use crate::state::record::RecordKind;
use crate::values::date::Date;
use crate::values::id::RecordId;

/// A part of the day, for what has no exact time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum DayPart {
    /// Before noon.
    Morning,
    /// From noon to five.
    Afternoon,
    /// From five on.
    Evening,
}

/// Something to do on a day.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Action {
    /// The task, in one line.
    pub text: String,
    /// Why the app suggests it, said so that it can be judged.
    pub why: String,
    /// The day it is due; `None` means some time.
    pub due: Option<Date>,
    /// Where it is to be done, if that helps to begin.
    pub place: String,
    /// The opportunity it is about.
    pub opportunity: Option<RecordId>,
    /// The comeback that made it.
    pub comeback: Option<RecordId>,
    /// The person it concerns.
    pub person: Option<RecordId>,
    /// The message to write, where it is one.
    pub occasion: Option<Occasion>,
    /// A place for the link to send, or whatever else helps.
    pub notes: String,
    /// The day it was done.
    pub done_on: Option<Date>,
    /// The Monday of the week it is planned in; `None` if it is in no plan.
    pub week: Option<Date>,
    /// The minute of the day it begins, on the person's own clock.
    pub at: Option<u32>,
    /// The part of the day, where it has no exact time.
    pub part: Option<DayPart>,
    /// What may get in the way.
    pub if_this: String,
    /// What the person does then.
    pub then_that: String,
    /// Whether it is practice: what goals of practice count.
    pub is_practice: bool,
    /// The goal it serves.
    pub goal: Option<RecordId>,
    /// The touch it plans; done when that touch is.
    pub touch: Option<RecordId>,
    /// The experiment it is a part of.
    pub experiment: Option<RecordId>,
    /// The answer to a feedback request that it acts on.
    pub answer: Option<RecordId>,
    /// The day it was let go, without being done.
    pub let_go_on: Option<Date>,
}

impl Action {
    /// Whether nothing is left to do about it.
    #[must_use]
    pub const fn is_settled(&self) -> bool {
        self.done_on.is_some() || self.let_go_on.is_some()
    }
}

impl Entity for Action {
    const KIND: RecordKind = RecordKind::Action;

    fn parent(&self) -> Option<RecordId> {
        self.opportunity
    }
}
