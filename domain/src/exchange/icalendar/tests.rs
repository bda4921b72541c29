//! What a calendar file holds, line by line, and that no text breaks its form. Other programs read it in `end2end/tests/calendar.spec.ts`.
#![allow(clippy::unwrap_used, reason = "a failed unwrap fails the test")]

use std::cell::Cell;

use proptest::prelude::*;

use super::changed::{LARGEST, sequence};
use super::format::{clock, date};
use super::*;
use crate::journal::Journal;
use crate::method::Occasion;
use crate::model::action::{Action, DayPart};
use crate::model::comeback::Comeback;
use crate::model::event::Ending;
use crate::model::event::Event;
use crate::model::message::Message;
use crate::model::opportunity::Opportunity;
use crate::model::person::Person;
use crate::model::touch::Touch;
use crate::planning::plan::Because;
use crate::planning::plan::Planned;
use crate::state::edit::Edit;
use crate::state::record::RecordKind;
use crate::state::stamp::Clock;
use crate::values::date::{Date, Now};
use crate::values::id::RecordId;

fn day(text: &str) -> Date {
    Date::parse(text).unwrap()
}

/// Berlin as it is in 2026: an hour ahead, two from 29 March to 25 October, both at 01:00 UTC.
fn berlin(zone: &str, ms: u64) -> Option<i32> {
    const SPRING: u64 = 1_774_746_000_000;
    const AUTUMN: u64 = 1_792_890_000_000;
    (zone == "Europe/Berlin").then_some(if (SPRING..AUTUMN).contains(&ms) {
        120
    } else {
        60
    })
}

fn entry(when: When) -> Entry {
    Entry {
        id: RecordId::parse("0190f5a0-0000-7000-8000-000000000001").unwrap(),
        when,
        title: "Call; with, Zoë\\Jürgen".into(),
        notes: "Two\nlines".into(),
        link: Some("https://example.org/meet".into()),
        changed_ms: 1_722_124_800_000,
    }
}

fn at(on: &str, zone: &str) -> When {
    When::At {
        on: day(on),
        minute: 14 * 60 + 5,
        zone: zone.into(),
        minutes: 45,
    }
}

#[test]
fn a_calendar_reads_line_by_line_as_the_standard_has_it() {
    let entries = [
        entry(at("2026-03-28", "Europe/Berlin")),
        entry(at("2026-03-30", "")),
        entry(When::Day(day("2028-02-29"))),
    ];
    insta::assert_snapshot!(write("One Yes", "", &entries, &berlin).replace("\r\n", "\n"));
}

#[test]
fn a_zone_says_when_its_clocks_are_set() {
    let entries = [
        entry(at("2026-01-10", "Europe/Berlin")),
        entry(at("2026-12-10", "Europe/Berlin")),
    ];
    let text = write("x", "", &entries, &berlin);
    assert!(text.contains(
        "BEGIN:DAYLIGHT\r\nDTSTART:20260329T020000\r\nTZOFFSETFROM:+0100\r\nTZOFFSETTO:+0200\r\n"
    ));
    assert!(text.contains(
        "BEGIN:STANDARD\r\nDTSTART:20261025T030000\r\nTZOFFSETFROM:+0200\r\nTZOFFSETTO:+0100\r\n"
    ));
}

#[test]
fn an_unknown_or_dressed_up_zone_is_the_clock_of_wherever_one_is() {
    for zone in ["Mars/Olympus", "X\r\nBEGIN:VALARM", ""] {
        let text = write("x", "", &[entry(at("2026-03-28", zone))], &berlin);
        assert!(text.contains("\r\nDTSTART:20260328T140500\r\n"), "{text}");
        assert!(!text.contains("VTIMEZONE") && !text.contains("VALARM"));
    }
}

