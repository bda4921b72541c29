//! A paragraph of a draft, in three registers.

use crate::method::draft::style::Length;

/// A paragraph, and the shortest draft that has it.
pub(crate) struct Part {
    pub(crate) least: Length,
    /// In the order of `Register::ALL`. Plain and warm ones have their verbs contracted.
    pub(crate) says: [&'static str; 3],
}

/// A paragraph that is the same in all registers.
pub(super) const fn same(least: Length, text: &'static str) -> Part {
    part(least, text, text, text)
}

pub(super) const fn part(
    least: Length,
    plain: &'static str,
    warm: &'static str,
    formal: &'static str,
) -> Part {
    Part {
        least,
        says: [plain, warm, formal],
    }
}
