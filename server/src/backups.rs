//! Hourly backups in the data folder.

pub(crate) mod files;
pub(crate) mod report;

use crate::settings::Settings;
use crate::store::Store;
use crate::store::private_files::create_folder;
use files::{delete_partial, hour_of, rotate};
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
    let claimed = !file.exists()
        && store
            .claim_backup(&hour)
            .await
            .map_err(|error| error.to_string())?;
    if claimed {
        match store.back_up(&file).await {
            Ok(faults) if faults.is_empty() => {}
            Ok(faults) => tracing::warn!(
                "The backup was kept, but it has {}",
                list_faults(&faults, FAULTS_SHOWN)
            ),
            Err(failure) => {
                if let Err(error) = store.release_backup(&hour).await {
                    tracing::error!(%error, "no other server will make the backup of this hour");
                }
                return Err(failure);
            }
        }
    }
    rotate(&folder, &file, settings.backups as usize)
}
