//! Permits for what is large: few whole accounts are in memory at a time, however many are wanted
//! and however slowly they are read; and no account takes the turn of another.

use std::collections::HashMap;
use std::io;
use std::pin::Pin;
use std::sync::{Arc, Mutex, PoisonError};
use std::task::{Context, Poll, ready};
use std::time::Duration;

use axum::body::{Body, Bytes, HttpBody};
use axum::response::Response;
use tokio::sync::{OwnedSemaphorePermit, Semaphore, mpsc};
use tokio::time::timeout;
use tokio_stream::{Stream, StreamExt};

use crate::store::AccountId;

/// A response up to this size leaves at once: its permit is released when it is made.
const SMALL: u64 = 1024 * 1024;

/// The size of the pieces of a large response. They are copies, so that none keeps the whole in
/// memory.
const PIECE: usize = 64 * 1024;

/// How long a client may take to read a large response before the connection ends.
const LONGEST: Duration = Duration::from_secs(120);

/// Permits by account: a limited number for each, so that no account keeps another waiting, and
/// where it is said a limited number in all.
#[derive(Debug)]
pub(super) struct Permits {
    of_each: usize,
    in_all: Arc<Semaphore>,
    accounts: Mutex<HashMap<AccountId, Arc<Semaphore>>>,
}

/// Leave to do something for an account; released when dropped.
#[derive(Debug)]
pub(crate) struct Permit {
    _of_account: OwnedSemaphorePermit,
    in_all: Option<OwnedSemaphorePermit>,
}

impl Permits {
    /// Permits of which an account has some and all accounts together have some more.
    pub(super) fn new(of_each: usize, in_all: usize) -> Self {
        Self {
            of_each,
            in_all: Arc::new(Semaphore::new(in_all)),
            accounts: Mutex::default(),
        }
    }

    /// Waits for a permit of an account. `None` if none is released in time.
    pub(super) async fn acquire(&self, account: &AccountId, patience: Duration) -> Option<Permit> {
        let of_account = self.of(account);
        let permit = async {
            Some(Permit {
                _of_account: of_account.acquire_owned().await.ok()?,
                in_all: Some(self.in_all.clone().acquire_owned().await.ok()?),
            })
        };
        timeout(patience, permit).await.ok()?
    }

    fn of(&self, account: &AccountId) -> Arc<Semaphore> {
        let mut accounts = self.accounts.lock().unwrap_or_else(PoisonError::into_inner);
        // Permits and whoever waits for one hold another reference.
        accounts.retain(|_, permits| Arc::strong_count(permits) > 1);
        let new = || Arc::new(Semaphore::new(self.of_each));
        accounts.entry(account.clone()).or_insert_with(new).clone()
    }
}

impl Permit {
    /// Leaves the turn among all accounts to others, and keeps the account's own.
    pub(crate) fn leave_to_others(mut self) -> Self {
        self.in_all = None;
        self
    }

    /// Holds the permit until a large response has been read.
    pub(crate) fn hold_until_read(self, response: Response) -> Response {
        self.hold_until_read_within(response, LONGEST)
    }

    fn hold_until_read_within(self, response: Response, longest: Duration) -> Response {
        let largest = response.body().size_hint().upper();
        if largest.is_some_and(|size| size <= SMALL) {
            return response;
        }
        response.map(|body| {
            let (sender, pieces) = mpsc::channel(1);
            tokio::spawn(async move {
                let _ = timeout(longest, send_pieces(body, sender)).await;
                drop(self);
            });
            Body::from_stream(Pieces::of(pieces))
        })
    }
}

/// Sends the pieces of a body, and `None` after the last one.
async fn send_pieces(body: Body, pieces: mpsc::Sender<Option<Bytes>>) {
    let mut data = body.into_data_stream();
    while let Some(bytes) = data.next().await {
        let Ok(bytes) = bytes else { return };
        for piece in bytes.chunks(PIECE) {
            let piece = Bytes::copy_from_slice(piece);
            if pieces.send(Some(piece)).await.is_err() {
                return;
            }
        }
    }
    let _ = pieces.send(None).await;
}

