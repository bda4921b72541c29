//! Limits on the length of texts that are read.

/// The longest text that is read, in characters: several times the longest posting.
pub const MAX_POSTING_CHARS: usize = 50_000;

/// The longest text taken for a line someone typed rather than for a posting, in characters.
pub(super) const LONGEST_LINE: usize = 240;

/// The longest line taken for a title or for the value of a label, in characters.
pub(super) const LONGEST_TITLE: usize = 100;

/// Whether a text has at most this many characters.
pub(super) fn is_short(text: &str, most: usize) -> bool {
    text.len() <= most || text.chars().nth(most).is_none()
}
