//! The merge of a push into an account: the later stamp wins, texts that lose become earlier
//! versions, and a full account takes nothing that makes it larger, unless it makes room.

use serde_json::Value;

use crate::state::record::{Cell, REMOVED, RecordKey, wins};
use crate::sync::protocol::{Changes, LONG_TEXT, MOST_FIELDS, RejectCode, Rejected};

/// Within this time one device's own rewriting of a text is typing, not another version of it, in
/// milliseconds.
const TYPING_MS: u64 = 10 * 60_000;

/// The bytes a cell takes besides its names and its value: the account's id in the table and both
/// of its indexes, the stamp, the sequence number, headers and the room that pages leave. Measured
/// on both databases.
pub const CELL_BYTES: i64 = 240;

/// How often the names of a cell's record and field are stored: in the table and in its key.
pub const NAMES_STORED: i64 = 2;

/// The room that a cell takes, in bytes, given the length of its value as JSON.
#[must_use]
pub fn cell_bytes(key: &RecordKey, field: &str, value: i64) -> i64 {
    CELL_BYTES + NAMES_STORED * (length(&key.to_string()) + length(field)) + value
}

/// The counters of an account.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Account {
    /// The sequence number of the last cell taken.
    pub seq: u64,
    /// The number of records with at least one cell.
    pub records: u64,
    /// The room that its cells take, as [`cell_bytes`] counts it.
    pub bytes: i64,
    /// The most bytes there may be.
    pub max_bytes: i64,
}

/// The cells that an account holds.
pub trait Holdings {
    /// The cell of a field.
    fn cell(&self, key: &RecordKey, field: &str) -> Option<HeldCell<'_>>;
    /// The number of fields a record has, damaged ones among them; 0 if it is not there.
    fn fields(&self, key: &RecordKey) -> usize;
}

/// A cell that is held.
#[derive(Clone, Copy, Debug)]
pub struct HeldCell<'a> {
    /// The cell. `None` if it is damaged.
    pub cell: Option<&'a Cell>,
    /// The length of its value as JSON.
    pub bytes: i64,
}

/// The outcome of a merge.
#[derive(Debug, Default)]
pub struct Merged<'a> {
    /// The cells to store.
    pub winners: Vec<Winner<'a>>,
    /// The texts to keep as earlier versions.
    pub versions: Vec<Loser<'a>>,
    /// The cells there was no room for.
    pub rejected: Vec<Rejected>,
}

/// A cell that is to be stored.
#[derive(Debug)]
pub struct Winner<'a> {
    /// The record.
    pub key: &'a RecordKey,
    /// The field.
    pub field: &'a str,
    /// The cell.
    pub cell: &'a Cell,
    /// Its value as JSON.
    pub json: String,
    /// Its sequence number.
    pub seq: u64,
}

/// A text that has lost and becomes an earlier version.
#[derive(Debug)]
pub struct Loser<'a> {
    /// The record.
    pub key: &'a RecordKey,
    /// The field.
    pub field: &'a str,
    /// The cell.
    pub cell: &'a Cell,
}

/// Merges changes into an account. Moves its counters; storing the outcome is the caller's.
pub fn merge<'a>(
    account: &mut Account,
    changes: &'a Changes,
    holdings: &'a impl Holdings,
) -> Merged<'a> {
    let mut merged = Merged::default();
    for (key, record) in changes {
        let mut fields = holdings.fields(key);
        for (field, cell) in record.cells() {
            let held = holdings.cell(key, field);
            let held_cell = held.and_then(|held| held.cell);
            let keep_held = match decide(held_cell, cell) {
                Verdict::Wins { keep_held } => keep_held,
                Verdict::BecomesVersion => {
                    merged.versions.push(Loser { key, field, cell });
                    continue;
                }
                Verdict::Nothing => continue,
            };
            let json = cell.value.to_string();
            let growth = match held {
                Some(held) => length(&json) - held.bytes,
                None => cell_bytes(key, field, length(&json)),
            };
            let has_room = growth <= 0 || account.bytes + growth <= account.max_bytes;
            let fits = has_room && (held.is_some() || fields < MOST_FIELDS);
            if !fits && !makes_room(key, field, cell, holdings) {
                merged.rejected.push(no_room(key, field, cell));
                continue;
            }
            if held.is_none() {
                account.records += u64::from(fields == 0);
                fields += 1;
            }
            account.bytes += growth;
            account.seq += 1;
            if let Some(cell) = held_cell.filter(|_| keep_held) {
                merged.versions.push(Loser { key, field, cell });
            }
            merged.winners.push(Winner {
                key,
                field,
                cell,
                json,
                seq: account.seq,
            });
        }
    }
    merged
}

/// The fate of a cell that arrives where another one may be held.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// It is stored; whether the text held before is kept as an earlier version.
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

/// Whether a value is a text so long that losing it would hurt.
#[must_use]
pub fn is_long_text(value: &Value) -> bool {
    value
        .as_str()
        .is_some_and(|text| text.chars().nth(LONG_TEXT - 1).is_some())
}

/// Whether a full account takes a cell though it grows by it: emptying a field, removing a record
/// and bringing one back are how people make room.
fn makes_room(key: &RecordKey, field: &str, cell: &Cell, holdings: &impl Holdings) -> bool {
    let empties = cell.value.is_null() && holdings.cell(key, field).is_some();
    let removes = field == REMOVED && cell.value.is_boolean();
    empties || (removes && holdings.fields(key) > 0)
}

fn no_room(key: &RecordKey, field: &str, cell: &Cell) -> Rejected {
    Rejected {
        record: key.to_string(),
        field: Some(field.to_owned()),
        stamp: Some(cell.stamp.to_string()),
        code: RejectCode::AccountFull,
    }
}

