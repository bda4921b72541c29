//! Address books of whatever origin: read or refused with a sentence, and what was read is written and read again as it was.
#![no_main]

use domain::exchange::vcard::{Version, read, write};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    if let Ok(found) = read(text) {
        let written = write(&found.cards, Version::V4);
        let again = read(&written).map(|again| again.cards.len());
        assert_eq!(again.unwrap_or(0), found.cards.len());
    }
});
