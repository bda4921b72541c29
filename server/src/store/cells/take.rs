//! A push into accounts: what is held of its fields, which cells win, what is written.

use std::collections::{BTreeSet, HashMap};

use domain::state::record::{Cell, REMOVED, Record};
use domain::sync::protocol::{Changes, LARGEST_ACCOUNT, RejectCode, Rejected};
use domain::sync::server::{Verdict, decide};
use sqlx::{Any, AssertSqlSafe, Row as _, Transaction};

use super::versions::store_versions;
use super::{CELL, MOST_ROWS, PART, Taken, cells_as_one, parse_cell, parted};
use crate::store::transfer::bytes;
use crate::store::{AccountId, Backend, Store, StoreError, to_i64, to_u64};

/// A row of cells or of earlier versions, as it will be.
#[derive(Default)]
pub(super) struct Row {
    pub(super) account: String,
    pub(super) record: String,
    pub(super) field: String,
    pub(super) value: String,
    pub(super) stamp: String,
}

/// What an account counts.
struct Counters {
    seq: u64,
    /// The bytes of all values and of the names of their fields.
    size: i64,
    epoch: String,
}

impl Store {
    /// Merges cells into an account and stores the winners, each with a sequence number of its own; `None` where there is no
    /// such account (any more).
    ///
    /// # Errors
    /// Where the database fails. Nothing is stored then.
    pub async fn push(
        &self,
        account: &AccountId,
        changes: Changes,
        now_ms: u64,
    ) -> Result<Option<Taken>, StoreError> {
        let arriving = Arriving {
            account: account.clone(),
            changes,
            now_ms,
        };
        if let Some(queue) = &self.queue {
            return queue.push(arriving).await;
        }
        let mut transaction = self.begin().await?;
        let outcome = take(&mut transaction, &[arriving], self.backend()).await?;
        if outcome.has_written {
            transaction.commit().await?;
        } else {
            transaction.rollback().await?;
        }
        Ok(outcome.taken.into_iter().next().flatten())
    }
}

/// Cells on their way into an account.
#[derive(Debug)]
pub(in crate::store) struct Arriving {
    pub(in crate::store) account: AccountId,
    pub(in crate::store) changes: Changes,
    pub(in crate::store) now_ms: u64,
}

/// What pushes did, before their transaction ends.
#[derive(Debug, Default)]
pub(in crate::store) struct Outcome {
    /// For each of them; none where there is no such account.
    pub(in crate::store) taken: Vec<Option<Taken>>,
    /// Whether there is anything to commit.
    pub(in crate::store) has_written: bool,
}

/// A cell that is held.
struct HeldCell {
    /// None where it cannot be read any more.
    cell: Option<Cell>,
    /// How long its value is.
    length: i64,
}

/// Cells that are held, by field, by account and name of the record.
type Held = HashMap<(String, String), HashMap<String, HeldCell>>;

/// Merges pushes into their accounts, no two into the same, in a transaction that the caller ends. The number of statements hardly
/// depends on the number of pushes.
pub(in crate::store) async fn take(
    transaction: &mut Transaction<'static, Any>,
    group: &[Arriving],
    backend: &dyn Backend,
) -> Result<Outcome, StoreError> {
    let mut accounts = lock_accounts(transaction, group, backend).await?;
    let held = held_cells(transaction, group, backend).await?;
    let mut outcome = Outcome::default();
    let mut winners = Vec::new();
    let mut versions = Vec::new();
    for arriving in group {
        let Some(account) = accounts.get_mut(&arriving.account.0) else {
            outcome.taken.push(None);
            continue;
        };
        let seq_before = account.seq;
        let mut rejected = Vec::new();
        for (key, record) in &arriving.changes {
            let name = key.to_string();
            let held = held.get(&(arriving.account.0.clone(), name.clone()));
            for (field, cell) in record.cells() {
                let held = held.and_then(|held| held.get(field));
                let held_cell = held.and_then(|held| held.cell.as_ref());
                let value = cell.value.to_string();
                let row = |cell: &Cell, value: String| Row {
                    account: arriving.account.0.clone(),
                    record: name.clone(),
                    field: field.to_owned(),
                    value,
                    stamp: cell.stamp.to_string(),
                };
                match decide(held_cell, cell) {
                    Verdict::Wins { keep_held } => {
                        let growth = match held {
                            Some(held) => length(&value) - held.length,
                            None => length(field) + length(&value),
                        };
                        if growth > 0 && account.size + growth > to_i64(LARGEST_ACCOUNT) {
                            let clears = cell.value.is_null() && held.is_some();
                            if !clears
                                && !removes(transaction, arriving, &name, field, cell).await?
                            {
                                rejected.push(no_room(&name, field, cell));
                                continue;
                            }
                        }
                        account.size += growth;
                        account.seq += 1;
                        if let (true, Some(held)) = (keep_held, held_cell) {
                            let before = held.value.to_string();
                            versions.push((row(held, before), arriving.now_ms));
                        }
                        winners.push((row(cell, value), to_i64(account.seq)));
                    }
                    Verdict::BecomesVersion => versions.push((row(cell, value), arriving.now_ms)),
                    Verdict::Nothing => {}
                }
            }
        }
        outcome.taken.push(Some(Taken {
            seq_before,
            seq: account.seq,
            rejected,
            epoch: account.epoch.clone(),
        }));
    }
    outcome.has_written = !winners.is_empty() || !versions.is_empty();
    if outcome.has_written {
        store_winners(transaction, winners, backend).await?;
        store_versions(transaction, versions).await?;
        store_accounts(transaction, accounts).await?;
    }
    Ok(outcome)
}

