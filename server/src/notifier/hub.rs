//! The listeners at this process: one channel an account.

use std::collections::HashMap;
use std::pin::Pin;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::task::{Context, Poll, ready};
use std::time::Duration;

use tokio::sync::watch;
use tokio::time::Sleep;
use tokio_stream::Stream;
use tokio_stream::wrappers::WatchStream;

use crate::store::AccountId;

/// Streams of one account at this process. A browser has one, however many tabs are open.
const MOST_STREAMS: usize = 20;

/// The longest life of a stream. Browsers then connect again, and learn whether they were signed
/// out.
const LONGEST_STREAM: Duration = Duration::from_secs(15 * 60);

/// The state of an account's channel.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct News {
    /// The account's sequence number.
    pub(crate) seq: u64,
    /// The server stops; listen again somewhere.
    is_over: bool,
}

/// The channels of all accounts that are listened to; cheap to clone.
#[derive(Clone, Debug, Default)]
pub(super) struct Hub(Arc<Mutex<Channels>>);

#[derive(Debug, Default)]
struct Channels {
    by_account: HashMap<AccountId, watch::Sender<News>>,
    is_over: bool,
}

/// A stream of an account's sequence numbers, the present one first. Dropping it frees its place.
#[derive(Debug)]
pub(crate) struct Subscription {
    account: AccountId,
    /// `None` once the place is free again.
    news: Option<WatchStream<News>>,
    end: Pin<Box<Sleep>>,
    hub: Hub,
}

impl Hub {
    /// Subscribes to an account; `None` if too many listen to it already.
    pub(super) fn subscribe(&self, account: &AccountId) -> Option<Subscription> {
        self.subscribe_for(account, LONGEST_STREAM)
    }

    fn subscribe_for(&self, account: &AccountId, longest: Duration) -> Option<Subscription> {
        let mut channels = self.channels();
        let is_over = channels.is_over;
        let sender = channels
            .by_account
            .entry(account.clone())
            .or_insert_with(|| watch::Sender::new(News { seq: 0, is_over }));
        if sender.receiver_count() >= MOST_STREAMS {
            return None;
        }
        Some(Subscription {
            account: account.clone(),
            news: Some(WatchStream::new(sender.subscribe())),
            end: Box::pin(tokio::time::sleep(longest)),
            hub: self.clone(),
        })
    }

    /// Ends all streams, so that the server can stop.
    pub(super) fn end(&self) {
        let mut channels = self.channels();
        channels.is_over = true;
        for sender in channels.by_account.values() {
            sender.send_modify(|news| news.is_over = true);
        }
    }

    /// Notifies the listeners here.
    pub(super) fn poke(&self, account: &AccountId, seq: u64) {
        if let Some(sender) = self.channels().by_account.get(account) {
            sender.send_if_modified(|news| {
                // News from other processes can come late.
                let is_new = news.seq < seq;
                news.seq = news.seq.max(seq);
                is_new
            });
        }
    }

    /// How many streams are open.
    pub(super) fn listeners(&self) -> usize {
        let channels = self.channels();
        let senders = channels.by_account.values();
        senders.map(watch::Sender::receiver_count).sum()
    }

    /// Every account that is listened to.
    pub(super) fn accounts(&self) -> Vec<AccountId> {
        self.channels().by_account.keys().cloned().collect()
    }

    fn channels(&self) -> MutexGuard<'_, Channels> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Subscription {
    /// Sets the number that comes first.
    pub(crate) fn start_at(&self, seq: u64) {
        self.hub.poke(&self.account, seq);
    }
}

impl Stream for Subscription {
    type Item = News;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<News>> {
        if self.end.as_mut().poll(context).is_ready() {
            return Poll::Ready(None);
        }
        let Some(news) = &mut self.news else {
            return Poll::Ready(None);
        };
        let news = ready!(Pin::new(news).poll_next(context));
        Poll::Ready(news.filter(|news| !news.is_over))
    }
}

impl Drop for Subscription {
    fn drop(&mut self) {
        let mut channels = self.hub.channels();
        // Under the lock, so that of two that go at once the second one sees that it is the last.
        self.news = None;
        let sender = channels.by_account.get(&self.account);
        if sender.is_some_and(|sender| sender.receiver_count() == 0) {
            channels.by_account.remove(&self.account);
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a failed unwrap fails the test")]
    use tokio_stream::StreamExt as _;

    use super::*;

    fn hub() -> (Hub, AccountId) {
        (Hub::default(), AccountId("a".to_owned()))
    }

    /// The next number, if it comes within a moment.
    async fn soon(stream: &mut Subscription) -> Option<u64> {
        let next = tokio::time::timeout(Duration::from_millis(50), stream.next());
        Some(next.await.ok()??.seq)
    }

    #[tokio::test]
    async fn a_late_lower_number_does_not_take_the_place_of_a_higher_one() {
        let (hub, account) = hub();
        let mut stream = hub.subscribe(&account).unwrap();
        hub.poke(&account, 7);
        assert_eq!(soon(&mut stream).await, Some(7));
        hub.poke(&account, 5);
        assert_eq!(soon(&mut stream).await, None);
        hub.poke(&account, 8);
        assert_eq!(soon(&mut stream).await, Some(8));
    }

    #[tokio::test]
    async fn few_streams_of_an_account_are_open_and_a_place_given_up_is_free() {
        let (hub, account) = hub();
        let subscribe = || hub.subscribe(&account);
        let mut open: Vec<Subscription> = (0..MOST_STREAMS).filter_map(|_| subscribe()).collect();
        assert_eq!(open.len(), MOST_STREAMS);
        assert!(subscribe().is_none());
        assert!(hub.subscribe(&AccountId("b".into())).is_some());
        open.pop();
        open.extend(subscribe());
        assert_eq!(open.len(), MOST_STREAMS);
        std::thread::scope(|scope| {
            for stream in open {
                scope.spawn(|| drop(stream));
            }
        });
        assert_eq!(hub.accounts(), [], "nobody listens any more");
    }

    #[tokio::test]
    async fn a_stream_ends_after_its_time_and_with_the_server() {
        let (hub, account) = hub();
        let mut short = hub
            .subscribe_for(&account, Duration::from_millis(20))
            .unwrap();
        let mut long = hub.subscribe(&account).unwrap();
        assert_eq!(short.next().await, Some(News::default()));
        assert_eq!(short.next().await, None);
        assert_eq!(long.next().await, Some(News::default()));
        hub.end();
        assert_eq!(long.next().await, None);
    }
}
