//! Templates of the person's own: a message kept for an occasion, with fields in braces that are filled in anew.

use serde::{Deserialize, Serialize};

use crate::method::{CARES_GAP, Draft, DraftFacts, LANDED_GAP, Occasion, PROMISED_GAP};
use crate::state::entity::Entity;
use crate::state::record::RecordKind;
use crate::values::id::RecordId;
use crate::values::sort::sort_by_key;

/// A message kept for an occasion. Its id follows from the occasion and its name, so that keeping it again replaces it.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Template {
    /// What it is for.
    pub occasion: Option<Occasion>,
    /// What the person calls it.
    pub name: String,
    /// The subject line, with fields.
    pub subject: String,
    /// The text, with fields.
    pub body: String,
}

impl Entity for Template {
    const KIND: RecordKind = RecordKind::Template;
}

/// The fields of templates and what stands for them, cleaned as in drafts.
fn fields(facts: &DraftFacts) -> [(&'static str, String); 10] {
    let (company, workplace) = (&facts.company, &facts.workplace);
    let or = |first: &String, other: &String| {
        bare(if first.trim().is_empty() {
            other
        } else {
            first
        })
    };
    [
        ("{name}", bare(&facts.person)),
        ("{full name}", bare(&facts.full_name)),
        ("{company}", or(company, workplace)),
        ("{their company}", or(workplace, company)),
        ("{role}", bare(&facts.role)),
        ("{me}", bare(&facts.mine)),
        ("{topic}", bare(&facts.learned)),
        ("{cares}", bare(&facts.cares)),
        ("{landed}", bare(&facts.landed)),
        ("{to send}", bare(&facts.to_send)),
    ]
}

/// One line without a full stop at its end: in drafts that belongs to the sentence around it.
fn bare(value: &str) -> String {
    let line = value.split_whitespace().collect::<Vec<_>>().join(" ");
    line.trim_end_matches('.').to_owned()
}

impl Template {
    /// A template made of a message: what is known about this one person gives way to fields.
    #[must_use]
    pub fn of_message(
        occasion: Occasion,
        name: &str,
        subject: &str,
        body: &str,
        facts: &DraftFacts,
    ) -> Self {
        let mut known: Vec<_> = fields(facts)
            .into_iter()
            .filter(|(_, value)| value.chars().count() > 1)
            .collect();
        // The longest first, so that a name within another stays whole.
        sort_by_key(&mut known, |(_, value)| std::cmp::Reverse(value.len()));
        Self {
            occasion: Some(occasion),
            name: name.to_owned(),
            subject: with_fields(subject, &known),
            body: with_fields(body, &known),
        }
    }

    /// The id of the template of this name for an occasion.
    #[must_use]
    pub fn id(occasion: Occasion, name: &str) -> RecordId {
        let word = format!("template {} {}", occasion.id(), name.trim().to_lowercase());
        RecordId::derived(&word, &[], 0)
    }

    /// The message for someone. A field without a value stays as it is: the check of drafts points at it.
    /// A field for a private note becomes a gap: what was noted is never quoted.
    #[must_use]
    pub fn fill(&self, facts: &DraftFacts) -> Draft {
        let gap = |note: &String, gap: &str| {
            if note.trim().is_empty() {
                String::new()
            } else {
                gap.to_owned()
            }
        };
        let facts = DraftFacts {
            cares: gap(&facts.cares, CARES_GAP),
            landed: gap(&facts.landed, LANDED_GAP),
            to_send: gap(&facts.to_send, PROMISED_GAP),
            ..facts.clone()
        };
        let filled = |text: &str| {
            fields(&facts)
                .into_iter()
                .filter(|(_, value)| !value.is_empty())
                .fold(text.to_owned(), |text, (field, value)| {
                    text.replace(field, &value)
                })
        };
        Draft {
            subject: filled(&self.subject),
            body: filled(&self.body),
        }
    }
}

/// The text with fields for the values that stand in it by themselves, not within a longer word.
fn with_fields(text: &str, known: &[(&str, String)]) -> String {
    let mut written = String::with_capacity(text.len());
    let mut at = 0;
    for (start, letter) in text.char_indices() {
        if start < at {
            continue;
        }
        let found = known
            .iter()
            .find(|(_, value)| stands_at(text, start, value));
        match found {
            Some((field, value)) => {
                written.push_str(field);
                at = start + value.len();
            }
            None => written.push(letter),
        }
    }
    written
}

/// Whether a value stands at this place. One of several words is found in capitals or not: a captured line moves into sentences.
fn stands_at(text: &str, start: usize, value: &str) -> bool {
    let end = start + value.len();
    let is_it = text.get(start..end).is_some_and(|here| {
        here == value || (value.contains(' ') && here.eq_ignore_ascii_case(value))
    });
    let ends_word = |side: Option<char>| !side.is_some_and(char::is_alphanumeric);
    is_it && ends_word(text[..start].chars().next_back()) && ends_word(text[end..].chars().next())
}

#[cfg(test)]
mod tests;
