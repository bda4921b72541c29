//! The agenda as plain data: its lines, its pauses, its counts.

use crate::model::comeback::Step;
use crate::planning::plan::Plan;
use crate::values::date::Date;
use crate::values::id::RecordId;

/// One line of the agenda.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Item {
    /// Its kind.
    pub what: ItemKind,
    /// The record behind it: an action, an event, a comeback, a touch of [`Agenda::plan`], an
    /// experiment, the quiet opportunity, or the week.
    pub id: RecordId,
    /// The opportunity it is about, where there is one.
    pub opportunity: Option<RecordId>,
    /// The day; earlier than today means overdue.
    pub on: Date,
    /// Minute of the day on the person's clock, where the time matters.
    pub at: Option<u32>,
}

/// The kinds of lines, in the order in which lines of one day are shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum ItemKind {
    /// A round that is planned.
    Round,
    /// A round that is just over: three lines, while it is fresh.
    Debrief,
    /// A comeback with an open step.
    Comeback(Step),
    /// A message to someone, from the touch plan.
    Touch,
    /// An action of the person's.
    Action,
    /// An application without an answer for long: write once more, or close it.
    Quiet {
        /// Days since anything happened.
        days: u32,
    },
    /// Something nobody has touched for three weeks: is it still wanted?
    Stale(Stale),
    /// Late in November: whom to greet.
    Greetings,
    /// A week of the plan is over: a short look back.
    LookBack,
    /// An experiment whose last day is over: what did it bring?
    Experiment,
}

/// What asks whether it is still wanted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Stale {
    /// An action.
    Action,
    /// A comeback.
    Comeback,
}

/// A no that rests: its recovery window runs, or is still to be chosen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pause {
    /// The comeback.
    pub comeback: RecordId,
    /// The opportunity that ended.
    pub opportunity: RecordId,
    /// The time it ends, in milliseconds since 1970, UTC; `None` until that is chosen.
    pub until_ms: Option<u64>,
    /// How much has passed, 0 to 100.
    pub percent: u32,
    /// Whether the reply may be offered already.
    pub reply_offered: bool,
}

/// What waits while a no rests, or on a rest day, whatever it is about.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Waiting {
    /// The time all pauses are over, in milliseconds since 1970, UTC; `None` until that is chosen.
    pub until_ms: Option<u64>,
    /// The day it is back where no no rests: the first that is no rest day.
    pub rest_until: Option<Date>,
    /// What would be due.
    pub due: Vec<Item>,
    /// What would come in the next days.
    pub soon: Vec<Item>,
}

/// The demands of a day, and the things it leaves in peace.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Agenda {
    /// Due today or before, first things first.
    pub due: Vec<Item>,
    /// In the coming days.
    pub soon: Vec<Item>,
    /// Noes that rest.
    pub pauses: Vec<Pause>,
    /// Everything without an hour, while a no rests and on rest days. Nothing else is asked for
    /// then.
    pub waiting: Option<Waiting>,
    /// How many applications are quiet, also those not brought up today.
    pub quiet: usize,
    /// The touch plan, including touches not brought up today.
    pub plan: Plan,
}

impl Agenda {
    /// How many things are due that a reminder may speak of: none while a no rests but the rounds
    /// of the day. A no whose pause was never chosen is not one of them.
    #[must_use]
    pub fn reminders(&self) -> usize {
        let asks = |item: &&Item| item.what != ItemKind::Comeback(Step::Pause);
        self.due.iter().filter(asks).count()
    }
}
