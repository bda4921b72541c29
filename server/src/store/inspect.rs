//! Inspecting a database before anything is written to it: its contents, its soundness, and why it
//! cannot be used.

use sqlx::{AnyConnection, AssertSqlSafe, Connection, Row};

use super::backend::Backend;
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
        match look.await {
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

    /// Says why a database in this state cannot be used, and what to do.
    pub(crate) fn refusal(&self, inspection: &Inspection) -> String {
        let what_to_do = match inspection {
            Inspection::Nothing if self.is_missing() => {
                return format!(
                    "There is no database at {self}. Name it with --database or --data-dir."
                );
            }
            Inspection::Nothing | Inspection::Foreign => {
                "is no database of One Yes. Name the right one with --database or --data-dir".into()
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
