//! Quoted-printable (RFC 2045, 6.7), as the address books of phones write it.

/// How many bytes before a line break show how spaces are written: a few lines.
const LOOKED_BACK: usize = 240;

/// The bytes of a value whose lines are joined.
pub(super) fn quoted_printable(text: &[u8]) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text;
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

/// A line after a soft line break, without the space with which some programs fold it once more. A
/// space of the text itself stays: one that no other letter of an encoded value suggests was added.
pub(super) fn after_soft_break<'a>(before: &[u8], next: &'a [u8]) -> &'a [u8] {
    let [b' ' | b'\t', rest @ ..] = next else {
        return next;
    };
    let before = &before[before.len().saturating_sub(LOOKED_BACK)..];
    let writes_spaces_encoded =
        !before.contains(&b' ') && before.windows(3).any(|three| three == b"=20");
    if rest.starts_with(b"=") || writes_spaces_encoded {
        rest
    } else {
        next
    }
}