#[test]
fn a_time_without_a_zone_or_with_one_that_nobody_reads_is_on_the_persons_clock() {
    for zone in ["", "Mars/Olympus"] {
        let it = entry(at("2026-03-28", zone));
        let text = write("x", "Europe/Berlin", std::slice::from_ref(&it), &berlin);
        assert!(
            text.contains("DTSTART;TZID=Europe/Berlin:20260328T140500"),
            "{text}"
        );
        assert!(
            text.contains("BEGIN:VTIMEZONE\r\nTZID:Europe/Berlin\r\n"),
            "{text}"
        );
        assert!(google_link(&it, "Europe/Berlin", &berlin).contains("&ctz=Europe%2FBerlin"));
        let text = write("x", "+09:30", std::slice::from_ref(&it), &berlin);
        assert!(text.contains("\r\nDTSTART:20260328T043500Z\r\n"), "{text}");
    }
}

#[test]
fn what_older_builds_stored_as_typed_is_read_as_the_form_reads_it() {
    for (zone, line) in [
        ("Munich", "DTSTART;TZID=Europe/Berlin:20260328T140500"),
        ("berlin time", "DTSTART;TZID=Europe/Berlin:20260328T140500"),
        ("+02:00", "DTSTART:20260328T120500Z"),
        ("UTC-10", "DTSTART:20260329T000500Z"),
        ("UTC", "DTSTART:20260328T140500Z"),
    ] {
        let text = write("x", "", &[entry(at("2026-03-28", zone))], &berlin);
        assert!(text.contains(&format!("\r\n{line}\r\n")), "{zone} {text}");
    }
    let link = google_link(&entry(at("2026-03-28", "+15 min")), "UTC-10", &berlin);
    assert!(
        link.contains("&dates=20260329T000500Z/20260329T005000Z&details"),
        "{link}"
    );
}

#[test]
fn the_google_link_carries_everything_encoded() {
    let link = google_link(&entry(at("2026-03-28", "Europe/Berlin")), "", &berlin);
    assert!(link.contains(
        "&dates=20260328T140500/20260328T145000&ctz=Europe%2FBerlin&details=Two%0Alines&location=https%3A%2F%2Fexample.org%2Fmeet"
    ));
    assert!(link.contains("text=Call%3B%20with%2C%20Zo%C3%AB"));
    let late = When::At {
        on: day("2026-12-31"),
        minute: 1_430,
        zone: String::new(),
        minutes: 30,
    };
    assert!(
        google_link(&entry(late), "", &berlin).contains("dates=20261231T235000/20270101T002000&")
    );
    for zone in ["Mars/Olympus", "", "Mars\n"] {
        let link = google_link(&entry(at("2026-03-28", zone)), "", &berlin);
        assert!(!link.contains("ctz"), "{zone:?}");
    }
}

/// The rule of the European Union, in every year since 1970: summer from the last Sunday of March to that of October, both at 01:00 UTC.
fn europe(zone: &str, ms: u64) -> Option<i32> {
    let (year, ..) = Date::of_local_ms(i64::try_from(ms).ok()?).year_month_day();
    let sunday = |month: u32| {
        let last = Date::new(year, month, 31).ok()?;
        let back = i32::try_from((last.weekday() + 1) % 7).ok()?;
        let days = Date::default().days_until(last.plus_days(-back));
        Some(u64::try_from(days).ok()? * 86_400_000 + 3_600_000)
    };
    (zone == "Europe/Berlin").then_some(())?;
    let is_summer = (sunday(3)?..sunday(10)?).contains(&ms);
    Some(if is_summer { 120 } else { 60 })
}

/// The offset a calendar finds for a local time: that of the latest observance that has begun, as other programs read it.
fn offset_read(text: &str, on: Date, minute: u32) -> String {
    let local = format!("{}{}", date(on), clock(minute));
    let observances = text.split("DTSTART:").skip(1).map(|part| {
        let to = part.split("TZOFFSETTO:").nth(1).unwrap();
        (part[..15].to_owned(), to[..5].to_owned())
    });
    let begun = observances.filter(|(begins, _)| *begins <= local);
    begun.max_by(|one, other| one.0.cmp(&other.0)).unwrap().1
}

#[test]
fn entries_decades_apart_are_all_on_the_right_hour() {
    let days = [
        "1926-07-01",
        "2026-01-10",
        "2026-07-01",
        "2026-12-01",
        "2099-07-01",
    ];
    let entries = days.map(|on| entry(at(on, "Europe/Berlin")));
    let text = write("x", "", &entries, &europe);
    for (on, offset) in days
        .into_iter()
        .zip(["+0100", "+0100", "+0200", "+0100", "+0200"])
    {
        assert_eq!(offset_read(&text, day(on), 845), offset, "{on}\n{text}");
    }
}

