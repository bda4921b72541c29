//! Pushes that are rejected as a whole, and the cells to blame.

use super::*;

/// Sends until nothing waits, past something that rejects some pushes as a whole, by their cells.
/// Gives the number of pushes, and how often each cell arrived.
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

/// This many records of two cells, each with the number of its record; and the entries they were
/// written by.
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
