//! Reading cards from whatever programs call a vCard file: sloppy folding, old encodings, huge pictures, missing names.

use std::fmt;

use super::Card;

/// The largest file read, in bytes.
pub const LARGEST_FILE: usize = 20_000_000;

/// The most cards taken from one file.
pub const MOST_CARDS: usize = 5_000;

/// The longest field kept, in characters.
const LONGEST_FIELD: usize = 200;

/// The longest note kept, in characters.
const LONGEST_NOTE: usize = 20_000;

/// The longest value looked at, in bytes. Pictures are longer, and are not wanted.
const LONGEST_VALUE: usize = 200_000;

/// What was read.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Cards {
    /// The cards with a name, or something to name them by.
    pub cards: Vec<Card>,
    /// How many had none.
    pub nameless: usize,
    /// How many were left out because there were too many.
    pub beyond: usize,
}

/// Why nothing could be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BookProblem {
    /// More than [`LARGEST_FILE`].
    TooLarge,
    /// No card in it.
    NoCards,
}

impl fmt::Display for BookProblem {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Self::TooLarge => "This file is larger than 20 MB. Export it without pictures, or in parts.",
            Self::NoCards => "There is no contact card in this file. Export your contacts as vCard (.vcf), then choose that file.",
        })
    }
}

/// Reads a file of cards.
///
/// # Errors
/// Where the file is too large, or holds no card at all.
pub fn read(text: &str) -> Result<Cards, BookProblem> {
    if text.len() > LARGEST_FILE {
        return Err(BookProblem::TooLarge);
    }
    let mut found = Cards::default();
    let mut draft: Option<Draft> = None;
    let mut begun = 0;
    for line in logical_lines(text) {
        let Some(property) = Property::parse(&line) else {
            continue;
        };
        match property.name.as_str() {
            "BEGIN" if property.value.trim().eq_ignore_ascii_case("VCARD") => {
                // A card that was never ended ends where the next begins.
                take(draft.replace(Draft::default()), &mut found);
                begun += 1;
            }
            "END" if property.value.trim().eq_ignore_ascii_case("VCARD") => {
                take(draft.take(), &mut found);
            }
            _ => {
                if let Some(draft) = &mut draft {
                    draft.add(&property);
                }
            }
        }
    }
    take(draft, &mut found);
    if begun == 0 {
        return Err(BookProblem::NoCards);
    }
    Ok(found)
}

fn take(draft: Option<Draft>, found: &mut Cards) {
    let Some(draft) = draft else { return };
    match draft.finish() {
        None => found.nameless += 1,
        Some(_) if found.cards.len() == MOST_CARDS => found.beyond += 1,
        Some(card) => found.cards.push(card),
    }
}

/// Lines as they were before they were folded (RFC 6350, 3.2), also where the folding is broken: a line that is no property, and none of
/// its own, goes on with the one before.
fn logical_lines(text: &str) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    let mut is_quoted_printable = false;
    let physical = text.strip_prefix('\u{feff}').unwrap_or(text);
    for line in physical.split(['\n', '\r']) {
        let last = lines.last_mut();
        if is_quoted_printable && let Some(last) = last {
            // A soft line break (RFC 2045, 6.7).
            if last.ends_with('=') {
                last.pop();
                push(last, line);
                continue;
            }
        } else if let (Some(rest), Some(last)) = (line.strip_prefix([' ', '\t']), last) {
            push(last, rest);
            continue;
        }
        if line.is_empty() {
            continue;
        }
        if begins_property(line) {
            let head = line.split(':').next().unwrap_or_default();
            is_quoted_printable = head.to_ascii_uppercase().contains("QUOTED-PRINTABLE");
            lines.push(line.get(..LONGEST_VALUE).unwrap_or(line).to_owned());
        } else if let Some(last) = lines.last_mut() {
            push(last, line);
        }
    }
    lines
}

fn push(line: &mut String, rest: &str) {
    if line.len() + rest.len() <= LONGEST_VALUE {
        line.push_str(rest);
    }
}

/// Whether a line begins a property: a name, perhaps parameters, and a colon.
fn begins_property(line: &str) -> bool {
    let Some(end) = line.find([':', ';']) else {
        return false;
    };
    let name = &line[..end];
    let is_name = |letter: char| letter.is_ascii_alphanumeric() || letter == '-' || letter == '.';
    !name.is_empty() && name.len() <= 60 && name.chars().all(is_name) && line.contains(':')
}

/// A property: `group.NAME;PARAM=value:value`.
struct Property {
    name: String,
    parameters: Vec<(String, String)>,
    value: String,
}

