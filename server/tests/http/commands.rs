//! The commands of the program: backing up while it runs, restoring, checking, moving to the other database and back.

use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::time::{Duration, Instant, SystemTime};

use serde_json::{Value, json};

use crate::crash::{ask, sign_up};
use crate::fixtures::TestSite;
use crate::program::start_with;

pub(crate) fn command(site: &TestSite, database: Option<&str>, arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_server"));
    command
        .arg("--data-dir")
        .arg(site.folder.join("data"))
        .args(database.iter().flat_map(|url| ["--database", url]))
        .args(arguments);
    command.output().unwrap()
}

fn told(output: &Output) -> String {
    let parts = [&output.stdout, &output.stderr];
    parts
        .map(|part| String::from_utf8_lossy(part).into_owned())
        .concat()
}

pub(crate) fn must_succeed(output: &Output) -> String {
    let told = told(output);
    assert!(output.status.success(), "{told}");
    told
}

fn push(address: &str, cookie: &str, value: &str) {
    let key = "opportunity:0190f5a0-0000-7000-8000-000000000001";
    let stamp = format!("019ec5a0{:08x}0000000000000001", value.len());
    let body = json!({"cursor": 0, "changes": {key: {stamp: {"company": value}}}});
    let (status, _, text) = ask(address, "POST", "/push", cookie, &body.to_string()).unwrap();
    assert_eq!(status, 200, "{text}");
}

fn changes(address: &str, cookie: &str) -> Value {
    let (status, _, text) = ask(address, "GET", "/changes", cookie, "").unwrap();
    assert_eq!(status, 200, "{text}");
    serde_json::from_str(&text).unwrap()
}

fn path(path: &Path) -> &str {
    path.to_str().unwrap()
}

fn must_fail(output: &Output, words: &str) {
    let told = told(output);
    assert!(!output.status.success() && told.contains(words), "{told}");
}

/// The names in a folder, in order; none where it is not there yet.
fn names(folder: &Path) -> Vec<String> {
    let Ok(entries) = std::fs::read_dir(folder) else {
        return Vec::new();
    };
    let mut names: Vec<String> = entries
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    names
}

/// Changes a SQLite file behind the back of the program.
fn change(file: &Path, statement: &'static str) {
    let runtime = tokio::runtime::Runtime::new().unwrap();
    runtime.block_on(async {
        use sqlx::{ConnectOptions, Connection, Executor};
        let options = sqlx::sqlite::SqliteConnectOptions::new()
            .filename(file)
            .create_if_missing(true);
        let mut connection = options.connect().await.unwrap();
        connection.execute(statement).await.unwrap();
        connection.close().await.unwrap();
    });
}

/// A site with one account and one record, its server stopped, and a backup of it.
fn with_backup() -> (TestSite, PathBuf, String) {
    let site = TestSite::new();
    let program = start_with(&site, "127.0.0.1:0", &QUIET, "info");
    let cookie = sign_up(&program.address);
    push(&program.address, &cookie, "kept");
    let backup = site.folder.join("backup.db");
    must_succeed(&command(&site, None, &["backup", path(&backup)]));
    program.kill();
    (site, backup, cookie)
}

const QUIET: [&str; 4] = ["--rate-limits", "off", "--backups", "0"];

fn has_what_was_kept(site: &TestSite, cookie: &str) {
    let program = start_with(site, "127.0.0.1:0", &QUIET, "info");
    let page = changes(&program.address, cookie);
    assert!(page.to_string().contains("kept"), "{page}");
    program.kill();
}

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
fn a_search_moves_to_postgres_and_back_with_its_sessions() {
    let site = TestSite::new();
    let program = start_with(&site, "127.0.0.1:0", &["--rate-limits", "off"], "info");
    let cookie = sign_up(&program.address);
    push(&program.address, &cookie, "moved");
    let epoch = changes(&program.address, &cookie)["epoch"].clone();
    program.kill();

    let database = crate::postgres::Database::new();
    must_succeed(&command(&site, None, &["move", "--to", &database.url]));
    let again = command(&site, None, &["move", "--to", &database.url]);
    assert!(!again.status.success(), "never over another");
    let options = ["--rate-limits", "off", "--database", &database.url];
    let program = start_with(&site, "127.0.0.1:0", &options, "info");
    let page = changes(&program.address, &cookie);
    assert!(page.to_string().contains("moved"));
    assert_ne!(page["epoch"], epoch, "the old one may still be served");
    push(&program.address, &cookie, "and more");
    program.kill();

    let back = TestSite::new();
    let file = format!("sqlite:{}", path(&back.folder.join("back.db")));
    must_succeed(&command(
        &site,
        Some(&database.url),
        &["move", "--to", &file],
    ));
    let options = ["--rate-limits", "off", "--database", &file];
    let program = start_with(&back, "127.0.0.1:0", &options, "info");
    assert!(
        changes(&program.address, &cookie)
            .to_string()
            .contains("and more")
    );
}

