//! The bytes of a connection: limits of time for what a client sends and reads, and headers that
//! hyper's own answers lack.

use std::io;
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::task::{Context, Poll, ready};
use std::time::Duration;

use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::time::{Instant, Sleep};

/// How long the head of a request may take, from its first byte; of the first request, from when
/// the connection was made.
const LONGEST_HEAD: Duration = Duration::from_secs(10);

/// How long a client may read nothing of an answer that waits for it.
const LONGEST_STALL: Duration = Duration::from_secs(60);

/// The headers to add to the head of an answer that hyper gives by itself, to what is no request:
/// 400, 414 or 431, without a body. As they are sent, each line with its end.
#[derive(Clone, Debug, Default)]
pub struct ErrorHead(Arc<str>);

impl ErrorHead {
    /// The lines for these headers.
    pub(crate) fn new<'a>(headers: impl Iterator<Item = (&'a str, &'a str)>) -> Self {
        let lines: String = headers
            .map(|(name, value)| format!("{name}: {value}\r\n"))
            .collect();
        Self(lines.into())
    }

    /// The head of an answer with these headers, if `written` is one of hyper's own.
    fn completed(&self, written: &[u8]) -> Option<Vec<u8>> {
        // Every answer of ours has this header.
        const OURS: &[u8] = b"x-content-type-options:";
        let is_head = written.starts_with(b"HTTP/1.1 4") && written.ends_with(b"\r\n\r\n");
        let is_ours = written.windows(OURS.len()).any(|part| part == OURS);
        if !is_head || is_ours {
            return None;
        }
        let lines = written.strip_suffix(b"\r\n")?;
        Some([lines, self.0.as_bytes(), b"\r\n"].concat())
    }
}

/// Whose turn it is on a connection; cheap to clone.
#[derive(Clone, Debug, Default)]
pub(super) struct Turn {
    is_ours: Arc<AtomicBool>,
}

impl Turn {
    /// A request has come.
    pub(super) fn begin_answer(&self) {
        self.is_ours.store(true, Ordering::Relaxed);
    }

    /// The head of its answer is ready: the next head may come.
    pub(super) fn await_head(&self) {
        self.is_ours.store(false, Ordering::Relaxed);
    }

    fn is_ours(&self) -> bool {
        self.is_ours.load(Ordering::Relaxed)
    }
}

/// A stream with these limits.
pub(super) struct GuardedStream<S> {
    stream: S,
    turn: Turn,
    error_head: ErrorHead,
    /// The end of the time for a head, while one is read.
    head: Option<Pin<Box<Sleep>>>,
    /// The end of the time in which the client has to read something, while it does not.
    stall: Option<Pin<Box<Sleep>>>,
    /// The rest of a completed head.
    unwritten: Vec<u8>,
}

impl<S: AsyncRead + AsyncWrite + Unpin> GuardedStream<S> {
    pub(super) fn new(stream: S, turn: Turn, error_head: ErrorHead) -> Self {
        Self {
            stream,
            turn,
            error_head,
            head: Some(Box::pin(tokio::time::sleep(LONGEST_HEAD))),
            stall: None,
            unwritten: Vec::new(),
        }
    }

    /// Gives up a write that the client has not read anything of for too long.
    fn watch_stall<T>(
        &mut self,
        written: Poll<io::Result<T>>,
        context: &mut Context<'_>,
    ) -> Poll<io::Result<T>> {
        if written.is_ready() {
            self.stall = None;
            return written;
        }
        let stall = self
            .stall
            .get_or_insert_with(|| Box::pin(tokio::time::sleep(LONGEST_STALL)));
        ready!(stall.as_mut().poll(context));
        Poll::Ready(Err(io::ErrorKind::TimedOut.into()))
    }

    /// Writes what is left of a completed head.
    fn poll_unwritten(&mut self, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        while !self.unwritten.is_empty() {
            let written = Pin::new(&mut self.stream).poll_write(context, &self.unwritten);
            let written = ready!(self.watch_stall(written, context))?;
            if written == 0 {
                return Poll::Ready(Err(io::ErrorKind::WriteZero.into()));
            }
            self.unwritten.drain(..written);
        }
        Poll::Ready(Ok(()))
    }

    /// Takes a head of hyper's own to write it completed; whether this was one.
    fn take_error_head(&mut self, written: &[u8]) -> bool {
        if self.turn.is_ours() {
            return false;
        }
        let completed = self.error_head.completed(written);
        let is_one = completed.is_some();
        self.unwritten.extend(completed.into_iter().flatten());
        is_one
    }
}

impl<S: AsyncRead + AsyncWrite + Unpin> AsyncRead for GuardedStream<S> {
    fn poll_read(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        let before = buffer.filled().len();
        let read = Pin::new(&mut self.stream).poll_read(context, buffer);
        if self.turn.is_ours() {
            self.head = None;
            return read;
        }
        let has_begun = buffer.filled().len() > before;
        if has_begun && self.head.is_none() {
            let end = Instant::now() + LONGEST_HEAD;
            self.head = Some(Box::pin(tokio::time::sleep_until(end)));
        }
        if let (Poll::Pending, Some(head)) = (&read, &mut self.head) {
            ready!(head.as_mut().poll(context));
            return Poll::Ready(Err(io::ErrorKind::TimedOut.into()));
        }
        read
    }
}

