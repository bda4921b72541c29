//! Hourly backups in the data folder.

pub(crate) mod files;
pub(crate) mod report;

use std::path::Path;

use crate::settings::Settings;
use crate::store::health::room_in;
use crate::store::private_files::create_folder;
use crate::store::{Inspection, Store, database_at};
use files::{delete_partial, has_backups, hour_of, newest, remains_of, rotate};
use report::{FAULTS_SHOWN, list_faults};

/// Writes this hour's backup into the data folder, and deletes the oldest beyond the number to
/// keep. Of several processes on a database one does.
///
/// # Errors
/// Says in a sentence what went wrong.
pub(crate) async fn back_up_hourly(
    store: &Store,
    settings: &Settings,
    now_ms: u64,
) -> Result<(), String> {
    if settings.backups == 0 {
        return Ok(());
    }
    let folder = settings.data_dir.join("backups");
    create_folder(&folder)?;
    let hour = hour_of(now_ms);
    delete_partial(&folder, &hour)?;
    let file = folder.join(format!("one-yes-{hour}.db"));
    // There is nothing to lose: older ones may have what is not here any more, and a backup of
    // nothing would keep another database from being begun beside it.
    if store.is_empty().await? {
        if has_backups(&folder) {
            tracing::warn!(
                "This database has no accounts, but there are older backups. They are kept, and no new one is made."
            );
        }
        return Ok(());
    }
    let claimed = !file.exists()
        && store
            .claim_backup(&hour)
            .await
            .map_err(|error| error.to_string())?;
    let made = if claimed {
        make_claimed(store, &folder, &file, &hour).await
    } else {
        Ok(())
    };
    // Also where none could be made: what is too old may take the room that was missing.
    let rotated = rotate(&folder, &file, settings.backups as usize);
    made.and(rotated)
}

/// Makes the backup of an hour that this process has claimed, and leaves the hour to others where
/// that fails.
async fn make_claimed(store: &Store, folder: &Path, file: &Path, hour: &str) -> Result<(), String> {
    let make = async {
        let size = store.size().await.map_err(|error| error.to_string())?;
        must_have_room(folder, size)?;
        store.back_up(file).await
    };
    match make.await {
        Ok(faults) if faults.is_empty() => Ok(()),
        Ok(faults) => {
            tracing::warn!(
                "The backup was kept, but it has {}",
                list_faults(&faults, FAULTS_SHOWN)
            );
            Ok(())
        }
        Err(failure) => {
            if let Err(error) = store.release_backup(hour).await {
                tracing::error!(%error, "no other server will make the backup of this hour");
            }
            Err(failure)
        }
    }
}

/// Makes sure that a file of this size, in bytes, leaves some room on the disk of a folder. A disk
/// that a backup fills up takes no more changes.
///
/// # Errors
/// Says in a sentence how much is missing.
pub(crate) fn must_have_room(folder: &Path, bytes: u64) -> Result<(), String> {
    const MEBI: u64 = 1024 * 1024;
    let room = room_in(folder).map_err(|error| {
        let folder = folder.display();
        format!("The room in {folder} could not be measured: {error}")
    })?;
    let needed = bytes.saturating_add(bytes / 10).saturating_add(4 * MEBI);
    if room >= needed {
        return Ok(());
    }
    Err(format!(
        "Not enough room in {}: {} MiB free, {} MiB needed. Nothing was written.",
        folder.display(),
        room / MEBI,
        needed.div_ceil(MEBI)
    ))
}

/// Makes sure that a database is not begun anew where an older one must have been: on a disk that
/// was not mounted, say, or after a file was lost.
///
/// # Errors
/// Says in a sentence what there is, and what to do.
pub(crate) async fn must_not_begin_anew(settings: &Settings, url: &str) -> Result<(), String> {
    let database = database_at(url)?;
    let remains = database.file().and_then(remains_of);
    let newest = newest(&settings.data_dir.join("backups"));
    if remains.is_none() && newest.is_none() {
        return Ok(());
    }
    // A file without content is not opened: SQLite would tidy up what lies beside it.
    if !database.is_no_file() && database.inspect().await? != Inspection::Nothing {
        return Ok(());
    }
    let remains = remains.map(|file| file.display().to_string());
    let (what, left) = match (remains, newest) {
        (remains, Some(backup)) => (
            format!(
                "there are backups. To restore the latest: server restore {}",
                backup.display()
            ),
            remains.map_or("the backups".into(), |file| {
                format!("the backups and {file}")
            }),
        ),
        (Some(remains), None) => (
            format!(
                "{remains} is left over from an earlier one. To restore a backup: server restore <backup>"
            ),
            "that file".to_owned(),
        ),
        (None, None) => return Ok(()),
    };
    Err(format!(
        "{database} is missing or empty, but {what}. To start afresh, first move {left} somewhere else. Nothing was changed."
    ))
}
