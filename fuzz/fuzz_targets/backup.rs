//! Backup files of whatever origin: read or refused with a sentence, and what was read can be written and read again.
#![no_main]

use domain::exchange::backup;
use domain::journal::Journal;
use domain::state::stamp::Clock;
use domain::values::date::Now;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    let found = match backup::read(text) {
        Ok(found) => found,
        Err(problem) => {
            assert!(problem.to_string().ends_with('.'));
            return;
        }
    };
    let mut journal = Journal::default();
    journal.merge_records(found.records.clone(), &mut Clock::new(1));
    let summary = backup::summary(&journal, &found);
    assert_eq!((summary.new, summary.changed), (0, 0));

    let written = backup::export(&journal, Now::default());
    let again = backup::read(&written).expect("own files can be read");
    assert_eq!(again.unreadable, 0);
    let mut same = Journal::default();
    same.merge_records(again.records, &mut Clock::new(1));
    assert_eq!(same.all(), journal.all());
});
