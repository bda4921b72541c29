//! Finding: folds text for comparison.

/// Folds text.
#[must_use]
pub fn fold(text: &str) -> String {
    text.to_lowercase()
}
