//! The cells of accounts in SQL: merging a push, reading a page of changes, earlier versions, removing for good.

use std::collections::BTreeMap;

use domain::protocol::{
    Changes, LARGEST_ACCOUNT, Pull, Pulled, RejectCode, Rejected, Restart, Version,
};
use domain::record::{Cell, Record, RecordKey};
use domain::stamp::Stamp;
use domain::sync::server::{REMOVED_KEPT_MS, Verdict, decide, emptied};
use serde_json::Value;
use sqlx::any::AnyRow;
use sqlx::{Any, AssertSqlSafe, Row, Transaction};

use super::{AccountId, Store, StoreError, to_i64, to_u64};

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

/// A winner, as its row will be.
struct Winner {
    record: String,
    field: String,
    value: String,
    stamp: String,
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
        changes: &Changes,
        now_ms: u64,
    ) -> Result<Option<Taken>, StoreError> {
        let mut transaction = self.begin().await?;
        // This takes the lock on the account: sequence numbers become visible in their order, and none is ever passed over.
        let row = sqlx::query("UPDATE accounts SET seq = seq WHERE id = $1 RETURNING seq, size")
            .bind(account.0.clone())
            .fetch_optional(&mut *transaction)
            .await?;
        let Some(row) = row else { return Ok(None) };
        let seq_before = to_u64(row.try_get("seq")?);
        let mut size = row.try_get::<i64, _>("size")?;
        let held = held_cells(&mut transaction, account, changes).await?;

        let mut winners = Vec::new();
        let mut versions = Vec::new();
        let mut rejected = Vec::new();
        for (key, record) in changes {
            let name = key.to_string();
            let held = held.get(&name);
            for (field, cell) in record.cells() {
                let held = held.and_then(|held| held.cell(field));
                let value = cell.value.to_string();
                let row = |cell: &Cell, value: String| Winner {
                    record: name.clone(),
                    field: field.to_owned(),
                    value,
                    stamp: cell.stamp.to_string(),
                };
                match decide(held, cell) {
                    Verdict::Wins { keep_held } => {
                        let before = held.map(|held| held.value.to_string());
                        let growth = length(&value) - before.as_deref().map_or(0, length);
                        if growth > 0 && size + growth > to_i64(LARGEST_ACCOUNT) {
                            rejected.push(Rejected {
                                record: name.clone(),
                                field: Some(field.to_owned()),
                                stamp: Some(cell.stamp.to_string()),
                                code: RejectCode::AccountFull,
                            });
                            continue;
                        }
                        size += growth;
                        if let (true, Some(held), Some(before)) = (keep_held, held, before) {
                            versions.push(row(held, before));
                        }
                        winners.push(row(cell, value));
                    }
                    Verdict::BecomesVersion => versions.push(row(cell, value)),
                    Verdict::Nothing => {}
                }
            }
        }

        let seq = seq_before + winners.len() as u64;
        if winners.is_empty() && versions.is_empty() {
            transaction.rollback().await?;
        } else {
            store_winners(&mut transaction, account, winners, seq_before).await?;
            store_versions(&mut transaction, account, versions, now_ms).await?;
            sqlx::query("UPDATE accounts SET seq = $1, size = $2 WHERE id = $3")
                .bind(to_i64(seq))
                .bind(size)
                .bind(account.0.clone())
                .execute(&mut *transaction)
                .await?;
            transaction.commit().await?;
        }
        Ok(Some(Taken {
            seq_before,
            seq,
            rejected,
        }))
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
            let taken = self.push(&account, &emptied, now_ms).await?;
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
        let size = [64, 48, 32, 24, 16, 12, 8, 6, 4, 3, 2, 1]
            .into_iter()
            .find(|size| *size <= rows.len())
            .unwrap_or(1);
        let (piece, rest) = rows.split_at_mut(size);
        pieces.push(piece);
        rows = rest;
    }
    pieces
}

async fn held_cells(
    transaction: &mut Transaction<'static, Any>,
    account: &AccountId,
    changes: &Changes,
) -> Result<BTreeMap<String, Record>, StoreError> {
    let mut held: BTreeMap<String, Record> = BTreeMap::new();
    let names: Vec<String> = changes.keys().map(ToString::to_string).collect();
    for names in names.chunks(64) {
        // The last name fills the list up to one of few lengths: asking for it twice gives it once.
        let length = names.len().next_power_of_two();
        let numbers: Vec<String> = (0..length).map(|at| format!("${}", at + 2)).collect();
        let text = format!(
            "SELECT record, field, value, stamp FROM cells WHERE account = $1 AND record IN ({})",
            numbers.join(", ")
        );
        let mut query = sqlx::query(AssertSqlSafe(text)).bind(account.0.clone());
        let filling = names.last().into_iter().cycle();
        for name in names.iter().chain(filling).take(length) {
            query = query.bind(name.clone());
        }
        for row in query.fetch_all(&mut **transaction).await? {
            let name: String = row.try_get("record")?;
            if let Some((field, cell)) = read_cell(&row)? {
                held.entry(name).or_default().merge_cell(&field, cell);
            }
        }
    }
    Ok(held)
}

async fn store_winners(
    transaction: &mut Transaction<'static, Any>,
    account: &AccountId,
    mut winners: Vec<Winner>,
    seq_before: u64,
) -> Result<(), StoreError> {
    let mut seq = to_i64(seq_before);
    for piece in pieces(&mut winners) {
        let text = format!(
            "INSERT INTO cells (account, record, field, value, stamp, seq) VALUES {} ON CONFLICT (account, record, field) DO UPDATE SET value = excluded.value, stamp = excluded.stamp, seq = excluded.seq",
            placeholders(piece.len(), 6)
        );
        let mut query = sqlx::query(AssertSqlSafe(text));
        for winner in piece {
            seq += 1;
            query = query
                .bind(account.0.clone())
                .bind(std::mem::take(&mut winner.record))
                .bind(std::mem::take(&mut winner.field))
                .bind(std::mem::take(&mut winner.value))
                .bind(std::mem::take(&mut winner.stamp))
                .bind(seq);
        }
        query.execute(&mut **transaction).await?;
    }
    Ok(())
}

async fn store_versions(
    transaction: &mut Transaction<'static, Any>,
    account: &AccountId,
    versions: Vec<Winner>,
    now_ms: u64,
) -> Result<(), StoreError> {
    for version in versions {
        sqlx::query(
            "INSERT INTO versions (account, record, field, stamp, value, replaced) VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (account, record, field, stamp) DO NOTHING",
        )
        .bind(account.0.clone())
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
        .bind(account.0.clone())
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

/// Reads a cell; none, and a line in the logs, where a row was damaged. The rest goes on.
fn read_cell(row: &AnyRow) -> Result<Option<(String, Cell)>, StoreError> {
    let field: String = row.try_get("field")?;
    let value: String = row.try_get("value")?;
    let stamp: String = row.try_get("stamp")?;
    match (serde_json::from_str::<Value>(&value), Stamp::parse(&stamp)) {
        (Ok(value), Some(stamp)) => Ok(Some((field, Cell { value, stamp }))),
        _ => {
            tracing::error!(field, "a cell cannot be read");
            Ok(None)
        }
    }
}
