//! The address that opens Google Calendar with an entry filled in.

use super::entry::{DAY_MINUTES, Entry, OffsetOf, When};
use super::format::{clock, date};
use super::zones::is_known;

/// The address that opens Google Calendar with an entry filled in. Nothing is sent until the person
/// follows it. A zone that is not known is left out: the entry is then on the clock of the person's
/// calendar.
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
