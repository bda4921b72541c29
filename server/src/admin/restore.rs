//! Restoring a backup in place of everything in the database.
//!
//! Nothing that is there is touched before the new content is whole: a database that can be read is
//! replaced in one transaction, and a missing or damaged file by another one, written beside it,
//! that then takes its name.

use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::database::open_or_make;
use crate::backups::files::moment_of;
use crate::backups::must_have_room;
use crate::backups::report::{FAULTS_SHOWN, list_faults};
use crate::settings::Settings;
use crate::store::private_files::{TempDatabase, create_file, create_folder, with_suffix};
use crate::store::transfer::Epoch;
use crate::store::{Backend, Inspection, Store, database_at, now_ms, sqlite_url};

/// The database that a backup is to replace.
struct Target {
    database: Arc<dyn Backend>,
    state: TargetState,
}

/// The state of that database.
enum TargetState {
    /// It can be read.
    Whole,
    /// There is no file, or nothing in it.
    Missing,
    /// Its file is damaged.
    Damaged,
}

pub(super) async fn restore(
    file: &Path,
    replace: bool,
    settings: &Settings,
) -> Result<String, String> {
    if !file.is_file() {
        return Err(format!("There is no file {}.", file.display()));
    }
    let target = Target::look(settings, replace).await?;
    if settings.database.is_none() {
        create_folder(&settings.data_dir)?;
    }
    let copy = working_copy(file, &target, settings)?;
    let url = sqlite_url(&copy.0);
    refuse_what_is_no_backup(file, &url).await?;
    let backup = Store::open(&url).await?;
    let outcome = restore_from(&backup, &target, settings).await;
    backup.close().await;
    outcome
}

impl Target {
    /// Looks at the database of the settings, and refuses one that is not to be replaced, before
    /// anything is read or written.
    async fn look(settings: &Settings, replace: bool) -> Result<Self, String> {
        let database = database_at(&settings.database_address()?)?;
        if database.is_no_file() {
            let state = TargetState::Missing;
            return Ok(Self { database, state });
        }
        let inspection = database.inspect().await?;
        let damage = match &inspection {
            Inspection::Damaged(damage) => Some(damage.clone()),
            other => {
                database.must_be_usable(other)?;
                database.damage().await?
            }
        };
        if let Some(damage) = damage {
            if !replace {
                return Err(format!(
                    "{database} is damaged ({damage}). Add --replace to put the backup in its place; the damaged file is kept under another name."
                ));
            }
            let state = TargetState::Damaged;
            return Ok(Self { database, state });
        }
        let is_ours = matches!(inspection, Inspection::Ours(_));
        if is_ours && !replace && database.has_accounts().await? {
            return Err(
                "The database has accounts already. Add --replace to put the backup in their place."
                    .into(),
            );
        }
        let state = TargetState::Whole;
        Ok(Self { database, state })
    }

    /// The room on the disk that a restore takes, in bytes, of a backup of a length.
    fn room_for(&self, length: u64) -> u64 {
        let Some(file) = self.database.file() else {
            // The copy alone, and what bringing it up to date writes beside it.
            return length.saturating_mul(2);
        };
        // The copy; what is made of it; and the log of that, which SQLite keeps until all is done.
        let room = length.saturating_mul(3);
        // In place, what was there goes through the log, too.
        let replaced = match self.state {
            TargetState::Whole => file.metadata().map_or(0, |about| about.len()),
            TargetState::Missing | TargetState::Damaged => 0,
        };
        room.saturating_add(replaced)
    }

    /// Where files are written meanwhile, up to the ending of their names: beside the database, so
    /// that one can take its name.
    fn beside(&self, settings: &Settings) -> PathBuf {
        let file = self.database.file().map(Path::to_owned);
        file.unwrap_or_else(|| settings.data_dir.join("one-yes.db"))
    }
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
                "{file} is not a backup of One Yes. Nothing was changed. Name a file that the backup command or the server has written."
            ));
        }
    };
    damage.map_or(Ok(()), |damage| {
        Err(format!(
            "{file} is not a backup of One Yes, or it is damaged ({damage}). Nothing was changed. Try an older one."
        ))
    })
}