fn length(text: &str) -> i64 {
    i64::try_from(text.len()).unwrap_or(i64::MAX)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a failed unwrap fails the test")]
    use serde_json::json;

    use super::*;
    use crate::state::record::Record;
    use crate::state::stamp::Stamp;

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

    fn key(number: u32) -> RecordKey {
        RecordKey::parse(&format!("event:0190f5a0-0000-7000-8000-{number:012x}")).unwrap()
    }

    fn cells(number: u32, field: &str, value: Value, ms: u64) -> Changes {
        let stamp = stamp(ms, 1);
        let mut record = Record::default();
        record.merge_cell(field, Cell { value, stamp });
        Changes::from([(key(number), record)])
    }

    impl Holdings for Changes {
        fn cell(&self, key: &RecordKey, field: &str) -> Option<HeldCell<'_>> {
            let cell = self.get(key)?.cell(field)?;
            let bytes = length(&cell.value.to_string());
            Some(HeldCell {
                cell: Some(cell),
                bytes,
            })
        }

        fn fields(&self, key: &RecordKey) -> usize {
            self.get(key).map_or(0, |record| record.cells().count())
        }
    }

    #[test]
    fn a_full_account_takes_what_makes_room_and_nothing_else_that_grows() {
        let held = cells(1, "notes", json!("long"), NOW);
        let full = Account {
            seq: 7,
            records: 1,
            bytes: 100,
            max_bytes: 100,
        };
        let takes = |changes: &Changes| {
            let mut account = full.clone();
            let merged = merge(&mut account, changes, &held);
            assert_eq!(merged.winners.len() + merged.rejected.len(), 1);
            assert_eq!(account.seq, 7 + merged.winners.len() as u64);
            !merged.winners.is_empty()
        };
        for taken in [
            cells(1, REMOVED, json!(true), NOW + 1),
            cells(1, REMOVED, json!(false), NOW + 1),
            cells(1, "notes", json!("less"), NOW + 1),
            cells(1, "notes", Value::Null, NOW + 1),
        ] {
            assert!(takes(&taken), "{taken:?}");
        }
        for rejected in [
            cells(2, REMOVED, json!(true), NOW + 1),
            cells(1, REMOVED, json!("x"), NOW + 1),
            cells(1, "notes", json!("longer"), NOW + 1),
            cells(1, "link", Value::Null, NOW + 1),
        ] {
            assert!(!takes(&rejected), "{rejected:?}");
        }
    }

    #[test]
    fn what_a_push_frees_is_there_for_the_rest_of_it() {
        let held = cells(1, "a", json!("x".repeat(50)), NOW);
        let mut changes = cells(1, "a", json!(""), NOW + 1);
        changes.extend(cells(2, "b", json!("y".repeat(40)), NOW));
        let before = cell_bytes(&key(1), "a", 52);
        let mut account = Account {
            seq: 0,
            records: 1,
            bytes: before,
            max_bytes: before + cell_bytes(&key(2), "b", 42) - 50,
        };
        let merged = merge(&mut account, &changes, &held);
        assert!(merged.rejected.is_empty());
        assert_eq!((account.seq, account.records), (2, 2));
        assert_eq!(account.bytes, account.max_bytes);
    }

    /// As many small cells as an account takes, in records of one field: no more than the disk of
    /// whoever runs the server is meant to give. 331 bytes each were measured on SQLite.
    #[test]
    fn many_small_cells_fill_an_account_as_they_fill_the_disk() {
        let mut account = Account {
            seq: 0,
            records: 0,
            bytes: 0,
            max_bytes: 1_000_000,
        };
        let changes: Changes = (0..4_000)
            .flat_map(|number| cells(number, "a", json!(1), NOW))
            .collect();
        let nothing = Changes::new();
        let merged = merge(&mut account, &changes, &nothing);
        let taken = merged.winners.len();
        assert!((2_900..3_100).contains(&taken), "{taken}");
        assert_eq!(taken + merged.rejected.len(), 4_000);
        assert_eq!(account.records, taken as u64);
        let code = RejectCode::AccountFull;
        assert!(merged.rejected.iter().all(|rejected| rejected.code == code));
    }

    #[test]
    fn a_record_has_only_so_many_fields_and_can_still_be_changed_and_removed() {
        let mut record = Record::default();
        for number in 0..MOST_FIELDS + 7 {
            let (value, stamp) = (json!(number), stamp(NOW, 1));
            record.merge_cell(&format!("f{number:04}"), Cell { value, stamp });
        }
        let all = Changes::from([(key(1), record)]);
        let mut account = Account {
            seq: 0,
            records: 0,
            bytes: 0,
            max_bytes: i64::MAX,
        };
        let nothing = Changes::new();
        let taken = merge(&mut account, &all, &nothing);
        assert_eq!(
            (taken.winners.len(), taken.rejected.len()),
            (MOST_FIELDS, 7)
        );
        let mut held = Changes::new();
        for it in taken.winners {
            let record = held.entry(it.key.clone()).or_default();
            record.merge_cell(it.field, it.cell.clone());
        }
        let mut takes = |changes: Changes| {
            let merged = merge(&mut account, &changes, &held);
            merged.winners.len()
        };
        assert_eq!(takes(cells(1, "one more", json!(1), NOW + 1)), 0);
        assert_eq!(takes(cells(1, "f0001", json!("other"), NOW + 1)), 1);
        assert_eq!(takes(cells(1, REMOVED, json!(true), NOW + 1)), 1);
        assert_eq!(takes(cells(2, "one more", json!(1), NOW + 1)), 1);
        assert_eq!(account.records, 2);
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
