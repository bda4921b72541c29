//! The cells of accounts in SQL: merging a push, reading a page of changes, earlier versions, removing for good.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use domain::protocol::{
    Changes, LARGEST_ACCOUNT, Pull, Pulled, RejectCode, Rejected, Restart, Version,
};
use domain::record::{Cell, REMOVED, Record, RecordKey};
use domain::stamp::Stamp;
use domain::sync::server::{REMOVED_KEPT_MS, Verdict, decide, emptied};
use serde_json::Value;
use sqlx::any::AnyRow;
use sqlx::{Any, AssertSqlSafe, Row as _, Transaction};

use super::transfer::{bytes, mended};
use super::{AccountId, Backend, Store, StoreError, to_i64, to_u64};

/// Rows asked for with one statement.
const MOST_ROWS: usize = 256;

/// Between cells, and between field, stamp and value of one. None of these holds control characters: names of fields with them are
/// refused, and JSON escapes them (RFC 8259, section 7).
const CELL: u8 = 0x1e;
const PART: u8 = 0x1f;

/// What the values of a page may have together, in bytes; one that is longer is a page of its own.
const PAGE_BYTES: u64 = 1024 * 1024;

/// How many earlier versions of one field are kept.
const VERSIONS_A_FIELD: i64 = 20;

/// How long earlier versions are kept, in milliseconds: 90 days.
const VERSIONS_KEPT_MS: u64 = 90 * 86_400_000;

/// What the earlier versions of one account may take together, in bytes. The oldest go first.
const LARGEST_VERSIONS: u64 = 16 * 1024 * 1024;

/// What one earlier version takes: its texts, and about as much as its row with its keys takes besides.
const VERSION_BYTES: &str = "OCTET_LENGTH(value) + OCTET_LENGTH(field) + 1024";

/// Removed records that are emptied at a time.
const MOST_EMPTIED: usize = 500;

