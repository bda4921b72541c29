//! PostgreSQL: a server, for one or several processes of ours, and the line between them.

use std::fmt;
use std::fmt::Write as _;
use std::ops::Range;
use std::path::Path;
use std::str::FromStr;
use std::sync::Arc;
use std::time::Duration;

use sqlx::any::{AnyConnectOptions, AnyPoolOptions};
use sqlx::migrate::Migrator;
use sqlx::postgres::PgListener;
use sqlx::{AnyConnection, AnyPool, Connection};

use super::backend::{BoxFuture, CONNECTIONS, LONGEST_WAIT, Pools};
use super::migrations::not_up_to_date;
use super::queue::Queue;
use super::transfer::Epoch;
use super::{Backend, Store, sqlite_url};

/// A connection that was idle for longer is tried before it is used: the server may have gone.
const TRUSTED_IDLE: Duration = Duration::from_secs(1);

/// The name under which server processes speak to each other.
const CHANNEL: &str = "one_yes";

/// A database of PostgreSQL.
pub(super) struct Postgres {
    url: String,
}

impl Postgres {
    /// The database at an address.
    pub(super) fn at(url: &str) -> Self {
        Self {
            url: url.to_owned(),
        }
    }

    async fn pool(&self) -> Result<AnyPool, sqlx::Error> {
        AnyPoolOptions::new()
            .max_connections(CONNECTIONS)
            .acquire_timeout(LONGEST_WAIT)
            // Each is tried when it is given back. Trying it again at once would be one round trip of a dozen.
            .test_before_acquire(false)
            .before_acquire(|connection, about| {
                Box::pin(async move {
                    if about.idle_for > TRUSTED_IDLE {
                        connection.ping().await?;
                    }
                    Ok(true)
                })
            })
            .connect_with(self.options()?)
            .await
    }

    fn options(&self) -> Result<AnyConnectOptions, sqlx::Error> {
        sqlx::any::install_default_drivers();
        AnyConnectOptions::from_str(&self.url)
    }
}

impl Backend for Postgres {
    fn file(&self) -> Option<&Path> {
        None
    }

    fn is_shared(&self) -> bool {
        true
    }

    fn line(&self) -> Option<Line> {
        Some(Line {
            url: self.url.clone(),
        })
    }

    fn open(&self) -> BoxFuture<'_, Result<Pools, sqlx::Error>> {
        Box::pin(async move {
            let pool = self.pool().await?;
            Ok(Pools {
                writer: pool.clone(),
                reader: pool,
            })
        })
    }

    fn open_to_read(&self) -> BoxFuture<'_, Result<AnyPool, sqlx::Error>> {
        Box::pin(self.pool())
    }

    fn connect(&self) -> BoxFuture<'_, Result<AnyConnection, sqlx::Error>> {
        Box::pin(async move { AnyConnection::connect_with(&self.options()?).await })
    }

    fn migrate<'a>(
        &'a self,
        writer: &'a AnyPool,
        migrator: Migrator,
    ) -> BoxFuture<'a, Result<(), String>> {
        Box::pin(async move { migrator.run(writer).await.map_err(not_up_to_date) })
    }

    fn queue(self: Arc<Self>, _: &AnyPool) -> Option<Queue> {
        None
    }

    fn begin(&self) -> &'static str {
        // A machine that lost power leaves its transaction open, with the account's row locked, until the network notices.
        "BEGIN; SET LOCAL lock_timeout = '10s'; SET LOCAL idle_in_transaction_session_timeout = '30s'"
    }

    fn begin_snapshot(&self) -> &'static str {
        "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"
    }

    fn lock(&self) -> &'static str {
        // What refers to the row, a new session to its account say, does not wait.
        " FOR NO KEY UPDATE"
    }

    fn tables(&self) -> &'static str {
        "SELECT CAST(table_name AS TEXT) AS name FROM information_schema.tables WHERE table_schema = CURRENT_SCHEMA()"
    }

    fn add_placeholders(&self, text: &mut String, numbers: Range<usize>) {
        let first = numbers.start;
        for number in numbers {
            if number != first {
                text.push_str(", ");
            }
            let _ = write!(text, "${number}");
        }
    }

    /// PostgreSQL refuses bytes that are no text.
    fn bytes_of(&self, text: &str) -> String {
        text.to_owned()
    }

    fn check(&self, _: u32) -> Option<String> {
        None
    }

    fn is_damage(&self, _: &sqlx::Error) -> bool {
        false
    }

    fn orphans(&self) -> Option<&'static str> {
        None
    }

    fn leave_out_orphans(&self, _: &str) -> Option<String> {
        None
    }

    fn copy_to_file<'a>(
        &'a self,
        store: &'a Store,
        file: &'a Path,
    ) -> BoxFuture<'a, Result<(), String>> {
        Box::pin(async move {
            let copy = Store::open(&sqlite_url(file)).await?;
            let copied = store.copy_into(&copy, Epoch::Kept).await;
            copy.close().await;
            copied.map(|_| ())
        })
    }
}

impl fmt::Display for Postgres {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        // Its address may hold a password.
        formatter.write_str("The PostgreSQL database")
    }
}

/// The line between the server processes on one database.
#[derive(Clone)]
pub(crate) struct Line {
    url: String,
}

impl Line {
    /// Says messages to everyone who listens, on a connection of the store. They hold no spaces.
    ///
    /// # Errors
    /// Where the database fails. Nobody hears any of them then.
    pub(crate) async fn tell(&self, store: &Store, messages: &[String]) -> Result<(), sqlx::Error> {
        // A notification is nothing that must survive a power cut, so its commit does not wait for the disk, and nobody for that commit.
        sqlx::query("SELECT set_config('synchronous_commit', 'off', true) AS waits, COUNT(pg_notify($1, message)) AS told FROM UNNEST(STRING_TO_ARRAY($2, ' ')) AS message")
            .bind(CHANNEL)
            .bind(messages.join(" "))
            .execute(&store.writer)
            .await?;
        Ok(())
    }

    /// A connection to listen on.
    ///
    /// # Errors
    /// Where the database cannot be reached.
    pub(crate) async fn connect(&self) -> Result<Listener, sqlx::Error> {
        Ok(Listener(PgListener::connect(&self.url).await?))
    }
}

/// One who listens on the line. What this process says comes back to it, too.
pub(crate) struct Listener(PgListener);

impl Listener {
    /// Begins to listen: nothing that is said from now on is missed, until the connection is lost.
    ///
    /// # Errors
    /// Where the database fails.
    pub(crate) async fn begin(&mut self) -> Result<(), sqlx::Error> {
        self.0.listen(CHANNEL).await
    }

    /// The next message; none once the connection is lost.
    pub(crate) async fn next(&mut self) -> Option<String> {
        let message = self.0.try_recv().await.ok()??;
        Some(message.payload().to_owned())
    }
}
