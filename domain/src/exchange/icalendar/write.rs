//! Writing entries as a calendar file.

use std::collections::BTreeMap;

use super::changed::sequence;
use super::entry::{Entry, OffsetOf, When};
use super::format::{clock, date, utc};
use super::zones::zone;
use crate::exchange::content_line::Lines;
use crate::values::date::Date;

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
