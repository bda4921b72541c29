//! Permits for responses that hold a whole account: few are in memory at a time, however many are
//! requested and however slowly they are read.

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

/// A response up to this size leaves at once: its permit is released when it is made.
const SMALL: u64 = 1024 * 1024;

/// The size of the pieces of a large response. They are copies, so that none keeps the whole in
/// memory.
const PIECE: usize = 64 * 1024;

/// How long a client may take to read a large response before the connection ends.
const LONGEST: Duration = Duration::from_secs(120);

/// A limited number of permits.
#[derive(Debug)]
pub(super) struct Permits(Arc<Semaphore>);

/// Leave to hold one whole account in memory; released when dropped.
#[derive(Debug)]
pub(crate) struct Permit(OwnedSemaphorePermit);

impl Permits {
    pub(super) fn new(at_a_time: usize) -> Self {
        Self(Arc::new(Semaphore::new(at_a_time)))
    }

    /// Waits for a permit. `None` if none is released in time.
    pub(super) async fn acquire(&self, patience: Duration) -> Option<Permit> {
        let permit = timeout(patience, self.0.clone().acquire_owned()).await;
        Some(Permit(permit.ok()?.ok()?))
    }
}

impl Permit {
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
                drop(self.0);
            });
            let is_over = false;
            Body::from_stream(Pieces { pieces, is_over })
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
    async fn a_permit_is_held_until_a_large_answer_is_read_and_no_longer_for_a_small_one() {
        let permits = Permits::new(1);
        let small = permits
            .acquire(SHORT)
            .await
            .unwrap()
            .hold_until_read(answer(9));
        let large = permits.acquire(SHORT).await.unwrap();
        let large = large.hold_until_read(answer(3_000_000));
        assert!(
            permits.acquire(SHORT).await.is_none(),
            "nobody has read it yet"
        );
        let read = to_bytes(large.into_body(), usize::MAX).await.unwrap();
        assert!(read.len() == 3_000_000 && read.iter().all(|byte| *byte == 7));
        assert!(permits.acquire(SHORT).await.is_some());
        drop(small);
    }

    #[tokio::test]
    async fn who_does_not_read_loses_the_permit_and_gets_no_part_for_the_whole() {
        let permits = Permits::new(1);
        let permit = permits.acquire(SHORT).await.unwrap();
        let never_read = permit.hold_until_read_within(answer(3_000_000), SHORT);
        assert!(permits.acquire(SHORT * 10).await.is_some());
        assert!(to_bytes(never_read.into_body(), usize::MAX).await.is_err());
        let permit = permits.acquire(SHORT).await.unwrap();
        drop(permit.hold_until_read(answer(3_000_000)));
        assert!(permits.acquire(SHORT).await.is_some(), "it is not wanted");
    }
}
