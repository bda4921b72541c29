//! Sorting a no: whose cause it was, and the usual reasons offered as choices.

use serde::{Deserialize, Serialize};

/// Whose hands the cause lay in, as far as the person knows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Cause {
    /// In the person's hands; the only cause that makes tasks.
    #[serde(rename = "mine")]
    Mine,
    /// Outside the person's hands.
    #[serde(rename = "not-mine")]
    NotMine,
    /// Not known, which is an answer.
    #[serde(rename = "unknown")]
    Unknown,
}

impl Cause {
    /// All causes in the order they are offered.
    pub const ALL: [Cause; 3] = [Cause::NotMine, Cause::Mine, Cause::Unknown];

    /// The stored word, the same that serde writes.
    pub const fn id(self) -> &'static str {
        match self {
            Cause::Mine => "mine",
            Cause::NotMine => "not-mine",
            Cause::Unknown => "unknown",
        }
    }

    /// How the cause is named on the screen.
    pub const fn label(self) -> &'static str {
        match self {
            Cause::Mine => "Mine to work on",
            Cause::NotMine => "Beyond my control",
            Cause::Unknown => "I do not know",
        }
    }

    /// One kind line once the choice is made.
    pub const fn answer(self) -> &'static str {
        match self {
            Cause::Mine => "Good to know. This is something you can move.",
            Cause::NotMine => "Then there is nothing to mend here. You can put it down.",
            Cause::Unknown => "That is an honest answer. It makes no tasks.",
        }
    }
}

/// A usual reason, worded so that the person can say it of themselves.
#[derive(Debug)]
pub struct Reason {
    /// Stable word the choice is stored under.
    pub id: &'static str,
    /// The cause it belongs to; never `Unknown`.
    pub cause: Cause,
    /// The choice as it reads on the screen.
    pub text: &'static str,
}

/// The reason with this id.
pub fn reason(id: &str) -> Option<&'static Reason> {
    REASONS.iter().find(|reason| reason.id == id)
}

/// The usual reasons, those beyond control first.
pub static REASONS: &[Reason] = &[
    beyond("internal-candidate", "They chose someone from inside"),
    beyond("known-to-them", "They chose someone they already knew"),
    beyond("on-hold", "The role or its budget was put on hold"),
    beyond("role-changed", "They changed what the role is about"),
    beyond(
        "other-further",
        "Someone else was further along when I came in",
    ),
    beyond("rare-fit", "Someone had done exactly this before"),
    beyond(
        "formal-need",
        "A formal need I cannot change: permit, place, language or licence",
    ),
    beyond("pay-range", "Their pay range and mine did not meet"),
    beyond(
        "new-manager",
        "The manager or the plan changed on their side",
    ),
    mine("no-numbers", "My examples lacked numbers or results"),
    mine("long-answers", "My answers ran long or lost their point"),
    mine("preparation", "I knew too little about the company"),
    mine("motivation", "I did not say clearly why I want this role"),
    mine("skill-gap", "A skill they need is one I can still learn"),
    mine(
        "few-questions",
        "I asked few questions, or not the ones that matter",
    ),
    mine("nerves", "Nerves got in the way of what I know"),
    mine("material", "My CV or profile did not show the fit"),
    mine("follow-up", "I followed up late or not at all"),
];

const fn beyond(id: &'static str, text: &'static str) -> Reason {
    Reason {
        id,
        cause: Cause::NotMine,
        text,
    }
}

const fn mine(id: &'static str, text: &'static str) -> Reason {
    Reason {
        id,
        cause: Cause::Mine,
        text,
    }
}
