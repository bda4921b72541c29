//! The judgement on each cell of a push, whatever the account holds.

use std::collections::BTreeMap;

use serde_json::Value;

use crate::state::record::{Cell, Record, RecordKey, is_field_name};
use crate::sync::protocol::{Changes, FURTHEST_AHEAD_MS, RejectCode, Rejected};

/// Validates a push: separates the cells that may be taken from those that may not. Each is judged
/// alone, so that one bad value holds nothing else up.
#[must_use]
pub fn judge(changes: BTreeMap<String, Value>, now_ms: u64) -> (Changes, Vec<Rejected>) {
    let mut taken = Changes::new();
    let mut rejected = Vec::new();
    for (name, value) in changes {
        let whole = |code| Rejected {
            record: name.chars().take(120).collect(),
            field: None,
            stamp: None,
            code,
        };
        let Some(key) = RecordKey::parse(&name) else {
            rejected.push(whole(RejectCode::BadKey));
            continue;
        };
        let (value, misnamed) = without_misnamed(value);
        let Ok(record) = serde_json::from_value::<Record>(value) else {
            rejected.push(whole(RejectCode::BadRecord));
            continue;
        };
        rejected.extend(misnamed.into_iter().map(|(field, stamp)| Rejected {
            record: name.clone(),
            field: Some(field),
            stamp: Some(stamp),
            code: RejectCode::BadRecord,
        }));
        let fit: &mut Record = taken.entry(key).or_default();
        for (field, cell) in record.cells() {
            match fault(field, cell, now_ms) {
                Some(code) => rejected.push(Rejected {
                    record: name.clone(),
                    field: Some(field.to_owned()),
                    stamp: Some(cell.stamp.to_string()),
                    code,
                }),
                None => {
                    fit.merge_cell(field, cell.clone());
                }
            }
        }
    }
    taken.retain(|_, record| !record.is_empty());
    (taken, rejected)
}

/// The cells of a record but for fields that no record can have, and those, with their stamps.
fn without_misnamed(mut value: Value) -> (Value, Vec<(String, String)>) {
    let mut misnamed = Vec::new();
    for (stamp, fields) in value.as_object_mut().into_iter().flatten() {
        if let Some(fields) = fields.as_object_mut() {
            let strange = fields.keys().filter(|field| !is_field_name(field));
            misnamed.extend(strange.map(|field| (field.clone(), stamp.clone())));
            fields.retain(|field, _| is_field_name(field));
        }
    }
    (value, misnamed)
}

fn fault(field: &str, cell: &Cell, now_ms: u64) -> Option<RejectCode> {
    if cell.stamp.ms > now_ms.saturating_add(FURTHEST_AHEAD_MS) {
        // It comes again with a new stamp; other faults are reported then.
        Some(RejectCode::StampAhead)
    } else {
        RejectCode::of_cell(field, &cell.value)
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a failed unwrap fails the test")]
    use serde_json::json;

    use super::*;
    use crate::state::record::{LARGEST_VALUE, LONGEST_FIELD};
    use crate::state::stamp::Stamp;
    use crate::sync::protocol::DEEPEST_VALUE;

    const NOW: u64 = 1_800_000_000_000;

    fn stamp(ms: u64, node: u64) -> Stamp {
        Stamp {
            ms,
            counter: 0,
            node,
        }
    }

    #[test]
    fn each_bad_cell_is_rejected_alone_with_its_reason() {
        let good = stamp(NOW, 1);
        let ahead = stamp(NOW + FURTHEST_AHEAD_MS + 1, 1);
        let id = "0190f5a0-0000-7000-8000-000000000000";
        let changes = BTreeMap::from([
            (
                format!("opportunity:{id}"),
                json!({good.to_string(): {"company": "Acme", "notes": "x".repeat(LARGEST_VALUE)}, ahead.to_string(): {"role": "Cook"}}),
            ),
            ("Nonsense".to_owned(), json!({})),
            (format!("event:{id}"), json!([1, 2])),
            (
                format!("gift:{id}"),
                json!({good.to_string(): {"of": {"the": "future"}}}),
            ),
        ]);
        let (taken, rejected) = judge(changes, NOW);
        let fields: Vec<_> = taken.values().flat_map(Record::cells).collect();
        assert_eq!(fields.len(), 2);
        let mut reasons: Vec<_> = rejected
            .iter()
            .map(|rejected| (rejected.field.as_deref(), rejected.code))
            .collect();
        reasons.sort_by_key(|(field, code)| (*field, format!("{code:?}")));
        assert_eq!(
            reasons,
            [
                (None, RejectCode::BadKey),
                (None, RejectCode::BadRecord),
                (Some("notes"), RejectCode::TooLarge),
                (Some("role"), RejectCode::StampAhead),
            ]
        );
    }

    #[test]
    fn a_name_or_a_shape_that_nobody_could_read_is_rejected_alone() {
        let good = stamp(NOW, 1).to_string();
        let id = "0190f5a0-0000-7000-8000-000000000000";
        let nested = |levels| (0..levels).fold(json!(1), |value, _| json!([value]));
        let longest = "x".repeat(LONGEST_FIELD);
        let longer = "x".repeat(LONGEST_FIELD + 1);
        let fields = json!({"company": "Acme", "": 1, "a\u{0}": 1, &*longest: 1, &*longer: 1,
            "deepest": nested(DEEPEST_VALUE), "deeper": {"in": nested(DEEPEST_VALUE)}});
        let changes = BTreeMap::from([(format!("opportunity:{id}"), json!({ &*good: fields }))]);
        let (taken, rejected) = judge(changes, NOW);
        let fields: Vec<_> = taken.values().flat_map(Record::cells).collect();
        let names: Vec<_> = fields.into_iter().map(|(field, _)| field).collect();
        assert_eq!(names, ["company", "deepest", &longest]);
        let mut rejected_fields: Vec<_> = rejected.iter().map(|it| it.field.as_deref()).collect();
        rejected_fields.sort_unstable();
        assert_eq!(
            rejected_fields,
            [Some(""), Some("a\u{0}"), Some("deeper"), Some(&longer)]
        );
        for it in &rejected {
            assert_eq!(it.code, RejectCode::BadRecord);
            assert_eq!(it.stamp.as_deref(), Some(&*good));
        }
        // Wherever it travels, and with all that is around it there.
        let visit = crate::sync::protocol::FirstVisit {
            page: crate::sync::protocol::Pulled {
                changes: taken,
                ..Default::default()
            },
            ..Default::default()
        };
        let text = serde_json::to_string(&visit).unwrap();
        assert_eq!(
            serde_json::from_str::<crate::sync::protocol::FirstVisit>(&text).unwrap(),
            visit
        );
    }
}
