//! What the program does besides serving: backup, restore, check, move. Each ends with a sentence for the person at the terminal.

use std::path::{Path, PathBuf};

use clap::Subcommand;
use domain::date::Now;

use crate::settings::Settings;
use crate::store::{Backend, Store};

/// A command for whoever runs the server.
#[derive(Clone, Debug, Subcommand)]
pub enum Command {
    /// Write a backup file while the server runs or rests; restoring works into either kind of database
    Backup {
        /// The file to write; it must not be there yet
        file: PathBuf,
    },
    /// Put a backup in place of everything in the database; stop the server first
    Restore {
        /// The backup file
        file: PathBuf,
        /// Go on although the database has accounts, which are lost
        #[arg(long)]
        replace: bool,
    },
    /// Look for damage: the file itself, every cell, every count
    Check,
    /// Copy everything into another, empty database and compare row for row; stop the server first
    Move {
        /// Where to: sqlite:<file> or postgres://<user>@<host>/<name>
        #[arg(long)]
        to: String,
    },
}

/// Runs a command; gives the sentence to show.
///
/// # Errors
/// Says in a sentence what went wrong and what was left as it was.
pub async fn run(command: &Command, settings: &Settings) -> Result<String, String> {
    match command {
        Command::Backup { file } => back_up(file, settings).await,
        Command::Restore { file, replace } => restore(file, *replace, settings).await,
        Command::Check => check(settings).await,
        Command::Move { to } => move_to(to, settings).await,
    }
}

/// Writes this hour's backup of an embedded database into the data folder, and deletes the oldest beyond the number to keep.
///
/// # Errors
/// Says in a sentence what went wrong.
pub(crate) async fn back_up_hourly(
    store: &Store,
    settings: &Settings,
    now_ms: u64,
) -> Result<(), String> {
    if settings.backups == 0 || store.backend() != Backend::Sqlite {
        return Ok(());
    }
    let folder = settings.data_dir.join("backups");
    make_folder(&folder)?;
    let now = Now {
        ms: now_ms,
        offset_minutes: 0,
    };
    let hour = now_ms / 3_600_000 % 24;
    let file = folder.join(format!("one-yes-{}T{hour:02}.db", now.today()));
    if !file.exists() {
        store.back_up(&file).await?;
    }
    let unreadable = |error| format!("The backups could not be listed: {error}");
    let mut backups: Vec<PathBuf> = std::fs::read_dir(&folder)
        .map_err(unreadable)?
        .filter_map(|entry| Some(entry.ok()?.path()))
        .filter(|path| is_hourly(path))
        .collect();
    // Their names sort by time.
    backups.sort();
    let surplus = backups.len().saturating_sub(settings.backups as usize);
    for old in &backups[..surplus] {
        std::fs::remove_file(old).map_err(|error| {
            let name = old.display();
            format!("The old backup {name} could not be deleted: {error}")
        })?;
    }
    Ok(())
}

fn is_hourly(path: &Path) -> bool {
    let name = path.file_name().and_then(|name| name.to_str());
    name.is_some_and(|name| name.starts_with("one-yes-") && name.ends_with(".db"))
}

async fn back_up(file: &Path, settings: &Settings) -> Result<String, String> {
    if file.exists() {
        return Err(format!(
            "{} is there already. Choose another name.",
            file.display()
        ));
    }
    let store = open_existing(settings).await?;
    let done = store.back_up(file).await;
    store.close().await;
    done?;
    Ok(format!(
        "The backup is in {}, and it is sound.",
        file.display()
    ))
}

async fn restore(file: &Path, replace: bool, settings: &Settings) -> Result<String, String> {
    if !file.is_file() {
        return Err(format!("There is no file {}.", file.display()));
    }
    let copy = working_copy(file)?;
    let backup = Store::open(&format!("sqlite:{}", copy.display())).await;
    let outcome = match &backup {
        Ok(backup) => restore_from(backup, replace, settings).await,
        Err(sentence) => Err(format!(
            "{} is no backup of One Yes. {sentence}",
            file.display()
        )),
    };
    if let Ok(backup) = backup {
        backup.close().await;
    }
    for ending in ["", "-wal", "-shm"] {
        let _ = std::fs::remove_file(format!("{}{ending}", copy.display()));
    }
    outcome
}