impl<S: AsyncRead + AsyncWrite + Unpin> AsyncWrite for GuardedStream<S> {
    fn poll_write(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        bytes: &[u8],
    ) -> Poll<io::Result<usize>> {
        ready!(self.poll_unwritten(context))?;
        if self.take_error_head(bytes) {
            return Poll::Ready(Ok(bytes.len()));
        }
        let written = Pin::new(&mut self.stream).poll_write(context, bytes);
        self.watch_stall(written, context)
    }

    fn poll_write_vectored(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        pieces: &[io::IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        ready!(self.poll_unwritten(context))?;
        let only = match pieces {
            [piece] => Some(piece),
            _ => None,
        };
        if let Some(head) = only.filter(|head| self.take_error_head(head)) {
            return Poll::Ready(Ok(head.len()));
        }
        let written = Pin::new(&mut self.stream).poll_write_vectored(context, pieces);
        self.watch_stall(written, context)
    }

    fn is_write_vectored(&self) -> bool {
        self.stream.is_write_vectored()
    }

    fn poll_flush(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        ready!(self.poll_unwritten(context))?;
        Pin::new(&mut self.stream).poll_flush(context)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        ready!(self.poll_unwritten(context))?;
        Pin::new(&mut self.stream).poll_shutdown(context)
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a failed unwrap fails the test")]
    use tokio::io::{AsyncReadExt, AsyncWriteExt, DuplexStream, duplex};

    use super::*;

    fn guarded(turn: &Turn) -> (GuardedStream<DuplexStream>, DuplexStream) {
        let (near, far) = duplex(64);
        let head = ErrorHead::new([("x-frame-options", "DENY")].into_iter());
        (GuardedStream::new(near, turn.clone(), head), far)
    }

    #[tokio::test(start_paused = true)]
    async fn a_head_that_comes_byte_by_byte_is_given_up_and_an_idle_connection_is_not() {
        let turn = Turn::default();
        let (mut near, mut far) = guarded(&turn);
        let dripping = tokio::spawn(async move {
            while far.write_all(b"G").await.is_ok() {
                tokio::time::sleep(Duration::from_secs(1)).await;
            }
        });
        let mut byte = [0];
        let begun = Instant::now();
        let error = loop {
            if let Err(error) = near.read_exact(&mut byte).await {
                break error;
            }
        };
        assert_eq!(error.kind(), io::ErrorKind::TimedOut);
        assert_eq!(begun.elapsed().as_secs(), LONGEST_HEAD.as_secs());
        drop(near);
        dripping.await.unwrap();

        let (mut near, mut far) = guarded(&turn);
        far.write_all(b"G").await.unwrap();
        near.read_exact(&mut byte).await.unwrap();
        turn.begin_answer();
        let body = tokio::time::timeout(LONGEST_HEAD * 3, near.read_exact(&mut byte)).await;
        assert!(body.is_err(), "a body has a time limit of its own");
        turn.await_head();
        let idle = tokio::time::timeout(LONGEST_HEAD * 3, near.read_exact(&mut byte)).await;
        assert!(idle.is_err(), "no head has begun");
    }

    #[tokio::test(start_paused = true)]
    async fn who_reads_nothing_loses_the_connection_and_who_reads_slowly_does_not() {
        let turn = Turn::default();
        turn.begin_answer();
        let (mut near, mut far) = guarded(&turn);
        let reading = tokio::spawn(async move {
            let mut piece = [0; 64];
            for _ in 0..5 {
                tokio::time::sleep(LONGEST_STALL / 2).await;
                far.read_exact(&mut piece).await.unwrap();
            }
            far
        });
        near.write_all(&[7; 64 * 6]).await.unwrap();
        let _far = reading.await.unwrap();
        let error = near.write_all(&[7; 65]).await.unwrap_err();
        assert_eq!(error.kind(), io::ErrorKind::TimedOut);
    }

    #[tokio::test]
    async fn only_a_head_of_hypers_own_is_completed() {
        let own = "HTTP/1.1 400 Bad Request\r\ncontent-length: 0\r\n\r\n";
        let completed = own.replace("\r\n\r\n", "\r\nx-frame-options: DENY\r\n\r\n");
        let ours = "HTTP/1.1 404 Not Found\r\nx-content-type-options: nosniff\r\n\r\n";
        let body = "<p>HTTP/1.1 400 Bad Request\r\n\r\n";
        for (is_ours, written, expected) in [
            (false, own, &*completed),
            (false, ours, ours),
            (false, body, body),
            (true, own, own),
        ] {
            let turn = Turn::default();
            if is_ours {
                turn.begin_answer();
            }
            let (mut near, mut far) = guarded(&turn);
            let writing = async {
                near.write_all(written.as_bytes()).await.unwrap();
                near.shutdown().await.unwrap();
                drop(near);
            };
            let mut met = String::new();
            let (_, read) = tokio::join!(writing, far.read_to_string(&mut met));
            read.unwrap();
            assert_eq!(met, expected);
        }
    }
}
