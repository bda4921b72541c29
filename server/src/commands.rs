//! What the program does besides serving: backup, restore, check, move, ending sessions, another key. Each ends with a sentence for the person at the terminal.

use std::fs::File;
use std::io;
use std::path::{Path, PathBuf};

use clap::Subcommand;
use domain::values::date::Now;

use crate::auth::names::fold_name;
use crate::push;
use crate::settings::Settings;
use crate::store::private_files::{TempDatabase, create_file, create_folder, with_suffix};
use crate::store::transfer::Epoch;
use crate::store::{Inspection, Store, database_at, now_ms, sqlite_url};

/// Faults that are told in full; of the others only how many there are.
const FAULTS_TOLD: usize = 20;

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
        /// Go on although the database has accounts, which are lost, or is damaged; a damaged file is kept under another name
        #[arg(long)]
        replace: bool,
    },
    /// Look for damage: the file itself, every cell and earlier text, every count, rows that belong to nothing
    Check,
    /// Copy everything into another, empty database and compare row for row; stop the server first. Devices sync everything once after it
    Move {
        /// Where to: sqlite:<file> or postgres://<user>@<host>/<name>
        #[arg(long)]
        to: String,
    },
    /// Sign devices out, while the server runs or rests. Nothing on them is lost: they say that they were signed out, and go on once signed in
    #[command(group = clap::ArgGroup::new("whose").required(true))]
    EndSessions {
        /// Those of the account of this name
        #[arg(long, group = "whose", value_name = "NAME")]
        account: Option<String>,
        /// Those of all accounts
        #[arg(long, group = "whose")]
        all: bool,
    },
    /// Make another key for push messages; start the servers anew after it. Devices subscribe with it by themselves when One Yes is next opened there
    RenewPushKey,
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
        Command::EndSessions { account, .. } => end_sessions(account.as_deref(), settings).await,
        Command::RenewPushKey => renew_push_key(settings).await,
    }
}

/// Writes this hour's backup into the data folder, and deletes the oldest beyond the number to keep. Of several processes on a database
/// one does.
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
    sweep(&folder, &hour)?;
    let file = folder.join(format!("one-yes-{hour}.db"));
    let claimed = !file.exists() && store.claim_backup(&hour).await.map_err(sentence)?;
    if claimed {
        match store.back_up(&file).await {
            Ok(faults) if faults.is_empty() => {}
            Ok(faults) => tracing::warn!(
                "The backup was kept, but it has {}",
                told(&faults, FAULTS_TOLD)
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

fn sentence(error: impl std::fmt::Display) -> String {
    error.to_string()
}

/// An hour as the names of backups have it, in UTC.
fn hour_of(now_ms: u64) -> String {
    let now = Now {
        ms: now_ms,
        offset_minutes: 0,
    };
    format!("{}T{:02}", now.today(), now_ms / 3_600_000 % 24)
}

fn is_hour(text: &str) -> bool {
    const PATTERN: &[u8] = b"0000-00-00T00";
    let fits = |(byte, pattern): (u8, &u8)| match pattern {
        b'0' => byte.is_ascii_digit(),
        pattern => byte == *pattern,
    };
    text.len() == PATTERN.len() && text.bytes().zip(PATTERN).all(fits)
}

/// The hour and the ending of a file that hourly backups write.
fn parts(path: &Path) -> Option<(&str, &str)> {
    let name = path.file_name()?.to_str()?.strip_prefix("one-yes-")?;
    name.split_once('.').filter(|(hour, _)| is_hour(hour))
}

/// Deletes what backups of other hours have left behind: the program may have been killed while it wrote them.
fn sweep(folder: &Path, this_hour: &str) -> Result<(), String> {
    for path in list(folder)? {
        let is_left = parts(&path).is_some_and(|(hour, ending)| {
            let ending = ending.strip_prefix("db.").unwrap_or(ending);
            let is_partial =
                ["partial", "partial-wal", "partial-shm", "partial-journal"].contains(&ending);
            is_partial && hour != this_hour
        });
        if is_left {
            delete(&path)?;
        }
    }
    Ok(())
}

/// Deletes the oldest backups beyond the number to keep, but never the one just made: a clock may have been wrong.
fn rotate(folder: &Path, latest: &Path, keep: usize) -> Result<(), String> {
    let is_other_backup =
        |path: &PathBuf| path != latest && parts(path).is_some_and(|(_, ending)| ending == "db");
    let mut others: Vec<PathBuf> = list(folder)?.into_iter().filter(is_other_backup).collect();
    // Their names sort by time.
    others.sort();
    let surplus = (others.len() + usize::from(latest.exists())).saturating_sub(keep);
    others.iter().take(surplus).try_for_each(|old| delete(old))
}

fn list(folder: &Path) -> Result<Vec<PathBuf>, String> {
    let entries = std::fs::read_dir(folder)
        .map_err(|error| format!("The backups could not be listed: {error}"))?;
    Ok(entries
        .filter_map(|entry| Some(entry.ok()?.path()))
        .collect())
}

fn delete(file: &Path) -> Result<(), String> {
    match std::fs::remove_file(file) {
        // Another process with the same folder was faster.
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
            let file = file.display();
            Err(format!(
                "The old backup {file} could not be deleted: {error}"
            ))
        }
        _ => Ok(()),
    }
}

/// Faults as one text: how many, and the first of them.
fn told(faults: &[String], most: usize) -> String {
    let number = match faults.len() {
        1 => "1 fault".to_owned(),
        number => format!("{number} faults"),
    };
    let shown: Vec<&str> = faults.iter().take(most).map(String::as_str).collect();
    let rest = match faults.len() - shown.len() {
        0 => String::new(),
        more => format!("\nand {more} more; the check command tells them all"),
    };
    format!("{number}:\n{}{rest}", shown.join("\n"))
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
    let (faults, file) = (done?, file.display());
    if faults.is_empty() {
        Ok(format!("The backup is in {file}, and it is sound."))
    } else {
        let faults = told(&faults, FAULTS_TOLD);
        Ok(format!(
            "The backup is in {file}. The file is sound, but it has {faults}"
        ))
    }
}

async fn restore(file: &Path, replace: bool, settings: &Settings) -> Result<String, String> {
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
        format!("\nThe backup has {}", told(&faults, FAULTS_TOLD))
    };
    Ok(format!(
        "Restored: {accounts} accounts. Devices that know more than the backup send it by themselves.{aside}{unreadable}"
    ))
}

/// Where the database is a damaged file, gives it another name, and tells it.
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

/// A moment as a part of the name of a file, in UTC.
fn moment_of(now_ms: u64) -> String {
    let of_hour = now_ms / 1_000 % 3_600;
    format!(
        "{}-{:02}-{:02}",
        hour_of(now_ms),
        of_hour / 60,
        of_hour % 60
    )
}

/// Puts a backup in place of everything in the database, and tells how many accounts it has.
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
        Err(told(&faults, usize::MAX))
    }
}

