//! The one way into an account: whatever brings cells, a device or the form of a link, comes through
//! here, so that room, limits, merges and pokes are the same for all.

use std::collections::BTreeMap;

use domain::journal::Journal;
use domain::state::edit::Edit;
use domain::state::record::Record;
use domain::state::stamp::Clock;
use domain::sync::protocol::MOST_CELLS_A_PUSH;
use domain::sync::server::judge;
use serde_json::Value;

use super::problems::too_large;
use crate::problem::Problem;
use crate::secret;
use crate::state::AppState;
use crate::store::{AccountId, Moment, PushOutcome, now_ms};

/// What became of cells, and when they came.
pub(super) struct Taken {
    /// What is in `rejected` is not in the account; all else is there for good.
    pub(super) outcome: PushOutcome,
    pub(super) moment: Moment,
}

/// Merges cells into an account in its turn, and tells its devices. `None` if there is no such
/// account (any more).
pub(super) async fn take(
    state: &AppState,
    account: &AccountId,
    changes: BTreeMap<String, Value>,
) -> Result<Option<Taken>, Problem> {
    let _turn = state.limits.push_turn(account).await?;
    let moment = state.store.look_at_clock(now_ms());
    let (changes, mut rejected) = judge(changes, moment.reach_ms);
    let cells: usize = changes
        .values()
        .map(|record| Record::cells(record).count())
        .sum();
    if cells > MOST_CELLS_A_PUSH {
        return Err(too_large());
    }
    state.limits.count_cells(account, cells)?;
    let outcome = state.store.push(account, changes, moment.now_ms).await?;
    let Some(mut outcome) = outcome else {
        return Ok(None);
    };
    if outcome.seq > outcome.seq_before {
        state.notifier.poke(account, outcome.seq);
    }
    rejected.append(&mut outcome.rejected);
    state.metrics.count_push(cells, rejected.len());
    outcome.rejected = rejected;
    Ok(Some(Taken { outcome, moment }))
}

/// Writes what the server itself has to say into an account, as a device of its own would. Says
/// whether all of it is there now: not if the account is full or gone.
pub(super) async fn write(
    state: &AppState,
    account: &AccountId,
    edit: &Edit,
) -> Result<bool, Problem> {
    // Nobody else ever has this node, so no other write has the same stamp.
    let mut clock = Clock::new(u64::from_ne_bytes(secret::random_bytes()));
    let written = Journal::default().apply(edit, &mut clock, now_ms()).written;
    let changes = written
        .iter()
        .map(|(key, record)| {
            let record = serde_json::to_value(record).unwrap_or_default();
            (key.to_string(), record)
        })
        .collect();
    let taken = take(state, account, changes).await?;
    Ok(taken.is_some_and(|taken| taken.outcome.rejected.is_empty()))
}