/// Whether a cell removes a record that is held, or brings it back. A full account takes that: it is how people make room.
async fn removes(
    transaction: &mut Transaction<'static, Any>,
    arriving: &Arriving,
    record: &str,
    field: &str,
    cell: &Cell,
) -> Result<bool, StoreError> {
    if field != REMOVED || !cell.value.is_boolean() {
        return Ok(false);
    }
    let held = sqlx::query("SELECT seq FROM cells WHERE account = $1 AND record = $2 LIMIT 1")
        .bind(arriving.account.0.clone())
        .bind(record.to_owned())
        .fetch_optional(&mut **transaction)
        .await?;
    Ok(held.is_some())
}

fn no_room(record: &str, field: &str, cell: &Cell) -> Rejected {
    Rejected {
        record: record.to_owned(),
        field: Some(field.to_owned()),
        stamp: Some(cell.stamp.to_string()),
        code: RejectCode::AccountFull,
    }
}

fn length(text: &str) -> i64 {
    i64::try_from(text.len()).unwrap_or(i64::MAX)
}

/// Few different statements, so that each stays prepared, and one of them for the usual push of 50 cells.
fn pieces<T>(mut rows: &mut [T]) -> Vec<&mut [T]> {
    let mut pieces = Vec::new();
    while !rows.is_empty() {
        let size = [256, 128, 64, 50, 48, 32, 24, 16, 12, 8, 6, 4, 3, 2, 1]
            .into_iter()
            .find(|size| *size <= rows.len())
            .unwrap_or(1);
        let (piece, rest) = rows.split_at_mut(size);
        pieces.push(piece);
        rows = rest;
    }
    pieces
}

/// Locks the accounts: their sequence numbers become visible in order, and none is ever passed over.
async fn lock_accounts(
    transaction: &mut Transaction<'static, Any>,
    group: &[Arriving],
    backend: &dyn Backend,
) -> Result<HashMap<String, Counters>, StoreError> {
    let text = format!(
        "SELECT id, seq, size, (SELECT value FROM facts WHERE name = 'epoch') AS epoch FROM accounts WHERE id IN {}{}",
        backend.placeholders(1, group.len()),
        backend.lock()
    );
    let mut query = sqlx::query(AssertSqlSafe(text));
    for arriving in group {
        query = query.bind(arriving.account.0.clone());
    }
    let mut accounts = HashMap::new();
    for row in query.fetch_all(&mut **transaction).await? {
        let counters = Counters {
            seq: to_u64(row.try_get("seq")?),
            size: row.try_get("size")?,
            epoch: row.try_get("epoch")?,
        };
        accounts.insert(row.try_get("id")?, counters);
    }
    Ok(accounts)
}

async fn store_accounts(
    transaction: &mut Transaction<'static, Any>,
    accounts: HashMap<String, Counters>,
) -> Result<(), StoreError> {
    let cases = |column: usize| {
        let cases: Vec<String> = (0..accounts.len())
            .map(|at| format!("WHEN ${} THEN ${}", at * 3 + 1, at * 3 + 1 + column))
            .collect();
        cases.join(" ")
    };
    let ids: Vec<String> = (0..accounts.len())
        .map(|at| format!("${}", at * 3 + 1))
        .collect();
    let text = format!(
        "UPDATE accounts SET seq = CASE id {} END, size = CASE id {} END WHERE id IN ({})",
        cases(1),
        cases(2),
        ids.join(", ")
    );
    let mut query = sqlx::query(AssertSqlSafe(text));
    for (id, counters) in accounts {
        query = query
            .bind(id)
            .bind(to_i64(counters.seq))
            .bind(counters.size);
    }
    query.execute(&mut **transaction).await?;
    Ok(())
}

