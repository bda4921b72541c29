//! The channel between the server processes on one PostgreSQL (`LISTEN` and `NOTIFY`).

use sqlx::AnyPool;
use sqlx::postgres::PgListener;

/// The name of the channel.
const CHANNEL: &str = "one_yes";

/// The channel; cheap to clone.
#[derive(Clone)]
pub(crate) struct NotifyChannel {
    url: String,
    writer: AnyPool,
}

impl NotifyChannel {
    /// The channel on the database at an address, which these connections write to.
    pub(super) fn new(url: &str, writer: &AnyPool) -> Self {
        Self {
            url: url.to_owned(),
            writer: writer.clone(),
        }
    }

    /// Sends messages to every process that listens, on a connection of the store. They hold no
    /// spaces.
    ///
    /// # Errors
    /// If the database fails. None of them is delivered then.
    pub(crate) async fn send(&self, messages: &[String]) -> Result<(), sqlx::Error> {
        // A notification is nothing that must survive a power cut, so its commit does not wait for
        // the disk, and nobody for that commit.
        sqlx::query("SELECT set_config('synchronous_commit', 'off', true) AS waits, COUNT(pg_notify($1, message)) AS told FROM UNNEST(STRING_TO_ARRAY($2, ' ')) AS message")
            .bind(CHANNEL)
            .bind(messages.join(" "))
            .execute(&self.writer)
            .await?;
        Ok(())
    }

    /// Opens a connection to listen on.
    ///
    /// # Errors
    /// If the database cannot be reached.
    pub(crate) async fn connect(&self) -> Result<NotifyListener, sqlx::Error> {
        Ok(NotifyListener(PgListener::connect(&self.url).await?))
    }
}

/// A listener on the channel. It also receives the messages this process sends.
pub(crate) struct NotifyListener(PgListener);

impl NotifyListener {
    /// Begins to listen: no message sent from now on is missed, until the connection is lost.
    ///
    /// # Errors
    /// If the database fails.
    pub(crate) async fn begin(&mut self) -> Result<(), sqlx::Error> {
        self.0.listen(CHANNEL).await
    }

    /// The next message; `None` once the connection is lost.
    pub(crate) async fn next(&mut self) -> Option<String> {
        let message = self.0.try_recv().await.ok()??;
        Some(message.payload().to_owned())
    }
}
