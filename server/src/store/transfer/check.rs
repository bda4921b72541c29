//! The search for damage: in the file, in the references and contents of rows, and in the counts of
//! accounts.

use domain::state::record::RecordKey;
use domain::state::stamp::Stamp;
use domain::sync::server::{CELL_BYTES, NAMES_STORED};
use sqlx::any::AnyRow;
use sqlx::{AnyConnection, AssertSqlSafe, Executor as _, Row};
use tokio_stream::StreamExt;

use crate::store::handle::Store;
use crate::store::raw_text::{bytes, mended};

/// The most faults of the file that are listed.
const MOST_DAMAGE: u32 = 100;

impl Store {
    /// The faults of the database, in sentences.
    ///
    /// # Errors
    /// Says in a sentence why it could not be checked.
    pub async fn faults(&self) -> Result<Vec<String>, String> {
        let damage = self.damage().await?;
        if damage.is_empty() {
            self.faults_in_rows().await
        } else {
            Ok(damage)
        }
    }

    /// The faults the database's own check finds in the file.
    pub(super) async fn damage(&self) -> Result<Vec<String>, String> {
        let mut damage = Vec::new();
        if let Some(check) = self.backend().check(MOST_DAMAGE) {
            let rows = sqlx::query(AssertSqlSafe(check)).fetch_all(&self.reader);
            for row in rows.await.map_err(not_checked)? {
                let told: String = row.try_get(0).map_err(not_checked)?;
                if told != "ok" {
                    damage.push(format!("The file is damaged: {told}"));
                }
            }
        }
        Ok(damage)
    }

    /// The faults in the rows of a database that is sound as a file. They name the rows without
    /// their content.
    pub(super) async fn faults_in_rows(&self) -> Result<Vec<String>, String> {
        let mut faults = self.orphans().await.map_err(not_checked)?;
        faults.extend(self.wrong_counts().await.map_err(not_checked)?);
        for (table, what) in [("cells", "A cell"), ("versions", "An earlier text")] {
            let columns = ["account", "record", "field", "value", "stamp"];
            let columns = columns.map(|name| self.backend().read_as(name));
            let text = format!("SELECT {} FROM {table}", columns.join(", "));
            let mut rows = sqlx::query(AssertSqlSafe(text)).fetch(&self.reader);
            while let Some(row) = rows.next().await {
                let row = row.map_err(not_checked)?;
                let fault = cell_fault(what, &row).map_err(not_checked)?;
                faults.extend(fault);
            }
        }
        Ok(faults)
    }

    /// Rows that refer to rows which are not there. PostgreSQL has none.
    async fn orphans(&self) -> Result<Vec<String>, sqlx::Error> {
        let Some(counted) = self.backend().orphans() else {
            return Ok(Vec::new());
        };
        let rows = sqlx::query(counted).fetch_all(&self.reader).await?;
        rows.iter()
            .map(|row| {
                let (child, parent): (String, String) =
                    (row.try_get("child")?, row.try_get("parent")?);
                let rows: i64 = row.try_get("rows")?;
                Ok(format!(
                    "{rows} of {child} belong to {parent} that are not there; restoring leaves them out."
                ))
            })
            .collect()
    }

    /// Accounts whose counters do not fit their cells.
    async fn wrong_counts(&self) -> Result<Vec<String>, sqlx::Error> {
        let text = format!(
            "SELECT a.id, a.seq, a.size, a.records, COALESCE(c.seq, 0) AS last_seq, COALESCE(c.size, 0) AS length, COALESCE(c.records, 0) AS names FROM accounts a LEFT JOIN (SELECT account, MAX(seq) AS seq, CAST(SUM({CELL_BYTES} + {NAMES_STORED} * (OCTET_LENGTH(record) + OCTET_LENGTH(field)) + OCTET_LENGTH(value)) AS BIGINT) AS size, COUNT(DISTINCT record) AS records FROM cells GROUP BY account) c ON c.account = a.id WHERE a.seq < COALESCE(c.seq, 0) OR a.size <> COALESCE(c.size, 0) OR a.records <> COALESCE(c.records, 0)"
        );
        let rows = sqlx::query(AssertSqlSafe(text))
            .fetch_all(&self.reader)
            .await?;
        let mut faults = Vec::new();
        for row in &rows {
            let id: String = row.try_get("id")?;
            let number = |name| row.try_get::<i64, _>(name);
            if number("seq")? < number("last_seq")? {
                faults.push(format!("Account {id} counts fewer changes than it has."));
            }
            let (size, length) = (number("size")?, number("length")?);
            if size != length {
                faults.push(format!(
                    "Account {id} counts {size} bytes, and its cells take {length}."
                ));
            }
            let (records, names) = (number("records")?, number("names")?);
            if records != names {
                faults.push(format!(
                    "Account {id} counts {records} records, and has {names}."
                ));
            }
        }
        Ok(faults)
    }
}

/// Counts all accounts anew, as their cells are.
pub(super) async fn count_anew(writing: &mut AnyConnection) -> Result<(), sqlx::Error> {
    let size = format!(
        "COALESCE((SELECT CAST(SUM({CELL_BYTES} + {NAMES_STORED} * (OCTET_LENGTH(record) + OCTET_LENGTH(field)) + OCTET_LENGTH(value)) AS BIGINT) FROM cells WHERE account = accounts.id), 0)"
    );
    let records = "(SELECT COUNT(DISTINCT record) FROM cells WHERE account = accounts.id)";
    let latest = "(SELECT MAX(seq) FROM cells WHERE account = accounts.id)";
    for text in [
        format!("UPDATE accounts SET size = {size}, records = {records}"),
        format!("UPDATE accounts SET seq = {latest} WHERE seq < {latest}"),
    ] {
        writing.execute(AssertSqlSafe(text)).await?;
    }
    Ok(())
}

fn not_checked(error: sqlx::Error) -> String {
    format!("The database could not be checked: {error}")
}

fn cell_fault(what: &str, row: &AnyRow) -> Result<Option<String>, sqlx::Error> {
    let text = |name| Ok::<_, sqlx::Error>(bytes(row, name)?.unwrap_or_default());
    let (name, field) = (mended(text("record")?), mended(text("field")?));
    let (value, stamp) = (text("value")?, mended(text("stamp")?));
    let fault = if RecordKey::parse(&name).is_none() {
        "is in a record without a name"
    } else if Stamp::parse(&stamp).is_none() {
        "has no stamp"
    } else if serde_json::from_slice::<serde_json::Value>(&value).is_err() {
        "has a value that cannot be read"
    } else {
        return Ok(None);
    };
    let account = mended(text("account")?);
    Ok(Some(format!(
        "{what} of account {account}, {name} {field}, {fault}."
    )))
}
