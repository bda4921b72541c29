//! The files of hourly backups: their names, and deleting old ones.

use std::collections::HashSet;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use domain::values::date::Now;

use crate::store::private_files::with_suffix;

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

/// Deletes the backups that are not to be kept. Never the one just made, nor those of later hours
/// as if they were old ones: a clock may have been wrong, or be.
pub(super) fn rotate(folder: &Path, latest: &Path, keep: usize) -> Result<(), String> {
    let mut names: Vec<PathBuf> = backups(folder)?.collect();
    // Their names sort by time.
    names.sort();
    let later = names.split_off(names.partition_point(|name| name.as_path() <= latest));
    for group in [names, later] {
        let kept = to_keep(&group, keep);
        let is_old = |name: &&PathBuf| *name != latest && !kept.contains(name);
        group
            .iter()
            .filter(is_old)
            .try_for_each(|old| delete(old))?;
    }
    Ok(())
}

/// The backups to keep, of some in the order of their hours: the latest ones, and the first of each
/// of the last two days and weeks. So there is always one of more than a day ago, and one of more
/// than a week.
fn to_keep(names: &[PathBuf], keep: usize) -> HashSet<&PathBuf> {
    let mut kept: HashSet<&PathBuf> = names.iter().rev().take(keep).collect();
    for bucket in [day_of, week_of] {
        let mut firsts: Vec<&PathBuf> = Vec::new();
        let mut last = None;
        for name in names {
            let this = bucket(name);
            if this != last {
                firsts.push(name);
            }
            last = this;
        }
        kept.extend(firsts.iter().rev().take(2));
    }
    kept
}

fn day_of(path: &Path) -> Option<i64> {
    let (hour, _) = parts(path)?;
    let date = hour.get(..10)?.parse::<jiff::civil::Date>().ok()?;
    let day = date.to_zoned(jiff::tz::TimeZone::UTC).ok()?;
    Some(day.timestamp().as_second() / 86_400)
}

fn week_of(path: &Path) -> Option<i64> {
    Some(day_of(path)?.div_euclid(7))
}

/// The backups in a folder, in no order.
fn backups(folder: &Path) -> Result<impl Iterator<Item = PathBuf>, String> {
    let is_backup = |path: &PathBuf| parts(path).is_some_and(|(_, ending)| ending == "db");
    Ok(list(folder)?.into_iter().filter(is_backup))
}

/// The latest backup in a folder that has any content.
pub(super) fn newest(folder: &Path) -> Option<PathBuf> {
    let has_content = |path: &PathBuf| path.metadata().is_ok_and(|about| about.len() > 0);
    backups(folder).ok()?.filter(has_content).max()
}

/// Whether there is one.
pub(super) fn has_backups(folder: &Path) -> bool {
    newest(folder).is_some()
}

/// A file beside the place of a database that only an older one can have left there.
pub(super) fn remains_of(database: &Path) -> Option<PathBuf> {
    let has_content = |path: &Path| path.metadata().is_ok_and(|about| about.len() > 0);
    let wal = with_suffix(database, "-wal");
    // A database has its own there: one that was being made when the program was killed, too.
    if has_content(&wal) && !has_content(database) {
        return Some(wal);
    }
    let name = database.file_name()?.to_str()?;
    let is_left = |path: &PathBuf| {
        let beside = path.file_name().and_then(|name| name.to_str());
        let ending = beside.and_then(|beside| beside.strip_prefix(name));
        ending.is_some_and(|ending| ending == ".restored" || ending.starts_with(".damaged-"))
    };
    list(database.parent()?).ok()?.into_iter().find(is_left)
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
    #![allow(clippy::unwrap_used, reason = "a failed unwrap fails the test")]
    use std::path::{Path, PathBuf};

    use super::{hour_of, moment_of, parts, remains_of, to_keep, with_suffix};

    const HOUR_MS: u64 = 3_600_000;

    /// Calls with the hour and the ages of the backups there are then, in hours, in a simulated
    /// rotation of 40 days.
    fn for_each_hour(keep: usize, mut check: impl FnMut(u64, Vec<u64>)) {
        let start = 1_790_000_000_000;
        let mut held: Vec<(PathBuf, u64)> = Vec::new();
        for hour in 0..40 * 24 {
            let name = format!("one-yes-{}.db", hour_of(start + hour * HOUR_MS));
            held.push((name.into(), hour));
            let names: Vec<PathBuf> = held.iter().map(|(name, _)| name.clone()).collect();
            let kept = to_keep(&names, keep);
            held.retain(|(name, _)| kept.contains(name));
            check(hour, held.iter().map(|(_, made)| hour - made).collect());
        }
    }

    #[test]
    fn there_is_always_a_backup_of_more_than_a_day_and_of_more_than_a_week_ago() {
        for keep in [1, 3, 24] {
            for_each_hour(keep, |hour, ages| {
                assert!(ages.len() <= keep + 4, "{ages:?}");
                for (from, to) in [(24, 48), (7 * 24, 14 * 24)] {
                    let has_one = ages.iter().any(|age| (from..=to).contains(age));
                    assert!(has_one || hour < 16 * 24, "{ages:?}");
                }
            });
        }
    }

    #[test]
    fn a_log_is_what_is_left_of_a_database_only_where_that_is_gone() {
        let folder = std::env::temp_dir().join(format!("one-yes-left-{}", std::process::id()));
        std::fs::create_dir_all(&folder).unwrap();
        let file = folder.join("one-yes.db");
        let wal = with_suffix(&file, "-wal");
        std::fs::write(&wal, "log").unwrap();
        assert_eq!(remains_of(&file), Some(wal.clone()));
        std::fs::write(&file, "").unwrap();
        assert_eq!(remains_of(&file), Some(wal));
        std::fs::write(&file, "begun").unwrap();
        assert_eq!(remains_of(&file), None);
        std::fs::remove_dir_all(&folder).unwrap();
    }

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