async fn restore_from(
    backup: &Store,
    target: &Target,
    settings: &Settings,
) -> Result<String, String> {
    let faults = backup.faults().await?;
    backup.leave_out_orphans().await?;
    let (accounts, aside) = match (&target.state, target.database.file()) {
        (TargetState::Missing | TargetState::Damaged, Some(file)) => {
            replace_file(backup, file).await?
        }
        _ => (replace_all(backup, settings).await?, None),
    };
    let aside = match (&target.state, aside) {
        (TargetState::Damaged, Some(aside)) => {
            format!(" The damaged database is now {}.", aside.display())
        }
        _ => String::new(),
    };
    let unreadable = if faults.is_empty() {
        String::new()
    } else {
        format!("\nThe backup has {}", list_faults(&faults, FAULTS_SHOWN))
    };
    Ok(format!(
        "Restored: {accounts} accounts. Devices that have more than the backup will send it by themselves.{aside}{unreadable}"
    ))
}

/// Replaces everything in a database that can be read, and returns its number of accounts.
async fn replace_all(backup: &Store, settings: &Settings) -> Result<u64, String> {
    let store = open_or_make(settings).await?;
    let outcome = backup.copy_into(&store, Epoch::Renewed).await;
    store.close().await;
    Ok(count_of(&outcome?, "accounts"))
}

/// Puts another file in the place of one that cannot be read, or is not there. Returns the number
/// of accounts, and the new name of what was there.
async fn replace_file(backup: &Store, file: &Path) -> Result<(u64, Option<PathBuf>), String> {
    let new = TempDatabase(with_suffix(file, ".restored"));
    new.delete();
    let store = Store::open(&sqlite_url(&new.0)).await?;
    let outcome = backup.copy_into(&store, Epoch::Renewed).await;
    store.close().await;
    let accounts = count_of(&outcome?, "accounts");
    let aside = take_place(&new.0, file).map_err(|error| {
        let (new, file) = (new.0.display(), file.display());
        format!("{new} could not take the place of {file}: {error}. Run the command again.")
    })?;
    Ok((accounts, aside))
}

/// Moves what is at the place of a file aside, and gives its name to a new one, which is on the disk
/// by then. Returns where the old one is, if there was any.
fn take_place(new: &Path, file: &Path) -> io::Result<Option<PathBuf>> {
    File::open(new)?.sync_all()?;
    let aside = with_suffix(file, &format!(".damaged-{}", moment_of(now_ms())));
    let mut moved = Vec::new();
    // What SQLite has laid beside a file must not meet another one.
    for ending in ["", "-wal", "-shm", "-journal"] {
        let (from, to) = (with_suffix(file, ending), with_suffix(&aside, ending));
        if from.exists() {
            fs::rename(&from, &to)?;
            moved.push((from, to));
        }
    }
    if let Err(error) = fs::rename(new, file) {
        for (from, to) in moved {
            fs::rename(to, from)?;
        }
        return Err(error);
    }
    let folder = file.parent().filter(|it| !it.as_os_str().is_empty());
    File::open(folder.unwrap_or(Path::new(".")))?.sync_all()?;
    Ok(aside.exists().then_some(aside))
}

fn count_of(counts: &[(&'static str, u64)], table: &str) -> u64 {
    let found = counts.iter().find(|(name, _)| *name == table);
    found.map_or(0, |(_, rows)| *rows)
}

/// A copy to open: opening brings old tables up to date, and the backup itself stays as it is. Its
/// name is always the same, so that the next time deletes what was left where one was killed.
fn working_copy(file: &Path, target: &Target, settings: &Settings) -> Result<TempDatabase, String> {
    let beside = target.beside(settings);
    let copy = TempDatabase(with_suffix(&beside, ".restoring"));
    copy.delete();
    let told = |error: io::Error| {
        let (file, copy) = (file.display(), copy.0.display());
        format!("{file} could not be copied to {copy}: {error}")
    };
    let length = file.metadata().map_err(told)?.len();
    let folder = beside.parent().unwrap_or(Path::new("."));
    must_have_room(folder, target.room_for(length))?;
    let copied =
        File::open(file).and_then(|mut from| io::copy(&mut from, &mut create_file(&copy.0)?));
    copied.map_err(told)?;
    Ok(copy)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a failed unwrap fails the test")]
    use super::*;

    #[test]
    fn the_room_counts_the_copy_what_is_made_of_it_its_log_and_what_it_replaces() {
        let file = TempDatabase(
            std::env::temp_dir().join(format!("one-yes-room-{}.db", std::process::id())),
        );
        fs::write(&file.0, [0; 70]).unwrap();
        let room = |url: &str, state| {
            let database = database_at(url).unwrap();
            Target { database, state }.room_for(100)
        };
        let url = sqlite_url(&file.0);
        assert_eq!(room(&url, TargetState::Whole), 370);
        assert_eq!(room(&url, TargetState::Damaged), 300);
        let away = "postgres://127.0.0.1/one_yes";
        assert_eq!(room(away, TargetState::Whole), 200);
    }
}
