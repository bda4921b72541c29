//! Files of address books, in whichever encoding: text comes of any of them, and what was read of it is compared and taken over.
#![no_main]

use domain::exchange::vcard::{Version, compare, decode, read, write};
use domain::journal::Journal;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let text = decode(bytes.to_vec(), &latin_1);
    // UTF-16 without a mark is valid UTF-8 full of zeros, and a property may name an encoding of its own.
    let is_plain = !bytes.contains(&0)
        && !bytes
            .to_ascii_lowercase()
            .windows(7)
            .any(|word| word == b"charset");
    if let (Ok(utf_8), true) = (std::str::from_utf8(bytes), is_plain) {
        assert_eq!(text, utf_8);
    }
    let Ok(found) = read(&text) else {
        return;
    };
    let import = compare(&Journal::default(), &found.cards);
    assert_eq!(import.is_empty(), import.edit().writes.is_empty());
    for version in [Version::V3, Version::V4] {
        let written = write(&found.cards, version);
        let again = read(&decode(written.into_bytes(), &latin_1)).map(|again| again.cards.len());
        assert_eq!(again.unwrap_or(0), found.cards.len());
    }
});

/// Stands for the decoders of a browser: every encoding is Latin-1.
fn latin_1(_label: &str, bytes: &[u8]) -> Option<String> {
    Some(bytes.iter().copied().map(char::from).collect())
}
