//! Who is told of changes: one channel an account, and on PostgreSQL a line to the other server processes.

use std::collections::{BTreeMap, HashMap};
use std::pin::Pin;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::task::{Context, Poll, ready};
use std::time::Duration;

use tokio::sync::{mpsc, watch};
use tokio::time::Sleep;
use tokio_stream::Stream;
use tokio_stream::wrappers::WatchStream;

use crate::secret;
use crate::store::{AccountId, NotifyChannel, NotifyListener, Store};

/// Streams of one account at this process. A browser has one, however many tabs are open.
const MOST_STREAMS: usize = 20;

/// So long a stream lasts. Browsers then connect again, and who is signed out by then is told so.
const LONGEST_STREAM: Duration = Duration::from_secs(15 * 60);

/// Changes of one account within this time are told to other processes once.
const GATHERING: Duration = Duration::from_millis(20);

/// Every so often the database is asked, in case another process could not tell.
const ASKING: Duration = Duration::from_secs(30);

/// What a listener hears.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct News {
    /// The account's sequence number.
    pub(crate) seq: u64,
    /// The server stops; listen again somewhere.
    pub(crate) is_over: bool,
}

/// The hub; cheap to clone.
#[derive(Clone, Debug)]
pub(crate) struct Pokes {
    channels: Arc<Mutex<Channels>>,
    /// What tells the messages of this process from those of others.
    process: Arc<str>,
    /// To other processes; none where there can be no others.
    outward: Option<mpsc::UnboundedSender<(AccountId, u64)>>,
}

#[derive(Debug, Default)]
struct Channels {
    by_account: HashMap<AccountId, watch::Sender<News>>,
    is_over: bool,
}

/// A place at the hub, and the stream of what is heard there, the present first; given up when dropped.
#[derive(Debug)]
pub(crate) struct Listening {
    account: AccountId,
    /// None once the place is given up.
    news: Option<WatchStream<News>>,
    end: Pin<Box<Sleep>>,
    pokes: Pokes,
}

impl Pokes {
    /// A hub over a database. Where several processes may share it, tasks begin that speak with them.
    pub(crate) fn new(store: &Store) -> Self {
        let mut pokes = Self {
            channels: Arc::default(),
            process: secret::random_id().into(),
            outward: None,
        };
        if let Some(channel) = store.notify_channel() {
            let (outward, gathered) = mpsc::unbounded_channel();
            pokes.outward = Some(outward);
            tokio::spawn(tell_others(
                pokes.process.clone(),
                channel.clone(),
                gathered,
            ));
            tokio::spawn(hear_others(pokes.clone(), store.clone(), channel));
            tokio::spawn(ask_now_and_then(pokes.clone(), store.clone()));
        }
        pokes
    }

    /// Tells everyone who listens that an account has changed up to here.
    pub(crate) fn poke(&self, account: &AccountId, seq: u64) {
        self.poke_here(account, seq);
        if let Some(outward) = &self.outward {
            // Only where the task has ended with the process.
            let _ = outward.send((account.clone(), seq));
        }
    }

    /// A place at which changes of an account are heard; none where too many listen to it already.
    pub(crate) fn listen(&self, account: &AccountId) -> Option<Listening> {
        self.listen_for(account, LONGEST_STREAM)
    }

    fn listen_for(&self, account: &AccountId, longest: Duration) -> Option<Listening> {
        let mut channels = self.channels();
        let is_over = channels.is_over;
        let sender = channels
            .by_account
            .entry(account.clone())
            .or_insert_with(|| watch::Sender::new(News { seq: 0, is_over }));
        if sender.receiver_count() >= MOST_STREAMS {
            return None;
        }
        Some(Listening {
            account: account.clone(),
            news: Some(WatchStream::new(sender.subscribe())),
            end: Box::pin(tokio::time::sleep(longest)),
            pokes: self.clone(),
        })
    }

    /// Ends all streams, so that the server can stop.
    pub(crate) fn end(&self) {
        let mut channels = self.channels();
        channels.is_over = true;
        for sender in channels.by_account.values() {
            sender.send_modify(|news| news.is_over = true);
        }
    }

    fn poke_here(&self, account: &AccountId, seq: u64) {
        if let Some(sender) = self.channels().by_account.get(account) {
            sender.send_if_modified(|news| {
                // News from other processes can come late.
                let is_new = news.seq < seq;
                news.seq = news.seq.max(seq);
                is_new
            });
        }
    }

    fn accounts(&self) -> Vec<AccountId> {
        self.channels().by_account.keys().cloned().collect()
    }

    fn channels(&self) -> MutexGuard<'_, Channels> {
        self.channels.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Asks the database for every account that is listened to.
    async fn ask_for_all(&self, store: &Store) {
        for (account, seq) in store.seqs(&self.accounts()).await.unwrap_or_default() {
            self.poke_here(&account, seq);
        }
    }

    /// Hears a message on the line between servers; what this one has said comes back to it, too.
    fn hear(&self, message: &str) {
        let mut parts = message.split(':');
        let (account, seq, process) = (parts.next(), parts.next(), parts.next());
        if let (Some(account), Some(seq)) = (account, seq.and_then(|seq| seq.parse().ok()))
            && process != Some(&*self.process)
        {
            self.poke_here(&AccountId(account.to_owned()), seq);
        }
    }
}

