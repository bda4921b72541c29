//! Reading a zone from what people write: a name of the IANA database or a city in it, another
//! city, a country, letters such as EST, or hours from UTC.

use std::fmt;

use super::OffsetOf;
use super::fixed;
use super::table::{NAMES, REGIONS, SEVERAL};
use crate::values::text::fold;

/// Words around a zone that add nothing to it.
const FILLERS: [&str; 12] = [
    "time", "times", "timezone", "zone", "local", "standard", "daylight", "summer", "winter", "in",
    "at", "clock",
];

/// The longest text that is looked at, in bytes.
const LONGEST: usize = 80;

/// Why a text is not a zone; its `Display` is a sentence for the person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ZoneProblem {
    /// No zone goes by this name.
    Unknown,
    /// Several do: the letters, and cities to write instead.
    Several(String, &'static str),
}

impl fmt::Display for ZoneProblem {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unknown => formatter.write_str(
                "We don’t know that time zone. Try a large city, such as Berlin or New York, or the hours from UTC, such as +02:00.",
            ),
            Self::Several(letters, cities) => write!(
                formatter,
                "{letters} can mean more than one time zone. Write a city instead, such as {cities}."
            ),
        }
    }
}

/// Reads a zone. Returns its IANA name, `UTC`, or a distance from UTC such as `+05:30`.
///
/// # Errors
/// Says why the text is not a zone, and what to write.
pub fn read_zone(text: &str, offset_of: OffsetOf<'_>) -> Result<String, ZoneProblem> {
    if text.len() > LONGEST {
        return Err(ZoneProblem::Unknown);
    }
    let (outside, inside) = in_brackets(text);
    let known = [outside.as_str(), inside.as_str()]
        .into_iter()
        .find_map(|part| zone_of(part, offset_of));
    known.ok_or_else(|| {
        let words = plain(&outside);
        match SEVERAL.iter().find(|(letters, _)| *letters == words) {
            Some((letters, cities)) => ZoneProblem::Several(letters.to_uppercase(), cities),
            None => ZoneProblem::Unknown,
        }
    })
}

/// The text outside of brackets, and inside: “Eastern Time (US & Canada)”, “(UTC+01:00) Bern”.
fn in_brackets(text: &str) -> (String, String) {
    let Some((before, rest)) = text.split_once('(') else {
        return (text.to_owned(), String::new());
    };
    let (inside, after) = rest.split_once(')').unwrap_or((rest, ""));
    let outside = format!("{before} {after}");
    if outside.trim().is_empty() {
        (inside.to_owned(), String::new())
    } else {
        (outside, inside.to_owned())
    }
}

fn zone_of(text: &str, offset_of: OffsetOf<'_>) -> Option<String> {
    let words = plain(text);
    if words.is_empty() || SEVERAL.iter().any(|(letters, _)| *letters == words) {
        return None;
    }
    named(&words, offset_of)
        // “Berlin, Germany”: the first part is the nearest.
        .or_else(|| named(words.split_once(',')?.0.trim(), offset_of))
        .or_else(|| named(words.strip_prefix("us ")?, offset_of))
        .or_else(|| {
            // “CET/CEST”: two names of one zone.
            let (one, two) = words.split_once('/')?;
            let one = named(one.trim(), offset_of)?;
            (named(two.trim(), offset_of)? == one).then_some(one)
        })
}

/// Folded, with single spaces, a plain minus, and without fillers: “Berlin time” is “berlin”.
fn plain(text: &str) -> String {
    let text = fold(text).replace(['−', '–', '‐', '‑'], "-");
    let text = text.replace('_', " ").replace('±', "+").replace('.', "");
    let words: Vec<&str> = text
        .split_whitespace()
        .filter(|word| !FILLERS.contains(word))
        .collect();
    words.join(" ")
}

fn named(words: &str, offset_of: OffsetOf<'_>) -> Option<String> {
    if let Some(minutes) = fixed::read(words) {
        return Some(fixed::name(minutes));
    }
    let table = NAMES.iter();
    let other_name = table.clone().find(|(_, names)| {
        let mut names = names.split(',');
        names.any(|name| name == words)
    });
    if let Some((zone, _)) = other_name {
        return Some((*zone).to_owned());
    }
    let name = cased(words);
    let is_known = |name: &String| is_plain(name) && offset_of(name, 0).is_some();
    if name.contains('/') {
        return Some(name).filter(is_known);
    }
    let in_region = |region: &&str| format!("{region}/{name}");
    REGIONS.iter().map(in_region).find(is_known)
}

/// Spelt as the IANA database does: “America/New_York”, “Port-au-Prince”, “Isle_of_Man”.
fn cased(words: &str) -> String {
    let mut name = String::with_capacity(words.len());
    for word in words.split_inclusive([' ', '/', '-']) {
        let mut letters = word.chars();
        let is_small = matches!(word.trim_end_matches([' ', '-']), "of" | "es" | "au");
        match letters.next() {
            Some(first) if !is_small => name.extend(first.to_uppercase()),
            first => name.extend(first),
        }
        name.push_str(letters.as_str());
    }
    name.trim().replace(' ', "_")
}

fn is_plain(name: &str) -> bool {
    let is_plain = |letter: char| letter.is_ascii_alphanumeric() || "/_+-".contains(letter);
    name.chars().all(is_plain)
}
