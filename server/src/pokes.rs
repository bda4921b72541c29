//! Who is told of changes: one channel an account, and on PostgreSQL a line to the other server processes.

use std::collections::{BTreeMap, HashMap};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use sqlx::postgres::PgListener;
use tokio::sync::{mpsc, watch};

use crate::store::{AccountId, Backend, Store};

/// The name under which server processes speak to each other.
const CHANNEL: &str = "one_yes";

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
    /// To other processes; none where there can be no others.
    outward: Option<mpsc::UnboundedSender<(AccountId, u64)>>,
}

#[derive(Debug, Default)]
struct Channels {
    by_account: HashMap<AccountId, watch::Sender<News>>,
    is_over: bool,
}

/// A place at the hub; given up when dropped.
#[derive(Debug)]
pub(crate) struct Listening {
    account: AccountId,
    sender: watch::Sender<News>,
    pokes: Pokes,
}

impl Pokes {
    /// A hub over a database. Where several processes may share it, tasks begin that speak with them.
    pub(crate) fn new(store: &Store, url: &str) -> Self {
        let mut pokes = Self {
            channels: Arc::default(),
            outward: None,
        };
        if store.backend() == Backend::Postgres {
            let (outward, gathered) = mpsc::unbounded_channel();
            pokes.outward = Some(outward);
            tokio::spawn(tell_others(store.clone(), gathered));
            tokio::spawn(hear_others(pokes.clone(), store.clone(), url.to_owned()));
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

    /// A place at which changes of an account are heard.
    pub(crate) fn listen(&self, account: &AccountId) -> Listening {
        let mut channels = self.channels();
        let is_over = channels.is_over;
        let sender = channels
            .by_account
            .entry(account.clone())
            .or_insert_with(|| watch::Sender::new(News { seq: 0, is_over }))
            .clone();
        Listening {
            account: account.clone(),
            sender,
            pokes: self.clone(),
        }
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
                let is_new = news.seq != seq;
                news.seq = seq;
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
        for account in self.accounts() {
            if let Ok(Some(seq)) = store.seq(&account).await {
                self.poke_here(&account, seq);
            }
        }
    }
}

impl Listening {
    /// The stream of news; the present ones come first.
    pub(crate) fn receiver(&self) -> watch::Receiver<News> {
        self.sender.subscribe()
    }

    /// Sets the number that is heard first.
    pub(crate) fn tell(&self, seq: u64) {
        self.sender.send_modify(|news| news.seq = news.seq.max(seq));
    }
}

impl Drop for Listening {
    fn drop(&mut self) {
        let mut channels = self.pokes.channels();
        // This one and the hub's own: the last listener of the account has gone.
        if self.sender.sender_count() <= 2 {
            channels.by_account.remove(&self.account);
        }
    }
}

/// Tells other processes, gathered: a notification takes a lock at commit that all writers share.
async fn tell_others(store: Store, mut gathered: mpsc::UnboundedReceiver<(AccountId, u64)>) {
    while let Some((account, seq)) = gathered.recv().await {
        tokio::time::sleep(GATHERING).await;
        let mut latest = BTreeMap::from([(account, seq)]);
        while let Ok((account, seq)) = gathered.try_recv() {
            let known = latest.entry(account).or_default();
            *known = seq.max(*known);
        }
        for (account, seq) in latest {
            let told = sqlx::query("SELECT pg_notify($1, $2)")
                .bind(CHANNEL)
                .bind(format!("{}:{seq}", account.0))
                .execute(&store.writer)
                .await;
            if let Err(error) = told {
                tracing::warn!(%error, "other servers could not be told; they ask by themselves");
            }
        }
    }
}

/// Hears other processes. Whoever reconnects has missed messages, and so asks for everything.
async fn hear_others(pokes: Pokes, store: Store, url: String) {
    loop {
        match PgListener::connect(&url).await {
            Ok(listener) => listen_until_lost(&pokes, &store, listener).await,
            Err(error) => tracing::warn!(%error, "the line to other servers is down"),
        }
        tokio::time::sleep(Duration::from_secs(1)).await;
        pokes.ask_for_all(&store).await;
    }
}

async fn listen_until_lost(pokes: &Pokes, store: &Store, mut listener: PgListener) {
    if listener.listen(CHANNEL).await.is_err() {
        return;
    }
    pokes.ask_for_all(store).await;
    while let Ok(Some(message)) = listener.try_recv().await {
        if let Some((account, seq)) = message.payload().split_once(':')
            && let Ok(seq) = seq.parse()
        {
            pokes.poke_here(&AccountId(account.to_owned()), seq);
        }
    }
}

async fn ask_now_and_then(pokes: Pokes, store: Store) {
    loop {
        tokio::time::sleep(ASKING).await;
        pokes.ask_for_all(&store).await;
    }
}