impl Listening {
    /// Sets the number that is heard first.
    pub(crate) fn tell(&self, seq: u64) {
        self.pokes.poke_here(&self.account, seq);
    }
}

impl Stream for Listening {
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

impl Drop for Listening {
    fn drop(&mut self) {
        let mut channels = self.pokes.channels();
        // Under the lock, so that of two that go at once the second one sees that it is the last.
        self.news = None;
        let sender = channels.by_account.get(&self.account);
        if sender.is_some_and(|sender| sender.receiver_count() == 0) {
            channels.by_account.remove(&self.account);
        }
    }
}

/// Tells other processes, gathered: a notification takes a lock at commit that all writers share.
async fn tell_others(
    process: Arc<str>,
    channel: NotifyChannel,
    mut gathered: mpsc::UnboundedReceiver<(AccountId, u64)>,
) {
    while let Some((account, seq)) = gathered.recv().await {
        tokio::time::sleep(GATHERING).await;
        let mut latest = BTreeMap::from([(account, seq)]);
        while let Ok((account, seq)) = gathered.try_recv() {
            let known = latest.entry(account).or_default();
            *known = seq.max(*known);
        }
        let messages: Vec<String> = latest
            .iter()
            .map(|(account, seq)| format!("{}:{seq}:{process}", account.0))
            .collect();
        if let Err(error) = channel.send(&messages).await {
            tracing::warn!(%error, "other servers could not be told; they ask by themselves");
        }
    }
}

/// Hears other processes. Whoever reconnects has missed messages, and so asks for everything.
async fn hear_others(pokes: Pokes, store: Store, channel: NotifyChannel) {
    loop {
        match channel.connect().await {
            Ok(listener) => listen_until_lost(&pokes, &store, listener).await,
            Err(error) => tracing::warn!(%error, "the line to other servers is down"),
        }
        tokio::time::sleep(Duration::from_secs(1)).await;
    }
}

async fn listen_until_lost(pokes: &Pokes, store: &Store, mut listener: NotifyListener) {
    if listener.begin().await.is_err() {
        return;
    }
    pokes.ask_for_all(store).await;
    while let Some(message) = listener.next().await {
        pokes.hear(&message);
    }
}

async fn ask_now_and_then(pokes: Pokes, store: Store) {
    loop {
        tokio::time::sleep(ASKING).await;
        pokes.ask_for_all(&store).await;
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a failed unwrap fails the test")]
    use tokio_stream::StreamExt as _;

    use super::*;

    fn hub() -> (Pokes, AccountId) {
        let pokes = Pokes {
            channels: Arc::default(),
            process: "here".into(),
            outward: None,
        };
        (pokes, AccountId("a".to_owned()))
    }

    /// What is heard within a moment.
    async fn soon(listening: &mut Listening) -> Option<u64> {
        let next = tokio::time::timeout(Duration::from_millis(50), listening.next());
        Some(next.await.ok()??.seq)
    }

    #[tokio::test]
    async fn a_late_lower_number_does_not_take_the_place_of_a_higher_one() {
        let (pokes, account) = hub();
        let mut listening = pokes.listen(&account).unwrap();
        pokes.poke_here(&account, 7);
        assert_eq!(soon(&mut listening).await, Some(7));
        pokes.poke_here(&account, 5);
        assert_eq!(soon(&mut listening).await, None);
        pokes.poke_here(&account, 8);
        assert_eq!(soon(&mut listening).await, Some(8));
    }

    #[tokio::test]
    async fn few_streams_of_an_account_are_open_and_a_place_given_up_is_free() {
        let (pokes, account) = hub();
        let listen = || pokes.listen(&account);
        let mut open: Vec<Listening> = (0..MOST_STREAMS).filter_map(|_| listen()).collect();
        assert_eq!(open.len(), MOST_STREAMS);
        assert!(listen().is_none());
        assert!(pokes.listen(&AccountId("b".into())).is_some());
        open.pop();
        open.extend(listen());
        assert_eq!(open.len(), MOST_STREAMS);
        std::thread::scope(|scope| {
            for listening in open {
                scope.spawn(|| drop(listening));
            }
        });
        assert_eq!(pokes.accounts(), [], "nobody listens any more");
    }

    #[tokio::test]
    async fn a_stream_ends_after_its_time_and_with_the_server() {
        let (pokes, account) = hub();
        let mut short = pokes
            .listen_for(&account, Duration::from_millis(20))
            .unwrap();
        let mut long = pokes.listen(&account).unwrap();
        assert_eq!(short.next().await, Some(News::default()));
        assert_eq!(short.next().await, None);
        assert_eq!(long.next().await, Some(News::default()));
        pokes.end();
        assert_eq!(long.next().await, None);
    }

    #[tokio::test]
    async fn of_messages_between_servers_only_those_of_others_are_heard() {
        let (pokes, account) = hub();
        let mut listening = pokes.listen(&account).unwrap();
        assert_eq!(soon(&mut listening).await, Some(0));
        for message in ["a:7:here", "a", "a:x:there", "", "b:9:there"] {
            pokes.hear(message);
        }
        assert_eq!(soon(&mut listening).await, None);
        pokes.hear("a:7:there");
        assert_eq!(soon(&mut listening).await, Some(7));
    }
}
