//! Pushes of every size: each cell arrives, and arrives once.

use super::*;

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
fn a_full_resync_of_any_size_arrives_once_resumed_or_not() {
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