#[test]
fn a_zone_over_three_centuries_of_entries_stays_small() {
    let first = day("1900-01-01");
    let entries: Vec<Entry> = (0..5_000)
        .map(|number| {
            entry(When::At {
                on: first.plus_days(number * 22),
                minute: 600,
                zone: "Europe/Berlin".into(),
                minutes: 60,
            })
        })
        .collect();
    let asked = Cell::new(0);
    let text = write("x", "", &entries, &|zone, ms| {
        asked.set(asked.get() + 1);
        europe(zone, ms)
    });
    assert!(asked.get() < 90_000, "{}", asked.get());
    assert!(text.matches("TZOFFSETTO").count() < 700);
    for entry in entries.iter().step_by(40) {
        let When::At { on, minute, .. } = entry.when else {
            continue;
        };
        let days = Date::default().days_until(on);
        let noon = u64::try_from(days).unwrap_or(0) * 86_400_000 + 43_200_000;
        let expected = format!("+0{}00", europe("Europe/Berlin", noon).unwrap() / 60);
        assert_eq!(offset_read(&text, on, minute), expected, "{on}");
    }
}

#[test]
fn a_time_or_length_that_is_none_never_breaks_a_line() {
    let journal = Journal::default();
    let odd = Event {
        at: Some(u32::MAX),
        minutes: Some(u32::MAX),
        zone: "Europe/Berlin".into(),
        ..Event::round(RecordId::fixed(1), "Call", day("2026-03-28"), None)
    };
    let it = of_round(&journal, RecordId::fixed(2), &odd).unwrap();
    let text = write("x", "", std::slice::from_ref(&it), &berlin);
    assert!(
        text.contains("DTSTART;TZID=Europe/Berlin:20260328T235900\r\nDURATION:PT1440M\r\n"),
        "{text}"
    );
    assert!(google_link(&it, "", &berlin).contains("dates=20260328T235900/20260329T235900&"));
    let wild = When::At {
        on: day("2026-03-28"),
        minute: u32::MAX,
        zone: String::new(),
        minutes: u32::MAX,
    };
    let text = write("x", "", &[entry(wild.clone())], &berlin);
    assert!(text.contains("\r\nDTSTART:20260328T041500\r\n"), "{text}");
    assert!(google_link(&entry(wild), "", &berlin).contains("dates=20260328T041500/"));
}

#[test]
fn a_tab_stays_and_other_control_characters_go() {
    let it = Entry {
        title: "Call\twith\u{7}\u{0} Zoë".into(),
        ..entry(When::Day(day("2026-01-01")))
    };
    let text = write("x", "", &[it], &berlin);
    assert_eq!(read_back(&text, "SUMMARY"), vec!["Call\twith Zoë"]);
}

const ACME: RecordId = RecordId::fixed(1);
const ANN: RecordId = RecordId::fixed(2);
const NO: RecordId = RecordId::fixed(3);
const HOUR_MS: u64 = 3_600_000;

/// Noon of a day, in UTC.
fn noon(on: &str) -> Now {
    let days = Date::default().days_until(day(on));
    Now {
        ms: u64::try_from(days).unwrap() * 86_400_000 + 12 * HOUR_MS,
        offset_minutes: 0,
    }
}

struct Search {
    journal: Journal,
    clock: Clock,
}

impl Search {
    /// Acme said no on 1 March, after a talk with Ann.
    fn new() -> Self {
        let mut search = Self {
            journal: Journal::default(),
            clock: Clock::new(1),
        };
        let acme = Opportunity {
            company: "Acme".into(),
            ..Opportunity::default()
        };
        let ann = Person {
            name: "Ann".into(),
            opportunity: Some(ACME),
            ..Person::default()
        };
        let talk = Event {
            with: vec![ANN],
            ..Event::round(ACME, "Talk", day("2026-02-20"), Some(600))
        };
        let no = Event::ending(ACME, Ending::No, day("2026-03-01"));
        let chosen = Comeback {
            opportunity: Some(ACME),
            opened_ms: noon("2026-03-01").ms,
            window_hours: Some(24),
            ..Comeback::default()
        };
        let edit = Edit::new("")
            .create(ACME, &acme)
            .create(ANN, &ann)
            .create(RecordId::fixed(4), &talk)
            .create(NO, &no)
            .create(NO, &chosen);
        search.apply(&edit, "2026-03-01");
        search
    }

