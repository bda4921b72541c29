//! The cells of accounts in SQL: merging a push, reading a page of changes, earlier versions, removing for good.

use std::collections::{BTreeMap, HashMap};

use domain::protocol::{
    Changes, LARGEST_ACCOUNT, Pull, Pulled, RejectCode, Rejected, Restart, Version,
};
use domain::record::{Cell, Record, RecordKey};
use domain::stamp::Stamp;
use domain::sync::server::{REMOVED_KEPT_MS, Verdict, decide, emptied};
use serde_json::Value;
use sqlx::any::AnyRow;
use sqlx::{Any, AssertSqlSafe, Row as _, Transaction};

use super::{AccountId, Store, StoreError, to_i64, to_u64};

/// Rows asked for with one statement.
const MOST_ROWS: usize = 256;

/// Between cells, and between field, stamp and value of one. None of these holds control characters: names of fields with them are
/// refused, and JSON escapes them (RFC 8259, section 7).
const CELL: char = '\u{1e}';
const PART: char = '\u{1f}';

/// How many earlier versions of one field are kept.
const VERSIONS_A_FIELD: i64 = 20;

/// How long earlier versions are kept, in milliseconds: 90 days.
const VERSIONS_KEPT_MS: u64 = 90 * 86_400_000;

/// What a push did.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Taken {
    /// The account's sequence number before.
    pub seq_before: u64,
    /// The account's sequence number after; higher than before where anything was new.
    pub seq: u64,
    /// Cells there was no room for.
    pub rejected: Vec<Rejected>,
}

/// A row of cells or of earlier versions, as it will be.
#[derive(Default)]
struct Row {
    account: String,
    record: String,
    field: String,
    value: String,
    stamp: String,
}

