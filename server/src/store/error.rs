//! Failures of the database: an error for requests, a sentence for whoever starts the program.

use std::fmt;
use std::sync::atomic::{AtomicU64, Ordering};

use super::backend::{Backend, LONGEST_WAIT};

/// The failures since the program has begun.
static FAILURES: AtomicU64 = AtomicU64::new(0);

/// How often the database has failed since the program has begun.
pub(crate) fn failures() -> u64 {
    FAILURES.load(Ordering::Relaxed)
}

/// A failure of the database.
#[derive(Debug)]
pub struct StoreError(sqlx::Error);

impl fmt::Display for StoreError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "the database failed: {}", self.0)
    }
}

impl std::error::Error for StoreError {}

impl From<sqlx::Error> for StoreError {
    fn from(error: sqlx::Error) -> Self {
        let error = Self(error);
        FAILURES.fetch_add(u64::from(!error.is_duplicate()), Ordering::Relaxed);
        error
    }
}

impl StoreError {
    /// Whether a row with the same key was there already.
    #[must_use]
    pub fn is_duplicate(&self) -> bool {
        self.0
            .as_database_error()
            .is_some_and(sqlx::error::DatabaseError::is_unique_violation)
    }
}

/// The sentence about a database that could not be opened.
pub(super) fn not_opened(backend: &dyn Backend) -> impl Fn(sqlx::Error) -> String {
    move |error| format!("{backend} could not be opened: {}", why(error))
}

/// The reason in its own words: those of sqlx speak of a connection where a file is not there.
pub(super) fn why(error: sqlx::Error) -> String {
    /// `SQLITE_FULL`, and `SQLITE_IOERR_SHMSIZE`: no room for the memory that processes share.
    const NO_ROOM: [&str; 2] = ["13", "4874"];
    let code = error.as_database_error().and_then(|error| error.code());
    if code.is_some_and(|code| NO_ROOM.contains(&&*code)) {
        return format!("there is no room left on its disk ({error})");
    }
    match error {
        sqlx::Error::Io(error) => error.to_string(),
        sqlx::Error::PoolTimedOut => {
            let seconds = LONGEST_WAIT.as_secs();
            format!("it did not answer within {seconds} seconds")
        }
        other => other.to_string(),
    }
}
