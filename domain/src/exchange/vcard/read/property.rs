//! Properties, whichever version wrote them.

use crate::exchange::vcard::encoding::{Charset, utf_8_or_windows_1252, windows_1252};
use crate::exchange::vcard::quoted_printable::quoted_printable;

/// A property: `group.NAME;PARAM=value:value`.
pub(super) struct Property {
    pub(super) name: String,
    parameters: Vec<(String, String)>,
    pub(super) value: String,
    /// The label of an encoding in which the value is still written, and which is not read here.
    pub(super) unread: Option<String>,
}

/// Types that tell a person which number this is, and the words for them.
const KINDS: [(&str, &str); 6] = [
    ("FAX", "fax"),
    ("PAGER", "pager"),
    ("CELL", "mobile"),
    ("WORK", "work"),
    ("HOME", "home"),
    ("MAIN", "main"),
];

/// The rank of a value that says nothing of being preferred: after the hundred of version 4.0.
const NOT_PREFERRED: u32 = 101;

impl Property {
    pub(super) fn parse(line: &str) -> Option<Self> {
        let colon = colon_outside_quotes(line)?;
        let (head, value) = (&line[..colon], &line[colon + 1..]);
        let mut parts = split_outside_quotes(head, ';').into_iter();
        let name = parts.next()?;
        let name = name.rsplit('.').next()?.to_ascii_uppercase();
        let parameters: Vec<(String, String)> = parts
            .map(|part| match part.split_once('=') {
                Some((name, value)) => (
                    name.to_ascii_uppercase(),
                    value.trim_matches('"').to_ascii_uppercase(),
                ),
                // Version 2.1 writes bare values: `TEL;CELL:…`.
                None => ("TYPE".to_owned(), part.to_ascii_uppercase()),
            })
            .collect();
        let is_encoded = parameters
            .iter()
            .any(|(_, value)| value == "QUOTED-PRINTABLE");
        let label = parameters
            .iter()
            .find(|(name, _)| name == "CHARSET")
            .map_or("", |(_, label)| label);
        let charset = Charset::of(label);
        let value = if is_encoded {
            let bytes = quoted_printable(value.as_bytes());
            match charset {
                Charset::Utf8 => utf_8_or_windows_1252(bytes),
                Charset::Western => windows_1252(&bytes),
                // A label is wrong more often than other letters are UTF-8 by chance.
                Charset::Foreign => String::from_utf8(bytes)
                    .unwrap_or_else(|_| char::REPLACEMENT_CHARACTER.to_string()),
            }
        } else {
            value.to_owned()
        };
        let is_read = is_encoded && !value.contains(char::REPLACEMENT_CHARACTER);
        let is_unread = charset == Charset::Foreign && !value.is_ascii() && !is_read;
        let unread = is_unread.then(|| label.to_owned());
        Some(Self {
            unread,
            name,
            parameters,
            value,
        })
    }

    /// How much the value is preferred to others of its name; less is more.
    pub(super) fn rank(&self) -> u32 {
        let ranks = self.parameters.iter().map(|(name, value)| {
            let has_word = || value.split(',').any(|word| word == "PREF");
            match name.as_str() {
                "PREF" => value.parse().unwrap_or(NOT_PREFERRED),
                "TYPE" if has_word() => 1,
                _ => NOT_PREFERRED,
            }
        });
        ranks.min().unwrap_or(NOT_PREFERRED)
    }

    /// What kind of number or address it is, in a word: “work”, “home”, “cell”.
    pub(super) fn kind(&self) -> Option<&'static str> {
        let types = self.parameters.iter().filter(|(name, _)| name == "TYPE");
        let words = types.flat_map(|(_, value)| value.split(','));
        KINDS
            .iter()
            .find(|(word, _)| words.clone().any(|own| own == *word))
            .map(|(_, kind)| *kind)
    }
}

fn colon_outside_quotes(line: &str) -> Option<usize> {
    let mut is_quoted = false;
    line.char_indices()
        .find_map(|(at, letter)| {
            match letter {
                '"' => is_quoted = !is_quoted,
                ':' if !is_quoted => return Some(at),
                _ => {}
            }
            None
        })
        // A quote that is never closed.
        .or_else(|| line.find(':'))
}

fn split_outside_quotes(text: &str, separator: char) -> Vec<&str> {
    let mut is_quoted = false;
    text.split(|letter: char| {
        if letter == '"' {
            is_quoted = !is_quoted;
        }
        letter == separator && !is_quoted
    })
    .collect()
}