/// What an account counts.
struct Counters {
    seq: u64,
    size: i64,
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
        let outcome = take(&mut transaction, &[arriving]).await?;
        if outcome.has_written {
            transaction.commit().await?;
        } else {
            transaction.rollback().await?;
        }
        Ok(outcome.taken.into_iter().next().flatten())
    }

    /// Reads the cells after a cursor in the order they were taken; `None` where there is no such account.
    ///
    /// # Errors
    /// Where the database fails.
    pub async fn pull(
        &self,
        account: &AccountId,
        asked: &Pull,
        limit: u32,
        now_ms: u64,
    ) -> Result<Option<Pulled>, StoreError> {
        let row = sqlx::query("SELECT seq FROM accounts WHERE id = $1")
            .bind(account.0.clone())
            .fetch_optional(&self.reader)
            .await?;
        let Some(row) = row else { return Ok(None) };
        let seq = to_u64(row.try_get("seq")?);
        let mut page = Pulled {
            epoch: self.epoch().to_owned(),
            cursor: asked.after,
            server_time: now_ms,
            ..Pulled::default()
        };
        let is_other_database = asked
            .epoch
            .as_deref()
            .is_some_and(|epoch| epoch != self.epoch());
        if is_other_database || asked.after > seq {
            page.restart = Some(Restart::Restored);
        }
        if page.restart.is_some() {
            page.cursor = 0;
            return Ok(Some(page));
        }
        let mut rows = sqlx::query(
            "SELECT record, field, value, stamp, seq FROM cells WHERE account = $1 AND seq > $2 ORDER BY seq LIMIT $3",
        )
        .bind(account.0.clone())
        .bind(to_i64(asked.after))
        .bind(i64::from(limit) + 1)
        .fetch_all(&self.reader)
        .await?;
        if rows.len() > limit as usize {
            page.more = true;
            rows.truncate(limit as usize);
        }
        for row in &rows {
            page.cursor = to_u64(row.try_get("seq")?);
            add_row(&mut page.changes, row)?;
        }
        Ok(Some(page))
    }

    /// The account's sequence number; `None` where there is no such account.
    ///
    /// # Errors
    /// Where the database fails.
    pub async fn seq(&self, account: &AccountId) -> Result<Option<u64>, StoreError> {
        let row = sqlx::query("SELECT seq FROM accounts WHERE id = $1")
            .bind(account.0.clone())
            .fetch_optional(&self.reader)
            .await?;
        Ok(row.map(|row| row.try_get("seq")).transpose()?.map(to_u64))
    }

    /// Earlier texts of a record, the one replaced last first.
    ///
    /// # Errors
    /// Where the database fails.
    pub async fn versions(
        &self,
        account: &AccountId,
        record: &RecordKey,
    ) -> Result<Vec<Version>, StoreError> {
        let rows = sqlx::query(
            "SELECT field, value, stamp, replaced FROM versions WHERE account = $1 AND record = $2 ORDER BY replaced DESC, stamp DESC",
        )
        .bind(account.0.clone())
        .bind(record.to_string())
        .fetch_all(&self.reader)
        .await?;
        rows.iter()
            .map(|row| {
                let value = row.try_get::<String, _>("value")?;
                let stamp = row.try_get::<String, _>("stamp")?;
                Ok(Version {
                    field: row.try_get("field")?,
                    text: serde_json::from_str(&value).unwrap_or_default(),
                    written: Stamp::parse(&stamp).unwrap_or_default().ms,
                    replaced: to_u64(row.try_get("replaced")?),
                })
            })
            .collect()
    }

    /// Empties records removed long ago, and forgets earlier versions that are old. Gives the accounts that changed, with their new
    /// sequence numbers.
    ///
    /// # Errors
    /// Where the database fails.
    pub async fn purge(&self, now_ms: u64) -> Result<Vec<(AccountId, u64)>, StoreError> {
        let too_old = Stamp {
            ms: now_ms.saturating_sub(REMOVED_KEPT_MS),
            ..Stamp::default()
        };
        let rows = sqlx::query(
            "SELECT o.account, o.record, o.field, o.value, o.stamp FROM cells o JOIN cells r ON r.account = o.account AND r.record = o.record WHERE r.field = 'removed' AND r.value = 'true' AND r.stamp < $1 ORDER BY o.account LIMIT 100000",
        )
        .bind(too_old.to_string())
        .fetch_all(&self.reader)
        .await?;
        let mut by_account: BTreeMap<AccountId, Changes> = BTreeMap::new();
        for row in &rows {
            let account = AccountId(row.try_get("account")?);
            add_row(by_account.entry(account).or_default(), row)?;
        }
        let mut changed = Vec::new();
        for (account, records) in by_account {
            let emptied: Changes = records
                .into_iter()
                .filter_map(|(key, record)| Some((key, emptied(&record, now_ms)?)))
                .collect();
            if emptied.is_empty() {
                continue;
            }
            let taken = self.push(&account, emptied.clone(), now_ms).await?;
            for key in emptied.keys() {
                sqlx::query("DELETE FROM versions WHERE account = $1 AND record = $2")
                    .bind(account.0.clone())
                    .bind(key.to_string())
                    .execute(&self.writer)
                    .await?;
            }
            changed.extend(taken.map(|taken| (account, taken.seq)));
        }
        sqlx::query("DELETE FROM versions WHERE replaced < $1")
            .bind(to_i64(now_ms.saturating_sub(VERSIONS_KEPT_MS)))
            .execute(&self.writer)
            .await?;
        Ok(changed)
    }
}

/// Cells on their way into an account.
#[derive(Debug)]
pub(super) struct Arriving {
    pub(super) account: AccountId,
    pub(super) changes: Changes,
    pub(super) now_ms: u64,
}

/// What pushes did, before their transaction ends.
#[derive(Debug, Default)]
pub(super) struct Outcome {
    /// For each of them; none where there is no such account.
    pub(super) taken: Vec<Option<Taken>>,
    /// Whether there is anything to commit.
    pub(super) has_written: bool,
}

