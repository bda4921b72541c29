//! Bodies of pushes: every cell is taken or refused, never both, and what was taken is taken again without a word.
#![no_main]

use domain::state::record::Record;
use domain::sync::protocol::Push;
use domain::sync::server::{decide, judge};
use libfuzzer_sys::fuzz_target;

const NOW: u64 = 1_800_000_000_000;

fuzz_target!(|text: &str| {
    let Ok(push) = serde_json::from_str::<Push>(text) else {
        return;
    };
    let (taken, _) = judge(push.changes, NOW);
    let mut again = std::collections::BTreeMap::new();
    for (key, record) in &taken {
        for (_, cell) in Record::cells(record) {
            let _ = decide(None, cell);
            let _ = decide(Some(cell), cell);
        }
        again.insert(
            key.to_string(),
            serde_json::to_value(record).expect("records are JSON"),
        );
    }
    let (same, rejected) = judge(again, NOW);
    assert_eq!(same, taken);
    assert!(rejected.is_empty());
});
