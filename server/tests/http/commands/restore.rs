//! Backups by hand, and restoring them.

use super::*;

#[test]
fn a_backup_of_a_running_server_restores_and_devices_are_told() {
    let site = TestSite::new();
    let options = QUIET;
    let program = start_with(&site, "127.0.0.1:0", &options, "info");
    let cookie = sign_up(&program.address);
    push(&program.address, &cookie, "before");
    let backup = site.folder.join("backup.db");
    must_succeed(&command(&site, None, &["backup", path(&backup)]));
    assert!(
        !command(&site, None, &["backup", path(&backup)])
            .status
            .success(),
        "never over another"
    );
    push(&program.address, &cookie, "after it");
    let epoch = changes(&program.address, &cookie)["epoch"].clone();
    program.kill();

    assert!(must_succeed(&command(&site, None, &["check"])).contains("All is well"));
    let refused = command(&site, None, &["restore", path(&backup)]);
    assert!(!refused.status.success() && told(&refused).contains("--replace"));
    must_succeed(&command(
        &site,
        None,
        &["restore", path(&backup), "--replace"],
    ));

    let program = start_with(&site, "127.0.0.1:0", &options, "info");
    let page = changes(&program.address, &cookie);
    assert!(page.to_string().contains("before") && !page.to_string().contains("after it"));
    assert_ne!(page["epoch"], epoch);
    let known = format!("/changes?after=2&epoch={}", epoch.as_str().unwrap());
    let (_, _, answer) = ask(&program.address, "GET", &known, &cookie, "").unwrap();
    assert!(answer.contains("\"restart\":\"restored\""), "{answer}");
}

#[test]
fn what_is_no_backup_replaces_nothing() {
    let (site, backup, cookie) = with_backup();
    let file = |name: &str| site.folder.join(name);
    std::fs::write(file("empty.db"), "").unwrap();
    change(
        &file("foreign.db"),
        "CREATE TABLE facts (name TEXT, value TEXT)",
    );
    let later = "UPDATE _sqlx_migrations SET version = 99 WHERE version = 3";
    std::fs::copy(&backup, file("newer.db")).unwrap();
    change(&file("newer.db"), later);
    let whole = std::fs::read(&backup).unwrap();
    std::fs::write(file("half.db"), &whole[..whole.len() / 2]).unwrap();
    for (name, words) in [
        ("empty.db", "is not a backup of One Yes"),
        ("foreign.db", "is not a backup of One Yes"),
        ("newer.db", "newer One Yes"),
        ("half.db", "or it is damaged"),
    ] {
        let before = std::fs::read(file(name)).unwrap();
        let restore = ["restore", path(&file(name)), "--replace"].map(str::to_owned);
        let restore = restore.each_ref().map(String::as_str);
        must_fail(&command(&site, None, &restore), words);
        assert_eq!(std::fs::read(file(name)).unwrap(), before, "{name}");
    }
    has_what_was_kept(&site, &cookie);
}

#[test]
fn unreadable_cells_do_not_stop_a_backup_or_a_restore() {
    let (site, _, cookie) = with_backup();
    let database = site.folder.join("data/one-yes.db");
    let damage = "INSERT INTO cells SELECT account, record, 'broken', '{', stamp, 99 FROM cells; UPDATE accounts SET seq = 99, size = size + 349";
    change(&database, damage);
    must_fail(&command(&site, None, &["check"]), "1 fault:");
    let backup = site.folder.join("again.db");
    let told = must_succeed(&command(&site, None, &["backup", path(&backup)]));
    assert!(
        told.contains("broken, has a value that cannot be read"),
        "{told}"
    );
    let restore = ["restore", path(&backup), "--replace"];
    let told = must_succeed(&command(&site, None, &restore));
    assert!(
        told.contains("broken, has a value that cannot be read"),
        "{told}"
    );
    has_what_was_kept(&site, &cookie);

    let options = ["--backups", "2"];
    let mut program = start_with(&site, "127.0.0.1:0", &options, "info");
    program.wait_for("The backup was kept, but it has 1 fault:");
    let kept = names(&site.folder.join("data/backups"));
    assert!(kept.len() == 1 && kept[0].ends_with(".db"), "{kept:?}");
}

#[test]
fn a_server_that_runs_through_a_restore_tells_devices() {
    let site = TestSite::new();
    let program = start_with(&site, "127.0.0.1:0", &QUIET, "info");
    let cookie = sign_up(&program.address);
    push(&program.address, &cookie, "before");
    let backup = site.folder.join("backup.db");
    must_succeed(&command(&site, None, &["backup", path(&backup)]));
    push(&program.address, &cookie, "after it");
    let epoch = changes(&program.address, &cookie)["epoch"].clone();
    let restore = ["restore", path(&backup), "--replace"];
    must_succeed(&command(&site, None, &restore));
    let known = format!("/changes?after=1&epoch={}", epoch.as_str().unwrap());
    let (_, _, answer) = ask(&program.address, "GET", &known, &cookie, "").unwrap();
    assert!(answer.contains("\"restart\":\"restored\""), "{answer}");
    assert_ne!(changes(&program.address, &cookie)["epoch"], epoch);
}

#[test]
fn a_damaged_database_is_kept_aside_and_replaced() {
    let (site, backup, cookie) = with_backup();
    let folder = site.folder.join("data");
    let database = folder.join("one-yes.db");
    for (round, damage) in [
        |whole: &mut Vec<u8>| whole.truncate(whole.len() / 2),
        |whole: &mut Vec<u8>| whole.fill(b'x'),
    ]
    .into_iter()
    .enumerate()
    {
        must_succeed(&command(&site, None, &["check"]));
        for ending in ["-wal", "-shm"] {
            let _ = std::fs::remove_file(folder.join(format!("one-yes.db{ending}")));
        }
        let mut whole = std::fs::read(&backup).unwrap();
        damage(&mut whole);
        std::fs::write(&database, &whole).unwrap();
        must_fail(&command(&site, None, &["check"]), "damaged");
        let restore = ["restore", path(&backup)];
        must_fail(&command(&site, None, &restore), "Add --replace");
        assert_eq!(std::fs::read(&database).unwrap(), whole);
        let restore = ["restore", path(&backup), "--replace"];
        let told = must_succeed(&command(&site, None, &restore));
        assert!(told.contains("The damaged database is now"), "{told}");
        let aside: Vec<String> = names(&folder)
            .into_iter()
            .filter(|name| name.starts_with("one-yes.db.damaged-"))
            .collect();
        assert_eq!(aside.len(), round + 1, "{aside:?}");
        let last = aside.last().unwrap();
        assert!(told.contains(last));
        assert_eq!(std::fs::read(folder.join(last)).unwrap(), whole);
        has_what_was_kept(&site, &cookie);
        // Their names have the second.
        std::thread::sleep(Duration::from_millis(1_100));
    }
}
