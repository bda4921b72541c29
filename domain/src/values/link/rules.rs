//! Rules for the characters and the host of an address.

/// Whether the text begins with a scheme of its own. `host:8080/path` does not: a port follows the
/// colon.
pub(super) fn names_another_scheme(text: &str) -> bool {
    let end = text.find(['/', '?', '#']).unwrap_or(text.len());
    text[..end].split_once(':').is_some_and(|(_, after)| {
        after.is_empty() || !after.bytes().all(|byte| byte.is_ascii_digit())
    })
}

/// Characters that browsers read otherwise than people do: backslashes, and marks that hide or turn
/// around what follows.
pub(super) fn is_hidden(letter: char) -> bool {
    matches!(
        letter,
        '\\' | '\u{ad}'
            | '\u{61c}'
            | '\u{200b}'..='\u{200f}'
            | '\u{202a}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}'
            | '\u{feff}'
            | '\u{e0000}'..='\u{e007f}'
    )
}

pub(super) fn is_host(authority: &str) -> bool {
    let (host, port) = authority.split_once(':').unwrap_or((authority, "80"));
    let has_port = port.bytes().all(|byte| byte.is_ascii_digit()) && port.parse::<u16>().is_ok();
    let labels_hold = host.split('.').all(|label| {
        let is_letter = |letter: char| {
            letter.is_alphanumeric() || is_mark(letter) || letter == '-' || letter == '_'
        };
        !label.is_empty() && label.chars().all(is_letter)
    });
    let is_name = host.contains('.') || host.eq_ignore_ascii_case("localhost");
    has_port && host.len() <= 253 && labels_hold && is_name
}

/// Marks that belong to letters in Indic, Arabic and other scripts, and accents written apart from
/// their letter.
fn is_mark(letter: char) -> bool {
    matches!(letter, '\u{300}'..='\u{36f}' | '\u{64b}'..='\u{652}' | '\u{900}'..='\u{dff}' | '\u{e31}'..='\u{e4e}')
}
