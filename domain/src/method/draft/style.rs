//! Length and register of a draft.

use super::facts::{DraftFacts, clean};

/// How long a draft is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Length {
    /// Two or three sentences.
    Short,
    /// A few short paragraphs.
    #[default]
    Medium,
    /// With warmer passages, for a reader who has time.
    Long,
}

impl Length {
    /// All lengths with the words shown.
    pub const ALL: [(Self, &'static str); 3] = [
        (Self::Short, "Short"),
        (Self::Medium, "Medium"),
        (Self::Long, "Long"),
    ];
}

/// How a draft speaks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Register {
    /// As one writes to someone known a little.
    #[default]
    Plain,
    /// As one writes to someone liked.
    Warm,
    /// As one writes to someone never met, or where it is the custom.
    Formal,
}

impl Register {
    /// All registers with the words shown.
    pub const ALL: [(Self, &'static str); 3] = [
        (Self::Plain, "Plain"),
        (Self::Warm, "Warm"),
        (Self::Formal, "Formal"),
    ];

    /// The greeting; a formal one has the whole name.
    pub(super) fn greeting(self, facts: &DraftFacts) -> String {
        let (first, whole) = (clean(&facts.person), clean(&facts.full_name));
        let (word, nameless, name) = match self {
            Self::Plain => ("Hello", "Hello,", first),
            Self::Warm => ("Hi", "Hi,", first),
            Self::Formal if whole.is_empty() => ("Dear", "Dear hiring team,", first),
            Self::Formal => ("Dear", "Dear hiring team,", whole),
        };
        if name.is_empty() {
            nameless.to_owned()
        } else {
            format!("{word} {name},")
        }
    }

    pub(super) const fn closes(self) -> &'static str {
        match self {
            Self::Plain => "Kind regards,",
            Self::Warm => "All the best,",
            Self::Formal => "Yours sincerely,",
        }
    }
}

/// How long a draft is, and how it speaks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Style {
    /// How long.
    pub length: Length,
    /// How it speaks.
    pub register: Register,
}
