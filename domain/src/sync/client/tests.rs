//! Tests of the client: one push after another, rejected texts, and pushes rejected as a whole.
#![allow(clippy::unwrap_used, reason = "a failed unwrap fails the test")]

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
fn every_count_of_entries_arrives_once() {
    let full = MOST_CELLS_A_PUSH / 2;
    let counts = [
        (0, 0),
        (1, 1),
        (full - 1, 1),
        (full, 1),
        (full + 1, 2),
        (2 * full, 2),
    ];
    for (count, pushes) in counts {
        let outbox: BTreeMap<_, _> = (0..count)
            .map(|number| entry(number, cells(&[("a", json!(1))], stamp(NOW - 1, HERE))))
            .collect();
        let mut client = Client::new(checkpoint(None), outbox, BTreeMap::new());
        let sent = send_all(&mut client, &Records::new(), &mut Clock::new(HERE));
        assert_eq!(sent, (pushes, count));
    }
}

#[test]
fn every_count_of_cells_in_one_entry_arrives_once() {
    let full = MOST_CELLS_A_PUSH / 2;
    for count in [1, full - 1, full, full + 1, 2 * full] {
        let mut record = Record::default();
        for number in 0..count {
            let value = json!(number);
            let stamp = stamp(NOW - 1, HERE);
            record.merge_cell(&format!("field{number}"), Cell { value, stamp });
        }
        let outbox = BTreeMap::from([entry(0, record)]);
        let mut client = Client::new(checkpoint(None), outbox, BTreeMap::new());
        let sent = send_all(&mut client, &Records::new(), &mut Clock::new(HERE));
        assert_eq!(sent, (count.div_ceil(full), count));
    }
}

#[test]
fn a_resync_of_any_size_arrives_once_resumed_or_not() {
    let full = MOST_CELLS_A_PUSH / 2;
    for count in [0, 1, full - 1, full, full + 1, 2 * full] {
        // Two cells a record, so that a page ends within one as well.
        let mut records = Records::new();
        for number in 0..count {
            let record: &mut Record = records.entry(key(number / 2)).or_default();
            let field = if number % 2 == 0 { "a" } else { "b" };
            record.merge(cells(&[(field, json!(number))], stamp(NOW - 1, HERE)));
        }
        let mut clock = Clock::new(HERE);
        let start = checkpoint(Some(ResyncPosition::default()));
        let mut client = Client::new(start, BTreeMap::new(), BTreeMap::new());
        assert_eq!(send_all(&mut client, &records, &mut clock).1, count);

        let half = count / 2;
        let place = ResyncPosition {
            key: Some(key(half / 2)),
            field: if half % 2 == 0 { "a" } else { "b" }.into(),
        };
        let mut client = Client::new(checkpoint(Some(place)), BTreeMap::new(), BTreeMap::new());
        let rest = count.saturating_sub(half + 1);
        assert_eq!(send_all(&mut client, &records, &mut clock).1, rest);
    }
}

#[test]
fn an_entry_larger_than_a_push_goes_in_parts_and_stays_until_all_of_it_is_there() {
    let text = Value::String("x".repeat(LARGEST_VALUE - 10));
    let fields = ["a", "b", "c", "d", "e", "f", "g", "h", "i"].map(|field| (field, text.clone()));
    let outbox = BTreeMap::from([entry(0, cells(&fields, stamp(NOW - 1, HERE)))]);
    let name = outbox.keys().next().unwrap().clone();
    let mut client = Client::new(checkpoint(None), outbox, BTreeMap::new());
    let mut clock = Clock::new(HERE);
    let request = client.next(&Records::new(), NOW).unwrap();
    let answer = Response::Pushed(Pushed {
        epoch: "e".into(),
        server_time: NOW,
        ..Pushed::default()
    });
    let steps = client.on_response(request.number, answer, &Records::new(), &mut clock, NOW);
    assert_eq!(
        steps,
        [
            DriverStep::StoreCheckpoint,
            DriverStep::RemoveEntries(vec![])
        ]
    );
    assert!(client.is_in_outbox(&name));
    let sent = send_all(&mut client, &Records::new(), &mut clock);
    assert_eq!(sent.1 + 4, fields.len());
}

/// A client whose text of field `notes` was rejected, and the records that hold it.
fn with_rejected(text: &str) -> (Client, Records, Clock) {
    let mut clock = Clock::new(HERE);
    let record = cells(&[("notes", json!(text))], stamp(NOW - 10, HERE));
    let records = Records::from([(key(0), record.clone())]);
    let outbox = BTreeMap::from([entry(0, record)]);
    let mut client = Client::new(checkpoint(None), outbox, BTreeMap::new());
    send_all(&mut client, &records, &mut clock);
    assert_eq!(client.rejections().len(), 1);
    (client, records, clock)
}

