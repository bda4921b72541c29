//! Cells as another client may have written them, one a line (`event 3 on "2026-11-24"`), the time and the offset before them: whatever
//! they say, the search is read, and gives an agenda, plans and a calendar.
#![no_main]

use domain::exchange::backup;
use domain::exchange::icalendar::{entries, google_link, write};
use domain::journal::Journal;
use domain::journal::trash;
use domain::planning::agenda::agenda;
use domain::planning::contacts::contacts;
use domain::planning::plan::{plan, plan_with};
use domain::state::record::{Record, RecordKey, RecordKind};
use domain::state::stamp::{Clock, Stamp};
use domain::sync::protocol::Changes;
use domain::values::date::Now;
use domain::values::id::RecordId;
use libfuzzer_sys::fuzz_target;
use serde_json::{Value, json};

/// From here on in milliseconds: the year 2027, and a hundred years more.
const FROM: u64 = 1_800_000_000_000;
const SPAN: u64 = 3_155_760_000_000;

/// The furthest any place is from UTC, in minutes.
const FURTHEST: i32 = 14 * 60;

/// The time in the first line, in days and minutes from UTC.
fn now(line: &str) -> Now {
    let (days, offset) = line.split_once(' ').unwrap_or((line, ""));
    let ms = days
        .parse::<u64>()
        .unwrap_or_default()
        .wrapping_mul(86_400_000);
    let offset = offset.parse::<i32>().unwrap_or_default();
    Now {
        ms: FROM + ms % SPAN,
        offset_minutes: offset.clamp(-FURTHEST, FURTHEST),
    }
}

fn add(changes: &mut Changes, line: &str, at: u32) {
    let mut words = line.splitn(4, ' ');
    let mut word = || words.next().unwrap_or_default();
    let (kind, number, field, value) = (word(), word(), word(), word());
    let (Some(kind), Ok(number)) = (RecordKind::parse(kind), number.parse::<u8>()) else {
        return;
    };
    let stamp = Stamp {
        ms: FROM + u64::from(at) * 1_000,
        ..Stamp::default()
    };
    let Ok(value) = serde_json::from_str::<Value>(value) else {
        return;
    };
    let cells = json!({ stamp.to_string(): { field: value } });
    if let Ok(record) = serde_json::from_value::<Record>(cells) {
        let key = RecordKey::new(kind, RecordId::fixed(number.into()));
        changes.entry(key).or_default().merge(record);
    }
}

fuzz_target!(|text: &str| {
    let mut lines = text.lines();
    let now = now(lines.next().unwrap_or_default());
    let mut changes = Changes::new();
    for (line, at) in lines.zip(0..200) {
        add(&mut changes, line, at);
    }
    let mut clock = Clock::new(1);
    let mut journal = Journal::default();
    journal.merge_records(changes.clone(), &mut clock);
    assert!(journal.merge_records(changes, &mut clock).is_empty());

    let day = agenda(&journal, now);
    assert!(day.reminders() <= day.due.len());
    let _ = trash::trash(&journal, now.ms);
    for planned in plan(&journal, now).of_today(now.today()) {
        let _ = planned.because.sentence(now.today());
    }
    for person in journal.people().ids() {
        let _ = (
            contacts(&journal, person, now),
            plan_with(&journal, person, now),
        );
    }
    // Summer and winter, and a zone that nobody knows.
    let offset_of = |zone: &str, ms: u64| {
        let is_summer = (ms / 15_778_800_000) % 2 == 1;
        (zone.len() > 2).then_some(if is_summer { 120 } else { 60 })
    };
    let entries = entries(&journal, now);
    for entry in &entries {
        let _ = google_link(entry, "Europe/Berlin", &offset_of);
    }
    let calendar = write("One Yes", "Europe/Berlin", &entries, &offset_of);
    assert!(calendar.split("\r\n").all(|line| line.len() <= 75));
    assert_eq!(
        calendar.matches("\r\nBEGIN:VEVENT\r\n").count(),
        entries.len()
    );
    if !journal.all().is_empty() {
        let read = backup::read(&backup::export(&journal, now)).expect("own files can be read");
        assert_eq!(
            &read.records.into_iter().collect::<Changes>(),
            journal.all()
        );
    }
});
