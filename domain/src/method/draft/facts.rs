//! Facts a message may speak of.

/// What is known about the message; any part may be empty.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DraftFacts {
    /// The company the role is or was at.
    pub company: String,
    /// The role as the person calls it.
    pub role: String,
    /// The first name of whom the message is to.
    pub person: String,
    /// Their whole name.
    pub full_name: String,
    /// Where they work now, which may be elsewhere.
    pub workplace: String,
    /// The sender's name.
    pub mine: String,
    /// What they care about, as it was noted after a round.
    pub cares: String,
    /// What landed with them, as it was noted after a round.
    pub landed: String,
    /// What was promised to them, as it was noted after a round.
    pub to_send: String,
    /// The one thing the message turns on: what was learned, read, heard, or could be offered.
    pub learned: String,
}

/// One line without doubled, leading or trailing spaces, whatever was typed.
pub(super) fn clean(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
