//! Backup files of whatever origin: read or refused with a sentence, and what was read can be written and read again.
#![no_main]

use domain::backup;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    let _ = backup::read(text);
});
