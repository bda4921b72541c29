//! What a server decides about a push: which cells it may take, which of two wins, which text is kept as an earlier version.

use std::collections::BTreeMap;

use serde_json::Value;

use crate::state::record::{Cell, REMOVED, Record, RecordKey, is_field_name, wins};
use crate::state::stamp::Stamp;
use crate::sync::protocol::{Changes, FURTHEST_AHEAD_MS, LONG_TEXT, RejectCode, Rejected};

/// Within this time one device's own rewriting of a text is typing, not another version of it, in milliseconds.
const TYPING_MS: u64 = 10 * 60_000;

/// How long the content of removed records is kept, in milliseconds: 180 days.
pub const REMOVED_KEPT_MS: u64 = 180 * 86_400_000;

/// Separates what may be taken from what may not. Every cell is judged alone, so that one bad value holds nothing else up.
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

/// What happens to a cell that arrives where another one is held.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// It takes the place; whether the text held before is kept as an earlier version.
    Wins {
        /// The held text is one that must not be lost.
        keep_held: bool,
    },
    /// It is there already, or comes too late and says nothing that must be kept.
    Nothing,
    /// It comes too late, but is a text that must not be lost: it becomes an earlier version.
    BecomesVersion,
}

/// Decides between the cell held and one that arrives.
#[must_use]
pub fn decide(held: Option<&Cell>, arriving: &Cell) -> Verdict {
    let Some(held) = held else {
        return Verdict::Wins { keep_held: false };
    };
    if wins(arriving, held) {
        let is_typing = held.stamp.node == arriving.stamp.node
            && arriving.stamp.ms.saturating_sub(held.stamp.ms) < TYPING_MS;
        let keep_held = is_long_text(&held.value) && held.value != arriving.value && !is_typing;
        Verdict::Wins { keep_held }
    } else if is_long_text(&arriving.value) && arriving.value != held.value {
        Verdict::BecomesVersion
    } else {
        Verdict::Nothing
    }
}

/// The cells that empty a record removed so long ago that its content goes for good; none where it is too early.
///
/// They are written like any other change and so reach every device. A record with anything written since is left alone.
#[must_use]
pub fn emptied(record: &Record, now_ms: u64) -> Option<Record> {
    let latest = record.latest_stamp()?;
    if !record.is_removed() || latest.ms.saturating_add(REMOVED_KEPT_MS) > now_ms {
        return None;
    }
    let stamp = Stamp {
        ms: now_ms,
        ..Stamp::default()
    };
    let mut emptied = Record::default();
    for (field, cell) in record.cells() {
        if field != REMOVED && !cell.value.is_null() {
            let value = Value::Null;
            emptied.merge_cell(field, Cell { value, stamp });
        }
    }
    (!emptied.is_empty()).then_some(emptied)
}

/// Whether a value is a text so long that losing it would hurt.
#[must_use]
pub fn is_long_text(value: &Value) -> bool {
    value
        .as_str()
        .is_some_and(|text| text.chars().nth(LONG_TEXT - 1).is_some())
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
        // Stamped anew, it comes again; what else is wrong with it is said then.
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
    use crate::state::record::LARGEST_VALUE;
    use crate::state::record::LONGEST_FIELD;
    use crate::sync::protocol::DEEPEST_VALUE;

    const NOW: u64 = 1_800_000_000_000;

    fn stamp(ms: u64, node: u64) -> Stamp {
        Stamp {
            ms,
            counter: 0,
            node,
        }
    }

    fn text(words: &str, ms: u64, node: u64) -> Cell {
        Cell {
            value: json!(words.repeat(20)),
            stamp: stamp(ms, node),
        }
    }

    #[test]
    fn each_bad_cell_is_refused_alone_with_its_reason() {
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
            .map(|refused| (refused.field.as_deref(), refused.code))
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
    fn a_name_or_a_shape_that_nobody_could_read_is_refused_alone() {
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
        let mut refused: Vec<_> = rejected.iter().map(|it| it.field.as_deref()).collect();
        refused.sort_unstable();
        assert_eq!(
            refused,
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

    #[test]
    fn a_text_that_loses_or_is_overwritten_is_kept_and_typing_is_not() {
        let held = text("hers ", NOW, 1);
        let later = text("his ", NOW + 1, 2);
        let typed = text("hers too ", NOW + 1, 1);
        let much_later = text("hers too ", NOW + TYPING_MS, 1);
        assert_eq!(
            decide(Some(&held), &later),
            Verdict::Wins { keep_held: true }
        );
        assert_eq!(
            decide(Some(&held), &typed),
            Verdict::Wins { keep_held: false }
        );
        assert_eq!(
            decide(Some(&held), &much_later),
            Verdict::Wins { keep_held: true }
        );
        assert_eq!(decide(Some(&later), &held), Verdict::BecomesVersion);
        assert_eq!(decide(Some(&held), &held), Verdict::Nothing);
    }
}
