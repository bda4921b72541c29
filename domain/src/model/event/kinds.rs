//! Kinds of events, forms of rounds, and endings.

use serde::{Deserialize, Serialize};

/// The kind of an event.
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
            Self::Yes => "Accepted",
            Self::No => "Not selected",
            Self::NoAnswer => "No answer",
            Self::RoleClosed => "Role closed",
            Self::Withdrawn => "Withdrawn",
            Self::Declined => "Declined",
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

    /// Whether it ended without an answer that was a no or a yes: in silence, with the role, or by
    /// the person's own decision.
    #[must_use]
    pub const fn is_without_a_no(self) -> bool {
        !matches!(self, Self::Yes | Self::No)
    }

    /// The ending with this stored word.
    #[must_use]
    pub fn parse(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|ending| ending.id() == id)
    }
}
