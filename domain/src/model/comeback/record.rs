//! The record of a comeback.

use serde::{Deserialize, Serialize};

use super::step::{Step, StepState};
use crate::method::Cause;
use crate::state::entity::Entity;
use crate::state::record::RecordKind;
use crate::values::date::{Date, Now};
use crate::values::id::RecordId;

/// How the no arrived.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Told {
    /// By mail or letter.
    Mail,
    /// By phone or video.
    Call,
    /// Face to face.
    InPerson,
    /// Through a portal or a recruiter.
    Portal,
}

impl Told {
    /// All ways, in the order they are offered.
    pub const ALL: [Self; 4] = [Self::Mail, Self::Call, Self::InPerson, Self::Portal];

    /// The words shown.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::Mail => "By email",
            Self::Call => "On the phone",
            Self::InPerson => "Face to face",
            Self::Portal => "Through a portal or recruiter",
        }
    }
}

/// One comeback. Its record id is the id of the ending event, so that two devices which open it
/// make one record.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Comeback {
    /// The opportunity that ended.
    pub opportunity: Option<RecordId>,
    /// The time the no was noted, in milliseconds since 1970, UTC.
    pub opened_ms: u64,
    /// Length of the recovery window in hours, once chosen; 0 means none.
    pub window_hours: Option<u32>,
    /// The time the window ends, in milliseconds since 1970, UTC: a waking hour. `None` in records
    /// of builds before December 2026, whose windows end [`Self::window_hours`] after
    /// [`Self::opened_ms`].
    pub window_ends_ms: Option<u64>,
    /// The time the person ended the window early.
    pub window_ended_ms: Option<u64>,
    /// How the no arrived.
    pub told: Option<Told>,
    /// Their words, as received.
    pub said: String,
    /// Who told the person: a [`crate::model::person::Person`]. The reply is to them.
    pub told_by: Option<RecordId>,
    /// Whose it was, as far as one word says it: builds before December 2026 had only this.
    pub cause: Option<Cause>,
    /// Whose it was, where several apply; [`Self::causes`] reads both.
    #[serde(rename = "causes")]
    pub all_causes: Vec<Cause>,
    /// Ids of [`crate::method::REASONS`].
    pub reasons: Vec<String>,
    /// A reason in the person's own words.
    pub reason_note: String,
    /// What they answered when they were asked for their reasons.
    pub their_reasons: String,
    /// The step the person is looking at, where it is not the first open one.
    pub at: Option<Step>,
    /// The review question the person is looking at.
    pub at_question: String,
    /// The outcome of [`Step::Pause`]; each step is a cell of its own, so that two devices never
    /// undo each other's.
    pub pause: Option<StepState>,
    /// The outcome of [`Step::Triage`].
    pub triage: Option<StepState>,
    /// The outcome of [`Step::Reply`].
    pub reply: Option<StepState>,
    /// The outcome of [`Step::Sort`].
    pub sort: Option<StepState>,
    /// The outcome of [`Step::Review`].
    pub review: Option<StepState>,
    /// The outcome of [`Step::Learn`].
    pub learn: Option<StepState>,
    /// The outcome of [`Step::InTouch`].
    pub in_touch: Option<StepState>,
    /// The outcome of [`Step::Offer`].
    pub offer: Option<StepState>,
    /// The outcome of [`Step::MoveOn`].
    pub move_on: Option<StepState>,
    /// Until this day the app does not bring it up.
    pub later_until: Option<Date>,
    /// The person's takeaway, in a sentence or two.
    pub learned: String,
    /// The day the chapter was closed.
    pub closed_on: Option<Date>,
}

impl Entity for Comeback {
    const KIND: RecordKind = RecordKind::Comeback;

    fn parent(&self) -> Option<RecordId> {
        self.opportunity
    }
}

impl Comeback {
    /// A comeback for an ending noted now.
    #[must_use]
    pub fn new(opportunity: RecordId, now: Now) -> Self {
        Self {
            opportunity: Some(opportunity),
            opened_ms: now.ms,
            ..Self::default()
        }
    }

    /// Notes their words. Written before the pause is over, they answer the step that would ask for
    /// them.
    pub fn note_words(&mut self, said: String, now: Now) {
        self.said = said;
        if self.pause.is_some() && !self.is_pausing(now) {
            return;
        }
        self.triage = (!self.said.trim().is_empty()).then_some(StepState::Done);
        if self.at == Some(Step::Triage) {
            self.at = None;
        }
    }

    /// The outcome of a step.
    #[must_use]
    pub const fn state(&self, step: Step) -> Option<StepState> {
        match step {
            Step::Pause => self.pause,
            Step::Triage => self.triage,
            Step::Reply => self.reply,
            Step::Sort => self.sort,
            Step::Review => self.review,
            Step::Learn => self.learn,
            Step::InTouch => self.in_touch,
            Step::Offer => self.offer,
            Step::MoveOn => self.move_on,
            Step::Close if self.closed_on.is_some() => Some(StepState::Done),
            Step::Close => None,
        }
    }

    /// The cell of a step; closing has none, its day says it.
    pub(super) const fn state_mut(&mut self, step: Step) -> Option<&mut Option<StepState>> {
        Some(match step {
            Step::Pause => &mut self.pause,
            Step::Triage => &mut self.triage,
            Step::Reply => &mut self.reply,
            Step::Sort => &mut self.sort,
            Step::Review => &mut self.review,
            Step::Learn => &mut self.learn,
            Step::InTouch => &mut self.in_touch,
            Step::Offer => &mut self.offer,
            Step::MoveOn => &mut self.move_on,
            Step::Close => return None,
        })
    }
}
