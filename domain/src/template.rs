//! Templates of the person's own: a message kept for an occasion, with fields in braces that are filled in anew.

use serde::{Deserialize, Serialize};

use crate::id::RecordId;
use crate::method::{Draft, DraftFacts, Occasion};
use crate::order::sort_by_key;
use crate::record::RecordKind;
use crate::view::View;

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

impl View for Template {
    const KIND: RecordKind = RecordKind::Template;
}

/// The fields of templates and what stands for them.
fn fields<'a>(facts: &'a DraftFacts<'a>) -> [(&'static str, &'a str); 5] {
    [
        ("{name}", facts.person),
        ("{company}", facts.company),
        ("{role}", facts.role),
        ("{me}", facts.mine),
        ("{topic}", facts.learned),
    ]
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
            .filter(|(_, value)| value.trim().chars().count() > 1)
            .collect();
        // The longest first, so that a name within another stays whole.
        sort_by_key(&mut known, |(_, value)| std::cmp::Reverse(value.len()));
        let with_fields = |text: &str| {
            known.iter().fold(text.to_owned(), |text, (field, value)| {
                replace_whole_words(&text, value.trim(), field)
            })
        };
        Self {
            occasion: Some(occasion),
            name: name.to_owned(),
            subject: with_fields(subject),
            body: with_fields(body),
        }
    }

    /// The id of the template of this name for an occasion.
    #[must_use]
    pub fn id(occasion: Occasion, name: &str) -> RecordId {
        let word = format!("template {} {}", occasion.id(), name.trim().to_lowercase());
        RecordId::derived(&word, &[], 0)
    }

    /// The message for someone. A field without a value stays as it is: the check of drafts points at it.
    #[must_use]
    pub fn fill(&self, facts: &DraftFacts) -> Draft {
        let filled = |text: &str| {
            fields(facts)
                .into_iter()
                .filter(|(_, value)| !value.trim().is_empty())
                .fold(text.to_owned(), |text, (field, value)| {
                    text.replace(field, value.trim())
                })
        };
        Draft {
            subject: filled(&self.subject),
            body: filled(&self.body),
        }
    }
}

/// Replaces a text where it stands by itself, not within a longer word.
fn replace_whole_words(text: &str, from: &str, to: &str) -> String {
    let mut replaced = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find(from) {
        let (before, found) = rest.split_at(at);
        let after = &found[from.len()..];
        let is_within = before
            .chars()
            .next_back()
            .is_some_and(char::is_alphanumeric)
            || after.chars().next().is_some_and(char::is_alphanumeric);
        replaced.push_str(before);
        replaced.push_str(if is_within { from } else { to });
        rest = after;
    }
    replaced.push_str(rest);
    replaced
}

#[cfg(test)]
mod tests {
    use super::*;

    const FACTS: DraftFacts = DraftFacts {
        company: "Acme",
        role: "Data engineer",
        person: "Ann",
        mine: "Ada",
        cares: "",
        landed: "",
        learned: "",
    };

    #[test]
    fn a_message_becomes_a_template_and_serves_someone_else() {
        let template = Template::of_message(
            Occasion::CheckIn,
            "short",
            "Hello from Ada",
            "Hello Ann,\n\nHow is Acme? Annual plans, Acmeville, and all.\n\nAda",
            &FACTS,
        );
        assert_eq!(template.subject, "Hello from {me}");
        assert_eq!(
            template.body,
            "Hello {name},\n\nHow is {company}? Annual plans, Acmeville, and all.\n\n{me}"
        );
        let other = DraftFacts {
            person: "Zoë",
            company: "",
            ..FACTS
        };
        assert_eq!(
            template.fill(&other).body,
            "Hello Zoë,\n\nHow is {company}? Annual plans, Acmeville, and all.\n\nAda"
        );
    }

    #[test]
    fn keeping_under_the_same_name_replaces() {
        assert_eq!(
            Template::id(Occasion::CheckIn, "Short"),
            Template::id(Occasion::CheckIn, " short ")
        );
    }
}
