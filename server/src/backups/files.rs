//! The files of hourly backups: their names, and deleting old ones.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use domain::values::date::Now;

/// An hour as the names of backups have it, in UTC.
pub(super) fn hour_of(now_ms: u64) -> String {
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

/// Deletes partial files of other hours: the program may have been killed while it wrote them.
pub(super) fn delete_partial(folder: &Path, this_hour: &str) -> Result<(), String> {
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

/// Deletes the oldest backups beyond the number to keep, but never the one just made: a clock may
/// have been wrong.
pub(super) fn rotate(folder: &Path, latest: &Path, keep: usize) -> Result<(), String> {
    let is_other_backup =
        |path: &PathBuf| path != latest && parts(path).is_some_and(|(_, ending)| ending == "db");
    let mut others: Vec<PathBuf> = list(folder)?.into_iter().filter(is_other_backup).collect();
    // Their names sort by time.
    others.sort();
    let surplus = (others.len() + usize::from(latest.exists())).saturating_sub(keep);
    others.iter().take(surplus).try_for_each(|old| delete(old))
}

fn list(folder: &Path) -> Result<Vec<PathBuf>, String> {
    let entries = fs::read_dir(folder)
        .map_err(|error| format!("The backups could not be listed: {error}"))?;
    Ok(entries
        .filter_map(|entry| Some(entry.ok()?.path()))
        .collect())
}

fn delete(file: &Path) -> Result<(), String> {
    match fs::remove_file(file) {
        // Another process with the same folder was faster.
        Err(error) if error.kind() != io::ErrorKind::NotFound => {
            let file = file.display();
            Err(format!(
                "The old backup {file} could not be deleted: {error}"
            ))
        }
        _ => Ok(()),
    }
}

/// A moment as a part of the name of a file, in UTC.
pub(crate) fn moment_of(now_ms: u64) -> String {
    let of_hour = now_ms / 1_000 % 3_600;
    format!(
        "{}-{:02}-{:02}",
        hour_of(now_ms),
        of_hour / 60,
        of_hour % 60
    )
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
