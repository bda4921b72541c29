//! Pushes to SQLite, several in one transaction: the database has one writer, and each commit waits for the disk.

use std::collections::HashSet;
use std::sync::Arc;

use sqlx::AnyPool;
use tokio::sync::{mpsc, oneshot};

use super::cells::{IncomingPush, PushOutcome, push_group};
use super::{Backend, StoreError, begin};

/// Pushes that may wait before the next one has to wait outside.
const LONGEST_QUEUE: usize = 256;

/// Pushes in one transaction, so that the first of them does not wait long for the last.
const LARGEST_GROUP: usize = 32;

/// A push in the queue.
type Waiting = (IncomingPush, Done);

/// Who waits for the outcome of a push.
type Done = oneshot::Sender<Result<Option<PushOutcome>, StoreError>>;

/// The way into the queue; cheap to clone. The queue ends with the last of them.
#[derive(Clone, Debug)]
pub(crate) struct Queue(mpsc::Sender<Waiting>);

impl Queue {
    /// A queue in front of the one writer of a database.
    pub(super) fn new(writer: AnyPool, backend: Arc<dyn Backend>) -> Self {
        let (sender, mut waiting) = mpsc::channel(LONGEST_QUEUE);
        tokio::spawn(async move {
            let mut received = Vec::new();
            while waiting.recv_many(&mut received, LARGEST_GROUP).await > 0 {
                while !received.is_empty() {
                    let (group, others) = one_of_each_account(std::mem::take(&mut received));
                    received = others;
                    work(&writer, &*backend, group).await;
                }
            }
        });
        Self(sender)
    }

    /// Waits until the push is on the disk.
    pub(super) async fn push(&self, push: IncomingPush) -> Result<Option<PushOutcome>, StoreError> {
        let (done, outcome) = oneshot::channel();
        // Where the queue has ended, so has the outcome.
        let _ = self.0.send((push, done)).await;
        outcome
            .await
            .unwrap_or_else(|_| Err(sqlx::Error::PoolClosed.into()))
    }
}

/// The first push of each account, and the others, both in their order.
fn one_of_each_account(received: Vec<Waiting>) -> (Vec<Waiting>, Vec<Waiting>) {
    let mut seen = HashSet::new();
    received
        .into_iter()
        .partition(|(push, _)| seen.insert(push.account.clone()))
}

/// Pushes a group in one transaction. Should that fail, each is tried alone, so that none fails for
/// another.
async fn work(writer: &AnyPool, backend: &dyn Backend, group: Vec<Waiting>) {
    let (pushes, waiting): (Vec<IncomingPush>, Vec<Done>) = group.into_iter().unzip();
    match together(writer, backend, &pushes).await {
        Ok(outcomes) => {
            for (done, outcome) in waiting.into_iter().zip(outcomes) {
                let _ = done.send(Ok(outcome));
            }
        }
        Err(_) => {
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
    let mut transaction = begin(writer, backend).await?;
    let outcome = push_group(&mut transaction, group, backend).await?;
    if outcome.has_written {
        transaction.commit().await?;
    } else {
        transaction.rollback().await?;
    }
    Ok(outcome.pushes)
}
