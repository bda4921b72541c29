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
            Cause::Unknown => "I don’t know",
        }
    }

    /// One kind line once the choice is made.
    pub const fn answer(self) -> &'static str {
        match self {
            Cause::Mine => "Good to know. This is something you can change.",
            Cause::NotMine => "Then there was nothing for you to fix. You can let this one go.",
            Cause::Unknown => "That’s an honest answer. There’s nothing to do about it.",
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
    /// What is asked about a reason of one's own, and how it reads at another company; there
    /// exactly where the cause is `Mine`.
    pub own: Option<OwnReason>,
}

/// What a reason in the person's hands becomes.
#[derive(Debug)]
pub struct OwnReason {
    /// The question that makes it particular.
    pub which: &'static str,
    /// The learning: it helps before an interview anywhere.
    pub learning: &'static str,
}

impl OwnReason {
    /// The learning with what makes it particular: “A skill I can still learn: window functions”.
    pub fn learning_about(&self, which: &str) -> String {
        match which.trim() {
            "" => self.learning.to_owned(),
            which => format!("{}: {which}", self.learning),
        }
    }
}

/// The reason with this id.
pub fn reason(id: &str) -> Option<&'static Reason> {
    REASONS.iter().find(|reason| reason.id == id)
}

/// The learning to show for a text that was stored by a build before December 2026. Then a reason
/// was stored as it was chosen, and “they” was someone else by the next interview.
pub fn reworded(text: &str) -> &str {
    let own = |id| reason(id).and_then(|reason| reason.own.as_ref());
    FORMER_LEARNINGS
        .iter()
        .find(|(former, _)| *former == text)
        .and_then(|(_, id)| own(id))
        .map_or(text, |own| own.learning)
}

/// Texts of learnings that older builds stored, each with the reason it was made from.
static FORMER_LEARNINGS: [(&str, &str); 9] = [
    ("My examples lacked numbers or results", "no-numbers"),
    ("My answers ran long or lost their point", "long-answers"),
    ("I knew too little about the company", "preparation"),
    ("I did not say clearly why I want this role", "motivation"),
    ("A skill they need is one I can still learn", "skill-gap"),
    (
        "I asked few questions, or not the ones that matter",
        "few-questions",
    ),
    ("Nerves got in the way of what I know", "nerves"),
    ("My CV or profile did not show the fit", "material"),
    ("I followed up late or not at all", "follow-up"),
];

/// The usual reasons, those beyond control first.
pub static REASONS: &[Reason] = &[
    beyond("internal-candidate", "They chose someone from inside"),
    beyond("known-to-them", "They chose someone they already knew"),
    beyond("on-hold", "The role or its budget was put on hold"),
    beyond("role-changed", "They changed what the role is about"),
    beyond(
        "other-further",
        "Another candidate was already further along",
    ),
    beyond("rare-fit", "Someone had done exactly this before"),
    beyond(
        "formal-need",
        "A formal requirement I can’t change: permit, place, language or licence",
    ),
    beyond("pay-range", "Their pay range and mine didn’t meet"),
    beyond(
        "new-manager",
        "The manager or the plan changed on their side",
    ),
    mine(
        "no-numbers",
        "My examples lacked numbers or results",
        "Which example?",
        "Give the number or the result",
    ),
    mine(
        "long-answers",
        "My answers ran long or lost their point",
        "Which answer?",
        "Say it shorter, the point first",
    ),
    mine(
        "preparation",
        "I knew too little about the company",
        "What would have helped to know?",
        "Find out before the interview",
    ),
    mine(
        "motivation",
        "I didn’t say clearly why I want this role",
        "What draws you to it?",
        "Say clearly why I want the role",
    ),
    mine(
        "skill-gap",
        "A skill I can still learn",
        "Which one?",
        "A skill I can still learn",
    ),
    mine(
        "few-questions",
        "I could have asked more, or better, questions",
        "Which one would you ask?",
        "Ask more, or better, questions",
    ),
    mine(
        "nerves",
        "Nerves got in the way of what I know",
        "When?",
        "Take a breath when nerves come up",
    ),
    mine(
        "material",
        "My CV or profile didn’t show the fit",
        "What was missing?",
        "Show it in my CV or profile",
    ),
    mine(
        "follow-up",
        "I followed up late or not at all",
        "Who with, or after what?",
        "Follow up within a day",
    ),
];

const fn beyond(id: &'static str, text: &'static str) -> Reason {
    Reason {
        id,
        cause: Cause::NotMine,
        text,
        own: None,
    }
}

const fn mine(
    id: &'static str,
    text: &'static str,
    which: &'static str,
    learning: &'static str,
) -> Reason {
    Reason {
        id,
        cause: Cause::Mine,
        text,
        own: Some(OwnReason { which, learning }),
    }
}
