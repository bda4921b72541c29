//! Inspecting a database before anything is written to it: its contents, its soundness, and why it
//! cannot be used.

use std::path::Path;

use sqlx::{AnyConnection, AssertSqlSafe, Connection, Row};
use tokio::time::timeout;

use super::backend::{Backend, LONGEST_WAIT};
use super::error::not_opened;
use super::migrations::LATEST;

/// The state of a database before anything is written to it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Inspection {
    /// No file, or nothing in it yet.
    Nothing,
    /// Tables of another program.
    Foreign,
    /// A database of ours, with the migrations done up to here.
    Ours(i64),
    /// A file that SQLite cannot read, with what it says.
    Damaged(String),
}

impl dyn Backend + '_ {
    /// Inspects it without writing.
    ///
    /// # Errors
    /// Says in a sentence why it cannot be read.
    pub(crate) async fn inspect(&self) -> Result<Inspection, String> {
        if self.is_missing() {
            return Ok(Inspection::Nothing);
        }
        let look = async {
            let mut connection = self.connect().await?;
            let inspection = inspect(&mut connection, self.tables()).await;
            connection.close().await?;
            inspection
        };
        // Something may listen at its address that never answers.
        let look = timeout(LONGEST_WAIT, look).await;
        match look.unwrap_or(Err(sqlx::Error::PoolTimedOut)) {
            Err(error) if self.is_damage(&error) => Ok(Inspection::Damaged(error.to_string())),
            inspection => inspection.map_err(not_opened(self)),
        }
    }

    /// The first fault the database's own check finds in the file. `None` if it is sound or
    /// missing, and for PostgreSQL.
    ///
    /// # Errors
    /// Says in a sentence why it could not be checked.
    pub(crate) async fn damage(&self) -> Result<Option<String>, String> {
        let Some(check) = self.check(1).filter(|_| !self.is_missing()) else {
            return Ok(None);
        };
        let look = async {
            let mut connection = self.connect().await?;
            let row = sqlx::query(AssertSqlSafe(check));
            let row = row.fetch_one(&mut connection).await?;
            connection.close().await?;
            row.try_get::<String, _>(0)
        };
        match look.await {
            Ok(told) if told == "ok" => Ok(None),
            Ok(told) => Ok(Some(told)),
            Err(error) if self.is_damage(&error) => Ok(Some(error.to_string())),
            Err(error) => Err(not_opened(self)(error)),
        }
    }

    /// Makes sure that a database in this state can be served, or brought up to date.
    ///
    /// # Errors
    /// Says in a sentence why it cannot, and what to do.
    pub(crate) fn must_be_usable(&self, inspection: &Inspection) -> Result<(), String> {
        match inspection {
            Inspection::Nothing => Ok(()),
            Inspection::Ours(version) if *version <= LATEST => Ok(()),
            // On a server, programs may share a database; a file is one program's.
            Inspection::Foreign if self.is_shared() => Ok(()),
            other => Err(self.refusal(other)),
        }
    }

    /// Whether anybody has an account in a database of ours, whatever its version.
    ///
    /// # Errors
    /// Says in a sentence why it cannot be read.
    pub(crate) async fn has_accounts(&self) -> Result<bool, String> {
        let look = async {
            let mut connection = self.connect().await?;
            let row = sqlx::query("SELECT id FROM accounts LIMIT 1");
            let row = row.fetch_optional(&mut connection).await?;
            connection.close().await?;
            Ok(row.is_some())
        };
        look.await.map_err(not_opened(self))
    }

    /// Whether it is a file that is not there, or has nothing in it.
    pub(crate) fn is_no_file(&self) -> bool {
        let has_content = |file: &Path| file.metadata().is_ok_and(|about| about.len() > 0);
        self.file().is_some_and(|file| !has_content(file))
    }

    /// Says why a database in this state cannot be used, and what to do.
    pub(crate) fn refusal(&self, inspection: &Inspection) -> String {
        let what_to_do = match inspection {
            Inspection::Nothing if self.is_missing() => {
                return format!(
                    "There is no database at {self}. Name it with --database or --data-dir."
                );
            }
            Inspection::Nothing | Inspection::Foreign => {
                "is not a database of One Yes. Name the right one with --database or --data-dir"
                    .into()
            }
            Inspection::Ours(version) if *version > LATEST => format!(
                "was written by a newer One Yes: its tables are at step {version}, and this program knows {LATEST}. Use the newer program"
            ),
            Inspection::Ours(version) => format!(
                "was written by an older One Yes: its tables are at step {version}, and this program needs {LATEST}. Start the server once, it brings them up to date"
            ),
            Inspection::Damaged(told) => format!(
                "is damaged ({told}). Put a backup in its place: server restore <backup> --replace"
            ),
        };
        format!("{self} {what_to_do}. Nothing was changed.")
    }

    fn is_missing(&self) -> bool {
        self.file().is_some_and(|file| !file.exists())
    }
}

async fn inspect(
    connection: &mut AnyConnection,
    tables: &'static str,
) -> Result<Inspection, sqlx::Error> {
    let mut names = Vec::new();
    for row in sqlx::query(tables).fetch_all(&mut *connection).await? {
        names.push(row.try_get::<String, _>("name")?);
    }
    let has = |name: &str| names.iter().any(|held| held == name);
    if !has("_sqlx_migrations") {
        let is_empty = names.is_empty();
        return Ok(if is_empty {
            Inspection::Nothing
        } else {
            Inspection::Foreign
        });
    }
    if !has("facts") {
        return Ok(Inspection::Nothing);
    }
    let epoch = "SELECT value FROM facts WHERE name = 'epoch'";
    if sqlx::query(epoch)
        .fetch_optional(&mut *connection)
        .await?
        .is_none()
    {
        return Ok(Inspection::Nothing);
    }
    let version = "SELECT COALESCE(MAX(version), 0) AS version FROM _sqlx_migrations";
    let row = sqlx::query(version).fetch_one(&mut *connection).await?;
    Ok(Inspection::Ours(row.try_get("version")?))
}