#[test]
fn damage_and_missing_files_are_told_in_a_sentence() {
    let site = TestSite::new();
    let missing = command(&site, None, &["check"]);
    assert!(!missing.status.success() && told(&missing).contains("There is no database at"));
    let text = site.folder.join("text");
    std::fs::write(&text, "not a database").unwrap();
    let wrong = command(&site, None, &["restore", path(&text)]);
    assert!(!wrong.status.success() && told(&wrong).contains("is no backup of One Yes"));
    let nowhere = command(&site, Some("mysql://x"), &["check"]);
    assert!(!nowhere.status.success() && told(&nowhere).contains("sqlite:<file> or postgres"));
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
        ("empty.db", "is no backup of One Yes"),
        ("foreign.db", "is no backup of One Yes"),
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
fn commands_leave_what_is_not_ours_as_it_is() {
    let site = TestSite::new();
    let empty = site.folder.join("empty.db");
    std::fs::write(&empty, "").unwrap();
    let foreign = site.folder.join("foreign.db");
    change(
        &foreign,
        "CREATE TABLE cells (a TEXT); PRAGMA journal_mode = DELETE",
    );
    let to = site.folder.join("new.db");
    let to_url = format!("sqlite:{}", path(&to));
    for file in [&empty, &foreign] {
        let before = std::fs::read(file).unwrap();
        let url = format!("sqlite:{}", path(file));
        for arguments in [
            &["check"][..],
            &["backup", path(&to)],
            &["move", "--to", &to_url],
        ] {
            let output = command(&site, Some(&url), arguments);
            must_fail(&output, "is no database of One Yes");
            assert!(!to.exists());
        }
        assert_eq!(std::fs::read(file).unwrap(), before);
    }

    let (site, backup, _) = with_backup();
    let url = format!("sqlite:{}", path(&foreign));
    let output = command(&site, None, &["move", "--to", &url]);
    must_fail(&output, "is no database of One Yes");
    let restore = ["restore", path(&backup), "--replace"];
    must_fail(
        &command(&site, Some(&url), &restore),
        "is no database of One Yes",
    );

    let database = crate::postgres::Database::new();
    let checked = command(&site, Some(&database.url), &["check"]);
    must_fail(
        &checked,
        "The PostgreSQL database is no database of One Yes",
    );
    must_succeed(&command(&site, None, &["move", "--to", &database.url]));
    must_succeed(&command(&site, Some(&database.url), &["check"]));
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

#[test]
fn unreadable_cells_do_not_stop_a_backup_or_a_restore() {
    let (site, _, cookie) = with_backup();
    let database = site.folder.join("data/one-yes.db");
    let damage = "INSERT INTO cells SELECT account, record, 'broken', '{', stamp, 99 FROM cells; UPDATE accounts SET seq = 99, size = size + 7";
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
fn files_have_the_names_they_are_given() {
    let site = TestSite::new();
    let database = site.folder.join("a?b%20.db");
    let url = format!("sqlite:{}", path(&database));
    let options = ["--rate-limits", "off", "--database", &url];
    let program = start_with(&site, "127.0.0.1:0", &options, "info");
    sign_up(&program.address);
    program.kill();
    assert!(database.is_file());
    let backup = site.folder.join("back?up%20.db");
    must_succeed(&command(&site, Some(&url), &["backup", path(&backup)]));
    assert!(backup.is_file());

    let folder = site.folder.join("da?ta%20#");
    let in_folder = |arguments: &[&str]| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_server"));
        command.args(["--data-dir", path(&folder)]).args(arguments);
        must_succeed(&command.output().unwrap())
    };
    let told = in_folder(&["restore", path(&backup)]);
    assert!(told.contains("Restored: 1 accounts"), "{told}");
    assert!(in_folder(&["check"]).contains("1 accounts"));
    assert!(folder.join("one-yes.db").is_file());
    for name in ["a", "a?b .db", "back", "da", "da?ta #"] {
        assert!(!site.folder.join(name).exists(), "{name}");
    }
}

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
    let site = TestSite::new();
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
    let old = [
        "one-yes-2020-01-01T00.db",
        "one-yes-2020-01-01T01.db",
        "one-yes-2999-01-01T00.db",
    ];
    for name in not_ours.iter().chain(&stale).chain(&old) {
        std::fs::write(folder.join(name), "old").unwrap();
    }
    let program = start_with(&site, "127.0.0.1:0", &["--backups", "2"], "info");
    let is_done = || names(&folder).len() == not_ours.len() + 2;
    until(is_done, || format!("{:?}", names(&folder)));
    program.kill();
    let names = names(&folder);
    for name in not_ours.iter().chain(&["one-yes-2999-01-01T00.db"]) {
        assert!(names.contains(&(*name).to_owned()), "{name}: {names:?}");
    }
    let ours = |name: &&String| !not_ours.contains(&name.as_str()) && !name.contains("2999");
    let made = names.iter().find(ours).unwrap();
    let mode = std::fs::metadata(folder.join(made)).unwrap().permissions();
    assert_eq!(mode.mode() & 0o777, 0o600, "nobody else may read it");
}

#[test]
fn one_of_several_servers_on_postgres_makes_the_backup() {
    let database = crate::postgres::Database::new();
    let sites = [TestSite::new(), TestSite::new()];
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

/// Which status a session gets when it asks for its account.
fn status_of(address: &str, cookie: &str) -> u16 {
    ask(address, "GET", "/account", cookie, "").unwrap().0
}

fn push_key(address: &str) -> String {
    let (_, _, text) = ask(address, "GET", "/server", "", "").unwrap();
    let told: Value = serde_json::from_str(&text).unwrap();
    told["push_key"].as_str().unwrap().to_owned()
}

fn sign_up_as(address: &str, name: &str) -> String {
    let body = json!({"name": name, "password": "a quiet lighthouse keeper"}).to_string();
    let (status, cookie, text) = ask(address, "POST", "/accounts", "", &body).unwrap();
    assert_eq!(status, 201, "{text}");
    cookie
}

/// What whoever runs the server can end or renew, on a database of this address.
fn sessions_end_and_the_key_is_renewed(database: Option<&str>) {
    let site = TestSite::new();
    let mut options = QUIET.to_vec();
    options.extend(database.iter().flat_map(|url| ["--database", url]));
    let program = start_with(&site, "127.0.0.1:0", &options, "info");
    let address = program.address.clone();
    let [ada, bea] = ["Ada Byron", "Bea"].map(|name| sign_up_as(&address, name));
    push(&address, &ada, "kept");

    must_fail(&command(&site, database, &["end-sessions"]), "--account");
    let both = ["end-sessions", "--all", "--account", "Bea"];
    must_fail(&command(&site, database, &both), "cannot be used with");
    let nobody = ["end-sessions", "--account", "Cem"];
    must_fail(
        &command(&site, database, &nobody),
        "no account of that name",
    );
    assert_eq!(
        (status_of(&address, &ada), status_of(&address, &bea)),
        (200, 200)
    );

    // Names are compared as they are when signing in.
    let of_ada = ["end-sessions", "--account", " ada  byron"];
    let told = must_succeed(&command(&site, database, &of_ada));
    assert!(told.contains("1 session has ended"), "{told}");
    assert_eq!(
        (status_of(&address, &ada), status_of(&address, &bea)),
        (401, 200)
    );
    let told = must_succeed(&command(&site, database, &["end-sessions", "--all"]));
    assert!(told.contains("1 session has ended"), "{told}");
    assert_eq!(status_of(&address, &bea), 401);
    assert!(must_succeed(&command(&site, database, &["check"])).contains("2 accounts"));

    // Browsers compare the key at the start of the app, and subscribe with the new one.
    let before = push_key(&address);
    must_succeed(&command(&site, database, &["renew-push-key"]));
    assert_eq!(
        push_key(&address),
        before,
        "until the server is started anew"
    );
    program.kill();
    let program = start_with(&site, "127.0.0.1:0", &options, "info");
    let after = push_key(&program.address);
    assert_ne!(after, before);
    assert_eq!(after.len(), before.len());
    program.kill();
}

#[test]
fn operators_end_sessions_and_renew_the_key_on_sqlite() {
    sessions_end_and_the_key_is_renewed(None);
}

#[test]
fn operators_end_sessions_and_renew_the_key_on_postgres() {
    let database = crate::postgres::Database::new();
    sessions_end_and_the_key_is_renewed(Some(&database.url));
}

#[test]
fn what_changes_a_database_makes_none() {
    let site = TestSite::new();
    for words in [&["end-sessions", "--all"][..], &["renew-push-key"]] {
        must_fail(&command(&site, None, words), "There is no database at");
    }
    assert!(!site.folder.join("data").exists());
}

#[test]
fn a_database_on_another_machine_is_not_spoken_to_unverified() {
    let site = TestSite::new();
    let away = Some("postgres://ada:secret@db.invalid/one_yes");
    let serve = ["--site-dir", path(&site.folder), "--listen", "127.0.0.1:0"];
    for words in [&serve[..], &["check"], &["renew-push-key"]] {
        let refused = command(&site, away, words);
        must_fail(&refused, "sslmode=verify-full");
        assert!(!told(&refused).contains("secret"));
    }
}
