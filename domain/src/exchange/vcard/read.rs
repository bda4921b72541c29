//! Reading cards from whatever programs call a vCard file: sloppy folding, old encodings, huge pictures, missing names.

use std::fmt;

use super::Card;
use super::encoding::{utf_8_or_windows_1252, windows_1252};
use crate::state::record::LARGEST_VALUE;
use crate::values::link::LONGEST_LINK;

/// The largest file read, in bytes.
pub const LARGEST_FILE: usize = 20_000_000;

/// The most cards taken from one file.
pub const MOST_CARDS: usize = 5_000;

/// The longest field of one line kept, in characters. An address is the longest of them.
const LONGEST_FIELD: usize = LONGEST_LINK;

/// The longest notes kept, in bytes of JSON without the quotation marks: as long as the cell of a record may be.
const LONGEST_NOTES: usize = LARGEST_VALUE - 2;

/// The most tags taken from one card.
const MOST_TAGS: usize = 100;

/// The longest value looked at, in bytes: the longest notes there can be, each byte written as three. Pictures are longer, and are not
/// wanted.
const LONGEST_VALUE: usize = 3 * LARGEST_VALUE;

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
    for line in physical_lines(text) {
        if let Some(last) = lines.last_mut() {
            // A soft line break (RFC 2045, 6.7).
            if is_quoted_printable && last.ends_with('=') {
                last.pop();
                push(last, line);
                continue;
            }
            if let Some(rest) = line.strip_prefix([' ', '\t']) {
                push(last, rest);
                continue;
            }
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

/// Lines ended by CRLF, LF or CR. Files joined to one have a byte order mark at the start of any line.
fn physical_lines(text: &str) -> impl Iterator<Item = &str> {
    text.split('\n')
        .flat_map(|line| line.strip_suffix('\r').unwrap_or(line).split('\r'))
        .map(|line| line.strip_prefix('\u{feff}').unwrap_or(line))
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
    let is_name = |letter: char| letter.is_ascii_alphanumeric() || "-_.".contains(letter);
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
            let bytes = quoted_printable(value);
            // What calls itself Latin-1 is windows-1252 (Encoding Standard, 4.2).
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

/// A card while it is read. Of what stands in it more than once the first counts, unless it is said otherwise.
#[derive(Default)]
struct Draft {
    card: Card,
    structured_name: String,
    title: String,
    /// How long the notes are in a record, in bytes of JSON.
    size_of_notes: usize,
    mail_is_preferred: bool,
    phone_is_preferred: bool,
}

impl Draft {
    fn add(&mut self, property: &Property) {
        let value = &property.value;
        let person = &mut self.card.person;
        match property.name.as_str() {
            "UID" if self.card.uid.is_empty() => self.card.uid = line(value),
            "FN" if person.name.is_empty() => person.name = line(&unescape(value)),
            "N" if self.structured_name.is_empty() => {
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
            "TITLE" if self.title.is_empty() => self.title = line(&unescape(value)),
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
            "NOTE" => self.add_note(&unescape(value)),
            "CATEGORIES" => {
                for tag in parts(value, ',') {
                    let tag = line(&tag).to_lowercase();
                    let is_wanted = !tag.is_empty() && !person.tags.contains(&tag);
                    if is_wanted && person.tags.len() < MOST_TAGS {
                        person.tags.push(tag);
                    }
                }
            }
            _ => {}
        }
    }

    /// Notes stay whole, but for control characters other than tabs, up to what the cell of a record may hold; several are parted by a blank
    /// line.
    fn add_note(&mut self, note: &str) {
        let notes = &mut self.card.person.notes;
        let is_first = notes.is_empty() || note.is_empty();
        let parting = if is_first { "" } else { "\n\n" };
        for letter in parting.chars().chain(note.chars()) {
            let is_escaped = matches!(letter, '\n' | '\t' | '"' | '\\');
            if letter.is_control() && !is_escaped {
                continue;
            }
            self.size_of_notes += letter.len_utf8() + usize::from(is_escaped);
            if self.size_of_notes > LONGEST_NOTES {
                return;
            }
            notes.push(letter);
        }
    }

    /// The card; none where there is nothing to name it by.
    fn finish(mut self) -> Option<Card> {
        let person = &mut self.card.person;
        if !self.title.is_empty() {
            person.role = self.title;
        }
        let before_at = person.mail.split('@').next().unwrap_or_default().to_owned();
        for name in [self.structured_name, person.company.clone(), before_at] {
            if person.name.is_empty() {
                person.name = name;
            }
        }
        (!person.name.is_empty()).then_some(self.card)
    }
}
