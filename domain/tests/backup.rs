//! Backups: the format is frozen, a round trip loses nothing, and what is no backup is refused with a sentence.
#![allow(clippy::unwrap_used, reason = "a failed unwrap fails the test")]

use domain::demo::demo_search;
use domain::exchange::backup::{
    BackupProblem, export, export_with_private, read, replacement, summary,
};
use domain::exchange::private_entry::{PrivateEntry, PrivateText};
use domain::journal::Journal;
use domain::model::opportunity::Opportunity;
use domain::state::edit::Edit;
use domain::state::stamp::Clock;
use domain::values::date::Now;
use domain::values::id::RecordId;
use proptest::prelude::*;

const NOW: Now = Now {
    ms: 1_780_000_000_000,
    offset_minutes: 120,
};

fn with(companies: &[&str]) -> Journal {
    let mut journal = Journal::default();
    let mut clock = Clock::new(1);
    for (number, company) in (1..).zip(companies) {
        let opportunity = Opportunity {
            company: (*company).into(),
            ..Opportunity::default()
        };
        let edit = Edit::new("add").create(RecordId::fixed(number), &opportunity);
        journal.apply(&edit, &mut clock, NOW.ms + u64::try_from(number).unwrap());
    }
    journal
}

fn companies(journal: &Journal) -> Vec<String> {
    journal
        .opportunities()
        .iter()
        .map(|(_, row)| row.company.clone())
        .collect()
}