/// The cells held in records, by account and name of the record.
type Held = HashMap<(String, String), Record>;

/// Merges pushes into their accounts, no two into the same, in a transaction that the caller ends. The number of statements hardly
/// depends on the number of pushes.
pub(super) async fn take(
    transaction: &mut Transaction<'static, Any>,
    group: &[Arriving],
) -> Result<Outcome, StoreError> {
    let mut accounts = lock_accounts(transaction, group).await?;
    let held = held_cells(transaction, group).await?;
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
                let held = held.and_then(|held| held.cell(field));
                let value = cell.value.to_string();
                let row = |cell: &Cell, value: String| Row {
                    account: arriving.account.0.clone(),
                    record: name.clone(),
                    field: field.to_owned(),
                    value,
                    stamp: cell.stamp.to_string(),
                };
                match decide(held, cell) {
                    Verdict::Wins { keep_held } => {
                        let before = held.map(|held| held.value.to_string());
                        let growth = length(&value) - before.as_deref().map_or(0, length);
                        if growth > 0 && account.size + growth > to_i64(LARGEST_ACCOUNT) {
                            rejected.push(Rejected {
                                record: name.clone(),
                                field: Some(field.to_owned()),
                                stamp: Some(cell.stamp.to_string()),
                                code: RejectCode::AccountFull,
                            });
                            continue;
                        }
                        account.size += growth;
                        account.seq += 1;
                        if let (true, Some(held), Some(before)) = (keep_held, held, before) {
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
        }));
    }
    outcome.has_written = !winners.is_empty() || !versions.is_empty();
    if outcome.has_written {
        store_winners(transaction, winners).await?;
        store_versions(transaction, versions).await?;
        store_accounts(transaction, accounts).await?;
    }
    Ok(outcome)
}

fn length(value: &str) -> i64 {
    i64::try_from(value.len()).unwrap_or(i64::MAX)
}

/// `($1, $2), ($3, $4)` for so many rows of so many columns.
pub(super) fn placeholders(rows: usize, columns: usize) -> String {
    let row = |row: usize| {
        let numbers: Vec<String> = (1..=columns)
            .map(|column| format!("${}", row * columns + column))
            .collect();
        format!("({})", numbers.join(", "))
    };
    (0..rows).map(row).collect::<Vec<_>>().join(", ")
}

