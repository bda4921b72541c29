//! Turns for answers that hold a whole account: few are in memory at a time, however many are asked for and however slowly they are read.

use std::io;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll, ready};
use std::time::Duration;

use axum::body::{Body, Bytes, HttpBody};
use axum::response::Response;
use tokio::sync::{OwnedSemaphorePermit, Semaphore, mpsc};
use tokio::time::timeout;
use tokio_stream::{Stream, StreamExt};

/// An answer up to this size is out of the way at once: its turn ends when it is made.
const SMALL: u64 = 1024 * 1024;

/// A large answer is handed over in pieces of this size. They are copies, so that none keeps the whole in memory.
const PIECE: usize = 64 * 1024;

/// Whoever takes longer to read a large answer does not get the rest.
const LONGEST: Duration = Duration::from_secs(120);

/// So many at a time.
#[derive(Debug)]
pub(crate) struct Turns(Arc<Semaphore>);

/// Somebody's turn; it ends when dropped.
#[derive(Debug)]
pub(crate) struct Turn(OwnedSemaphorePermit);

impl Turns {
    pub(crate) fn new(at_a_time: usize) -> Self {
        Self(Arc::new(Semaphore::new(at_a_time)))
    }

    /// Waits for a turn; none where it does not come in time.
    pub(crate) async fn take(&self, patience: Duration) -> Option<Turn> {
        let turn = timeout(patience, self.0.clone().acquire_owned()).await;
        Some(Turn(turn.ok()?.ok()?))
    }
}

impl Turn {
    /// Has the turn last until a large answer has been read.
    pub(crate) fn until_read(self, response: Response) -> Response {
        self.until_read_within(response, LONGEST)
    }

    fn until_read_within(self, response: Response, longest: Duration) -> Response {
        let largest = response.body().size_hint().upper();
        if largest.is_some_and(|size| size <= SMALL) {
            return response;
        }
        response.map(|body| {
            let (sender, pieces) = mpsc::channel(1);
            tokio::spawn(async move {
                let _ = timeout(longest, hand_over(body, sender)).await;
                drop(self.0);
            });
            let is_over = false;
            Body::from_stream(Pieces { pieces, is_over })
        })
    }
}

/// Ends with a `None` where everything was handed over.
async fn hand_over(body: Body, pieces: mpsc::Sender<Option<Bytes>>) {
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

/// The pieces as they come. Where they end early the connection ends, too, so that nobody takes a part for the whole.
struct Pieces {
    pieces: mpsc::Receiver<Option<Bytes>>,
    is_over: bool,
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

    fn answer(size: usize) -> Response {
        Response::new(Body::from(vec![7; size]))
    }

    #[tokio::test]
    async fn a_turn_lasts_until_a_large_answer_is_read_and_no_longer_for_a_small_one() {
        let turns = Turns::new(1);
        let small = turns.take(SHORT).await.unwrap().until_read(answer(9));
        let large = turns.take(SHORT).await.unwrap();
        let large = large.until_read(answer(3_000_000));
        assert!(turns.take(SHORT).await.is_none(), "nobody has read it yet");
        let read = to_bytes(large.into_body(), usize::MAX).await.unwrap();
        assert!(read.len() == 3_000_000 && read.iter().all(|byte| *byte == 7));
        assert!(turns.take(SHORT).await.is_some());
        drop(small);
    }

    #[tokio::test]
    async fn who_does_not_read_loses_the_turn_and_gets_no_part_for_the_whole() {
        let turns = Turns::new(1);
        let turn = turns.take(SHORT).await.unwrap();
        let never_read = turn.until_read_within(answer(3_000_000), SHORT);
        assert!(turns.take(SHORT * 10).await.is_some());
        assert!(to_bytes(never_read.into_body(), usize::MAX).await.is_err());
        let turn = turns.take(SHORT).await.unwrap();
        drop(turn.until_read(answer(3_000_000)));
        assert!(turns.take(SHORT).await.is_some(), "it is not wanted");
    }
}
