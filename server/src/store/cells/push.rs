//! Pushing: several pushes at a time into their accounts, in one transaction.

use std::collections::HashMap;

use domain::state::record::{Cell, RecordKey};
use domain::sync::protocol::{Changes, LARGEST_ACCOUNT, Rejected};
use domain::sync::server::{Account, Lifted, Merged, lift, merge};
use sqlx::{AssertSqlSafe, Row as _};

use super::held::held_cells;
use super::rows::Row;
use super::versions::store_versions;
use crate::store::incoming::{IncomingPush, PushOutcome};
use crate::store::write_transaction::WriteTransaction;
use crate::store::{AccountId, Backend, Store, StoreError, to_i64, to_u64};

/// The counters of an account, and the epoch of its database.
struct Counters {
    account: Account,
    epoch: String,
}

impl Store {
    /// Merges cells into an account and stores the winners, each with a sequence number of its own.
    /// `None` if there is no such account (any more).
    ///
    /// # Errors
    /// If the database fails. Nothing is stored then.
    pub async fn push(
        &self,
        account: &AccountId,
        changes: Changes,
        now_ms: u64,
    ) -> Result<Option<PushOutcome>, StoreError> {
        let push = IncomingPush {
            account: account.clone(),
            changes,
            now_ms,
            lead: self.clock.lead(),
        };
        if let Some(queue) = &self.queue {
            return queue.push(push).await;
        }
        let mut transaction = self.begin().await?;
        let outcome = push_group(&mut transaction, &[push], self.backend()).await?;
        if outcome.has_written {
            transaction.commit().await?;
        } else {
            transaction.rollback().await?;
        }
        Ok(outcome.pushes.into_iter().next().flatten())
    }
}

/// The outcome of a group of pushes, before their transaction ends.
#[derive(Debug, Default)]
pub(in crate::store) struct GroupOutcome {
    /// The outcome of each push. `None` if there is no such account.
    pub(in crate::store) pushes: Vec<Option<PushOutcome>>,
    /// Whether there is anything to commit.
    pub(in crate::store) has_written: bool,
}

/// Rows to be written.
#[derive(Default)]
struct Writes {
    /// Cells, with their sequence numbers.
    winners: Vec<(Row, i64)>,
    /// Earlier versions, with the time they were replaced at.
    versions: Vec<(Row, u64)>,
}

/// Merges pushes into their accounts, no two into the same, in a transaction that the caller ends.
/// The number of statements hardly depends on the number of pushes.
pub(in crate::store) async fn push_group(
    transaction: &mut WriteTransaction,
    group: &[IncomingPush],
    backend: &dyn Backend,
) -> Result<GroupOutcome, StoreError> {
    let mut accounts = lock_accounts(transaction, group, backend).await?;
    let mut held = held_cells(transaction, group, backend).await?;
    let mut outcome = GroupOutcome::default();
    let mut writes = Writes::default();
    for push in group {
        let Some(Counters { account, epoch }) = accounts.get_mut(&push.account.0) else {
            outcome.pushes.push(None);
            continue;
        };
        let held = held.entry(push.account.0.clone()).or_default();
        let seq_before = account.seq;
        let lifted = push
            .lead
            .map(|lead| lift(&push.changes, held, lead, push.now_ms));
        let changes = lifted.as_ref().map_or(&push.changes, |it| &it.changes);
        let merged = merge(account, changes, held);
        let mut rejected = writes.add(push, merged);
        for cell in &mut rejected {
            with_known_stamp(cell, lifted.as_ref());
        }
        outcome.pushes.push(Some(PushOutcome {
            seq_before,
            seq: account.seq,
            rejected,
            epoch: epoch.clone(),
            has_lifted: lifted.is_some_and(|it| !it.originals.is_empty()),
        }));
    }
    let Writes { winners, versions } = writes;
    outcome.has_written = !winners.is_empty() || !versions.is_empty();
    if outcome.has_written {
        store_winners(transaction, winners, backend).await?;
        store_versions(transaction, versions).await?;
        store_accounts(transaction, accounts).await?;
    }
    Ok(outcome)
}

/// Names a rejected cell by the stamp it came with.
fn with_known_stamp(cell: &mut Rejected, lifted: Option<&Lifted>) {
    let place = RecordKey::parse(&cell.record).zip(cell.field.as_deref());
    let original = place.and_then(|(key, field)| lifted?.original(&key, field));
    if let Some(original) = original {
        cell.stamp = Some(original.to_string());
    }
}

impl Writes {
    /// Adds the rows a push has to write. Returns the rejected cells.
    fn add(&mut self, push: &IncomingPush, merged: Merged<'_>) -> Vec<Rejected> {
        let row = |key: &RecordKey, field: &str, cell: &Cell, value: String| Row {
            account: push.account.0.clone(),
            record: key.to_string(),
            field: field.to_owned(),
            value,
            stamp: cell.stamp.to_string(),
        };
        for it in merged.winners {
            let row = row(it.key, it.field, it.cell, it.json);
            self.winners.push((row, to_i64(it.seq)));
        }
        for it in merged.versions {
            let row = row(it.key, it.field, it.cell, it.cell.value.to_string());
            self.versions.push((row, push.now_ms));
        }
        merged.rejected
    }
}

/// Few different statements, so that each stays prepared, and one of them for the usual push of 50
/// cells.
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

/// Locks the accounts: their sequence numbers become visible in order, and none is ever passed
/// over.
async fn lock_accounts(
    transaction: &mut WriteTransaction,
    group: &[IncomingPush],
    backend: &dyn Backend,
) -> Result<HashMap<String, Counters>, StoreError> {
    let text = format!(
        "SELECT id, seq, records, size, (SELECT value FROM facts WHERE name = 'epoch') AS epoch FROM accounts WHERE id IN {}{}",
        backend.placeholders(1, group.len()),
        backend.lock()
    );
    let mut query = sqlx::query(AssertSqlSafe(text));
    for push in group {
        query = query.bind(push.account.0.clone());
    }
    let mut accounts = HashMap::new();
    for row in query.fetch_all(&mut **transaction).await? {
        let counters = Counters {
            account: Account {
                seq: to_u64(row.try_get("seq")?),
                records: to_u64(row.try_get("records")?),
                bytes: row.try_get("size")?,
                max_bytes: to_i64(LARGEST_ACCOUNT),
            },
            epoch: row.try_get("epoch")?,
        };
        accounts.insert(row.try_get("id")?, counters);
    }
    Ok(accounts)
}

async fn store_accounts(
    transaction: &mut WriteTransaction,
    accounts: HashMap<String, Counters>,
) -> Result<(), StoreError> {
    let cases = |column: usize| {
        let cases: Vec<String> = (0..accounts.len())
            .map(|at| format!("WHEN ${} THEN ${}", at * 4 + 1, at * 4 + 1 + column))
            .collect();
        cases.join(" ")
    };
    let ids: Vec<String> = (0..accounts.len())
        .map(|at| format!("${}", at * 4 + 1))
        .collect();
    let text = format!(
        "UPDATE accounts SET seq = CASE id {} END, records = CASE id {} END, size = CASE id {} END WHERE id IN ({})",
        cases(1),
        cases(2),
        cases(3),
        ids.join(", ")
    );
    let mut query = sqlx::query(AssertSqlSafe(text));
    for (id, counters) in accounts {
        query = query
            .bind(id)
            .bind(to_i64(counters.account.seq))
            .bind(to_i64(counters.account.records))
            .bind(counters.account.bytes);
    }
    query.execute(&mut **transaction).await?;
    Ok(())
}

async fn store_winners(
    transaction: &mut WriteTransaction,
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
