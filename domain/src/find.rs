//! Finding: folds text for comparison.

/// Folds text.
#[must_use]
pub fn fold(text: &str) -> String {
    text.to_lowercase()
}

/// A query.
#[derive(Clone, Debug, Default)]
pub struct Query(Vec<String>);

impl Query {
    /// Reads it.
    #[must_use]
    pub fn parse(text: &str) -> Self {
        Self(fold(text).split_whitespace().map(str::to_owned).collect())
    }

    /// Whether it asks for nothing.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Whether it matches.
    #[must_use]
    pub fn matches(&self, folded: &str) -> bool {
        self.0.iter().all(|word| folded.contains(word.as_str()))
    }
}
