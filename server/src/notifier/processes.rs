//! Other server processes on the same database: this one sends them the changes it takes, and
//! receives theirs.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Duration;

use tokio::sync::mpsc;

use super::hub::Hub;
use crate::secret;
use crate::store::{AccountId, NotifyChannel, NotifyListener, Store};

/// Changes of one account within this time are sent to other processes once.
const GATHERING: Duration = Duration::from_millis(20);

/// How often the database is polled, in case another process could not send.
const POLLING: Duration = Duration::from_secs(30);

/// The way to other processes; cheap to clone.
#[derive(Clone, Debug)]
pub(super) struct OutgoingNotices(mpsc::UnboundedSender<(AccountId, u64)>);

impl OutgoingNotices {
    /// Notifies their listeners.
    pub(super) fn poke(&self, account: &AccountId, seq: u64) {
        // Fails only if the task has ended with the process.
        let _ = self.0.send((account.clone(), seq));
    }
}

/// Starts the tasks that speak with other processes; `None` if there can be no others.
pub(super) fn connect(hub: &Hub, store: &Store) -> Option<OutgoingNotices> {
    let channel = store.notify_channel()?;
    let (outgoing, gathered) = mpsc::unbounded_channel();
    let process: Arc<str> = secret::random_id().into();
    let inward = Inward {
        hub: hub.clone(),
        store: store.clone(),
        process: process.clone(),
    };
    tokio::spawn(send(process, channel.clone(), gathered));
    tokio::spawn(inward.clone().listen(channel));
    tokio::spawn(inward.poll());
    Some(OutgoingNotices(outgoing))
}

/// Sends changes, gathered: a notification takes a lock at commit that all writers share.
async fn send(
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

/// The way from other processes; cheap to clone.
#[derive(Clone)]
struct Inward {
    hub: Hub,
    store: Store,
    /// The id in the messages of this process.
    process: Arc<str>,
}

impl Inward {
    /// Hears messages, for as long as the process runs.
    async fn listen(self, channel: NotifyChannel) {
        loop {
            match channel.connect().await {
                Ok(listener) => self.listen_until_lost(listener).await,
                Err(error) => tracing::warn!(%error, "the line to other servers is down"),
            }
            tokio::time::sleep(Duration::from_secs(1)).await;
        }
    }

    async fn listen_until_lost(&self, mut listener: NotifyListener) {
        if listener.begin().await.is_err() {
            return;
        }
        // Messages were missed while there was no connection.
        self.read_all().await;
        while let Some(message) = listener.next().await {
            hear(&self.hub, &self.process, &message);
        }
    }

    async fn poll(self) {
        loop {
            tokio::time::sleep(POLLING).await;
            self.read_all().await;
        }
    }

    /// Reads the sequence number of every account that is listened to.
    async fn read_all(&self) {
        let seqs = self.store.seqs(&self.hub.accounts()).await;
        for (account, seq) in seqs.unwrap_or_default() {
            self.hub.poke(&account, seq);
        }
    }
}

/// Hears a message on the channel. The messages this process sends come back to it, too, and are
/// left out.
fn hear(hub: &Hub, process: &str, message: &str) {
    let mut parts = message.split(':');
    let (account, seq, sender) = (parts.next(), parts.next(), parts.next());
    if let (Some(account), Some(seq)) = (account, seq.and_then(|seq| seq.parse().ok()))
        && sender != Some(process)
    {
        hub.poke(&AccountId(account.to_owned()), seq);
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a failed unwrap fails the test")]
    use tokio_stream::StreamExt as _;

    use super::super::hub::Subscription;
    use super::*;

    /// The next number, if it comes within a moment.
    async fn soon(stream: &mut Subscription) -> Option<u64> {
        let next = tokio::time::timeout(Duration::from_millis(50), stream.next());
        Some(next.await.ok()??.seq)
    }

    #[tokio::test]
    async fn of_messages_between_servers_only_those_of_others_are_heard() {
        let (hub, account) = (Hub::default(), AccountId("a".to_owned()));
        let mut stream = hub.subscribe(&account).unwrap();
        assert_eq!(soon(&mut stream).await, Some(0));
        for message in ["a:7:here", "a", "a:x:there", "", "b:9:there"] {
            hear(&hub, "here", message);
        }
        assert_eq!(soon(&mut stream).await, None);
        hear(&hub, "here", "a:7:there");
        assert_eq!(soon(&mut stream).await, Some(7));
    }
}
