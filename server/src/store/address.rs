//! How an address names a database: `sqlite:<file>` or `postgres://…`.

use std::path::Path;
use std::str::FromStr;
use std::sync::Arc;

use sqlx::postgres::{PgConnectOptions, PgSslMode};

use super::backend::Backend;
use super::postgres::Postgres;
use super::sqlite::Sqlite;

/// The database that an address names. After `sqlite:` stands the name of a file and nothing else.
///
/// # Errors
/// Says in a sentence what is wrong with the address.
pub(crate) fn database_at(url: &str) -> Result<Arc<dyn Backend>, String> {
    if is_postgres(url) {
        return Ok(Arc::new(Postgres::at(url)));
    }
    let Some(file) = url.strip_prefix("sqlite:") else {
        return Err(
            "The database is named by sqlite:<file> or postgres://<user>@<host>/<name>.".into(),
        );
    };
    Ok(Arc::new(Sqlite::at(file)?))
}

/// The address of a file, as [`Store::open`](super::Store::open) reads it.
#[must_use]
pub fn sqlite_url(file: &Path) -> String {
    format!("sqlite://{}", file.display())
}

/// The host of a PostgreSQL that is reached without encryption that is verified. `None` for a file,
/// a socket, and an address that is none: opening it reports what is wrong.
pub(crate) fn unverified_host(url: &str) -> Option<String> {
    if !is_postgres(url) {
        return None;
    }
    // With the environment's settings, like the connection itself.
    let options = PgConnectOptions::from_str(url).ok()?;
    let is_verified = matches!(options.get_ssl_mode(), PgSslMode::VerifyFull);
    let has_host = options.get_socket().is_none() && !is_verified;
    has_host.then(|| options.get_host().to_owned())
}

fn is_postgres(url: &str) -> bool {
    url.starts_with("postgres:") || url.starts_with("postgresql:")
}
