//! Events: the dated history of an opportunity. They are added, corrected and removed, never overwritten by a status.

use serde::{Deserialize, Serialize};

use crate::date::Date;
use crate::id::RecordId;
use crate::record::RecordKind;
use crate::view::View;

/// What an event says.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum EventKind {
    /// Something worth keeping that changes nothing.
    #[default]
    Note,
    /// The opportunity reached a stage.
    Stage,
    /// It ended.
    Ending,
    /// An interview or another round, past or planned.
    Round,
    /// A message or a talk outside of a round.
    Contact,
}

/// How a round is held.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum RoundForm {
    /// By phone.
    Phone,
    /// By video.
    Video,
    /// At their place.
    OnSite,
    /// With several of them at once.
    Panel,
    /// Work to hand in.
    Task,
}

impl RoundForm {
    /// All forms, in the order they are offered.
    pub const ALL: [Self; 5] = [
        Self::Phone,
        Self::Video,
        Self::OnSite,
        Self::Panel,
        Self::Task,
    ];

    /// The word shown.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::Phone => "Phone",
            Self::Video => "Video",
            Self::OnSite => "On site",
            Self::Panel => "Panel",
            Self::Task => "Task",
        }
    }

    /// The word stored, which is also the value of form fields.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::Phone => "phone",
            Self::Video => "video",
            Self::OnSite => "on-site",
            Self::Panel => "panel",
            Self::Task => "task",
        }
    }

    /// The form with this stored word.
    #[must_use]
    pub fn parse(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|form| form.id() == id)
    }
}

/// How an opportunity can end. Only [`Ending::No`] is a rejection.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Ending {
    /// An offer, accepted.
    Yes,
    /// They said no.
    No,
    /// They stayed silent.
    NoAnswer,
    /// The role was filled otherwise, frozen or withdrawn by them.
    RoleClosed,
    /// The person took the application back.
    Withdrawn,
    /// The person declined an offer.
    Declined,
}

impl Ending {
    /// All endings, in the order they are offered.
    pub const ALL: [Self; 6] = [
        Self::Yes,
        Self::No,
        Self::NoAnswer,
        Self::RoleClosed,
        Self::Withdrawn,
        Self::Declined,
    ];

    /// The words shown.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::Yes => "Yes",
            Self::No => "No",
            Self::NoAnswer => "No answer",
            Self::RoleClosed => "Role closed",
            Self::Withdrawn => "I withdrew",
            Self::Declined => "I declined",
        }
    }

    /// The word stored, which is also the value of form fields.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::Yes => "yes",
            Self::No => "no",
            Self::NoAnswer => "no-answer",
            Self::RoleClosed => "role-closed",
            Self::Withdrawn => "withdrawn",
            Self::Declined => "declined",
        }
    }

    /// The ending with this stored word.
    #[must_use]
    pub fn parse(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|ending| ending.id() == id)
    }
}

/// One dated event of one opportunity.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Event {
    /// Whose history it belongs to.
    pub opportunity: Option<RecordId>,
    /// What it says.
    pub what: EventKind,
    /// The stage reached, for [`EventKind::Stage`]: an id of [`crate::stage::Stages`].
    pub stage: String,
    /// How it ended, for [`EventKind::Ending`].
    pub ending: Option<Ending>,
    /// The day it happened or is planned for.
    pub on: Option<Date>,
    /// Minute of that day, where the time matters.
    pub at: Option<u32>,
    /// A short name: “Call with the team lead”.
    pub title: String,
    /// Anything longer.
    pub notes: String,
    /// The time zone of [`Self::at`], by its name in the IANA database; empty means wherever the person is.
    pub zone: String,
    /// How long it lasts, in minutes.
    pub minutes: Option<u32>,
    /// How a round is held.
    pub form: Option<RoundForm>,
    /// Who is there.
    pub with: Vec<RecordId>,
    /// Where to dial in, or what to read before; shown as a link only through [`crate::link::SafeLink`].
    pub link: String,
    /// Noted right after: what they care about.
    pub cares: String,
    /// Noted right after: what landed with them.
    pub landed: String,
    /// Noted right after: what was promised, and is to be sent.
    pub to_send: String,
}

impl Event {
    /// An opportunity reaching a stage.
    #[must_use]
    pub fn stage(opportunity: RecordId, stage: &str, on: Date) -> Self {
        Self {
            opportunity: Some(opportunity),
            what: EventKind::Stage,
            stage: stage.to_owned(),
            on: Some(on),
            ..Self::default()
        }
    }

    /// An opportunity ending.
    #[must_use]
    pub fn ending(opportunity: RecordId, ending: Ending, on: Date) -> Self {
        Self {
            opportunity: Some(opportunity),
            what: EventKind::Ending,
            ending: Some(ending),
            on: Some(on),
            ..Self::default()
        }
    }

    /// A round of talks, past or planned.
    #[must_use]
    pub fn round(opportunity: RecordId, title: &str, on: Date, at: Option<u32>) -> Self {
        Self {
            opportunity: Some(opportunity),
            what: EventKind::Round,
            title: title.to_owned(),
            on: Some(on),
            at,
            ..Self::default()
        }
    }

    /// A note in the history.
    #[must_use]
    pub fn note(opportunity: RecordId, title: &str, notes: &str, on: Date) -> Self {
        Self {
            opportunity: Some(opportunity),
            title: title.to_owned(),
            notes: notes.to_owned(),
            on: Some(on),
            ..Self::default()
        }
    }
}

impl View for Event {
    const KIND: RecordKind = RecordKind::Event;

    fn parent(&self) -> Option<RecordId> {
        self.opportunity
    }
}

impl View for crate::opportunity::Opportunity {
    const KIND: RecordKind = RecordKind::Opportunity;
}
