//! Zones that are a fixed distance from UTC: “+02:00”, “UTC-5”, “GMT+1”.

/// The name of no distance.
const UTC: &str = "UTC";

/// The furthest that clocks are ahead of UTC and behind it, in minutes.
const FURTHEST: (i32, i32) = (14 * 60, 12 * 60);

/// The minutes ahead of UTC of a zone stored as a fixed distance, `UTC` or `+05:30`; `None` for the
/// others.
#[must_use]
pub fn fixed_offset(zone: &str) -> Option<i32> {
    if zone == UTC {
        return Some(0);
    }
    let minutes = distance(zone)?;
    (name(minutes) == zone).then_some(minutes)
}

/// The name a distance is stored by: ISO 8601, with `UTC` for none.
pub(super) fn name(minutes: i32) -> String {
    let sign = if minutes < 0 { '-' } else { '+' };
    let distance = minutes.unsigned_abs();
    match minutes {
        0 => UTC.to_owned(),
        _ => format!("{sign}{:02}:{:02}", distance / 60, distance % 60),
    }
}

/// Reads a distance as people write it, in small letters: “utc”, “gmt+1”, “utc -03:30”, “+0530”,
/// “etc/gmt-2”, whose sign is the other way round (POSIX).
pub(super) fn read(text: &str) -> Option<i32> {
    if let Some(rest) = text.strip_prefix("etc/gmt") {
        return if rest.is_empty() {
            Some(0)
        } else {
            distance(rest).map(|minutes| -minutes)
        };
    }
    let is_utc = |rest: &&str| rest.is_empty() || rest.trim_start().starts_with(['+', '-']);
    let names = ["utc", "gmt", "z", "zulu"];
    match names
        .iter()
        .find_map(|name| text.strip_prefix(name).filter(is_utc))
    {
        Some("") => Some(0),
        Some(rest) => distance(rest.trim()),
        None => distance(text),
    }
}

/// “+2”, “+02”, “+200”, “+0200”, “+02:00”.
fn distance(text: &str) -> Option<i32> {
    let sign = match text.chars().next()? {
        '+' => 1,
        '-' => -1,
        _ => return None,
    };
    let digits = text.get(1..)?.trim();
    let (hours, minutes) = match digits.split_once(':') {
        Some((hours, minutes)) if minutes.len() == 2 => (hours, minutes),
        Some(_) => return None,
        None if matches!(digits.len(), 3 | 4) => digits.split_at_checked(digits.len() - 2)?,
        None => (digits, "0"),
    };
    let number = |text: &str| {
        let is_number =
            matches!(text.len(), 1 | 2) && text.bytes().all(|byte| byte.is_ascii_digit());
        is_number.then(|| text.parse::<i32>().ok()).flatten()
    };
    let minutes = sign * (number(hours)? * 60 + number(minutes).filter(|minutes| *minutes < 60)?);
    (-FURTHEST.1..=FURTHEST.0)
        .contains(&minutes)
        .then_some(minutes)
}