    fn apply(&mut self, edit: &Edit, on: &str) {
        self.journal.apply(edit, &mut self.clock, noon(on).ms);
    }

    /// The entry of the word a month after the no.
    fn useful(&self, now: Now) -> Entry {
        let id = RecordId::derived("useful", &[ANN, NO], 0);
        let entries = entries(&self.journal, now);
        entries.into_iter().find(|entry| entry.id == id).unwrap()
    }
}

#[test]
fn a_planned_touch_that_moves_has_a_higher_sequence_whatever_moved_it() {
    let mut search = Search::new();
    let mut told: Vec<Entry> = vec![search.useful(noon("2026-03-04"))];
    let sent = RecordId::fixed(10);
    let message = Message {
        person: Some(ANN),
        sent_on: Some(day("2026-03-05")),
        ..Message::default()
    };
    search.apply(&Edit::new("").create(sent, &message), "2026-03-05");
    told.push(search.useful(noon("2026-03-05")));
    // A message that is taken back counts no more, but that it was must.
    search.apply(
        &Edit::new("").remove(RecordKind::Message, sent),
        "2026-03-06",
    );
    told.push(search.useful(noon("2026-03-06")));
    // A round at another place, kept before, begins: nobody writes anything then.
    let ahead = Event {
        with: vec![ANN],
        ..Event::round(RecordId::fixed(11), "Talk", day("2026-03-09"), Some(720))
    };
    let round = RecordId::fixed(12);
    search.apply(&Edit::new("").create(round, &ahead), "2026-03-07");
    let before = Now {
        ms: noon("2026-03-09").ms - HOUR_MS,
        offset_minutes: 0,
    };
    told.push(search.useful(before));
    told.push(search.useful(noon("2026-03-09")));
    // Ann was not there after all.
    let without = Event {
        with: Vec::new(),
        ..ahead.clone()
    };
    let edit = Edit::new("").change(round, &ahead, &without);
    search.apply(&edit, "2026-03-10");
    told.push(search.useful(noon("2026-03-10")));
    // And it is moved by hand.
    let moved = Touch {
        person: Some(ANN),
        due: Some(day("2026-05-01")),
        ..Touch::default()
    };
    let id = told[0].id;
    search.apply(&Edit::new("").create(id, &moved), "2026-03-11");
    told.push(search.useful(noon("2026-03-11")));
    for pair in told.windows(2) {
        let (one, next) = (&pair[0], &pair[1]);
        assert!(sequence(next) >= sequence(one), "{one:?} {next:?}");
        let is_moved = one.when != next.when;
        assert!(
            !is_moved || sequence(next) > sequence(one),
            "{one:?} {next:?}"
        );
    }
    let days: Vec<&When> = told.iter().map(|entry| &entry.when).collect();
    assert_eq!(*days[1], When::Day(day("2026-04-05")));
    assert_eq!(*days[4], When::Day(day("2026-04-09")));
    assert_eq!(*days[6], When::Day(day("2026-05-01")));
}

