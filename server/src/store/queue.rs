//! Pushes to SQLite, several in one transaction: the database has one writer, and each commit waits for the disk.

use std::collections::HashSet;
use std::sync::Arc;

use sqlx::AnyPool;
use tokio::sync::{mpsc, oneshot};

use super::cells::{Arriving, Taken, take};
use super::{Backend, StoreError, begin};

/// Pushes that may wait before the next one has to wait outside.
const LONGEST_QUEUE: usize = 256;

/// Pushes in one transaction, so that the first of them does not wait long for the last.
const LARGEST_GROUP: usize = 32;

/// A push in the queue.
type Waiting = (Arriving, Done);

/// Who waits for the outcome of a push.
type Done = oneshot::Sender<Result<Option<Taken>, StoreError>>;

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
    pub(super) async fn push(&self, arriving: Arriving) -> Result<Option<Taken>, StoreError> {
        let (done, outcome) = oneshot::channel();
        // Where the queue has ended, so has the outcome.
        let _ = self.0.send((arriving, done)).await;
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
        .partition(|(arriving, _)| seen.insert(arriving.account.clone()))
}

/// Takes a group in one transaction. Should that fail, each is tried alone, so that none fails for another.
async fn work(writer: &AnyPool, backend: &dyn Backend, group: Vec<Waiting>) {
    let (arriving, waiting): (Vec<Arriving>, Vec<Done>) = group.into_iter().unzip();
    match together(writer, backend, &arriving).await {
        Ok(taken) => {
            for (done, taken) in waiting.into_iter().zip(taken) {
                let _ = done.send(Ok(taken));
            }
        }
        Err(_) => {
            for (done, arriving) in waiting.into_iter().zip(&arriving) {
                let alone = together(writer, backend, std::slice::from_ref(arriving)).await;
                let _ = done.send(alone.map(|taken| taken.into_iter().next().flatten()));
            }
        }
    }
}

async fn together(
    writer: &AnyPool,
    backend: &dyn Backend,
    group: &[Arriving],
) -> Result<Vec<Option<Taken>>, StoreError> {
    let mut transaction = begin(writer, backend).await?;
    let outcome = take(&mut transaction, group, backend).await?;
    if outcome.has_written {
        transaction.commit().await?;
    } else {
        transaction.rollback().await?;
    }
    Ok(outcome.taken)
}
