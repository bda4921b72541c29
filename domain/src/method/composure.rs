//! The composure card: what to read in the ten seconds before picking up the phone.

/// A card short enough to read while the phone rings.
#[derive(Debug)]
pub struct Composure {
    /// The heading.
    pub title: &'static str,
    /// What to do, one breath a line.
    pub lines: &'static [&'static str],
    /// Sentences that can be said aloud as they stand.
    pub aloud: &'static [&'static str],
}

/// The one card there is.
pub static COMPOSURE: Composure = Composure {
    title: "Before you pick up",
    lines: &[
        "Breathe out. Feet on the floor.",
        "Listen to the end. Note their words.",
        "Say thank you.",
        "Decide nothing on this call.",
        "Leave the door open.",
    ],
    aloud: &[
        "Thank you for telling me yourself, and for the time you all took.",
        "I’d be glad to hear from you again. May I write to you with one question?",
    ],
};