async fn move_to(to: &str, settings: &Settings) -> Result<String, String> {
    settings.must_be_verified(to)?;
    let store = open_existing(settings).await?;
    let outcome = move_into(&store, to).await;
    store.close().await;
    outcome
}

async fn move_into(store: &Store, to: &str) -> Result<String, String> {
    let other = Store::open(to).await?;
    let outcome = if other.is_empty().await? {
        // The old database may still be served, or be served again.
        store.copy_into(&other, Epoch::Renewed).await
    } else {
        Err("The other database has accounts already. Name an empty one.".into())
    };
    other.close().await;
    let rows: u64 = outcome?.iter().map(|(_, rows)| rows).sum();
    Ok(format!(
        "Moved: {rows} rows, equal in both. Start the server with --database set to the new one; devices sync everything once."
    ))
}

/// `name` is that of the account; without one, the sessions of all end.
async fn end_sessions(name: Option<&str>, settings: &Settings) -> Result<String, String> {
    let store = open_to_write(settings).await?;
    let outcome = end_sessions_in(&store, name).await;
    store.close().await;
    let ended = match outcome? {
        1 => "1 session has".to_owned(),
        number => format!("{number} sessions have"),
    };
    Ok(format!(
        "{ended} ended, and mailed links with them. What devices have open is told of news for 15 minutes at most."
    ))
}

async fn end_sessions_in(store: &Store, name: Option<&str>) -> Result<u64, String> {
    let Some(name) = name else {
        return store.end_sessions(None).await.map_err(sentence);
    };
    let account = store.account_by_name(&fold_name(name)).await;
    let account = account.map_err(sentence)?;
    let account = account.ok_or("There is no account of that name. Nothing was changed.")?;
    let ended = store.end_sessions(Some(&account.id)).await;
    ended.map_err(sentence)
}

async fn renew_push_key(settings: &Settings) -> Result<String, String> {
    let store = open_to_write(settings).await?;
    let outcome = push::renew_key(&store).await;
    store.close().await;
    outcome?;
    Ok("There is another key for push messages. Start every server on this database anew; devices subscribe with it by themselves when One Yes is next opened there.".into())
}

/// The database of the settings, which has to be there, to change something in it.
async fn open_to_write(settings: &Settings) -> Result<Store, String> {
    open_existing(settings).await?.close().await;
    Store::open(&settings.database_address()?).await
}

fn count_of(counts: &[(&'static str, u64)], table: &str) -> u64 {
    let found = counts.iter().find(|(name, _)| *name == table);
    found.map_or(0, |(_, rows)| *rows)
}

/// The database of the settings, as it is: a wrong path must not make an empty one and call it sound, and looking changes nothing.
async fn open_existing(settings: &Settings) -> Result<Store, String> {
    Store::open_as_is(&settings.database_address()?).await
}

async fn open_or_make(settings: &Settings) -> Result<Store, String> {
    if settings.database.is_none() {
        create_folder(&settings.data_dir)?;
    }
    Store::open(&settings.database_address()?).await
}

/// A copy to open: opening brings old tables up to date, and the backup itself stays as it is.
fn working_copy(file: &Path) -> Result<TempDatabase, String> {
    let copy =
        std::env::temp_dir().join(format!("one-yes-restore-{}.db", crate::secret::random_id()));
    let copy = TempDatabase(copy);
    let copied =
        File::open(file).and_then(|mut from| io::copy(&mut from, &mut create_file(&copy.0)?));
    copied.map_err(|error| {
        let file = file.display();
        format!("{file} could not be copied to the folder for temporary files: {error}")
    })?;
    Ok(copy)
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::{hour_of, moment_of, parts};

    #[test]
    fn backups_are_told_from_other_files_by_their_whole_name() {
        let hour = hour_of(1_790_000_000_000);
        assert_eq!(hour, "2026-09-21T14");
        assert_eq!(moment_of(1_790_000_000_000), "2026-09-21T14-13-20");
        let ours = format!("backups/one-yes-{hour}.db");
        assert_eq!(parts(Path::new(&ours)), Some((hour.as_str(), "db")));
        for other in [
            "one-yes-2026-11-23.db",
            "one-yes-2026-11-23T050.db",
            "one-yes-2026-11-23T05",
            "one-yes-before-the-move.db",
            "one-yes-.db",
            "my-one-yes-2026-11-23T05.db",
            "one-yes-2026-11-23Tüé.db",
        ] {
            assert_eq!(parts(Path::new(other)), None, "{other}");
        }
    }
}
