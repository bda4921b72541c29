//! The address that opens Google Calendar with an entry filled in.

use super::entry::{DAY_MINUTES, Entry, When};
use super::format::{clock, date, in_utc};
use super::zones::{Place, place};
use crate::values::zone::OffsetOf;

/// The address that opens Google Calendar with an entry filled in. Nothing is sent until the person
/// follows it. Without any zone the entry is on the clock of the person's calendar.
#[must_use]
pub fn google_link(entry: &Entry, own_zone: &str, offset_of: OffsetOf<'_>) -> String {
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
            let local = || {
                format!(
                    "{}{}/{}{}",
                    date(*on),
                    clock(*minute),
                    date(last),
                    clock(end)
                )
            };
            match place(zone, own_zone, offset_of) {
                Place::Named(zone) => (local(), format!("&ctz={}", percent(&zone))),
                Place::Fixed(offset) => {
                    let utc = |minute| in_utc(*on, minute, offset);
                    (format!("{}/{}", utc(*minute), utc(end)), String::new())
                }
                Place::Floating => (local(), String::new()),
            }
        }
    };
    let location = match &entry.link {
        Some(link) => format!("&location={}", percent(link)),
        None => String::new(),
    };
    format!(
        "https://calendar.google.com/calendar/render?action=TEMPLATE&text={}&dates={dates}{zone}&details={}{location}",
        percent(&entry.title),
        percent(&entry.notes)
    )
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
