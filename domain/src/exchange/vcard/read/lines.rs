//! The lines of a file as they were before they were folded.

use super::limits::LONGEST_VALUE;
use crate::exchange::vcard::quoted_printable::after_soft_break;

/// Lines as they were before they were folded (RFC 6350, 3.2), also where the folding is broken: a
/// line that is no property, and none of its own, goes on with the one before.
pub(super) fn logical_lines(text: &str) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    let mut is_quoted_printable = false;
    for line in physical_lines(text) {
        if let Some(last) = lines.last_mut() {
            // A soft line break (RFC 2045, 6.7).
            if is_quoted_printable && last.ends_with('=') {
                last.pop();
                let rest = after_soft_break(last.as_bytes(), line.as_bytes());
                push(last, &line[line.len() - rest.len()..]);
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

/// Lines ended by CRLF, LF or CR. Files joined to one have a byte order mark at the start of any
/// line.
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
