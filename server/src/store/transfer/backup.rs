//! Writing a backup: a SQLite file, whichever database this is, checked before it gets its name.

use std::fs::{self, File};
use std::io;
use std::path::Path;

use super::copy::Epoch;
use crate::store::address::sqlite_url;
use crate::store::handle::Store;
use crate::store::private_files::{TempDatabase, with_suffix};

impl Store {
    /// Writes a backup, a SQLite file, whichever database this is. The file appears only when it is
    /// whole and on the disk. Returns sentences about its unreadable parts, which are unreadable in
    /// this database, too.
    ///
    /// # Errors
    /// Says in a sentence what went wrong. Nothing is left behind then.
    pub async fn back_up(&self, file: &Path) -> Result<Vec<String>, String> {
        let partial = TempDatabase(with_suffix(file, ".partial"));
        partial.delete();
        self.copy_to(&partial.0).await?;
        let copy = Self::open_as_is(&sqlite_url(&partial.0)).await?;
        let checked = copy.check_backup().await;
        copy.close().await;
        let unreadable = checked?;
        let (from, to) = (partial.0.clone(), file.to_owned());
        // Waiting for the disk may take long, and requests go on meanwhile.
        let kept = tokio::task::spawn_blocking(move || keep(&from, &to)).await;
        kept.unwrap_or_else(|error| Err(io::Error::other(error)))
            .map_err(|error| {
                format!("The backup could not be put at {}: {error}", file.display())
            })?;
        Ok(unreadable)
    }

    async fn copy_to(&self, file: &Path) -> Result<(), String> {
        if let Some(copying) = self.backend().copy_to_file(file) {
            return copying.await;
        }
        let copy = Self::open(&sqlite_url(file)).await?;
        let copied = self.copy_into(&copy, Epoch::Kept).await;
        copy.close().await;
        copied.map(|_| ())
    }

    async fn check_backup(&self) -> Result<Vec<String>, String> {
        match self.damage().await?.first() {
            Some(damage) => Err(format!(
                "The backup is not sound and was not kept: {damage}"
            )),
            None => self.faults_in_rows().await,
        }
    }
}

/// Gives a file its name, and waits until both are on the disk.
fn keep(partial: &Path, file: &Path) -> io::Result<()> {
    File::open(partial)?.sync_all()?;
    fs::rename(partial, file)?;
    let folder = file
        .parent()
        .filter(|folder| !folder.as_os_str().is_empty());
    File::open(folder.unwrap_or(Path::new(".")))?.sync_all()
}
