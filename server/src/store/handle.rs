//! An open database: its connections, and the transactions on them.

use std::sync::Arc;

use sqlx::pool::PoolConnection;
use sqlx::{Any, AnyPool};

use super::backend::Backend;
use super::clock_watch::ClockWatch;
use super::error::StoreError;
use super::notify_channel::NotifyChannel;
use super::queue::Queue;
use super::write_transaction::WriteTransaction;

/// The database; cheap to clone.
#[derive(Clone, Debug)]
pub struct Store {
    /// The connections that write. On SQLite only one, because it has one writer at a time.
    pub(super) writer: AnyPool,
    /// The connections that only read.
    pub(super) reader: AnyPool,
    /// Which database it is.
    pub(super) backend: Arc<dyn Backend>,
    pub(super) epoch: Arc<str>,
    /// The queue of pushes in front of SQLite's one writer.
    pub(super) queue: Option<Queue>,
    /// The clock of this server.
    pub(super) clock: Arc<ClockWatch>,
}

impl Store {
    /// The part that depends on which database it is.
    pub(crate) fn backend(&self) -> &dyn Backend {
        &*self.backend
    }

    /// The channel to the other server processes on it; `None` if there can be no others.
    pub(crate) fn notify_channel(&self) -> Option<NotifyChannel> {
        let url = self.backend.notify_url()?;
        Some(NotifyChannel::new(url, &self.writer))
    }

    /// The id that distinguishes this database from every other one, a restored backup of itself
    /// included, as it was when this process opened it. Pushes and pulls read the present one.
    #[must_use]
    pub fn epoch(&self) -> &str {
        &self.epoch
    }

    /// A connection for a statement that writes and is a transaction by itself.
    ///
    /// # Errors
    /// If the database cannot be reached, or its file is gone.
    pub(super) async fn to_write(&self) -> Result<PoolConnection<Any>, sqlx::Error> {
        self.backend.must_be_in_place()?;
        self.writer.acquire().await
    }

    /// Begins a transaction that writes.
    ///
    /// # Errors
    /// If the database cannot be reached or does not take another writer in time.
    pub(crate) async fn begin(&self) -> Result<WriteTransaction, StoreError> {
        WriteTransaction::begin(&self.writer, self.backend())
            .await
            .map_err(StoreError::from)
    }

    /// Whether the database answers.
    ///
    /// # Errors
    /// If it does not.
    pub async fn ping(&self) -> Result<(), StoreError> {
        sqlx::query("SELECT 1").fetch_one(&self.reader).await?;
        Ok(())
    }

    /// The connections by pool: its name, how many there are and how many of them are idle.
    pub(crate) fn connections(&self) -> Vec<(&'static str, u32, u32)> {
        let pool = |name, pool: &AnyPool| {
            let idle = u32::try_from(pool.num_idle()).unwrap_or(u32::MAX);
            (name, pool.size(), idle)
        };
        if self.backend.has_one_writer() {
            vec![pool("writer", &self.writer), pool("reader", &self.reader)]
        } else {
            vec![pool("all", &self.writer)]
        }
    }

    /// For tests: simulates the passing of time. `statement` is a fixed text.
    ///
    /// # Panics
    /// If the database refuses it.
    #[doc(hidden)]
    #[expect(clippy::unwrap_used, reason = "only tests come here")]
    pub async fn execute_for_tests(&self, statement: &'static str) {
        sqlx::query(statement).execute(&self.writer).await.unwrap();
    }

    /// Ends all connections; on SQLite this also folds the write-ahead log into the file.
    pub async fn close(&self) {
        self.reader.close().await;
        self.writer.close().await;
    }
}
