//! The queue of pushes in front of SQLite's one writer.

use tokio::sync::{mpsc, oneshot};

use super::error::StoreError;
use super::incoming::{IncomingPush, PushOutcome};

/// Pushes that may wait before the next one has to wait outside.
const LONGEST_QUEUE: usize = 256;

/// A push in the queue.
pub(super) type Waiting = (IncomingPush, Done);

/// The channel for the outcome of a push.
pub(super) type Done = oneshot::Sender<Result<Option<PushOutcome>, StoreError>>;

/// The way into the queue; cheap to clone. The queue ends with the last of them.
#[derive(Clone, Debug)]
pub(crate) struct Queue(mpsc::Sender<Waiting>);

impl Queue {
    /// An empty queue: the way in, and the way out.
    pub(super) fn new() -> (Self, mpsc::Receiver<Waiting>) {
        let (sender, receiver) = mpsc::channel(LONGEST_QUEUE);
        (Self(sender), receiver)
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