async fn restore_from(
    backup: &Store,
    replace: bool,
    settings: &Settings,
) -> Result<String, String> {
    if let Some(fault) = backup.faults().await?.first() {
        return Err(format!(
            "The backup is damaged, and nothing was changed: {fault}"
        ));
    }
    let store = open_or_make(settings).await?;
    if !replace && !store.is_empty().await? {
        store.close().await;
        return Err(
            "The database has accounts already. Add --replace to put the backup in their place."
                .into(),
        );
    }
    let counts = backup.copy_into(&store).await;
    // Even where only the mark fails, devices must not trust their cursors.
    let marked = store.renew_epoch().await;
    store.close().await;
    let accounts = count_of(&counts?, "accounts");
    marked?;
    Ok(format!(
        "Restored: {accounts} accounts. Devices that know more than the backup send it by themselves."
    ))
}

async fn check(settings: &Settings) -> Result<String, String> {
    let store = open_existing(settings).await?;
    let faults = store.faults().await;
    let counts = store.counts().await;
    store.close().await;
    let faults = faults?;
    if faults.is_empty() {
        let counts = counts?;
        let told: Vec<String> = counts
            .iter()
            .map(|(table, rows)| format!("{rows} {}", table.replace('_', " ")))
            .collect();
        Ok(format!("All is well: {}.", told.join(", ")))
    } else {
        Err(format!("{} faults:\n{}", faults.len(), faults.join("\n")))
    }
}

async fn move_to(to: &str, settings: &Settings) -> Result<String, String> {
    let store = open_existing(settings).await?;
    let outcome = move_into(&store, to).await;
    store.close().await;
    outcome
}

async fn move_into(store: &Store, to: &str) -> Result<String, String> {
    let other = Store::open(to).await?;
    let outcome = if other.is_empty().await? {
        store.copy_into(&other).await
    } else {
        Err("The other database has accounts already. Name an empty one.".into())
    };
    other.close().await;
    let rows: u64 = outcome?.iter().map(|(_, rows)| rows).sum();
    Ok(format!(
        "Moved: {rows} rows, equal in both. Start the server with --database set to the new one."
    ))
}

fn count_of(counts: &[(&'static str, u64)], table: &str) -> u64 {
    let found = counts.iter().find(|(name, _)| *name == table);
    found.map_or(0, |(_, rows)| *rows)
}

/// The database of the settings, which has to be there: a wrong path must not make an empty one and call it sound.
async fn open_existing(settings: &Settings) -> Result<Store, String> {
    let url = settings.database_url();
    if let Some(file) = url.strip_prefix("sqlite:") {
        let file = file.split('?').next().unwrap_or(file);
        if !Path::new(file).is_file() {
            return Err(format!(
                "There is no database at {file}. Name it with --database or --data-dir."
            ));
        }
    }
    Store::open(&url).await
}

async fn open_or_make(settings: &Settings) -> Result<Store, String> {
    if settings.database.is_none() {
        make_folder(&settings.data_dir)?;
    }
    Store::open(&settings.database_url()).await
}

pub(crate) fn make_folder(folder: &Path) -> Result<(), String> {
    std::fs::create_dir_all(folder).map_err(|error| {
        let folder = folder.display();
        format!("The folder {folder} cannot be made: {error}. Choose another with --data-dir.")
    })
}

/// A copy to open: opening brings old tables up to date, and the backup itself stays as it is.
fn working_copy(file: &Path) -> Result<PathBuf, String> {
    let copy =
        std::env::temp_dir().join(format!("one-yes-restore-{}.db", crate::secret::random_id()));
    std::fs::copy(file, &copy)
        .map(|_| copy)
        .map_err(|error| format!("{} cannot be read: {error}", file.display()))
}
