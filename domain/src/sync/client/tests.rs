//! Tests of the client, with shared helpers.
#![allow(clippy::unwrap_used, reason = "a failed unwrap fails the test")]

mod batches;
mod rejected_pushes;
mod rejected_texts;

use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::*;
use crate::state::record::Cell;
use crate::state::record::LARGEST_VALUE;
use crate::state::record::LONGEST_FIELD;
use crate::sync::protocol::{DEEPEST_VALUE, LARGEST_PUSH, MOST_CELLS_A_PUSH};
use crate::sync::server::judge;

const NOW: u64 = 1_800_000_000_000;
const HERE: u64 = 1;
const ELSEWHERE: u64 = 2;

fn key(number: usize) -> RecordKey {
    RecordKey::parse(&format!("event:0190f5a0-0000-7000-8000-{number:012x}")).unwrap()
}

fn stamp(ms: u64, node: u64) -> Stamp {
    Clock::new(node).tick(ms)
}

fn cells(fields: &[(&str, Value)], stamp: Stamp) -> Record {
    let mut record = Record::default();
    for (field, value) in fields {
        let value = value.clone();
        record.merge_cell(field, Cell { value, stamp });
    }
    record
}

fn checkpoint(resync: Option<ResyncPosition>) -> Checkpoint {
    Checkpoint {
        resync,
        epoch: Some("e".into()),
        ..Checkpoint::signed_in("a", "ada", false)
    }
}

fn entry(number: usize, cells: Record) -> (EntryName, Record) {
    let stamp = cells.latest_stamp().unwrap_or_default();
    let key = key(number);
    (EntryName { stamp, key }, cells)
}

/// Sends until nothing waits, with a server that keeps its limits. Gives the number of pushes and the cells that arrived.
fn send_all(client: &mut Client, records: &Records, clock: &mut Clock) -> (usize, usize) {
    let (mut pushes, mut arrived) = (0, 0);
    while client.waiting() > 0 {
        assert!(pushes < 100, "it is sent for ever");
        let request = client.next(records, NOW).unwrap();
        let Ask::Push(push) = request.ask else {
            panic!("changes go out before others come in");
        };
        assert!(serde_json::to_string(&push).unwrap().len() <= LARGEST_PUSH);
        let (taken, rejected) = judge(push.changes, NOW);
        let count: usize = taken.values().map(|record| record.cells().count()).sum();
        assert!(count <= MOST_CELLS_A_PUSH);
        arrived += count;
        pushes += 1;
        let answer = Response::Pushed(Pushed {
            epoch: "e".into(),
            server_time: NOW,
            rejected,
            ..Pushed::default()
        });
        client.on_response(request.number, answer, records, clock, NOW);
    }
    (pushes, arrived)
}

#[test]
fn a_client_names_its_account_unless_it_has_lost_it() {
    for (account, named) in [("a", Some("a".to_owned())), ("", None)] {
        let checkpoint = Checkpoint {
            account: account.into(),
            ..checkpoint(None)
        };
        let mut client = Client::new(checkpoint, BTreeMap::new(), BTreeMap::new());
        let request = client.next(&Records::new(), NOW).unwrap();
        let Ask::Pull(pull) = request.ask else {
            panic!("nothing waits to be sent");
        };
        assert_eq!(pull.account, named);
    }
}

#[test]
fn restamped_cells_come_after_those_sent_before() {
    let mut clock = Clock::new(HERE);
    let before = cells(&[("title", json!("before"))], clock.tick(NOW + 30_000));
    let outbox = BTreeMap::from([entry(0, before)]);
    let mut client = Client::new(checkpoint(None), outbox, BTreeMap::new());
    send_all(&mut client, &Records::new(), &mut clock);

    let day_ms = 86_400_000;
    let after = cells(&[("title", json!("after"))], clock.tick(NOW + day_ms));
    let records = Records::from([(key(0), after.clone())]);
    let (name, cells) = entry(0, after);
    client.note(OutboxEntry { name, cells });
    send_all(&mut client, &records, &mut clock);
    assert!(clock.tick(NOW) > stamp(NOW + 30_000, HERE));
}

#[test]
fn a_poke_for_our_own_change_that_comes_before_the_response_fetches_nothing() {
    let outbox = BTreeMap::from([entry(0, cells(&[("a", json!(1))], stamp(NOW - 1, HERE)))]);
    let mut client = Client::new(checkpoint(None), outbox, BTreeMap::new());
    client.wants_pull = false;
    let request = client.next(&Records::new(), NOW).unwrap();
    client.poked(7);
    let answer = Response::Pushed(Pushed {
        epoch: "e".into(),
        seq: 7,
        server_time: NOW,
        ..Pushed::default()
    });
    client.on_response(
        request.number,
        answer,
        &Records::new(),
        &mut Clock::new(HERE),
        NOW,
    );
    assert_eq!(client.progress(), Progress::Done);
    client.poked(8);
    assert_eq!(
        client.progress(),
        Progress::Working,
        "somebody else’s is fetched"
    );
}
