//! What people paste: postings, links, lines. Nothing panics, and no dangerous address becomes a link.
#![no_main]

use domain::values::link::SafeLink;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    let _ = domain::capture::read(text);
    let _ = domain::values::text::fold(text);
    let _ = SafeLink::parse(text);
});