/// Few different statements, so that each stays prepared, and few of them for the usual push of 50 cells.
fn pieces<T>(mut rows: &mut [T]) -> Vec<&mut [T]> {
    let mut pieces = Vec::new();
    while !rows.is_empty() {
        let size = [256, 128, 64, 48, 32, 24, 16, 12, 8, 6, 4, 3, 2, 1]
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
) -> Result<HashMap<String, Counters>, StoreError> {
    let text = format!(
        "UPDATE accounts SET seq = seq WHERE id IN {} RETURNING id, seq, size",
        placeholders(1, group.len())
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

async fn held_cells(
    transaction: &mut Transaction<'static, Any>,
    group: &[Arriving],
) -> Result<Held, StoreError> {
    let mut held = Held::new();
    let names: Vec<(&str, String)> = group
        .iter()
        .flat_map(|arriving| {
            let names = arriving.changes.keys().map(ToString::to_string);
            names.map(|name| (arriving.account.0.as_str(), name))
        })
        .collect();
    for names in names.chunks(MOST_ROWS) {
        // The last name fills the list up to one of few lengths: asking for it twice gives it once.
        let length = names.len().next_power_of_two();
        // SQLite looks at what is asked first, as written, and finds the cells of each by the primary key. One row a record: every row
        // is a message from the thread of the database.
        let text = format!(
            "WITH asked (account, record) AS (VALUES {}) SELECT c.account, c.record, STRING_AGG(c.field || ${1} || c.stamp || ${1} || c.value, ${2}) AS cells FROM asked CROSS JOIN cells c WHERE c.account = asked.account AND c.record = asked.record GROUP BY c.account, c.record",
            placeholders(length, 2),
            length * 2 + 1,
            length * 2 + 2,
        );
        let mut query = sqlx::query(AssertSqlSafe(text));
        let filling = names.last().into_iter().cycle();
        for (account, name) in names.iter().chain(filling).take(length) {
            query = query.bind((*account).to_owned()).bind(name.clone());
        }
        query = query.bind(PART.to_string()).bind(CELL.to_string());
        for row in query.fetch_all(&mut **transaction).await? {
            let key = (row.try_get("account")?, row.try_get("record")?);
            let record = held.entry(key).or_default();
            for cell in row.try_get::<String, _>("cells")?.split(CELL) {
                let mut parts = cell.splitn(3, PART);
                let mut part = || parts.next().unwrap_or_default();
                let (field, stamp, value) = (part(), part(), part());
                if let Some(cell) = parse_cell(field, value, stamp) {
                    record.merge_cell(field, cell);
                }
            }
        }
    }
    Ok(held)
}

async fn store_winners(
    transaction: &mut Transaction<'static, Any>,
    mut winners: Vec<(Row, i64)>,
) -> Result<(), StoreError> {
    for piece in pieces(&mut winners) {
        let text = format!(
            "INSERT INTO cells (account, record, field, value, stamp, seq) VALUES {} ON CONFLICT (account, record, field) DO UPDATE SET value = excluded.value, stamp = excluded.stamp, seq = excluded.seq",
            placeholders(piece.len(), 6)
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

async fn store_versions(
    transaction: &mut Transaction<'static, Any>,
    versions: Vec<(Row, u64)>,
) -> Result<(), StoreError> {
    for (version, now_ms) in versions {
        sqlx::query(
            "INSERT INTO versions (account, record, field, stamp, value, replaced) VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (account, record, field, stamp) DO NOTHING",
        )
        .bind(version.account.clone())
        .bind(version.record.clone())
        .bind(version.field.clone())
        .bind(version.stamp)
        .bind(version.value)
        .bind(to_i64(now_ms))
        .execute(&mut **transaction)
        .await?;
        sqlx::query(
            "DELETE FROM versions WHERE account = $1 AND record = $2 AND field = $3 AND stamp NOT IN (SELECT stamp FROM versions WHERE account = $1 AND record = $2 AND field = $3 ORDER BY stamp DESC LIMIT $4)",
        )
        .bind(version.account)
        .bind(version.record)
        .bind(version.field)
        .bind(VERSIONS_A_FIELD)
        .execute(&mut **transaction)
        .await?;
    }
    Ok(())
}

pub(super) fn add_row(changes: &mut Changes, row: &AnyRow) -> Result<(), StoreError> {
    let name: String = row.try_get("record")?;
    let Some(key) = RecordKey::parse(&name) else {
        tracing::error!(record = name, "a row names no record");
        return Ok(());
    };
    if let Some((field, cell)) = read_cell(row)? {
        changes.entry(key).or_default().merge_cell(&field, cell);
    }
    Ok(())
}

fn read_cell(row: &AnyRow) -> Result<Option<(String, Cell)>, StoreError> {
    let field: String = row.try_get("field")?;
    let value: String = row.try_get("value")?;
    let stamp: String = row.try_get("stamp")?;
    Ok(parse_cell(&field, &value, &stamp).map(|cell| (field, cell)))
}

/// Reads a cell; none, and a line in the logs, where a row was damaged. The rest goes on.
fn parse_cell(field: &str, value: &str, stamp: &str) -> Option<Cell> {
    match (serde_json::from_str::<Value>(value), Stamp::parse(stamp)) {
        (Ok(value), Some(stamp)) => Some(Cell { value, stamp }),
        _ => {
            tracing::error!(field, "a cell cannot be read");
            None
        }
    }
}