impl Property {
    fn parse(line: &str) -> Option<Self> {
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
            quoted_printable(value, has("ISO-8859-1"))
        } else {
            value.to_owned()
        };
        Some(Self {
            name,
            parameters,
            value,
        })
    }

    fn is_preferred(&self) -> bool {
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

fn quoted_printable(text: &str, is_latin_1: bool) -> String {
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
    if is_latin_1 {
        return bytes.into_iter().map(char::from).collect();
    }
    match String::from_utf8(bytes) {
        Ok(text) => text,
        Err(error) => error.into_bytes().into_iter().map(char::from).collect(),
    }
}

/// Undoes the escapes of a text (RFC 6350, 3.4).
fn unescape(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut letters = text.chars();
    while let Some(letter) = letters.next() {
        if letter != '\\' {
            plain.push(letter);
            continue;
        }
        match letters.next() {
            Some('n' | 'N') => plain.push('\n'),
            Some(other) => plain.push(other),
            None => plain.push('\\'),
        }
    }
    plain
}

/// Splits at separators that are not escaped, and undoes the escapes.
fn parts(text: &str, separator: char) -> Vec<String> {
    let mut is_escaped = false;
    text.split(|letter: char| {
        let splits = letter == separator && !is_escaped;
        is_escaped = letter == '\\' && !is_escaped;
        splits
    })
    .map(unescape)
    .collect()
}

/// One line without control characters, cut to what is kept.
fn line(text: &str) -> String {
    let words: Vec<&str> = text
        .split(|letter: char| letter.is_whitespace() || letter.is_control())
        .filter(|word| !word.is_empty())
        .collect();
    words.join(" ").chars().take(LONGEST_FIELD).collect()
}

/// A card while it is read.
#[derive(Default)]
struct Draft {
    card: Card,
    structured_name: String,
    mail_is_preferred: bool,
    phone_is_preferred: bool,
}

impl Draft {
    fn add(&mut self, property: &Property) {
        let value = &property.value;
        let person = &mut self.card.person;
        match property.name.as_str() {
            "UID" => self.card.uid = line(value),
            "FN" if person.name.is_empty() => person.name = line(&unescape(value)),
            "N" => {
                let parts = parts(value, ';');
                let part = |at: usize| parts.get(at).map_or("", String::as_str);
                self.structured_name = line(&format!("{} {} {}", part(1), part(2), part(0)));
            }
            "ORG" if person.company.is_empty() => {
                person.company = parts(value, ';')
                    .first()
                    .map(|text| line(text))
                    .unwrap_or_default();
            }
            "TITLE" => person.role = line(&unescape(value)),
            "ROLE" if person.role.is_empty() => person.role = line(&unescape(value)),
            "EMAIL" => {
                let is_better = property.is_preferred() && !self.mail_is_preferred;
                if person.mail.is_empty() || is_better {
                    let mail = unescape(value);
                    person.mail = line(mail.strip_prefix("mailto:").unwrap_or(&mail));
                    self.mail_is_preferred |= property.is_preferred();
                }
            }
            "TEL" => {
                let is_better = property.is_preferred() && !self.phone_is_preferred;
                if person.phone.is_empty() || is_better {
                    let phone = unescape(value);
                    person.phone = line(phone.strip_prefix("tel:").unwrap_or(&phone));
                    self.phone_is_preferred |= property.is_preferred();
                }
            }
            "URL" | "SOCIALPROFILE" | "X-SOCIALPROFILE" => {
                let address = line(&unescape(value));
                let is_web = address.starts_with("https://") || address.starts_with("http://");
                let is_better =
                    address.contains("linkedin.") && !person.profile.contains("linkedin.");
                if is_web && (person.profile.is_empty() || is_better) {
                    person.profile = address;
                }
            }
            "NOTE" => {
                let note = unescape(value);
                let letters = note
                    .chars()
                    .filter(|letter| *letter == '\n' || !letter.is_control());
                person.notes = letters.take(LONGEST_NOTE).collect();
            }
            "CATEGORIES" => {
                let tags = parts(value, ',');
                person.tags = tags
                    .iter()
                    .map(|tag| line(tag).to_lowercase())
                    .filter(|tag| !tag.is_empty())
                    .take(20)
                    .collect();
            }
            _ => {}
        }
    }

    /// The card; none where there is nothing to name it by.
    fn finish(mut self) -> Option<Card> {
        let person = &mut self.card.person;
        let before_at = person.mail.split('@').next().unwrap_or_default().to_owned();
        for name in [self.structured_name, person.company.clone(), before_at] {
            if person.name.is_empty() {
                person.name = name;
            }
        }
        (!person.name.is_empty()).then_some(self.card)
    }
}