/// What is held of the records that arrive: of the fields that arrive, and of no others, which may be long.
async fn held_cells(
    transaction: &mut Transaction<'static, Any>,
    group: &[Arriving],
    backend: &dyn Backend,
) -> Result<Held, StoreError> {
    let mut held = Held::new();
    let asked: Vec<(&str, String, &Record)> = group
        .iter()
        .flat_map(|arriving| {
            let records = arriving.changes.iter();
            records.map(|(key, record)| (arriving.account.0.as_str(), key.to_string(), record))
        })
        .collect();
    for asked in asked.chunks(MOST_ROWS) {
        let cells = asked.iter().flat_map(|(_, _, record)| record.cells());
        let fields: BTreeSet<&str> = cells.map(|(field, _)| field).collect();
        // Empty names, which nothing has, fill the lists up to one of few lengths.
        let rows = asked.len().next_power_of_two();
        let row_ends = rows * 2;
        let field_ends = row_ends + fields.len().next_power_of_two();
        let (part, cell) = (
            format!("${}", field_ends + 1),
            format!("${}", field_ends + 2),
        );
        let mut names = String::new();
        backend.add_placeholders(&mut names, row_ends + 1..field_ends + 1);
        // SQLite looks at what is asked first, as written, and finds the cells of each by the primary key; with the field left as it is, it
        // would look for every field in every record. One row a record: every row is a message from the thread of the database.
        let text = format!(
            "WITH asked (account, record) AS (VALUES {}) SELECT c.account, c.record, {} AS cells FROM asked CROSS JOIN cells c WHERE c.account = asked.account AND c.record = asked.record AND c.field || '' IN ({}) GROUP BY c.account, c.record",
            backend.placeholders(rows, 2),
            cells_as_one("c", (&part, &cell), backend),
            names,
        );
        let mut query = sqlx::query(AssertSqlSafe(text));
        let nothing = ("", String::new(), &Record::default());
        let filling = std::iter::repeat(&nothing);
        for (account, record, _) in asked.iter().chain(filling).take(rows) {
            query = query.bind((*account).to_owned()).bind(record.clone());
        }
        let filling = std::iter::repeat("");
        for field in fields
            .into_iter()
            .chain(filling)
            .take(field_ends - row_ends)
        {
            query = query.bind(field.to_owned());
        }
        query = query
            .bind(char::from(PART).to_string())
            .bind(char::from(CELL).to_string());
        for row in query.fetch_all(&mut **transaction).await? {
            let key = (row.try_get("account")?, row.try_get("record")?);
            let cells = bytes(&row, "cells")?.unwrap_or_default();
            let cells = parted(&cells).map(held_cell);
            held.entry(key).or_default().extend(cells);
        }
    }
    Ok(held)
}

fn held_cell(cell: [&[u8]; 3]) -> (String, HeldCell) {
    let length = i64::try_from(cell[1].len()).unwrap_or(i64::MAX);
    let [field, value, stamp] = cell.map(String::from_utf8_lossy);
    let cell = parse_cell(&field, &value, &stamp);
    (field.into_owned(), HeldCell { cell, length })
}

async fn store_winners(
    transaction: &mut Transaction<'static, Any>,
    mut winners: Vec<(Row, i64)>,
    backend: &dyn Backend,
) -> Result<(), StoreError> {
    for piece in pieces(&mut winners) {
        let text = format!(
            "INSERT INTO cells (account, record, field, value, stamp, seq) VALUES {} ON CONFLICT (account, record, field) DO UPDATE SET value = excluded.value, stamp = excluded.stamp, seq = excluded.seq",
            backend.placeholders(piece.len(), 6)
        );
        let mut query = sqlx::query(AssertSqlSafe(text));
        for (winner, seq) in piece {
            let winner = std::mem::take(winner);
            query = query
                .bind(winner.account)
                .bind(winner.record)
                .bind(winner.field)
                .bind(winner.value)
                .bind(winner.stamp)
                .bind(*seq);
        }
        query.execute(&mut **transaction).await?;
    }
    Ok(())
}
