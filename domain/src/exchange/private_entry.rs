//! An entry of the private page, as a device stores it and as a backup has it where that was asked
//! for. It is no record: it has no stamps, and nothing that syncs knows it.

use serde_json::{Map, Value};

use crate::values::id::RecordId;

/// A text of an entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PrivateText {
    /// What was written, in a timed writing.
    Written,
    /// A sentence as it came.
    Came,
    /// The same sentence as a fair friend would say it.
    Fair,
}

impl PrivateText {
    const fn field(self) -> &'static str {
        match self {
            Self::Written => "text",
            Self::Came => "came",
            Self::Fair => "fair",
        }
    }
}

/// An entry: a timed writing, or a sentence in two columns. What another build wrote into it stays.
#[derive(Clone, Debug, PartialEq)]
pub struct PrivateEntry {
    id: RecordId,
    fields: Map<String, Value>,
}

impl PrivateEntry {
    /// A sentence in two columns, both empty.
    #[must_use]
    pub fn sentence(id: RecordId) -> Self {
        let mut entry = Self {
            id,
            fields: Map::new(),
        };
        entry.put("id", id.to_string());
        entry
    }

    /// A timed writing that lasts until a moment, in milliseconds since 1970.
    #[must_use]
    pub fn writing(id: RecordId, until_ms: u64) -> Self {
        let mut entry = Self::sentence(id);
        entry.put("until", until_ms);
        entry
    }

    /// Reads an entry. `None` for anything else.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        Self::of_value(&serde_json::from_str(text).ok()?)
    }

    /// An entry out of a backup.
    #[must_use]
    pub fn of_value(value: &Value) -> Option<Self> {
        let fields = value.as_object()?;
        Some(Self {
            id: RecordId::parse(fields.get("id")?.as_str()?)?,
            fields: fields.clone(),
        })
    }

    /// The stored form.
    #[must_use]
    pub fn to_value(&self) -> Value {
        Value::Object(self.fields.clone())
    }

    /// Its id.
    #[must_use]
    pub const fn id(&self) -> RecordId {
        self.id
    }

    /// Whether it is a timed writing.
    #[must_use]
    pub fn is_writing(&self) -> bool {
        self.fields.contains_key("until")
    }

    /// The moment at which the time of a writing is over.
    #[must_use]
    pub fn until_ms(&self) -> u64 {
        self.number("until")
    }

    /// Whether the person ended a writing.
    #[must_use]
    pub fn has_ended(&self) -> bool {
        self.fields.get("ended") == Some(&Value::Bool(true))
    }

    /// Ends a writing.
    pub fn end(&mut self) {
        self.put("ended", true);
    }

    /// When it was last written to; 0 where nothing was.
    #[must_use]
    pub fn written_ms(&self) -> u64 {
        self.number("at")
    }

    /// One of its texts; empty where there is none.
    #[must_use]
    pub fn text(&self, which: PrivateText) -> &str {
        let text = self.fields.get(which.field()).and_then(Value::as_str);
        text.unwrap_or_default()
    }

    /// Writes one of its texts at a moment.
    pub fn write(&mut self, which: PrivateText, text: &str, now_ms: u64) {
        self.put(which.field(), text);
        self.put("at", now_ms);
    }

    /// Whether nothing is written in it.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        let texts = [PrivateText::Written, PrivateText::Came, PrivateText::Fair];
        texts
            .iter()
            .all(|which| self.text(*which).trim().is_empty())
    }

    fn number(&self, field: &str) -> u64 {
        let number = self.fields.get(field).and_then(Value::as_u64);
        number.unwrap_or_default()
    }

    fn put(&mut self, field: &str, value: impl Into<Value>) {
        self.fields.insert(field.to_owned(), value.into());
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a failed unwrap fails the test")]

    use super::*;

    #[test]
    fn the_stored_form_is_frozen() {
        let mut writing = PrivateEntry::writing(RecordId::fixed(1), 900_000);
        writing.write(PrivateText::Written, "It hurt.", 7);
        writing.end();
        let mut sentence = PrivateEntry::sentence(RecordId::fixed(2));
        sentence.write(PrivateText::Came, "I always freeze.", 8);
        sentence.write(PrivateText::Fair, "I froze once.", 9);
        insta::assert_snapshot!(writing.to_value(), @r#"{"at":7,"ended":true,"id":"00000000-0000-0000-0000-000000000001","text":"It hurt.","until":900000}"#);
        insta::assert_snapshot!(sentence.to_value(), @r#"{"at":9,"came":"I always freeze.","fair":"I froze once.","id":"00000000-0000-0000-0000-000000000002"}"#);
        for entry in [writing, sentence] {
            let read = PrivateEntry::parse(&entry.to_value().to_string());
            assert_eq!(read, Some(entry));
        }
    }

    #[test]
    fn what_a_newer_build_wrote_stays_and_what_is_no_entry_is_none() {
        let newer = r#"{"id":"00000000-0000-0000-0000-000000000001","mood":3,"text":7}"#;
        let mut entry = PrivateEntry::parse(newer).unwrap();
        assert!(entry.is_empty() && !entry.is_writing() && !entry.has_ended());
        entry.write(PrivateText::Came, "A", 1);
        assert_eq!(entry.to_value()["mood"], 3);
        for text in ["", "[]", "{}", r#"{"id":3}"#, r#"{"id":"one"}"#] {
            assert_eq!(PrivateEntry::parse(text), None, "{text}");
        }
    }
}
