//! Pushes to SQLite, several in one transaction: the database has one writer, and each commit waits
//! for the disk.

use std::collections::HashSet;
use std::sync::Arc;

use sqlx::AnyPool;
use tokio::sync::mpsc;

use super::backend::Backend;
use super::cells::push_group;
use super::error::StoreError;
use super::incoming::{IncomingPush, PushOutcome};
use super::queue::{Done, Queue, Waiting};
use super::write_transaction::WriteTransaction;

/// Pushes in one transaction, so that the first of them does not wait long for the last.
const LARGEST_GROUP: usize = 32;

/// Starts the task that takes pushes from a queue to the one writer of a database.
pub(super) fn start(writer: AnyPool, backend: Arc<dyn Backend>) -> Queue {
    let (queue, waiting) = Queue::new();
    tokio::spawn(run(waiting, writer, backend));
    queue
}

/// Works until the queue has ended and is empty.
async fn run(mut waiting: mpsc::Receiver<Waiting>, writer: AnyPool, backend: Arc<dyn Backend>) {
    let mut received = Vec::new();
    while waiting.recv_many(&mut received, LARGEST_GROUP).await > 0 {
        while !received.is_empty() {
            let (group, others) = one_of_each_account(std::mem::take(&mut received));
            received = others;
            work(&writer, &*backend, group).await;
        }
    }
}

/// The first push of each account, and the others, both in their order.
fn one_of_each_account(received: Vec<Waiting>) -> (Vec<Waiting>, Vec<Waiting>) {
    let mut seen = HashSet::new();
    received
        .into_iter()
        .partition(|(push, _)| seen.insert(push.account.clone()))
}

/// Pushes a group in one transaction. If that fails, each is tried alone, so that none fails for
/// another.
async fn work(writer: &AnyPool, backend: &dyn Backend, group: Vec<Waiting>) {
    let (pushes, waiting): (Vec<IncomingPush>, Vec<Done>) = group.into_iter().unzip();
    match together(writer, backend, &pushes).await {
        Ok(outcomes) => {
            for (done, outcome) in waiting.into_iter().zip(outcomes) {
                let _ = done.send(Ok(outcome));
            }
        }
        Err(error) => {
            // Said here: what each of them meets alone may be another fault.
            tracing::error!(%error, pushes = pushes.len(), "pushes could not be written together");
            for (done, push) in waiting.into_iter().zip(&pushes) {
                let alone = together(writer, backend, std::slice::from_ref(push)).await;
                let _ = done.send(alone.map(|outcomes| outcomes.into_iter().next().flatten()));
            }
        }
    }
}

async fn together(
    writer: &AnyPool,
    backend: &dyn Backend,
    group: &[IncomingPush],
) -> Result<Vec<Option<PushOutcome>>, StoreError> {
    let mut transaction = WriteTransaction::begin(writer, backend).await?;
    let outcome = push_group(&mut transaction, group, backend).await?;
    if outcome.has_written {
        transaction.commit().await?;
    } else {
        transaction.rollback().await?;
    }
    Ok(outcome.pushes)
}