/// What a push did.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Taken {
    /// The account's sequence number before.
    pub seq_before: u64,
    /// The account's sequence number after; higher than before where anything was new.
    pub seq: u64,
    /// Cells there was no room for.
    pub rejected: Vec<Rejected>,
    /// The epoch of the database they were taken into.
    pub epoch: String,
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
        self.page(account, asked, (limit, PAGE_BYTES), now_ms).await
    }

    /// The same, with so many cells and bytes at most.
    ///
    /// # Errors
    /// Where the database fails.
    pub(crate) async fn page(
        &self,
        account: &AccountId,
        asked: &Pull,
        most: (u32, u64),
        now_ms: u64,
    ) -> Result<Option<Pulled>, StoreError> {
        let Some(bounds) = self.bounds(account, asked.after, most).await? else {
            return Ok(None);
        };
        let mut page = Pulled {
            epoch: bounds.epoch,
            cursor: asked.after,
            server_time: now_ms,
            ..Pulled::default()
        };
        let is_other_database = asked
            .epoch
            .as_deref()
            .is_some_and(|epoch| epoch != page.epoch);
        if is_other_database || asked.after > bounds.seq {
            page.restart = Some(Restart::Restored);
            page.cursor = 0;
            return Ok(Some(page));
        }
        let Some(upto) = bounds.upto else {
            return Ok(Some(page));
        };
        let text = format!(
            "SELECT {} FROM cells WHERE account = $1 AND seq > $2 AND seq <= $3 ORDER BY seq",
            cell_columns(self.backend())
        );
        let rows = sqlx::query(AssertSqlSafe(text))
            .bind(account.0.clone())
            .bind(to_i64(asked.after))
            .bind(upto)
            .fetch_all(&self.reader)
            .await?;
        for row in &rows {
            add_row(&mut page.changes, row)?;
        }
        // A cell that was written anew since has a later number, and comes then.
        page.cursor = to_u64(upto);
        page.more = bounds.last > Some(upto);
        Ok(Some(page))
    }

    /// Where a page ends, before anything of it is read: one push may hold a thousand long texts.
    async fn bounds(
        &self,
        account: &AccountId,
        after: u64,
        (cells, bytes): (u32, u64),
    ) -> Result<Option<Bounds>, StoreError> {
        // The database may have been restored under a running server, so the epoch is read with the rest.
        let row = sqlx::query(
            "SELECT a.seq, (SELECT value FROM facts WHERE name = 'epoch') AS epoch, (SELECT MAX(seq) FROM cells WHERE account = a.id) AS last, (SELECT MAX(seq) FROM (SELECT seq, SUM(size) OVER (ORDER BY seq) - size AS before FROM (SELECT seq, OCTET_LENGTH(value) + OCTET_LENGTH(field) AS size FROM cells WHERE account = $1 AND seq > $2 ORDER BY seq LIMIT $3) AS few) AS counted WHERE before < $4) AS upto FROM accounts a WHERE a.id = $1",
        )
        .bind(account.0.clone())
        .bind(to_i64(after))
        .bind(i64::from(cells))
        .bind(to_i64(bytes))
        .fetch_optional(&self.reader)
        .await?;
        let Some(row) = row else { return Ok(None) };
        Ok(Some(Bounds {
            seq: to_u64(row.try_get("seq")?),
            epoch: row.try_get("epoch")?,
            last: row.try_get("last")?,
            upto: row.try_get("upto")?,
        }))
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

    /// The same, with the epoch of the database that counts so.
    ///
    /// # Errors
    /// Where the database fails.
    pub(crate) async fn epoch_and_seq(
        &self,
        account: &AccountId,
    ) -> Result<Option<(String, u64)>, StoreError> {
        let row = sqlx::query("SELECT seq, (SELECT value FROM facts WHERE name = 'epoch') AS epoch FROM accounts WHERE id = $1")
            .bind(account.0.clone())
            .fetch_optional(&self.reader)
            .await?;
        let Some(row) = row else { return Ok(None) };
        Ok(Some((row.try_get("epoch")?, to_u64(row.try_get("seq")?))))
    }

    /// The sequence numbers of accounts.
    ///
    /// # Errors
    /// Where the database fails.
    pub(crate) async fn seqs(
        &self,
        accounts: &[AccountId],
    ) -> Result<Vec<(AccountId, u64)>, StoreError> {
        let mut seqs = Vec::new();
        for accounts in accounts.chunks(MOST_ROWS) {
            let length = accounts.len().next_power_of_two();
            let text = format!(
                "SELECT id, seq FROM accounts WHERE id IN {}",
                placeholders(1, length)
            );
            let mut query = sqlx::query(AssertSqlSafe(text));
            for at in 0..length {
                query = query.bind(accounts.get(at).map_or_else(String::new, |id| id.0.clone()));
            }
            for row in query.fetch_all(&self.reader).await? {
                seqs.push((AccountId(row.try_get("id")?), to_u64(row.try_get("seq")?)));
            }
        }
        Ok(seqs)
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
        let text = format!(
            "SELECT {}, replaced FROM versions WHERE account = $1 AND record = $2 ORDER BY replaced DESC, stamp DESC",
            cell_columns(self.backend())
        );
        let rows = sqlx::query(AssertSqlSafe(text))
            .bind(account.0.clone())
            .bind(record.to_string())
            .fetch_all(&self.reader)
            .await?;
        rows.iter()
            .map(|row| {
                let (value, stamp) = (text_of(row, "value")?, text_of(row, "stamp")?);
                Ok(Version {
                    field: text_of(row, "field")?,
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
        let mut changed = BTreeMap::new();
        let mut last = (String::new(), String::new());
        loop {
            let page = self.removed_long_ago(&last, now_ms).await?;
            let is_last = page.len() < MOST_EMPTIED;
            let mut by_account: BTreeMap<AccountId, Vec<String>> = BTreeMap::new();
            for (account, record) in page {
                last = (account.clone(), record.clone());
                by_account
                    .entry(AccountId(account))
                    .or_default()
                    .push(record);
            }
            for (account, records) in by_account {
                if let Some(seq) = self.empty(&account, &records, now_ms).await? {
                    changed.insert(account, seq);
                }
            }
            if is_last {
                break;
            }
        }
        sqlx::query("DELETE FROM versions WHERE replaced < $1")
            .bind(to_i64(now_ms.saturating_sub(VERSIONS_KEPT_MS)))
            .execute(&self.writer)
            .await?;
        Ok(changed.into_iter().collect())
    }

    /// Some of the records that were removed long ago, have not changed since and still hold something, after one of them in order.
    async fn removed_long_ago(
        &self,
        (account, record): &(String, String),
        now_ms: u64,
    ) -> Result<Vec<(String, String)>, StoreError> {
        let too_old = Stamp {
            ms: now_ms.saturating_sub(REMOVED_KEPT_MS),
            ..Stamp::default()
        };
        let text = format!(
            "SELECT {}, {} FROM cells r WHERE field = 'removed' AND value = 'true' AND stamp < $1 AND (account, record) > ($2, $3) AND EXISTS (SELECT 1 FROM cells c WHERE c.account = r.account AND c.record = r.record AND c.field <> 'removed' AND c.value <> 'null') AND NOT EXISTS (SELECT 1 FROM cells c WHERE c.account = r.account AND c.record = r.record AND c.stamp >= $1) ORDER BY r.account, r.record LIMIT {MOST_EMPTIED}",
            read_as("account", self.backend()),
            read_as("record", self.backend()),
        );
        let rows = sqlx::query(AssertSqlSafe(text))
            .bind(too_old.to_string())
            .bind(account.clone())
            .bind(record.clone())
            .fetch_all(&self.reader)
            .await?;
        rows.iter()
            .map(|row| Ok((text_of(row, "account")?, text_of(row, "record")?)))
            .collect()
    }

    /// Empties records of an account, where it is time. Gives the new sequence number where anything changed.
    async fn empty(
        &self,
        account: &AccountId,
        records: &[String],
        now_ms: u64,
    ) -> Result<Option<u64>, StoreError> {
        let text = format!(
            "SELECT {} FROM cells WHERE account = $1 AND record = $2",
            cell_columns(self.backend())
        );
        let mut whole = Changes::new();
        for record in records {
            let rows = sqlx::query(AssertSqlSafe(text.clone()))
                .bind(account.0.clone())
                .bind(record.clone())
                .fetch_all(&self.reader)
                .await?;
            for row in &rows {
                add_row(&mut whole, row)?;
            }
        }
        let emptied: Changes = whole
            .into_iter()
            .filter_map(|(key, record)| Some((key, emptied(&record, now_ms)?)))
            .collect();
        if emptied.is_empty() {
            return Ok(None);
        }
        let taken = self.push(account, emptied.clone(), now_ms).await?;
        for key in emptied.keys() {
            sqlx::query("DELETE FROM versions WHERE account = $1 AND record = $2")
                .bind(account.0.clone())
                .bind(key.to_string())
                .execute(&self.writer)
                .await?;
        }
        Ok(taken.map(|taken| taken.seq))
    }
}

/// Where a page ends.
struct Bounds {
    /// The account's sequence number.
    seq: u64,
    epoch: String,
    /// The number of the account's last cell; none where it has none.
    last: Option<i64>,
    /// The number of the page's last cell; none where there is nothing new.
    upto: Option<i64>,
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
pub(super) async fn take(
    transaction: &mut Transaction<'static, Any>,
    group: &[Arriving],
    backend: Backend,
) -> Result<Outcome, StoreError> {
    let mut accounts = lock_accounts(transaction, group).await?;
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
                        let growth = length(&value) - held.map_or(0, |held| held.length);
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
        store_winners(transaction, winners).await?;
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
        "UPDATE accounts SET seq = seq WHERE id IN {} RETURNING id, seq, size, (SELECT value FROM facts WHERE name = 'epoch') AS epoch",
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
    backend: Backend,
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
        let part = format!("${}", field_ends + 1);
        let cells = format!(
            "STRING_AGG(c.field || {part} || c.stamp || {part} || c.value, ${})",
            field_ends + 2
        );
        let names: Vec<String> = (row_ends + 1..=field_ends)
            .map(|number| format!("${number}"))
            .collect();
        // SQLite looks at what is asked first, as written, and finds the cells of each by the primary key; with the field left as it is, it
        // would look for every field in every record. One row a record: every row is a message from the thread of the database.
        let text = format!(
            "WITH asked (account, record) AS (VALUES {}) SELECT c.account, c.record, {} AS cells FROM asked CROSS JOIN cells c WHERE c.account = asked.account AND c.record = asked.record AND c.field || '' IN ({}) GROUP BY c.account, c.record",
            placeholders(rows, 2),
            bytes_of(&cells, backend),
            names.join(", "),
        );
        let mut query = sqlx::query(AssertSqlSafe(text));
        let nothing = ("", String::new(), &Record::default());
        let filling = std::iter::repeat(&nothing);
        for (account, record, _) in asked.iter().chain(filling).take(rows) {
            query = query.bind((*account).to_owned()).bind(record.clone());
        }
        let filling = std::iter::repeat("");
        for field in fields.into_iter().chain(filling).take(names.len()) {
            query = query.bind(field.to_owned());
        }
        query = query
            .bind(char::from(PART).to_string())
            .bind(char::from(CELL).to_string());
        for row in query.fetch_all(&mut **transaction).await? {
            let key = (row.try_get("account")?, row.try_get("record")?);
            let cells = bytes(&row, "cells")?.unwrap_or_default();
            let cells = cells.split(|byte| *byte == CELL).filter_map(held_cell);
            held.entry(key).or_default().extend(cells);
        }
    }
    Ok(held)
}

fn held_cell(text: &[u8]) -> Option<(String, HeldCell)> {
    let mut parts = text.splitn(3, |byte| *byte == PART);
    let (field, stamp, value) = (parts.next()?, parts.next()?, parts.next()?);
    let field = mended(field.to_vec());
    let cell = parse_cell(&field, &mended(value.to_vec()), &mended(stamp.to_vec()));
    let length = i64::try_from(value.len()).unwrap_or(i64::MAX);
    Some((field, HeldCell { cell, length }))
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
    let mut accounts = BTreeSet::new();
    for (version, now_ms) in versions {
        accounts.insert(version.account.clone());
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
    for account in accounts {
        drop_oldest_versions(transaction, account).await?;
    }
    Ok(())
}

/// Makes the earlier versions of an account take no more than they may.
async fn drop_oldest_versions(
    transaction: &mut Transaction<'static, Any>,
    account: String,
) -> Result<(), StoreError> {
    let text = format!(
        "SELECT COALESCE(SUM({VERSION_BYTES}), 0) AS size FROM versions WHERE account = $1"
    );
    let row = sqlx::query(AssertSqlSafe(text))
        .bind(account.clone())
        .fetch_one(&mut **transaction)
        .await?;
    if row.try_get::<i64, _>("size")? <= to_i64(LARGEST_VERSIONS) {
        return Ok(());
    }
    let text = format!(
        "DELETE FROM versions WHERE account = $1 AND (record, field, stamp) IN (SELECT record, field, stamp FROM (SELECT record, field, stamp, SUM({VERSION_BYTES}) OVER (ORDER BY replaced DESC, stamp DESC, record, field) AS total FROM versions WHERE account = $1) AS counted WHERE total > $2)"
    );
    sqlx::query(AssertSqlSafe(text))
        .bind(account)
        .bind(to_i64(LARGEST_VERSIONS))
        .execute(&mut **transaction)
        .await?;
    Ok(())
}

/// The columns of a cell for [`add_row`].
pub(super) fn cell_columns(backend: Backend) -> String {
    ["record", "field", "value", "stamp"]
        .map(|name| read_as(name, backend))
        .join(", ")
}

fn read_as(name: &str, backend: Backend) -> String {
    format!("{} AS {name}", bytes_of(name, backend))
}

/// A text of SQLite comes as bytes: one flipped bit makes bytes that are no text, for which a whole statement would fail.
fn bytes_of(text: &str, backend: Backend) -> String {
    match backend {
        Backend::Sqlite => format!("CAST({text} AS BLOB)"),
        Backend::Postgres => text.to_owned(),
    }
}

fn text_of(row: &AnyRow, name: &str) -> Result<String, StoreError> {
    Ok(mended(bytes(row, name)?.unwrap_or_default()))
}

pub(super) fn add_row(changes: &mut Changes, row: &AnyRow) -> Result<(), StoreError> {
    let name = text_of(row, "record")?;
    let Some(key) = RecordKey::parse(&name) else {
        tracing::error!(record = name, "a row names no record");
        return Ok(());
    };
    let (field, value, stamp) = (
        text_of(row, "field")?,
        text_of(row, "value")?,
        text_of(row, "stamp")?,
    );
    if let Some(cell) = parse_cell(&field, &value, &stamp) {
        changes.entry(key).or_default().merge_cell(&field, cell);
    }
    Ok(())
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
