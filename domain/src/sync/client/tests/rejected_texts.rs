//! Texts that the server rejected, until the person has seen to them.

use super::*;

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
fn changes_beside_a_rejected_text_leave_its_rejection_as_it_is() {
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