/// The pieces as they come. If they end early, so does the connection: nobody must take a part for
/// the whole.
pub(crate) struct Pieces {
    pieces: mpsc::Receiver<Option<Bytes>>,
    is_over: bool,
}

impl Pieces {
    /// The pieces that come by a channel, with `None` after the last one.
    pub(crate) fn of(pieces: mpsc::Receiver<Option<Bytes>>) -> Self {
        let is_over = false;
        Self { pieces, is_over }
    }
}

impl Stream for Pieces {
    type Item = Result<Bytes, io::Error>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        if self.is_over {
            return Poll::Ready(None);
        }
        let piece = ready!(self.pieces.poll_recv(context));
        self.is_over = !matches!(piece, Some(Some(_)));
        Poll::Ready(match piece {
            Some(Some(bytes)) => Some(Ok(bytes)),
            Some(None) => None,
            None => Some(Err(io::ErrorKind::TimedOut.into())),
        })
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a failed unwrap fails the test")]
    use axum::body::to_bytes;

    use super::*;

    const SHORT: Duration = Duration::from_millis(50);

    fn ada() -> AccountId {
        AccountId("ada".into())
    }

    #[tokio::test]
    async fn whatever_an_account_holds_another_has_its_turn() {
        let permits = Permits::new(2, 3);
        let acquire = async |name: &str| permits.acquire(&AccountId(name.into()), SHORT).await;
        let _first = acquire("ada").await.unwrap();
        let _second = acquire("ada").await.unwrap();
        assert!(acquire("ada").await.is_none());
        let of_bob = acquire("bob").await.unwrap();
        assert!(acquire("cleo").await.is_none(), "there are three in all");
        drop(of_bob);
        assert!(acquire("cleo").await.is_some());
        assert_eq!(
            permits.accounts.lock().unwrap().len(),
            2,
            "bob is forgotten"
        );
    }

    #[tokio::test]
    async fn who_reads_slowly_keeps_nobody_else_waiting() {
        let permits = Permits::new(2, 2);
        let acquire = async |name: &str| permits.acquire(&AccountId(name.into()), SHORT).await;
        let first = acquire("ada").await.unwrap().leave_to_others();
        let second = acquire("ada").await.unwrap().leave_to_others();
        assert!(acquire("ada").await.is_none(), "an account has its own few");
        assert!(acquire("bob").await.is_some());
        drop((first, second));
    }

    fn answer(size: usize) -> Response {
        Response::new(Body::from(vec![7; size]))
    }

    #[tokio::test]
    async fn a_permit_is_held_until_a_large_answer_is_read_and_no_longer_for_a_small_one() {
        let permits = Permits::new(1, 2);
        let small = permits
            .acquire(&ada(), SHORT)
            .await
            .unwrap()
            .hold_until_read(answer(9));
        let large = permits.acquire(&ada(), SHORT).await.unwrap();
        let large = large.hold_until_read(answer(3_000_000));
        assert!(
            permits.acquire(&ada(), SHORT).await.is_none(),
            "nobody has read it yet"
        );
        let read = to_bytes(large.into_body(), usize::MAX).await.unwrap();
        assert!(read.len() == 3_000_000 && read.iter().all(|byte| *byte == 7));
        assert!(permits.acquire(&ada(), SHORT).await.is_some());
        drop(small);
    }

    #[tokio::test]
    async fn who_does_not_read_loses_the_permit_and_gets_no_part_for_the_whole() {
        let permits = Permits::new(1, 2);
        let permit = permits.acquire(&ada(), SHORT).await.unwrap();
        let never_read = permit.hold_until_read_within(answer(3_000_000), SHORT);
        assert!(permits.acquire(&ada(), SHORT * 10).await.is_some());
        assert!(to_bytes(never_read.into_body(), usize::MAX).await.is_err());
        let permit = permits.acquire(&ada(), SHORT).await.unwrap();
        drop(permit.hold_until_read(answer(3_000_000)));
        assert!(
            permits.acquire(&ada(), SHORT).await.is_some(),
            "it is not wanted"
        );
    }
}
