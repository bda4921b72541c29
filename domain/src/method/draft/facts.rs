//! Facts a message may speak of.

/// Why a person takes back what they applied for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Parting {
    /// For reasons of their own.
    #[default]
    Withdrawing,
    /// They said yes to another role.
    Accepted,
    /// They turned down what they were offered.
    Declining,
}

/// The known facts about the message; any part may be empty.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DraftFacts {
    /// The company the role is or was at.
    pub company: String,
    /// The role as the person calls it.
    pub role: String,
    /// Whether it is a piece of work that is offered, not a role that was applied for.
    pub is_project: bool,
    /// The recipient's first name.
    pub person: String,
    /// Their whole name.
    pub full_name: String,
    /// Their present workplace, which may be elsewhere.
    pub workplace: String,
    /// The sender's name.
    pub mine: String,
    /// Their concerns, as noted after a round. This and the next two are private: a draft never
    /// quotes them, it only leaves a gap to word in one's own way.
    pub cares: String,
    /// The points that landed with them, as noted after a round.
    pub landed: String,
    /// Promises made to them, as noted after a round.
    pub to_send: String,
    /// The one thing the message turns on: a reason to write, something learned, or to offer.
    pub learned: String,
    /// Of a pitch: their problem.
    pub problem: String,
    /// Of a pitch: what they have once it is done.
    pub result: String,
    /// Of a pitch: how long it takes.
    pub duration: String,
    /// Of a pitch: what it costs.
    pub price: String,
    /// The address of something worth reading.
    pub link: String,
    /// Of a request for feedback: its questions, in order.
    pub questions: Vec<String>,
    /// Of a request for feedback: the text itself, or where it is; a gap where it is to be attached.
    pub to_read: String,
    /// What changed because of feedback.
    pub changed: String,
    /// The promise that this message keeps.
    pub promise: String,
    /// Of a withdrawal: why.
    pub parting: Parting,
}

/// One line without doubled, leading or trailing spaces, whatever was typed.
pub(super) fn clean(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
