//! Calendar files (iCalendar, RFC 5545 and RFC 7986): rounds and planned touches as events that any calendar can read.

#[cfg(test)]
mod tests;
mod zones;

use crate::content_line::Lines;
use crate::date::{Date, Now};
use crate::event::{Event, EventKind};
use crate::id::RecordId;
use crate::journal::Journal;
use crate::link::SafeLink;
use crate::method::Occasion;
use crate::order::sorted_once;
use crate::person::Person;
use crate::record::{RecordKey, RecordKind};
use crate::touch::{Planned, plan};
use zones::zone;

/// How long a round lasts where nobody said, in minutes.
const USUAL_MINUTES: u32 = 60;

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
            minute,
            zone: event.zone.clone(),
            minutes: event.minutes.unwrap_or(USUAL_MINUTES),
        },
        None => When::Day(on),
    };
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
        changed_ms: changed_ms(journal, RecordKind::Event, id),
    })
}

/// The entry of a planned touch, a whole day.
#[must_use]
pub fn of_touch(journal: &Journal, planned: &Planned) -> Entry {
    let name = journal
        .people()
        .get(planned.person)
        .map_or("Someone", |person: &Person| person.name.as_str());
    let own = changed_ms(journal, RecordKind::Touch, planned.id);
    Entry {
        id: planned.id,
        when: When::Day(planned.due),
        title: format!("{}: {name}", short_word(planned.occasion)),
        notes: planned.because.sentence(planned.due),
        link: None,
        changed_ms: own.max(changed_ms(journal, RecordKind::Person, planned.person)),
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
    let touches = plan
        .touches
        .iter()
        .map(|planned| of_touch(journal, planned));
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
    let names = sorted_once(entries.iter().filter_map(|entry| match &entry.when {
        When::At { zone, .. } if !zone.is_empty() => Some(zone.as_str()),
        _ => None,
    }));
    let mut known = Vec::new();
    for name in names {
        let days = entries.iter().filter_map(|entry| match &entry.when {
            When::At { on, zone, .. } if zone == name => Some(*on),
            _ => None,
        });
        if let Some(zone) = zone(name, days, offset_of) {
            zone.write(&mut lines);
            known.push(name);
        }
    }
    for entry in entries {
        write_entry(entry, &known, &mut lines);
    }
    lines.add("END", "VCALENDAR");
    lines.into_text()
}

fn write_entry(entry: &Entry, known_zones: &[&str], lines: &mut Lines) {
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
            let start = format!("{}T{:02}{:02}00", date(*on), minute / 60, minute % 60);
            if known_zones.contains(&zone.as_str()) {
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

/// The address that opens Google Calendar with an entry filled in. Nothing is sent until the person follows it.
#[must_use]
pub fn google_link(entry: &Entry) -> String {
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
            let end = minute + minutes;
            let last = on.plus_days(i32::try_from(end / 1_440).unwrap_or(0));
            let clock = |minute: u32| format!("T{:02}{:02}00", minute / 60 % 24, minute % 60);
            let zone = if zone.is_empty() {
                String::new()
            } else {
                format!("&ctz={}", percent(zone))
            };
            (
                format!(
                    "{}{}/{}{}",
                    date(*on),
                    clock(*minute),
                    date(last),
                    clock(end)
                ),
                zone,
            )
        }
    };
    format!(
        "https://calendar.google.com/calendar/render?action=TEMPLATE&text={}&dates={dates}{zone}&details={}",
        percent(&entry.title),
        percent(&entry.notes)
    )
}

/// Rises with every change: the seconds from the making of the record to its last change.
fn sequence(entry: &Entry) -> u32 {
    let made_ms = entry.id.made_ms().unwrap_or_default();
    let seconds = entry.changed_ms.saturating_sub(made_ms) / 1_000;
    u32::try_from(seconds).unwrap_or(u32::MAX) & 0x7fff_ffff
}

fn changed_ms(journal: &Journal, kind: RecordKind, id: RecordId) -> u64 {
    journal
        .record(&RecordKey::new(kind, id))
        .and_then(crate::record::Record::latest_stamp)
        .map_or(0, |stamp| stamp.ms)
}

const fn short_word(occasion: Occasion) -> &'static str {
    match occasion {
        Occasion::ReplyToNo => "Reply",
        Occasion::ThankAfterNo | Occasion::ThankYouAfterRound => "Thank",
        Occasion::AskForReasons => "Ask for reasons",
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
