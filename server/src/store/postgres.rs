//! PostgreSQL: a server, for one or several processes of ours.

use std::fmt;
use std::fmt::Write as _;
use std::ops::Range;
use std::path::Path;
use std::str::FromStr;
use std::time::Duration;

use sqlx::any::{AnyConnectOptions, AnyPoolOptions};
use sqlx::migrate::Migrator;
use sqlx::postgres::PgConnectOptions;
use sqlx::{AnyConnection, AnyPool, Connection};

use super::backend::{Backend, BoxFuture, CONNECTIONS, LONGEST_WAIT, Pools};
use super::migrations::not_up_to_date;
use super::raw_text::hexadecimal;

/// A connection that was idle for longer is tried before it is used: the server may have gone.
const TRUSTED_IDLE: Duration = Duration::from_secs(1);

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
            // Each is tried when it is given back. Trying it again at once would be one round trip
            // of a dozen.
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

    fn notify_url(&self) -> Option<&str> {
        Some(&self.url)
    }

    fn has_one_writer(&self) -> bool {
        false
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

    fn must_be_in_place(&self) -> Result<(), sqlx::Error> {
        Ok(())
    }

    fn migrate<'a>(
        &'a self,
        writer: &'a AnyPool,
        migrator: Migrator,
    ) -> BoxFuture<'a, Result<(), String>> {
        Box::pin(async move { migrator.run(writer).await.map_err(not_up_to_date) })
    }

    fn begin(&self) -> &'static str {
        // A machine that lost power leaves its transaction open, with the account's row locked,
        // until the network notices.
        "BEGIN; SET LOCAL lock_timeout = '10s'; SET LOCAL idle_in_transaction_session_timeout = '30s'"
    }

    fn begin_snapshot(&self) -> &'static str {
        "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"
    }

    fn lock(&self) -> &'static str {
        // What refers to the row, a new session to its account say, does not wait.
        " FOR NO KEY UPDATE"
    }

    fn size(&self) -> &'static str {
        "SELECT pg_database_size(CURRENT_DATABASE()) AS size"
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

    fn text_of_bytes(&self, bytes: &[u8]) -> String {
        let digits = hexadecimal(bytes);
        format!("CONVERT_FROM(DECODE('{digits}', 'hex'), 'UTF8')")
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

    /// The server cannot write a file for us.
    fn copy_to_file<'a>(&'a self, _: &'a Path) -> Option<BoxFuture<'a, Result<(), String>>> {
        None
    }
}

impl fmt::Display for Postgres {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        // Its address may hold a password.
        let Ok(options) = PgConnectOptions::from_str(&self.url) else {
            return formatter.write_str("The PostgreSQL database");
        };
        let name = options.get_database().unwrap_or(options.get_username());
        let host = match options.get_socket() {
            Some(socket) => socket.display().to_string(),
            None => options.get_host().to_owned(),
        };
        let port = options.get_port();
        write!(formatter, "The PostgreSQL database {name} at {host}:{port}")
    }
}
