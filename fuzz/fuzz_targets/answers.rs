//! Answers of a server, hostile ones too: a client takes any of them without losing what it has to send.
#![no_main]

use std::collections::BTreeMap;

use domain::state::record::{Cell, Record, RecordKey};
use domain::state::stamp::Clock;
use domain::sync::client::{Ask, Checkpoint, Client, EntryName, Records, Response};
use libfuzzer_sys::fuzz_target;

const NOW: u64 = 1_800_000_000_000;

fuzz_target!(|text: &str| {
    let key = RecordKey::parse("event:0190f5a0-0000-7000-8000-000000000000").expect("a key");
    let mut clock = Clock::new(7);
    let stamp = clock.tick(NOW);
    let mut record = Record::default();
    record.merge_cell(
        "notes",
        Cell {
            value: "mine".into(),
            stamp,
        },
    );
    let records = Records::from([(key.clone(), record.clone())]);
    let outbox = BTreeMap::from([(EntryName { stamp, key }, record)]);
    let mut client = Client::new(
        Checkpoint::signed_in("a", "ada", false),
        outbox,
        BTreeMap::new(),
    );
    for line in text.lines().take(8) {
        let Some(request) = client.next(&records, NOW) else {
            break;
        };
        let answer = match request.ask {
            Ask::Push(_) => serde_json::from_str(line).map(Response::Pushed),
            Ask::Pull(_) => serde_json::from_str(line).map(Response::Pulled),
        };
        let cursor = client.checkpoint().cursor;
        let Ok(answer) = answer else { break };
        let epoch = client.checkpoint().epoch.clone();
        client.on_response(request.number, answer, &records, &mut clock, NOW);
        let is_same_database = epoch == client.checkpoint().epoch;
        assert!(
            !is_same_database
                || epoch.is_none()
                || client.checkpoint().cursor >= cursor
                || client.checkpoint().resync.is_some()
        );
    }
});