fn pull(
    client: &mut Client,
    changes: Changes,
    records: &Records,
    clock: &mut Clock,
) -> Vec<DriverStep> {
    client.wake();
    let request = client.next(records, NOW).unwrap();
    assert!(matches!(request.ask, Ask::Pull(_)));
    let answer = Response::Pulled(Pulled {
        epoch: "e".into(),
        cursor: 7,
        server_time: NOW,
        changes,
        ..Pulled::default()
    });
    client.on_response(request.number, answer, records, clock, NOW)
}

fn kept(client: &Client) -> Option<Value> {
    client.rejections().values().next()?.value.clone()
}

#[test]
fn a_rejected_text_that_is_overwritten_from_elsewhere_is_kept_before_it_is_overwritten() {
    let long = "x".repeat(LARGEST_VALUE + 1);
    let (mut client, records, mut clock) = with_rejected(&long);
    assert_eq!(kept(&client), None);
    let other = cells(&[("notes", json!("theirs"))], stamp(NOW, ELSEWHERE));
    let changes = Changes::from([(key(0), other.clone())]);
    let steps = pull(&mut client, changes.clone(), &records, &mut clock);
    assert_eq!(
        steps,
        [
            DriverStep::StoreRejections,
            DriverStep::Merge(changes),
            DriverStep::StoreCheckpoint
        ]
    );
    assert_eq!(kept(&client), Some(json!(long)));

    // A later edit of the field does not take it away; only the person does.
    let next = cells(&[("notes", json!("mine"))], stamp(NOW + 1, HERE));
    let (name, next) = entry(0, next);
    client.note(OutboxEntry { name, cells: next });
    assert_eq!(kept(&client), Some(json!(long)));
    client.dismiss(&key(0), "notes");
    assert_eq!(kept(&client), None);
}

#[test]
fn a_rejected_text_that_comes_once_more_is_kept_once_and_outlives_what_takes_its_place() {
    let long = "x".repeat(LARGEST_VALUE + 1);
    let (mut client, mut records, mut clock) = with_rejected(&long);
    let (name, again) = entry(0, records[&key(0)].clone());
    assert!(client.note(OutboxEntry { name, cells: again }));
    let of_a_file = cells(&[("notes", json!("of a file"))], stamp(NOW, ELSEWHERE));
    let (name, of_a_file) = entry(0, of_a_file);
    assert!(!client.note(OutboxEntry {
        name,
        cells: of_a_file.clone()
    }));
    assert_eq!(kept(&client), Some(json!(long)));
    records.insert(key(0), of_a_file);
    send_all(&mut client, &records, &mut clock);
    assert_eq!(kept(&client), Some(json!(long)));
}

#[test]
fn what_does_not_overwrite_a_rejected_text_leaves_its_rejection_as_it_is() {
    let long = "x".repeat(LARGEST_VALUE + 1);
    let (mut client, records, mut clock) = with_rejected(&long);
    let earlier = cells(&[("notes", json!("theirs"))], stamp(NOW - 20, ELSEWHERE));
    let beside = cells(&[("title", json!("theirs"))], stamp(NOW, ELSEWHERE));
    for record in [earlier, beside] {
        let changes = Changes::from([(key(0), record)]);
        let steps = pull(&mut client, changes.clone(), &records, &mut clock);
        assert_eq!(
            steps,
            [DriverStep::Merge(changes), DriverStep::StoreCheckpoint]
        );
        assert_eq!(kept(&client), None);
    }
}

#[test]
fn a_text_overwritten_before_it_was_rejected_is_kept_too() {
    let long = "x".repeat(LARGEST_VALUE + 1);
    let mine = cells(&[("notes", json!(long))], stamp(NOW - 10, HERE));
    let theirs = cells(&[("notes", json!("theirs"))], stamp(NOW, ELSEWHERE));
    let records = Records::from([(key(0), theirs)]);
    let mut clock = Clock::new(HERE);
    let mut client = Client::new(checkpoint(None), [entry(0, mine)].into(), BTreeMap::new());
    send_all(&mut client, &records, &mut clock);
    assert_eq!(kept(&client), Some(json!(long)));
}

