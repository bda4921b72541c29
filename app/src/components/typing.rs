//! Keys as they are pressed while an input method composes a word.

use leptos::ev::KeyboardEvent;

/// What browsers call a key that an input method takes for itself.
const TAKEN_BY_INPUT_METHOD: u32 = 229;

/// Whether a key belongs to the word being composed, so that it means nothing else. Safari ends the
/// composition before it tells of the Enter that ended it, and marks that key only by its code
/// (<https://bugs.webkit.org/show_bug.cgi?id=165004>).
#[must_use]
pub fn is_composing(press: &KeyboardEvent) -> bool {
    press.is_composing() || press.key_code() == TAKEN_BY_INPUT_METHOD
}
