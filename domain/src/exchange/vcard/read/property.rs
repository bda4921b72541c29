//! Properties, whichever version wrote them.

use crate::exchange::vcard::encoding::{utf_8_or_windows_1252, windows_1252};

/// A property: `group.NAME;PARAM=value:value`.
pub(super) struct Property {
    pub(super) name: String,
    parameters: Vec<(String, String)>,
    pub(super) value: String,
}

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
        let has = |wanted: &str| parameters.iter().any(|(_, value)| value == wanted);
        let value = if has("QUOTED-PRINTABLE") {
            let bytes = quoted_printable(value);
            // Text labelled Latin-1 is windows-1252 (Encoding Standard, 4.2).
            if has("ISO-8859-1") || has("WINDOWS-1252") {
                windows_1252(&bytes)
            } else {
                utf_8_or_windows_1252(bytes)
            }
        } else {
            value.to_owned()
        };
        Some(Self {
            name,
            parameters,
            value,
        })
    }

    pub(super) fn is_preferred(&self) -> bool {
        self.parameters.iter().any(|(name, value)| {
            (name == "PREF" && value == "1")
                || (name == "TYPE" && value.split(',').any(|word| word == "PREF"))
        })
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

fn quoted_printable(text: &str) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let [first, more @ ..] = rest {
        let hex = |byte: &u8| char::from(*byte).to_digit(16);
        if *first == b'='
            && let [high, low, after @ ..] = more
            && let (Some(high), Some(low)) = (hex(high), hex(low))
        {
            bytes.push(u8::try_from(high * 16 + low).unwrap_or(b'?'));
            rest = after;
        } else {
            bytes.push(*first);
            rest = more;
        }
    }
    bytes
}