#[test]
fn while_a_no_rests_a_calendar_keeps_only_what_has_an_hour() {
    let mut search = Search::new();
    let bea = Person {
        name: "Bea".into(),
        ..Person::default()
    };
    let ahead = Event::round(RecordId::fixed(11), "Talk", day("2026-03-02"), Some(720));
    let hello = Touch {
        person: Some(RecordId::fixed(13)),
        occasion: Some(Occasion::CheckIn),
        due: Some(day("2026-03-01")),
        ..Touch::default()
    };
    let edit = Edit::new("")
        .create(RecordId::fixed(12), &ahead)
        .create(RecordId::fixed(13), &bea)
        .create(RecordId::fixed(14), &hello);
    search.apply(&edit, "2026-03-01");
    let ids = |ms| {
        let now = Now {
            ms,
            offset_minutes: 0,
        };
        let entries = entries(&search.journal, now).into_iter();
        entries.map(|entry| entry.id).collect::<Vec<_>>()
    };
    // Her pause runs from noon to noon.
    let resting = ids(noon("2026-03-02").ms - HOUR_MS);
    assert!(resting.contains(&RecordId::fixed(12)));
    assert!(!resting.contains(&RecordId::fixed(14)), "{resting:?}");
    let after = ids(noon("2026-03-02").ms);
    assert!(after.contains(&RecordId::fixed(12)) && after.contains(&RecordId::fixed(14)));
}

#[test]
fn two_devices_that_hold_the_same_write_the_same() {
    let search = Search::new();
    let mut other = Journal::default();
    let records = search.journal.records();
    let mut backwards: Vec<_> = records
        .map(|(key, record)| (key.clone(), record.clone()))
        .collect();
    backwards.reverse();
    for (key, record) in backwards {
        other.merge_record(key, record, &mut Clock::new(2));
    }
    let now = noon("2026-03-04");
    assert_eq!(entries(&search.journal, now), entries(&other, now));
}

#[test]
fn a_round_changes_with_its_company_and_the_people_named() {
    let mut search = Search::new();
    let id = RecordId::fixed(4);
    let of_it = |search: &Search| {
        let event = search.journal.events().get(id).unwrap();
        of_round(&search.journal, id, event).unwrap()
    };
    let mut before = of_it(&search);
    let ann = search.journal.people().get(ANN).unwrap().clone();
    let married = Person {
        name: "Ann Lee".into(),
        ..ann.clone()
    };
    let acme = search.journal.opportunities().get(ACME).unwrap().clone();
    let renamed = Opportunity {
        company: "Acme Ltd".into(),
        ..acme.clone()
    };
    let named = Edit::new("").change(ANN, &ann, &married);
    let called = Edit::new("").change(ACME, &acme, &renamed);
    let gone = Edit::new("").remove(RecordKind::Person, ANN);
    for (edit, on) in [
        (named, "2026-03-05"),
        (called, "2026-03-06"),
        (gone, "2026-03-07"),
    ] {
        search.apply(&edit, on);
        let after = of_it(&search);
        assert!(sequence(&after) > sequence(&before), "{on}");
        before = after;
    }
}

#[test]
fn a_sequence_stays_a_number_of_the_standard_beyond_2038() {
    let mut it = entry(When::Day(day("2026-01-01")));
    it.id = RecordId::derived("thanks", &[ANN], 0);
    it.changed_ms = noon("2040-01-01").ms;
    let then = sequence(&it);
    it.changed_ms = noon("2041-01-01").ms;
    assert!(then < sequence(&it) && sequence(&it) <= LARGEST);
    it.changed_ms = u64::MAX;
    assert_eq!(sequence(&it), LARGEST);
}

#[test]
fn nobody_who_shares_the_calendar_reads_of_a_no() {
    let search = Search::new();
    for now in ["2026-03-04", "2026-04-20"].map(noon) {
        let text = write("x", "", &entries(&search.journal, now), &berlin).to_lowercase();
        assert!(text.contains("begin:vevent"));
        for word in [" no ", "said no", "reject", "declin", "turned down"] {
            assert!(!text.contains(word), "{text}");
        }
    }
    for occasion in Occasion::ALL {
        let planned = Planned {
            id: ACME,
            person: ANN,
            opportunity: Some(ACME),
            occasion,
            due: day("2026-03-04"),
            because: Because::No {
                on: day("2026-03-01"),
                company: "Acme".into(),
                last: Some(day("2026-03-03")),
            },
            is_moved: false,
            until: None,
        };
        let it = of_touch(&search.journal, &planned);
        let words = format!("{} {}", it.title, it.notes).to_lowercase();
        assert!(
            !words.contains(" no ") && !words.contains("reason"),
            "{words}"
        );
    }
}

