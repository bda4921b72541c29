//! Properties that name an encoding of their own: `FN;CHARSET=Windows-1251:…` (vCard 2.1).

use super::{Charset, Decoder, windows_1252};
use crate::exchange::vcard::quoted_printable::{after_soft_break, quoted_printable};

/// The label under which bytes stay whose encoding nobody names.
const UNNAMED: &str = "X-UNNAMED";

/// The text of a file in UTF-8 or ASCII, with each property that says it is in another encoding
/// rewritten in UTF-8.
pub(super) fn with_declared_charsets(bytes: &[u8], decoder: Decoder<'_>) -> String {
    let fallback = declared_anywhere(bytes);
    let mut text = String::with_capacity(bytes.len() + bytes.len() / 8);
    let mut lines = bytes.split(|byte| *byte == b'\n').peekable();
    while let Some(line) = lines.next() {
        let mut property = Raw::of(line);
        if property.needs_decoding() {
            // A letter of several bytes can be cut by the folding: the bytes are joined first.
            while let Some(next) = lines.next_if(|next| property.goes_on_with(next)) {
                property.join(next);
            }
        }
        property.write(&mut text, fallback.as_deref(), decoder);
        if lines.peek().is_some() {
            text.push('\n');
        }
    }
    text
}

/// The first encoding that a property of the file names, other than UTF-8 and Latin-1.
fn declared_anywhere(bytes: &[u8]) -> Option<String> {
    bytes
        .split(|byte| *byte == b'\n')
        .filter_map(|line| charset_of(head_of(line)?))
        .find(|label| Charset::of(label) == Charset::Foreign)
}

/// Everything of a line before its colon, if that is ASCII.
fn head_of(line: &[u8]) -> Option<&str> {
    let colon = line.iter().position(|byte| *byte == b':')?;
    let head = std::str::from_utf8(&line[..colon]).ok()?;
    head.is_ascii().then_some(head)
}

/// The label in the head of a property.
fn charset_of(head: &str) -> Option<String> {
    head.split(';').skip(1).find_map(|parameter| {
        let (name, value) = parameter.split_once('=')?;
        let is_charset = name.trim().eq_ignore_ascii_case("CHARSET");
        is_charset.then(|| value.trim().trim_matches('"').to_owned())
    })
}

/// A line of the file, and those that continue it.
struct Raw<'a> {
    /// Before the colon; `None` for a line that is no property.
    head: Option<&'a str>,
    /// After the colon, or the whole line.
    value: Vec<u8>,
    label: Option<String>,
    is_quoted_printable: bool,
}

impl<'a> Raw<'a> {
    fn of(line: &'a [u8]) -> Self {
        let head = head_of(line);
        let value = head.map_or(line, |head| &line[head.len() + 1..]);
        Self {
            head,
            value: value.to_vec(),
            label: head.and_then(charset_of),
            is_quoted_printable: head
                .is_some_and(|head| head.to_ascii_uppercase().contains("QUOTED-PRINTABLE")),
        }
    }

    fn is_foreign(&self) -> bool {
        let label = self.label.as_deref().unwrap_or_default();
        Charset::of(label) == Charset::Foreign
    }

    /// Text that is UTF-8 all through stays as it is, unless it says it is something else.
    fn needs_decoding(&self) -> bool {
        self.head.is_some() && (self.is_foreign() || std::str::from_utf8(&self.value).is_err())
    }

    fn goes_on_with(&self, next: &[u8]) -> bool {
        let last = self.value.strip_suffix(b"\r").unwrap_or(&self.value);
        let is_soft_break = self.is_quoted_printable && last.ends_with(b"=");
        is_soft_break || next.starts_with(b" ") || next.starts_with(b"\t")
    }

    fn join(&mut self, next: &[u8]) {
        if self.value.ends_with(b"\r") {
            self.value.pop();
        }
        if self.is_quoted_printable && self.value.ends_with(b"=") {
            self.value.pop();
            self.value.extend(after_soft_break(&self.value, next));
        } else {
            let is_folded = next.starts_with(b" ") || next.starts_with(b"\t");
            self.value.extend(&next[usize::from(is_folded)..]);
        }
    }

    fn write(self, text: &mut String, fallback: Option<&str>, decoder: Decoder<'_>) {
        let Some(head) = self.head.filter(|_| self.needs_decoding()) else {
            if let Some(head) = self.head {
                text.push_str(head);
                text.push(':');
            }
            let plain = String::from_utf8(self.value);
            text.push_str(&plain.unwrap_or_else(|error| windows_1252(error.as_bytes())));
            return;
        };
        let label = self.label.as_deref().filter(|_| self.is_foreign());
        let ends = self.value.ends_with(b"\r");
        let value = &self.value[..self.value.len() - usize::from(ends)];
        let bytes = if self.is_quoted_printable {
            quoted_printable(value)
        } else {
            value.to_vec()
        };
        let label = label.or(fallback);
        let decoded = readable(label, &bytes, decoder);
        let (label, value) = match decoded {
            Ok(value) => (None, value),
            Err(label) => (Some(label), windows_1252(&bytes)),
        };
        text.push_str(&relabelled(head, label));
        text.push(':');
        text.push_str(&value.replace('\r', "").replace('\n', "\\n"));
        if ends {
            text.push('\r');
        }
    }
}

/// The text of bytes that may be in this encoding, or the label under which they stay unread.
fn readable<'a>(
    label: Option<&'a str>,
    bytes: &[u8],
    decoder: Decoder<'_>,
) -> Result<String, &'a str> {
    let is_ascii = bytes.is_ascii();
    // Bytes that make UTF-8 by chance are rare; programs that write a wrong label are not.
    // Encodings of seven bits look like ASCII and are not.
    if let Ok(plain) = std::str::from_utf8(bytes)
        && (!is_ascii || !bytes.contains(&0x1b))
    {
        return Ok(plain.to_owned());
    }
    match label {
        Some(label) => decoder(label, bytes).ok_or(label),
        None if is_western(bytes) => Ok(windows_1252(bytes)),
        None => Err(UNNAMED),
    }
}

/// Whether bytes read like a language of western Europe: most letters beyond ASCII stand alone
/// between others. In Cyrillic, Greek or Japanese they follow one another.
fn is_western(bytes: &[u8]) -> bool {
    let beyond = bytes.iter().filter(|byte| **byte >= 0xc0).count();
    let pairs = bytes.windows(2);
    let in_a_row = pairs
        .filter(|pair| pair[0] >= 0x80 && pair[1] >= 0x80)
        .count();
    in_a_row == 0 || 2 * in_a_row < beyond
}

/// The head of a property with another label or none, and without an encoding of bytes.
fn relabelled(head: &str, label: Option<&str>) -> String {
    let mut parts = head.split(';');
    let name = parts.next().unwrap_or_default();
    let is_kept = |part: &&str| {
        let part = part.to_ascii_uppercase();
        !part.starts_with("CHARSET=") && !part.contains("QUOTED-PRINTABLE")
    };
    let kept: String = parts
        .filter(is_kept)
        .map(|part| format!(";{part}"))
        .collect();
    match label {
        Some(label) => format!("{name};CHARSET={label}{kept}"),
        None => format!("{name}{kept}"),
    }
}
