//! Files and databases that are not ours, are missing, or are named in odd ways.

use super::*;

#[test]
fn damage_and_missing_files_are_told_in_a_sentence() {
    let site = TestSite::new();
    let missing = command(&site, None, &["check"]);
    assert!(!missing.status.success() && told(&missing).contains("There is no database at"));
    let text = site.folder.join("text");
    std::fs::write(&text, "not a database").unwrap();
    let wrong = command(&site, None, &["restore", path(&text)]);
    assert!(!wrong.status.success() && told(&wrong).contains("is not a backup of One Yes"));
    let nowhere = command(&site, Some("mysql://x"), &["check"]);
    assert!(!nowhere.status.success() && told(&nowhere).contains("sqlite:<file> or postgres"));
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
            must_fail(&output, "is not a database of One Yes");
            assert!(!to.exists());
        }
        assert_eq!(std::fs::read(file).unwrap(), before);
    }

    let (site, backup, _) = with_backup();
    let url = format!("sqlite:{}", path(&foreign));
    let output = command(&site, None, &["move", "--to", &url]);
    must_fail(&output, "is not a database of One Yes");
    let restore = ["restore", path(&backup), "--replace"];
    must_fail(
        &command(&site, Some(&url), &restore),
        "is not a database of One Yes",
    );

    let database = crate::postgres::Database::new();
    let checked = command(&site, Some(&database.url), &["check"]);
    must_fail(&checked, " is not a database of One Yes");
    assert!(
        told(&checked).contains(" The PostgreSQL database http_"),
        "it is named"
    );
    must_succeed(&command(&site, None, &["move", "--to", &database.url]));
    must_succeed(&command(&site, Some(&database.url), &["check"]));
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
