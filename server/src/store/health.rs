//! Whether everything works that serving needs: the file, its disk, reading, writing.

use std::fs;
use std::io::{self, Write as _};
use std::path::Path;
use std::time::Duration;

use sqlx::Row as _;
use tokio::time::timeout;

use super::backend::Backend;
use super::error::StoreError;
use super::handle::Store;
use super::private_files::{create_file, with_suffix};
use super::values::{now_ms, to_u64};

/// With less room than this on the disk, in bytes, the next writes fail: 1 MiB.
const LEAST_ROOM: u64 = 1024 * 1024;

/// How long a part of a trial may take.
const LONGEST_TRIAL: Duration = Duration::from_secs(10);

/// What is written to try the disk.
const TRIAL: [u8; 4096] = [0; 4096];

/// What does not work.
#[derive(Debug)]
pub(crate) enum Fault {
    /// The file is not at its place any more.
    NoFile(StoreError),
    /// The disk has no room, or takes no writes.
    Disk(io::Error),
    /// The database does not answer.
    NoDatabase(StoreError),
    /// It answers, and takes no writes.
    NoWriting(StoreError),
}

impl Store {
    /// Tries all of it, by reading and writing.
    ///
    /// # Errors
    /// Says what does not work.
    pub(crate) async fn try_all(&self) -> Result<(), Fault> {
        let backend = self.backend.clone();
        // Even looking at a file may hang, on a disk of another machine.
        let tried = tokio::task::spawn_blocking(move || try_file(&*backend)).await;
        tried.unwrap_or_else(|error| Err(Fault::Disk(io::Error::other(error))))?;
        let read = in_time(self.ping()).await;
        read.map_err(Fault::NoDatabase)?;
        let written = in_time(self.put_fact("health", now_ms().to_string())).await;
        written.map_err(Fault::NoWriting)
    }

    /// How large the database is, in bytes.
    ///
    /// # Errors
    /// If the database fails.
    pub(crate) async fn size(&self) -> Result<u64, StoreError> {
        let row = sqlx::query(self.backend().size());
        let row = row.fetch_one(&self.reader).await?;
        Ok(to_u64(row.try_get("size")?))
    }
}

/// Gives up what takes long: a connection to a machine that is gone says nothing, and the next trial
/// takes another one.
async fn in_time(trial: impl Future<Output = Result<(), StoreError>>) -> Result<(), StoreError> {
    let tried = timeout(LONGEST_TRIAL, trial).await;
    tried.unwrap_or_else(|_| Err(sqlx::Error::PoolTimedOut.into()))
}

/// Tries the file and its disk; well for PostgreSQL, which has none here.
fn try_file(backend: &dyn Backend) -> Result<(), Fault> {
    let in_place = backend.must_be_in_place();
    in_place.map_err(|error| Fault::NoFile(error.into()))?;
    backend.file().map_or(Ok(()), try_disk).map_err(Fault::Disk)
}

/// The room for us on the disk that a folder is on, in bytes.
///
/// # Errors
/// If the folder cannot be looked at.
pub(crate) fn room_in(folder: &Path) -> io::Result<u64> {
    // A name without a folder is in the present one.
    let folder = Some(folder).filter(|folder| !folder.as_os_str().is_empty());
    let disk = rustix::fs::statvfs(folder.unwrap_or(Path::new(".")))?;
    Ok(disk.f_bavail.saturating_mul(disk.f_frsize))
}

/// Writes a little beside the database, and takes it away again.
fn try_disk(database: &Path) -> io::Result<()> {
    let room = room_in(database.parent().unwrap_or(Path::new(".")))?;
    if room < LEAST_ROOM {
        let kind = io::ErrorKind::StorageFull;
        return Err(io::Error::new(kind, format!("{room} bytes are left")));
    }
    let trial = with_suffix(database, ".health");
    let written = create_file(&trial).and_then(|mut file| {
        file.write_all(&TRIAL)?;
        file.sync_all()
    });
    match fs::remove_file(&trial) {
        // Another process beside the same file was faster.
        Err(error) if error.kind() != io::ErrorKind::NotFound => written.and(Err(error)),
        _ => written,
    }
}
