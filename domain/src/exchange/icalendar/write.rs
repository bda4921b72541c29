//! Writing entries as a calendar file.

use std::collections::BTreeMap;

use super::changed::sequence;
use super::entry::{Entry, When};
use super::format::{clock, date, in_utc, utc};
use super::zones::{Place, place, zone};
use crate::exchange::content_line::Lines;
use crate::values::date::Date;
use crate::values::zone::OffsetOf;

/// Writes entries as a calendar. Times without a zone of their own are on the clock of `own_zone`,
/// the person's; it is empty if not known.
#[must_use]
pub fn write(name: &str, own_zone: &str, entries: &[Entry], offset_of: OffsetOf<'_>) -> String {
    let mut lines = Lines::default();
    lines.add("BEGIN", "VCALENDAR");
    lines.add("VERSION", "2.0");
    lines.add("PRODID", "-//One Yes//One Yes//EN");
    lines.add("CALSCALE", "GREGORIAN");
    lines.add_text("NAME", name);
    lines.add_text("X-WR-CALNAME", name);
    lines.add("REFRESH-INTERVAL;VALUE=DURATION", "PT1H");
    lines.add("X-PUBLISHED-TTL", "PT1H");
    let mut places: BTreeMap<&str, Place> = BTreeMap::new();
    let mut days: BTreeMap<String, Vec<Date>> = BTreeMap::new();
    for entry in entries {
        if let When::At { on, zone, .. } = &entry.when {
            let place = places
                .entry(zone)
                .or_insert_with(|| place(zone, own_zone, offset_of));
            if let Place::Named(name) = place {
                days.entry(name.clone()).or_default().push(*on);
            }
        }
    }
    days.retain(|name, days| {
        let zone = zone(name, days, offset_of);
        zone.inspect(|zone| zone.write(&mut lines)).is_some()
    });
    for entry in entries {
        let place_of = |zone: &str| match places.get(zone) {
            Some(Place::Named(name)) if !days.contains_key(name) => &Place::Floating,
            known => known.unwrap_or(&Place::Floating),
        };
        write_entry(entry, &place_of, &mut lines);
    }
    lines.add("END", "VCALENDAR");
    lines.into_text()
}

fn write_entry<'a>(entry: &Entry, place_of: &dyn Fn(&str) -> &'a Place, lines: &mut Lines) {
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
            match place_of(zone) {
                Place::Named(zone) => lines.add(&format!("DTSTART;TZID={zone}"), &start),
                Place::Fixed(offset) => lines.add("DTSTART", &in_utc(*on, *minute, *offset)),
                Place::Floating => lines.add("DTSTART", &start),
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
