//! Opening a database: to serve it, which brings its tables up to date, or only to read it.

use std::sync::Arc;

use super::address::database_at;
use super::backend::Pools;
use super::epoch;
use super::error::not_opened;
use super::handle::Store;
use super::inspect::Inspection;
use super::migrations::{LATEST, MIGRATIONS, migrator};
use super::push_worker;

impl Store {
    /// Opens the database at `sqlite:<file>` or `postgres://…`, makes it where there is none, and
    /// brings its tables up to date.
    ///
    /// # Errors
    /// Says in a sentence what is wrong with the address, the database, or the state of its tables.
    pub async fn open(url: &str) -> Result<Self, String> {
        let backend = database_at(url)?;
        backend.must_be_usable(&backend.inspect().await?)?;
        let Pools { writer, reader } = backend.open().await.map_err(not_opened(&*backend))?;
        backend.migrate(&writer, migrator(&MIGRATIONS)).await?;
        epoch::make(&writer).await.map_err(not_opened(&*backend))?;
        let epoch = epoch::read(&writer).await.map_err(not_opened(&*backend))?;
        let queue = backend
            .has_one_writer()
            .then(|| push_worker::start(writer.clone(), backend.clone()));
        Ok(Self {
            queue,
            clock: Arc::default(),
            writer,
            reader,
            backend,
            epoch: epoch.into(),
        })
    }

    /// Opens a database only to read it, as it is: nothing is made and nothing brought up to date.
    ///
    /// # Errors
    /// Says in a sentence why it is no database to read, and what to do.
    pub async fn open_as_is(url: &str) -> Result<Self, String> {
        let backend = database_at(url)?;
        match backend.inspect().await? {
            Inspection::Ours(LATEST) => {}
            other => return Err(backend.refusal(&other)),
        }
        let reader = backend
            .open_to_read()
            .await
            .map_err(not_opened(&*backend))?;
        let epoch = epoch::read(&reader).await.map_err(not_opened(&*backend))?;
        Ok(Self {
            queue: None,
            clock: Arc::default(),
            writer: reader.clone(),
            reader,
            backend,
            epoch: epoch.into(),
        })
    }
}

#[cfg(test)]
mod tests {
    #![allow(
        clippy::unwrap_used,
        clippy::expect_used,
        reason = "a failed unwrap fails the test"
    )]
    use super::*;
    use crate::store::sqlite_url;

    #[cfg(unix)]
    #[tokio::test]
    async fn a_database_that_is_made_is_for_its_owner_alone_wherever_it_lies() {
        use std::os::unix::fs::{PermissionsExt, symlink};

        let folder = std::env::temp_dir().join(crate::secret::random_id());
        std::fs::create_dir(&folder).unwrap();
        let link = folder.join("link.db");
        symlink(folder.join("of-ours.db"), &link).unwrap();
        let store = Store::open(&sqlite_url(&link)).await.unwrap();
        store
            .execute_for_tests("DELETE FROM facts WHERE name = 'none'")
            .await;
        let copy = folder.join("copy.db");
        store
            .backend()
            .copy_to_file(&copy)
            .expect("SQLite copies itself")
            .await
            .unwrap();
        let made = std::fs::read_dir(&folder).unwrap();
        let mut modes: Vec<(String, u32)> = made
            .map(|entry| {
                let path = entry.unwrap().path();
                let mode = std::fs::metadata(&path).unwrap().permissions().mode();
                let name = path.file_name().unwrap().to_string_lossy().into_owned();
                (name, mode & 0o777)
            })
            .collect();
        modes.sort();
        store.close().await;
        std::fs::remove_dir_all(folder).unwrap();
        let names = [
            "copy.db",
            "link.db",
            "of-ours.db",
            "of-ours.db-shm",
            "of-ours.db-wal",
        ];
        assert_eq!(modes, names.map(|name| (name.to_owned(), 0o600)));
    }

    #[tokio::test]
    async fn a_database_that_cannot_be_made_is_named() {
        let file = std::env::temp_dir().join("no-such-folder/one-yes.db");
        let error = Store::open(&sqlite_url(&file)).await.unwrap_err();
        let expected = format!("{} could not be opened: No such file", file.display());
        assert!(error.starts_with(&expected), "{error}");
    }
}
