//! Encodings: the bytes of a file as text, whichever program wrote it.
//!
//! What is decided here is which encoding the bytes are in. Tables of old encodings are large and
//! every browser has them, so a [`Decoder`] is handed in; without one, UTF-8, UTF-16 and
//! windows-1252 are read.

mod properties;

use properties::with_declared_charsets;

/// What windows-1252 has at 0x80 to 0x9F, as the Encoding Standard of the WHATWG lists it. All
/// other bytes are the letters of Latin-1.
const FROM_0X80: &str = "€\u{81}‚ƒ„…†‡ˆ‰Š‹Œ\u{8d}Ž\u{8f}\u{90}‘’“”•–—˜™š›œ\u{9d}žŸ";

/// How many bytes at the beginning of a file show that it is UTF-16 without a mark.
const BYTES_LOOKED_AT: usize = 400;

/// Decodes bytes in the encoding with this label (Encoding Standard, 4.2: “windows-1251”,
/// “shift_jis”). `None` if there is no such encoding, or the bytes are not in it.
pub type Decoder<'a> = &'a dyn Fn(&str, &[u8]) -> Option<String>;

/// The text of a file: as its byte order mark says, else as its zero bytes say, else UTF-8, else
/// what its properties say of themselves (`CHARSET=`), else windows-1252, which old programs write.
///
/// Properties in another encoding are rewritten in UTF-8. One that the decoder cannot read stays as
/// it is, under its label, and [`read`](super::read()) counts it.
#[must_use]
pub fn decode(bytes: Vec<u8>, decoder: Decoder<'_>) -> String {
    match bytes.as_slice() {
        [0xff, 0xfe, rest @ ..] => utf_16(rest, u16::from_le_bytes),
        [0xfe, 0xff, rest @ ..] => utf_16(rest, u16::from_be_bytes),
        _ => match zeros(&bytes) {
            Some(Zeros::Second) => utf_16(&bytes, u16::from_le_bytes),
            Some(Zeros::First) => utf_16(&bytes, u16::from_be_bytes),
            None => with_declared_charsets(&bytes, decoder),
        },
    }
}

/// Which byte of each pair is zero in UTF-16 of mostly Latin letters.
enum Zeros {
    First,
    Second,
}

/// Where the zero bytes are, if there are so many that the text is UTF-16: the names of properties
/// are ASCII whatever their values are written in.
fn zeros(bytes: &[u8]) -> Option<Zeros> {
    let head = &bytes[..bytes.len().min(BYTES_LOOKED_AT)];
    let pairs = head.chunks_exact(2);
    let count = pairs.len();
    let zero_at = |at: usize| pairs.clone().filter(|pair| pair[at] == 0).count();
    let (first, second) = (zero_at(0), zero_at(1));
    match (2 * first > count, 2 * second > count) {
        (true, false) => Some(Zeros::First),
        (false, true) => Some(Zeros::Second),
        _ => None,
    }
}

pub(super) fn utf_8_or_windows_1252(bytes: Vec<u8>) -> String {
    String::from_utf8(bytes).unwrap_or_else(|error| windows_1252(error.as_bytes()))
}

pub(super) fn windows_1252(bytes: &[u8]) -> String {
    let letter = |byte: &u8| match byte {
        0x80..=0x9f => FROM_0X80.chars().nth(usize::from(byte - 0x80)),
        _ => Some(char::from(*byte)),
    };
    bytes.iter().filter_map(letter).collect()
}

/// What is known of a label.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Charset {
    /// UTF-8, or ASCII, which is part of it.
    Utf8,
    /// Latin-1; text labelled so is windows-1252 (Encoding Standard, 4.2).
    Western,
    /// Anything else.
    Foreign,
}

impl Charset {
    /// The charset with this label, in any writing.
    pub(super) fn of(label: &str) -> Self {
        let plain: String = label
            .chars()
            .filter(char::is_ascii_alphanumeric)
            .map(|letter| letter.to_ascii_lowercase())
            .collect();
        match plain.as_str() {
            "" | "utf8" | "ascii" | "usascii" | "unicode11utf8" => Self::Utf8,
            "iso88591" | "latin1" | "l1" | "windows1252" | "cp1252" | "ansi" => Self::Western,
            _ => Self::Foreign,
        }
    }
}

fn utf_16(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> String {
    let units: Vec<u16> = bytes
        .chunks_exact(2)
        .map(|pair| unit([pair[0], pair[1]]))
        .collect();
    String::from_utf16_lossy(&units)
}
