//! One server a file: several on one SQLite file lose nothing, but do not tell each other's devices
//! of changes.

use std::fs::{File, TryLockError};

use super::address::database_at;
use super::private_files::{create_file, with_suffix};

/// Claims a file of SQLite for this process, for as long as what is returned lives. Where another
/// one serves it, the logs say so.
///
/// # Errors
/// Says in a sentence what is wrong with the address.
pub(crate) fn claim(url: &str) -> Result<Option<File>, String> {
    let database = database_at(url)?;
    let Some(file) = database.file() else {
        return Ok(None);
    };
    let claim = match create_file(&with_suffix(file, ".lock")) {
        Ok(claim) => claim,
        Err(error) => {
            tracing::warn!(%error, "whether another server serves {database} is not known");
            return Ok(None);
        }
    };
    match claim.try_lock() {
        Ok(()) => {}
        Err(TryLockError::WouldBlock) => tracing::warn!(
            "Another One Yes serves {database} already. Stop one of them: devices at one hear of changes at the other only once a minute. Several can share a PostgreSQL."
        ),
        Err(TryLockError::Error(error)) => {
            tracing::warn!(%error, "whether another server serves {database} is not known");
        }
    }
    Ok(Some(claim))
}
