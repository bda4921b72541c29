//! Queries over folded text.

use super::folding::fold;

/// A search query: words that must all occur, and phrases in quotation marks.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Query {
    parts: Vec<String>,
}

impl Query {
    /// Reads a query. An open quotation mark reaches to the end.
    #[must_use]
    pub fn parse(text: &str) -> Self {
        let folded = fold(text).replace(['“', '”', '„'], "\"");
        let mut parts = Vec::new();
        for (number, piece) in folded.split('"').enumerate() {
            if number % 2 == 1 {
                parts.push(piece.trim().to_owned());
            } else {
                parts.extend(piece.split_whitespace().map(str::to_owned));
            }
        }
        parts.retain(|part| !part.is_empty());
        Self { parts }
    }

    /// Whether it asks for nothing, so that everything fits.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.parts.is_empty()
    }

    /// Whether every part occurs in a text made by [`fold`].
    #[must_use]
    pub fn matches(&self, folded: &str) -> bool {
        self.parts.iter().all(|part| folded.contains(part.as_str()))
    }
}
