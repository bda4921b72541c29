//! Hourly backups.

use super::*;

/// Waits until something is so.
fn until(is_so: impl Fn() -> bool, told: impl Fn() -> String) {
    let deadline = Instant::now() + Duration::from_secs(20);
    while !is_so() {
        assert!(Instant::now() < deadline, "{}", told());
        std::thread::sleep(Duration::from_millis(50));
    }
}

#[test]
fn hourly_backups_are_made_and_the_oldest_go() {
    let (site, ..) = with_backup();
    let folder = site.folder.join("data/backups");
    std::fs::create_dir_all(&folder).unwrap();
    let not_ours = [
        "mine.db",
        "one-yes-2020-01-01.db",
        "one-yes-before-the-move.db",
        "one-yes-before-the-move.partial",
    ];
    let stale = [
        "one-yes-2020-01-01T02.partial",
        "one-yes-2020-01-01T02.db.partial",
        "one-yes-2020-01-01T02.db.partial-wal",
    ];
    // A clock that was wrong for an hour must not cost the backup just made.
    let gone = [
        "one-yes-2019-11-01T00.db",
        "one-yes-2019-12-01T00.db",
        "one-yes-2020-01-01T01.db",
    ];
    // The first of its day and week, the last before, and one of a time to come.
    let old = [
        "one-yes-2020-01-01T00.db",
        "one-yes-2020-01-01T02.db",
        "one-yes-2999-01-01T00.db",
    ];
    for name in not_ours.iter().chain(&stale).chain(&gone).chain(&old) {
        std::fs::write(folder.join(name), "old").unwrap();
    }
    let program = start_with(&site, "127.0.0.1:0", &["--backups", "2"], "info");
    let is_done = || names(&folder).len() == not_ours.len() + old.len() + 1;
    until(is_done, || format!("{:?}", names(&folder)));
    program.kill();
    let names = names(&folder);
    for name in not_ours.iter().chain(&old) {
        assert!(names.contains(&(*name).to_owned()), "{name}: {names:?}");
    }
    let ours = |name: &&String| not_ours.iter().chain(&old).all(|it| it != name);
    let made = names.iter().find(ours).unwrap();
    let mode = std::fs::metadata(folder.join(made)).unwrap().permissions();
    assert_eq!(mode.mode() & 0o777, 0o600, "nobody else may read it");
}

#[test]
fn one_of_several_servers_on_postgres_makes_the_backup() {
    let database = crate::postgres::Database::new();
    let sites = [TestSite::new(), TestSite::new()];
    let first = ["--database", &database.url, "--backups", "0"];
    let program = start_with(&sites[0], "127.0.0.1:0", &first, "info");
    sign_up(&program.address);
    program.kill();
    let options = [
        "--rate-limits",
        "off",
        "--database",
        &database.url,
        "--backups",
        "2",
    ];
    let started = SystemTime::now();
    let programs = sites
        .each_ref()
        .map(|site| start_with(site, "127.0.0.1:0", &options, "info"));
    let made = || -> Vec<PathBuf> {
        let folders = sites.iter().map(|site| site.folder.join("data/backups"));
        let files = folders.flat_map(|folder| {
            let names = names(&folder)
                .into_iter()
                .filter(|name| name.ends_with(".db"));
            names.map(|name| folder.join(name)).collect::<Vec<_>>()
        });
        files.collect()
    };
    until(|| !made().is_empty(), || "no backup".to_owned());
    std::thread::sleep(Duration::from_secs(1));
    let made = made();
    let is_next_hour = |time: SystemTime| {
        time.duration_since(SystemTime::UNIX_EPOCH)
            .unwrap()
            .as_secs()
            / 3_600
    };
    if is_next_hour(started) == is_next_hour(SystemTime::now()) {
        assert_eq!(made.len(), 1, "{made:?}");
    }
    drop(programs);
    let target = TestSite::new();
    must_succeed(&command(&target, None, &["restore", path(&made[0])]));
    must_succeed(&command(&target, None, &["check"]));
}

#[test]
fn a_database_without_accounts_keeps_no_other_one_from_being_begun() {
    let site = TestSite::new();
    let begin = |options: &[&str]| {
        let options = [options, &["--backups", "2"]].concat();
        let mut program = start_with(&site, "127.0.0.1:0", &options, "info");
        // The folder is made by the first round of maintenance.
        let folder = site.folder.join("data/backups");
        until(|| folder.exists(), || "no round".to_owned());
        std::thread::sleep(Duration::from_millis(500));
        program.terminate();
        program.must_end();
        names(&folder)
    };
    assert_eq!(begin(&[]), Vec::<String>::new());
    let database = crate::postgres::Database::new();
    let on_postgres = begin(&["--database", &database.url]);
    assert_eq!(on_postgres, Vec::<String>::new());
}
