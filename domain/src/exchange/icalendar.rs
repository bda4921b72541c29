//! Calendar files (iCalendar, RFC 5545 and RFC 7986): rounds and planned touches as events that any calendar can read.

#[cfg(test)]
mod tests;
mod zones;

use std::collections::BTreeMap;

use crate::exchange::content_line::Lines;
use crate::journal::Journal;
use crate::method::Occasion;
use crate::model::event::{Event, EventKind, USUAL_MINUTES};
use crate::model::person::Person;
use crate::planning::plan::{Planned, plan};
use crate::state::record::{Record, RecordKey, RecordKind};
use crate::values::date::{Date, Now};
use crate::values::id::RecordId;
use crate::values::link::SafeLink;
use zones::{is_known, zone};

/// Minutes of a day. No round begins after that or lasts longer; what other devices send may say anything.
const DAY_MINUTES: u32 = 1_440;

/// 2020 in milliseconds since 1970, UTC: no record is older.
const YEAR_2020_MS: u64 = 1_577_836_800_000;

/// The largest number of a calendar (RFC 5545, 3.3.8).
const LARGEST: u64 = 0x7fff_ffff;

/// How many minutes a time zone is ahead of UTC at a moment in milliseconds since 1970; none where the zone is not known.
pub type OffsetOf<'a> = &'a dyn Fn(&str, u64) -> Option<i32>;

/// When an entry is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum When {
    /// All day.
    Day(Date),
    /// From a minute of a day on.
    At {
        /// The day.
        on: Date,
        /// The minute of the day.
        minute: u32,
        /// The time zone by its IANA name; empty for the clock of wherever the person is (RFC 5545, 3.3.5, form 1).
        zone: String,
        /// How long, in minutes.
        minutes: u32,
    },
}

/// One entry of a calendar.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// The record behind it, from which the UID follows.
    pub id: RecordId,
    /// When.
    pub when: When,
    /// What it is called.
    pub title: String,
    /// What is worth knowing.
    pub notes: String,
    /// Where to dial in.
    pub link: Option<String>,
    /// When it was last changed, in milliseconds since 1970, UTC.
    pub changed_ms: u64,
}

/// The entry of a round; none where its day is not known.
#[must_use]
pub fn of_round(journal: &Journal, id: RecordId, event: &Event) -> Option<Entry> {
    let on = event.on?;
    let company = event
        .opportunity
        .and_then(|id| journal.opportunities().get(id))
        .map(|about| about.short_name().to_owned());
    let title = if event.title.is_empty() {
        "Interview"
    } else {
        &event.title
    };
    let people: Vec<String> = event
        .with
        .iter()
        .filter_map(|id| journal.people().get(*id))
        .map(|person| match person.place() {
            place if place.is_empty() => person.name.clone(),
            place => format!("{} ({place})", person.name),
        })
        .collect();
    let form = event.form.map(|form| form.label().to_owned());
    let with = (!people.is_empty()).then(|| format!("With {}", people.join(", ")));
    let notes = Some(event.notes.clone()).filter(|notes| !notes.is_empty());
    let parts: Vec<String> = [form, with, notes].into_iter().flatten().collect();
    let when = match event.at {
        Some(minute) => When::At {
            on,
            minute: minute.min(DAY_MINUTES - 1),
            zone: event.zone.clone(),
            minutes: event.minutes.unwrap_or(USUAL_MINUTES).clamp(1, DAY_MINUTES),
        },
        None => When::Day(on),
    };
    let about = event.opportunity.map(|id| (RecordKind::Opportunity, id));
    let named = event.with.iter().map(|id| (RecordKind::Person, *id));
    let used = [(RecordKind::Event, id)]
        .into_iter()
        .chain(about)
        .chain(named);
    Some(Entry {
        id,
        when,
        title: match company {
            Some(company) => format!("{title}, {company}"),
            None => title.to_owned(),
        },
        notes: parts.join("\n"),
        link: SafeLink::parse(&event.link)
            .ok()
            .map(|link| link.as_str().to_owned()),
        changed_ms: latest_ms(
            used.filter_map(|(kind, id)| journal.record(&RecordKey::new(kind, id))),
        ),
    })
}

/// The entry of a planned touch, a whole day.
#[must_use]
pub fn of_touch(journal: &Journal, planned: &Planned) -> Entry {
    touch_entry(journal, planned, plan_changed_ms(journal))
}

fn touch_entry(journal: &Journal, planned: &Planned, changed_ms: u64) -> Entry {
    let name = journal
        .people()
        .get(planned.person)
        .map_or("Someone", |person: &Person| person.name.as_str());
    Entry {
        id: planned.id,
        when: When::Day(planned.due),
        title: format!("{}: {name}", short_word(planned.occasion)),
        notes: planned.because.sentence(planned.due),
        link: None,
        changed_ms,
    }
}