/// Reads a file back: unfolds, and undoes the escapes of one property.
fn read_back(text: &str, name: &str) -> Vec<String> {
    let unfolded = text.replace("\r\n ", "");
    unfolded
        .split("\r\n")
        .filter_map(|line| line.strip_prefix(&format!("{name}:")))
        .map(|value| {
            let mut plain = String::new();
            let mut letters = value.chars();
            while let Some(letter) = letters.next() {
                match letter {
                    '\\' => match letters.next() {
                        Some('n') => plain.push('\n'),
                        Some(other) => plain.push(other),
                        None => {}
                    },
                    _ => plain.push(letter),
                }
            }
            plain
        })
        .collect()
}

proptest! {
    #[test]
    fn any_text_comes_back_and_no_line_is_too_long(title in "[^\\p{C}]{0,200}", notes in "([^\\p{C}]|\n){0,200}") {
        let it = Entry { title: title.clone(), notes: notes.clone(), ..entry(When::Day(day("2026-01-01"))) };
        let text = write("One Yes", "", &[it], &berlin);
        prop_assert!(text.split("\r\n").all(|line| line.len() <= 75));
        prop_assert_eq!(read_back(&text, "SUMMARY"), vec![title]);
        if !notes.is_empty() {
            prop_assert_eq!(read_back(&text, "DESCRIPTION"), vec![notes]);
        }
        prop_assert_eq!(read_back(&text, "BEGIN"), vec!["VCALENDAR", "VEVENT"]);
    }
}

const HELLO: RecordId = RecordId::fixed(52);

/// A line for 30 March 2026.
fn line(text: &str) -> Action {
    Action {
        text: text.into(),
        due: Some(day("2026-03-30")),
        week: Some(day("2026-03-30")),
        ..Action::default()
    }
}

/// The entries of a plan with these lines, and of one message of thanks after a no.
fn entries_of(lines: &[Action]) -> Vec<Entry> {
    let touch = Touch {
        person: Some(ANN),
        occasion: Some(Occasion::ThankAfterNo),
        due: Some(day("2026-03-30")),
        ..Touch::default()
    };
    let ann = Person {
        name: "Ann".into(),
        ..Person::default()
    };
    let people = Edit::new("").create(ANN, &ann).create(HELLO, &touch);
    let edit = (60..).zip(lines).fold(people, |edit, (number, line)| {
        edit.create(RecordId::fixed(number), line)
    });
    let now = Now {
        ms: 1_774_800_000_000,
        offset_minutes: 0,
    };
    let mut journal = Journal::default();
    journal.apply(&edit, &mut Clock::new(1), now.ms);
    entries(&journal, now)
}

#[test]
fn a_line_of_the_plan_says_what_where_and_when_and_nothing_private() {
    let private = Action {
        part: Some(DayPart::Evening),
        place: "The library".into(),
        why: "You chose this after Halden.".into(),
        if_this: "I feel low".into(),
        then_that: "I call Ben".into(),
        ..line("Apply")
    };
    let thank = Action {
        touch: Some(HELLO),
        person: Some(ANN),
        at: Some(600),
        ..line("Thank Ann again, after the no")
    };
    let all = entries_of(&[private, thank]);
    let shown: Vec<_> = all.iter().map(|it| (&*it.title, &*it.notes)).collect();
    assert_eq!(shown.len(), 2, "{shown:?}");
    assert_eq!((all[0].id, shown[0].0), (HELLO, "Thank: Ann"));
    assert!(matches!(all[0].when, When::At { minute: 600, .. }));
    assert_eq!(shown[1], ("Apply", "In the evening\nThe library"));
    assert_eq!(all[1].when, When::Day(day("2026-03-30")));
}

#[test]
fn what_is_let_go_or_has_no_day_or_no_week_is_in_no_calendar() {
    let let_go = Action {
        let_go_on: Some(day("2026-03-29")),
        ..line("Let go")
    };
    let any_day = Action {
        due: None,
        ..line("Any day")
    };
    let todo = Action {
        week: None,
        ..line("In no plan")
    };
    assert_eq!(entries_of(&[let_go, any_day, todo]).len(), 1);
}
