//! Single long texts, whatever record they are in: an earlier version brought back, a rejected one
//! rewritten.

use domain::state::edit::Edit;
use domain::state::record::RecordKey;
use serde_json::Value;

/// Puts an earlier version of a text in the place of the present one.
#[must_use]
pub fn bring_back(record: &RecordKey, field: &str, text: String) -> Edit {
    set(record, field, text.into(), "Earlier version brought back")
}

/// Writes a value that the server rejected again, changed or as it was.
#[must_use]
pub fn rewrite(record: &RecordKey, field: &str, value: Value) -> Edit {
    set(record, field, value, "Text changed")
}

fn set(record: &RecordKey, field: &str, value: Value, label: &str) -> Edit {
    Edit::new(label).set(record.kind.clone(), record.id, field, value)
}

#[cfg(test)]
mod tests {
    use domain::model::person::Person;
    use domain::state::record::RecordKind;
    use domain::values::id::RecordId;

    use super::*;
    use crate::actions::testing::{apply, journal_after};

    #[test]
    fn one_field_is_written_and_the_others_stay() {
        let ann = RecordId::fixed(1);
        let person = Person {
            name: "Ann Lee".into(),
            notes: "Met twice".into(),
            ..Person::default()
        };
        let journal = journal_after(&[Edit::new("").create(ann, &person)]);
        let key = RecordKey::new(RecordKind::Person, ann);
        for (edit, label) in [
            (
                bring_back(&key, "notes", "Met".into()),
                "Earlier version brought back",
            ),
            (rewrite(&key, "notes", "Met".into()), "Text changed"),
        ] {
            assert_eq!(edit.label, label);
            let expected = Person {
                notes: "Met".into(),
                ..person.clone()
            };
            assert_eq!(apply(&journal, &edit).people().get(ann), Some(&expected));
        }
    }
}