/// Every round, past and ahead, and every planned touch: what a calendar subscribes to.
#[must_use]
pub fn entries(journal: &Journal, now: Now) -> Vec<Entry> {
    let rounds = journal
        .events()
        .iter()
        .filter(|(_, event)| event.what == EventKind::Round)
        .filter_map(|(id, event)| of_round(journal, id, event));
    let plan = plan(journal, now);
    let changed_ms = plan_changed_ms(journal).max(last_turn_ms(journal, now));
    let touches = plan
        .touches
        .iter()
        .map(|planned| touch_entry(journal, planned, changed_ms));
    rounds.chain(touches).collect()
}

/// Writes entries as a calendar.
#[must_use]
pub fn write(name: &str, entries: &[Entry], offset_of: OffsetOf) -> String {
    let mut lines = Lines::default();
    lines.add("BEGIN", "VCALENDAR");
    lines.add("VERSION", "2.0");
    lines.add("PRODID", "-//One Yes//One Yes//EN");
    lines.add("CALSCALE", "GREGORIAN");
    lines.add_text("NAME", name);
    lines.add_text("X-WR-CALNAME", name);
    lines.add("REFRESH-INTERVAL;VALUE=DURATION", "PT1H");
    lines.add("X-PUBLISHED-TTL", "PT1H");
    let mut days: BTreeMap<&str, Vec<Date>> = BTreeMap::new();
    for entry in entries {
        if let When::At { on, zone, .. } = &entry.when {
            days.entry(zone).or_default().push(*on);
        }
    }
    days.retain(|name, days| {
        let zone = zone(name, days, offset_of);
        zone.inspect(|zone| zone.write(&mut lines)).is_some()
    });
    for entry in entries {
        let is_known = |zone: &str| days.contains_key(zone);
        write_entry(entry, &is_known, &mut lines);
    }
    lines.add("END", "VCALENDAR");
    lines.into_text()
}

fn write_entry(entry: &Entry, is_known: &dyn Fn(&str) -> bool, lines: &mut Lines) {
    lines.add("BEGIN", "VEVENT");
    lines.add("UID", &format!("{}@one-yes", entry.id));
    let changed = utc(entry.changed_ms);
    lines.add("DTSTAMP", &changed);
    lines.add("LAST-MODIFIED", &changed);
    lines.add("SEQUENCE", &sequence(entry).to_string());
    match &entry.when {
        When::Day(on) => {
            lines.add("DTSTART;VALUE=DATE", &date(*on));
            lines.add("DTEND;VALUE=DATE", &date(on.plus_days(1)));
            lines.add("TRANSP", "TRANSPARENT");
        }
        When::At {
            on,
            minute,
            zone,
            minutes,
        } => {
            let start = format!("{}{}", date(*on), clock(*minute));
            if is_known(zone) {
                lines.add(&format!("DTSTART;TZID={zone}"), &start);
            } else {
                lines.add("DTSTART", &start);
            }
            lines.add("DURATION", &format!("PT{minutes}M"));
        }
    }
    lines.add_text("SUMMARY", &entry.title);
    if !entry.notes.is_empty() {
        lines.add_text("DESCRIPTION", &entry.notes);
    }
    if let Some(link) = &entry.link {
        lines.add("URL", link);
    }
    lines.add("END", "VEVENT");
}

/// The address that opens Google Calendar with an entry filled in. Nothing is sent until the person follows it. A zone that is not known is
/// left out: the entry is then on the clock of the person's calendar.
#[must_use]
pub fn google_link(entry: &Entry, offset_of: OffsetOf) -> String {
    let (dates, zone) = match &entry.when {
        When::Day(on) => (
            format!("{}/{}", date(*on), date(on.plus_days(1))),
            String::new(),
        ),
        When::At {
            on,
            minute,
            zone,
            minutes,
        } => {
            let end = minute.saturating_add(*minutes);
            let last = on.plus_days(i32::try_from(end / DAY_MINUTES).unwrap_or(0));
            let zone = if is_known(zone, offset_of) {
                format!("&ctz={}", percent(zone))
            } else {
                String::new()
            };
            let (from, to) = (clock(*minute), clock(end));
            (format!("{}{from}/{}{to}", date(*on), date(last)), zone)
        }
    };
    let place = match &entry.link {
        Some(link) => format!("&location={}", percent(link)),
        None => String::new(),
    };
    format!(
        "https://calendar.google.com/calendar/render?action=TEMPLATE&text={}&dates={dates}{zone}&details={}{place}",
        percent(&entry.title),
        percent(&entry.notes)
    )
}