#[test]
fn a_text_the_person_has_shortened_meanwhile_is_not_called_rejected() {
    let long = "x".repeat(LARGEST_VALUE + 1);
    let mine = cells(&[("notes", json!(long))], stamp(NOW - 10, HERE));
    let shorter = cells(&[("notes", json!("short"))], stamp(NOW, HERE));
    let records = Records::from([(key(0), shorter)]);
    let mut clock = Clock::new(HERE);
    let mut client = Client::new(checkpoint(None), [entry(0, mine)].into(), BTreeMap::new());
    send_all(&mut client, &records, &mut clock);
    assert!(client.rejections().is_empty());
}

#[test]
fn a_list_of_an_older_build_is_read() {
    let stored = r#"{"stamp":"019ec5a0000000000000000000000001","code":"too-large"}"#;
    let rejection: Rejection = serde_json::from_str(stored).unwrap();
    assert_eq!(rejection.value, None);
    assert_eq!(serde_json::to_string(&rejection).unwrap(), stored);
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
fn what_is_stamped_anew_comes_after_what_was_sent_before() {
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
fn a_word_of_our_own_change_that_comes_before_the_answer_fetches_nothing() {
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
        "somebody else's is fetched"
    );
}

/// Sends until nothing waits, past something that rejects some pushes as a whole, by their cells. Gives the number of pushes, and how often each
/// cell arrived.
fn send_past(
    client: &mut Client,
    records: &Records,
    rejects: impl Fn(&[(RecordKey, String)]) -> bool,
) -> (usize, BTreeMap<(RecordKey, String), usize>) {
    let mut arrived = BTreeMap::new();
    let mut clock = Clock::new(HERE);
    for pushes in 0..200 {
        if client.waiting() == 0 {
            return (pushes, arrived);
        }
        let request = client.next(records, NOW).unwrap();
        let Ask::Push(push) = request.ask else {
            panic!("changes go out before others come in");
        };
        let (taken, rejected) = judge(push.changes, NOW);
        let cells: Vec<_> = taken
            .iter()
            .flat_map(|(key, record)| record.cells().map(|(name, _)| (key.clone(), name.into())))
            .collect();
        let answer = if rejects(&cells) {
            Response::Rejected(RejectCode::BadRecord)
        } else {
            for cell in cells {
                *arrived.entry(cell).or_default() += 1;
            }
            Response::Pushed(Pushed {
                epoch: "e".into(),
                server_time: NOW,
                rejected,
                ..Pushed::default()
            })
        };
        client.on_response(request.number, answer, records, &mut clock, NOW);
    }
    panic!("it is sent for ever");
}

/// This many records of two cells, each with the number of its record; and the entries they were written by.
fn many(count: usize) -> (Records, BTreeMap<EntryName, Record>) {
    let of = |number| {
        let fields = [("a", json!(number)), ("b", json!(number))];
        cells(&fields, stamp(NOW - 1, HERE))
    };
    let records = (0..count).map(|number| (key(number), of(number)));
    let outbox = (0..count).map(|number| entry(number, of(number)));
    (records.collect(), outbox.collect())
}

#[test]
fn a_cell_for_which_whole_pushes_are_rejected_is_rejected_alone_and_the_rest_arrives_once() {
    let (records, outbox) = many(600);
    for poison in [
        vec![(0, "a")],
        vec![(0, "b"), (1, "a")],
        vec![(299, "a"), (299, "b"), (300, "a")],
        vec![(17, "b"), (444, "a"), (599, "b")],
    ] {
        let poison: Vec<_> = poison
            .into_iter()
            .map(|(number, field)| (key(number), field.to_owned()))
            .collect();
        let rejects = |cells: &[_]| cells.iter().any(|cell| poison.contains(cell));
        let of_entries = Client::new(checkpoint(None), outbox.clone(), BTreeMap::new());
        let start = checkpoint(Some(ResyncPosition::default()));
        let of_resync = Client::new(start, BTreeMap::new(), BTreeMap::new());
        for mut client in [of_entries, of_resync] {
            let (pushes, arrived) = send_past(&mut client, &records, rejects);
            assert!(pushes < 100, "{pushes}");
            assert_eq!(arrived.len(), 1_200 - poison.len());
            assert!(arrived.values().all(|count| *count == 1));
            let rejections: Vec<_> = client.rejections().keys().cloned().collect();
            assert_eq!(rejections, poison);
            for rejection in client.rejections().values() {
                assert_eq!(rejection.code, RejectCode::BadRecord);
                assert_eq!(rejection.stamp, stamp(NOW - 1, HERE));
            }
        }
    }
}

#[test]
fn something_that_lets_only_small_pushes_through_has_no_cell_rejected() {
    let (records, outbox) = many(60);
    let mut client = Client::new(checkpoint(None), outbox, BTreeMap::new());
    let (_, arrived) = send_past(&mut client, &records, |cells| cells.len() > 3);
    assert_eq!(arrived.len(), 120);
    assert!(arrived.values().all(|count| *count == 1));
    assert!(client.rejections().is_empty());
}

#[test]
fn something_that_lets_nothing_through_has_no_cell_rejected_and_is_tried_less_and_less() {
    let (records, outbox) = many(60);
    let mut client = Client::new(checkpoint(None), outbox, BTreeMap::new());
    let mut clock = Clock::new(HERE);
    let mut now_ms = NOW;
    let mut asked = 0;
    while now_ms < NOW + 10 * 60_000 {
        if let Some(request) = client.next(&records, now_ms) {
            asked += 1;
            let answer = Response::Rejected(RejectCode::TooLarge);
            let steps = client.on_response(request.number, answer, &records, &mut clock, now_ms);
            assert!(steps.is_empty());
        } else {
            now_ms += 1_000;
        }
    }
    assert!(asked < 40, "{asked}");
    assert_eq!(client.progress(), Progress::Failing);
    assert_eq!((client.waiting(), client.rejections().len()), (60, 0));

    // Found again after the network was away, or not at all: now all is taken but one.
    client.back_online();
    let poison = (key(7), "a".to_owned());
    let (_, arrived) = send_past(&mut client, &records, |cells| cells.contains(&poison));
    assert_eq!(arrived.len(), 119);
    assert!(client.rejections().keys().eq([&poison]));
}

#[test]
fn a_suspect_that_is_overwritten_before_it_is_proven_is_no_rejection() {
    let mine = cells(&[("notes", json!("poison"))], stamp(NOW - 10, HERE));
    let (name, mine) = entry(0, mine);
    let mut records = Records::from([(key(0), mine.clone())]);
    let outbox = BTreeMap::from([(name.clone(), mine)]);
    let mut client = Client::new(checkpoint(None), outbox, BTreeMap::new());
    let request = client.next(&records, NOW).unwrap();
    let answer = Response::Rejected(RejectCode::BadRecord);
    client.on_response(request.number, answer, &records, &mut Clock::new(HERE), NOW);
    let (later, cells) = entry(0, cells(&[("notes", json!("fine"))], stamp(NOW, HERE)));
    records.insert(key(0), cells.clone());
    client.note(OutboxEntry { name: later, cells });
    assert!(client.supersede(&name));
    let (_, arrived) = send_past(&mut client, &records, |_| false);
    assert_eq!(arrived.len(), 1);
    assert!(client.rejections().is_empty());
}

#[test]
fn names_and_shapes_that_make_a_push_unreadable_are_not_sent_and_are_in_the_list() {
    let nested = |levels| (0..levels).fold(json!(1), |value, _| json!({ "in": value }));
    let longer = "x".repeat(LONGEST_FIELD + 1);
    let fields = [
        ("title", json!("fine")),
        ("deepest", nested(DEEPEST_VALUE)),
        ("deeper", nested(DEEPEST_VALUE + 1)),
        (&longer, json!(1)),
        ("", json!(1)),
        ("a\u{0}", json!(1)),
    ];
    let record = cells(&fields, stamp(NOW - 1, HERE));
    let records = Records::from([(key(0), record.clone())]);
    let outbox = BTreeMap::from([entry(0, record)]);
    let mut client = Client::new(checkpoint(None), outbox, BTreeMap::new());
    let request = client.next(&records, NOW).unwrap();
    let Ask::Push(push) = &request.ask else {
        panic!("changes go out before others come in");
    };
    let text = serde_json::to_string(push).unwrap();
    assert_eq!(&serde_json::from_str::<Push>(&text).unwrap(), push);
    let (taken, rejected) = judge(push.changes.clone(), NOW);
    assert!(rejected.is_empty());
    let names = taken.values().flat_map(Record::cells).map(|(name, _)| name);
    assert!(names.eq(["deepest", "title"]));
    let answer = Response::Pushed(Pushed {
        epoch: "e".into(),
        server_time: NOW,
        ..Pushed::default()
    });
    client.on_response(request.number, answer, &records, &mut Clock::new(HERE), NOW);
    assert_eq!(client.waiting(), 0);
    let rejections: Vec<_> = client
        .rejections()
        .keys()
        .map(|(_, field)| &**field)
        .collect();
    assert_eq!(rejections, ["", "a\u{0}", "deeper", &longer]);
}