#[test]
fn the_file_format_is_frozen() {
    insta::assert_snapshot!(export(&with(&["Acme"]), NOW), @r#"{"format":"one-yes-backup","version":1,"exported":"2026-05-28","records":[{"key":"opportunity:00000000-0000-0000-0000-000000000001","cells":{"019e7044880100000000000000000001":{"company":"Acme"}}}]}"#);
}

#[test]
fn a_whole_search_comes_back_as_it_was() {
    let mut count = 0;
    let edit = demo_search(NOW, &mut || {
        count += 1;
        RecordId::new(NOW.ms, count)
    });
    let mut journal = Journal::default();
    journal.apply(&edit, &mut Clock::new(1), NOW.ms);
    let backup = read(&export(&journal, NOW)).unwrap();
    assert_eq!(backup.unreadable, 0);
    let mut restored = Journal::default();
    restored.merge_records(backup.records, &mut Clock::new(2));
    assert_eq!(export(&restored, NOW), export(&journal, NOW));
}

#[test]
fn the_summary_says_what_would_happen() {
    let backup = read(&export(&with(&["Acme", "Brindle"]), NOW)).unwrap();
    let summary = summary(&with(&["Acme"]), &backup);
    assert_eq!(
        (
            summary.opportunities,
            summary.new,
            summary.changed,
            summary.only_here
        ),
        (2, 1, 0, 0)
    );
}

#[test]
fn replacing_gives_what_the_backup_says_and_can_be_undone() {
    let backup = read(&export(&with(&["Acme"]), NOW)).unwrap();
    let mut journal = with(&["Acme renamed since", "Later one"]);
    let mut clock = Clock::new(2);
    let edit = replacement(&journal, &backup, "replace");
    let applied = journal.apply(&edit, &mut clock, NOW.ms + 99);
    assert_eq!(companies(&journal), ["Acme"]);
    journal.apply(&applied.inverse, &mut clock, NOW.ms + 100);
    assert_eq!(companies(&journal), ["Acme renamed since", "Later one"]);
}

#[test]
fn what_is_no_backup_is_refused_with_a_reason() {
    let problem = |text: &str| read(text).unwrap_err();
    assert_eq!(problem(""), BackupProblem::NotJson);
    assert_eq!(
        problem("{\"format\":\"one-yes-backup\""),
        BackupProblem::NotJson
    );
    assert_eq!(problem("[1,2,3]"), BackupProblem::NotABackup);
    assert_eq!(
        problem("{\"format\":\"other\",\"records\":[]}"),
        BackupProblem::NotABackup
    );
    assert_eq!(
        problem("{\"format\":\"one-yes-backup\",\"records\":[]}"),
        BackupProblem::Empty
    );
    for each in [
        BackupProblem::NotJson,
        BackupProblem::NotABackup,
        BackupProblem::Empty,
        BackupProblem::TooLarge,
    ] {
        assert!(each.to_string().ends_with("Nothing was changed."));
    }
}

#[test]
fn entries_that_cannot_be_read_are_left_out_and_counted() {
    let text = r#"{"format":"one-yes-backup","version":7,"records":[{"key":"opportunity:x","cells":{}},{"key":"Bad Kind:00000000-0000-0000-0000-000000000001","cells":{}},{"key":"gift:00000000-0000-0000-0000-000000000001","cells":{"018bcfe5680000000000000000000001":{"to":"you"}}},7]}"#;
    let backup = read(text).unwrap();
    assert_eq!((backup.records.len(), backup.unreadable), (1, 3));
}

const ACME: &str = "opportunity:00000000-0000-0000-0000-000000000001";
const EARLY: &str = "018bcfe5680000000000000000000001";
const LATE: &str = "018bcfe5680100000000000000000001";

#[test]
fn one_bad_field_does_not_take_the_others_along() {
    let text = format!(
        r#"{{"format":"one-yes-backup","records":[{{"key":"{ACME}","cells":{{"{EARLY}":{{"company":"Acme","":1}},"yesterday":{{"role":"Cook"}},"{LATE}":7}}}}]}}"#
    );
    let backup = read(&text).unwrap();
    assert_eq!((backup.records.len(), backup.unreadable), (1, 1));
    assert_eq!(backup.exported, None, "no day is no reason to refuse");
    let mut journal = Journal::default();
    journal.merge_records(backup.records, &mut Clock::new(1));
    assert_eq!(companies(&journal), ["Acme"]);
}

#[test]
fn a_record_that_is_there_twice_is_one() {
    let entry = |stamp: &str, field: &str, value: &str| {
        format!(r#"{{"key":"{ACME}","cells":{{"{stamp}":{{"{field}":"{value}"}}}}}}"#)
    };
    let entries = [
        entry(LATE, "company", "Acme renamed"),
        entry(EARLY, "company", "Acme"),
        entry(EARLY, "role", "Cook"),
    ];
    let text = format!(
        r#"{{"format":"one-yes-backup","exported":"2026-13-01","records":[{}]}}"#,
        entries.join(",")
    );
    let backup = read(&text).unwrap();
    assert_eq!((backup.records.len(), backup.repeated), (1, 2));
    assert_eq!(backup.exported, None, "there is no such day");
    let summary = summary(&Journal::default(), &backup);
    assert_eq!((summary.opportunities, summary.new), (1, 1));
    let mut journal = Journal::default();
    let edit = replacement(&journal, &backup, "replace");
    journal.apply(&edit, &mut Clock::new(2), NOW.ms);
    assert_eq!(companies(&journal), ["Acme renamed"]);
    let (_, acme) = journal.opportunities().iter().next().unwrap();
    assert_eq!(acme.role, "Cook");
}

proptest! {
    #[test]
    fn no_text_panics(text in "\\PC{0,200}") {
        let _ = read(&text);
        let _ = read(&format!("{{\"format\":\"one-yes-backup\",\"records\":[{text}]}}"));
    }
}

#[test]
fn a_private_page_is_in_the_file_only_where_it_was_asked_for() {
    let journal = with(&["Acme"]);
    let mut entry = PrivateEntry::sentence(RecordId::fixed(7));
    entry.write(PrivateText::Fair, "I froze once.", NOW.ms);
    let asked_for = export_with_private(&journal, NOW, std::slice::from_ref(&entry));
    assert_eq!(read(&asked_for).unwrap().private, [entry.clone()]);
    let usual = export(&journal, NOW);
    assert!(!usual.contains("private"), "{usual}");
    assert!(read(&usual).unwrap().private.is_empty());
    // A search with nothing in it but a private page is worth a backup, too.
    let alone = export_with_private(&Journal::default(), NOW, &[entry]);
    assert_eq!(read(&alone).unwrap().private.len(), 1);
    let damaged = usual.replacen("\"records\"", "\"private\":[3,{}],\"records\"", 1);
    assert!(read(&damaged).unwrap().private.is_empty());
}
