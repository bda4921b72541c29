//! Texts of browser storage: whatever is read can be written and read again, and merging with itself changes nothing.
#![no_main]

use domain::state::record::{Record, RecordKey};
use domain::state::stamp::Stamp;
use domain::sync::client::EntryName;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    if let Ok(record) = Record::from_text(text) {
        let again = Record::from_text(&record.to_text()).expect("own text can be read");
        assert_eq!(again, record);
        let mut merged = record.clone();
        assert!(!merged.merge(record));
    }
    if let Some(key) = RecordKey::parse(text) {
        assert_eq!(RecordKey::parse(&key.to_string()), Some(key));
    }
    if let Some(name) = EntryName::parse(text) {
        assert_eq!(EntryName::parse(&name.to_string()), Some(name));
    }
    if let Some(stamp) = Stamp::parse(text) {
        assert_eq!(stamp.to_string(), text);
    }
});