/// Rises with every change: the seconds from the making of the record to its last change. A touch has an id that says nothing of its making.
fn sequence(entry: &Entry) -> u64 {
    let made_ms = entry.id.made_ms().unwrap_or(YEAR_2020_MS);
    let seconds = entry.changed_ms.saturating_sub(made_ms) / 1_000;
    seconds.min(LARGEST)
}

/// When the last of these records was written.
fn latest_ms<'a>(records: impl Iterator<Item = &'a Record>) -> u64 {
    let stamps = records.filter_map(Record::latest_stamp);
    stamps.map(|stamp| stamp.ms).max().unwrap_or(0)
}

/// When anything that plans are made of was last written. The day of a touch follows from events, messages and other touches, also from
/// those that were removed meanwhile or name somebody else by now. So only the latest of all rises with every change of a day, and it is
/// the same on every device.
fn plan_changed_ms(journal: &Journal) -> u64 {
    let is_used = |kind: &RecordKind| {
        matches!(
            kind,
            RecordKind::Opportunity
                | RecordKind::Event
                | RecordKind::Comeback
                | RecordKind::Message
                | RecordKind::Person
                | RecordKind::Tie
                | RecordKind::Touch
        )
    };
    let used = journal.records().filter(|(key, _)| is_used(&key.kind));
    latest_ms(used.map(|(_, record)| record))
}

/// When plans last changed by the mere passing of time: a round began and became the last contact, or a pause came to its last day or ended.
fn last_turn_ms(journal: &Journal, now: Now) -> u64 {
    let midnight_ms = |on: Date| {
        let days = i64::from(Date::default().days_until(on));
        days * 86_400_000 - i64::from(now.offset_minutes) * 60_000
    };
    let begins_ms = |event: &Event| {
        let (on, at) = event.local(now)?;
        let minute = at.unwrap_or(0).min(DAY_MINUTES - 1);
        Some(midnight_ms(on) + i64::from(minute) * 60_000)
    };
    let rounds = journal.events().iter();
    let rounds = rounds.filter(|(_, event)| !event.with.is_empty());
    let rounds = rounds.filter_map(|(_, event)| begins_ms(event));
    // As of the beginning of time every pause is still ahead, and so tells its end.
    let ends = journal
        .opportunities()
        .ids()
        .filter_map(|id| journal.rests_until_ms(id, Now::default()));
    let pauses = ends.flat_map(|ms| {
        let end_ms = i64::try_from(ms).unwrap_or(i64::MAX);
        [end_ms, midnight_ms(now.local(ms).0)]
    });
    let turns = rounds.chain(pauses).filter_map(|ms| u64::try_from(ms).ok());
    turns.filter(|ms| *ms <= now.ms).max().unwrap_or(0)
}

/// What a touch is called. Calendars are shared: no word of it tells of a no.
const fn short_word(occasion: Occasion) -> &'static str {
    match occasion {
        Occasion::ReplyToNo => "Reply",
        Occasion::ThankAfterNo | Occasion::ThankYouAfterRound => "Thank",
        Occasion::AskForReasons => "Ask a question",
        Occasion::SomethingUseful => "Something worth reading",
        Occasion::Congratulate => "Congratulate",
        Occasion::ProjectPitch => "Offer a project",
        Occasion::CheckIn => "Say hello",
        Occasion::SeasonsGreetings => "Greetings",
        Occasion::AskForFeedback => "Ask for feedback",
        Occasion::AskWhatWorked => "Ask what worked",
    }
}

/// `20260309`.
fn date(date: Date) -> String {
    let (year, month, day) = date.year_month_day();
    format!("{year:04}{month:02}{day:02}")
}

/// `T140500`; what is past the end of a day is on the clock of the next.
fn clock(minute: u32) -> String {
    format!("T{:02}{:02}00", minute / 60 % 24, minute % 60)
}

/// `20260309T140500Z`.
fn utc(ms: u64) -> String {
    let seconds = ms / 1_000 % 86_400;
    let on = Date::of_local_ms(i64::try_from(ms).unwrap_or(0));
    let (hour, minute, second) = (seconds / 3_600, seconds / 60 % 60, seconds % 60);
    format!("{}T{hour:02}{minute:02}{second:02}Z", date(on))
}

/// Percent-encodes everything but unreserved characters (RFC 3986, 2.3).
fn percent(text: &str) -> String {
    let mut encoded = String::with_capacity(text.len());
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            encoded.push(char::from(byte));
        } else {
            encoded.push_str(&format!("%{byte:02X}"));
        }
    }
    encoded
}
