//! Restoring a backup in place of everything in the database.

use std::fs::File;
use std::io;
use std::path::{Path, PathBuf};

use super::database::open_or_make;
use crate::backups::files::moment_of;
use crate::backups::report::{FAULTS_SHOWN, list_faults};
use crate::secret;
use crate::settings::Settings;
use crate::store::private_files::{TempDatabase, create_file, with_suffix};
use crate::store::transfer::Epoch;
use crate::store::{Inspection, Store, database_at, now_ms, sqlite_url};

pub(super) async fn restore(
    file: &Path,
    replace: bool,
    settings: &Settings,
) -> Result<String, String> {
    if !file.is_file() {
        return Err(format!("There is no file {}.", file.display()));
    }
    let copy = working_copy(file)?;
    let url = sqlite_url(&copy.0);
    refuse_what_is_no_backup(file, &url).await?;
    let backup = Store::open(&url).await?;
    let outcome = restore_from(&backup, replace, settings).await;
    backup.close().await;
    outcome
}

/// Looks at a backup before anything is changed.
async fn refuse_what_is_no_backup(file: &Path, copy: &str) -> Result<(), String> {
    let copy = database_at(copy)?;
    let file = file.display();
    let damage = match copy.inspect().await? {
        Inspection::Ours(_) => copy.damage().await?,
        // SQLite says the same of a file that was never its own.
        Inspection::Damaged(damage) => Some(damage),
        Inspection::Nothing | Inspection::Foreign => {
            return Err(format!(
                "{file} is no backup of One Yes. Nothing was changed. Name a file that the backup command or the server has written."
            ));
        }
    };
    damage.map_or(Ok(()), |damage| {
        Err(format!(
            "{file} is no backup of One Yes, or it is damaged ({damage}). Nothing was changed. Try an older one."
        ))
    })
}

async fn restore_from(
    backup: &Store,
    replace: bool,
    settings: &Settings,
) -> Result<String, String> {
    let faults = backup.faults().await?;
    backup.leave_out_orphans().await?;
    let aside = make_way(replace, settings).await?;
    let aside = aside.map_or(String::new(), |aside| {
        format!(" The damaged database is now {}.", aside.display())
    });
    let accounts = replace_all(backup, replace, settings)
        .await
        .map_err(|sentence| format!("{sentence}{aside}"))?;
    let unreadable = if faults.is_empty() {
        String::new()
    } else {
        format!("\nThe backup has {}", list_faults(&faults, FAULTS_SHOWN))
    };
    Ok(format!(
        "Restored: {accounts} accounts. Devices that know more than the backup send it by themselves.{aside}{unreadable}"
    ))
}

/// Moves a damaged database file aside, and returns its new path.
async fn make_way(replace: bool, settings: &Settings) -> Result<Option<PathBuf>, String> {
    let database = database_at(&settings.database_address()?)?;
    let Some(file) = database.file() else {
        return Ok(None);
    };
    let Some(damage) = database.damage().await? else {
        return Ok(None);
    };
    if !replace {
        return Err(format!(
            "{database} is damaged ({damage}). Add --replace to put the backup in its place; the damaged file is kept under another name."
        ));
    }
    let aside = with_suffix(file, &format!(".damaged-{}", moment_of(now_ms())));
    for ending in ["", "-wal", "-shm"] {
        let (from, to) = (with_suffix(file, ending), with_suffix(&aside, ending));
        if from.exists() {
            std::fs::rename(&from, &to).map_err(|error| {
                let from = from.display();
                format!("{from} is damaged and could not be moved aside: {error}")
            })?;
        }
    }
    Ok(Some(aside))
}

/// Replaces everything in the database with a backup, and returns its number of accounts.
async fn replace_all(backup: &Store, replace: bool, settings: &Settings) -> Result<u64, String> {
    let store = open_or_make(settings).await?;
    let outcome = if replace || store.is_empty().await? {
        backup.copy_into(&store, Epoch::Renewed).await
    } else {
        Err(
            "The database has accounts already. Add --replace to put the backup in their place."
                .into(),
        )
    };
    store.close().await;
    Ok(count_of(&outcome?, "accounts"))
}

fn count_of(counts: &[(&'static str, u64)], table: &str) -> u64 {
    let found = counts.iter().find(|(name, _)| *name == table);
    found.map_or(0, |(_, rows)| *rows)
}

/// A copy to open: opening brings old tables up to date, and the backup itself stays as it is.
fn working_copy(file: &Path) -> Result<TempDatabase, String> {
    let copy = std::env::temp_dir().join(format!("one-yes-restore-{}.db", secret::random_id()));
    let copy = TempDatabase(copy);
    let copied =
        File::open(file).and_then(|mut from| io::copy(&mut from, &mut create_file(&copy.0)?));
    copied.map_err(|error| {
        let file = file.display();
        format!("{file} could not be copied to the folder for temporary files: {error}")
    })?;
    Ok(copy)
}
