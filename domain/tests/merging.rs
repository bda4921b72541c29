//! Merging: whatever order, split or repetition the same changes arrive in, every device ends with the same search.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "a failed unwrap fails the test"
)]

use domain::exchange::backup;
use domain::journal::Journal;
use domain::model::event::{Ending, Event};
use domain::model::opportunity::Opportunity;
use domain::model::stage::{APPLIED, FINAL, SCREENING};
use domain::state::edit::Edit;
use domain::state::record::{Cell, Record, RecordKey, RecordKind};
use domain::state::stamp::{Clock, Stamp};
use domain::values::date::Now;
use domain::values::id::RecordId;
use proptest::collection::vec;
use proptest::prelude::*;
use serde_json::{Value, json};

const START_MS: u64 = 1_780_000_000_000;
const YEAR_MS: u64 = 365 * 86_400_000;

/// One cell on its way.
type Change = (RecordKey, String, Cell);

fn any_key() -> impl Strategy<Value = RecordKey> {
    let kinds = vec![
        RecordKind::Opportunity,
        RecordKind::Event,
        RecordKind::Comeback,
        RecordKind::Settings,
        RecordKind::Other("gift".into()),
    ];
    (proptest::sample::select(kinds), 0..3_u128)
        .prop_map(|(kind, number)| RecordKey::new(kind, RecordId::fixed(number)))
}

fn any_value() -> impl Strategy<Value = Value> {
    prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        (0..4_u64).prop_map(Value::from),
        proptest::sample::select(vec![
            "",
            "Acme",
            "applied",
            "no",
            "stage",
            "ending",
            "2026-03-09",
            "🙂 שלום"
        ])
        .prop_map(Value::from),
        (0..3_u128).prop_map(|number| json!(RecordId::fixed(number))),
        Just(json!({"of": ["a newer build"]})),
    ]
}

fn any_change() -> impl Strategy<Value = Change> {
    let fields = vec![
        "company",
        "role",
        "removed",
        "opportunity",
        "what",
        "stage",
        "ending",
        "on",
        "window_hours",
        "from-the-future",
    ];
    // Few stamps, so that ties and near misses are common.
    (
        any_key(),
        proptest::sample::select(fields),
        any_value(),
        0..6_u64,
        0..2_u16,
        0..2_u64,
    )
        .prop_map(|(key, field, value, ms, counter, node)| {
            let stamp = Stamp {
                ms: START_MS + ms,
                counter,
                node,
            };
            (key, field.to_owned(), Cell { value, stamp })
        })
}

fn single(change: &Change) -> (RecordKey, Record) {
    let (key, field, cell) = change;
    let mut record = Record::default();
    record.merge_cell(field, cell.clone());
    (key.clone(), record)
}

fn merged(parts: impl IntoIterator<Item = (RecordKey, Record)>) -> Journal {
    let mut journal = Journal::default();
    journal.merge_records(parts, &mut Clock::new(9));
    journal
}

/// Everything that can be seen of a journal, derived facts included.
fn picture(journal: &Journal) -> String {
    let records: Vec<String> = journal
        .records()
        .map(|(key, record)| format!("{key} {}", record.to_text()))
        .collect();
    let standings: Vec<String> = journal
        .standings()
        .map(|(id, standing)| format!("{id} {standing:?} {}", journal.haystack(id)))
        .collect();
    format!("{records:#?}\n{standings:#?}\n{:?}", journal.settings())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 10_000, max_shrink_iters: 2_000, ..ProptestConfig::default() })]

    #[test]
    fn order_repetition_and_splitting_never_change_the_outcome(
        changes in vec(any_change(), 0..14),
        shuffle in vec(any::<prop::sample::Index>(), 28),
        cut in any::<prop::sample::Index>(),
    ) {
        let once = merged(changes.iter().map(single));
        // Any order, with repetitions: draw from the changes at will, then let each arrive at least once, backwards.
        let mut any_order: Vec<&Change> = Vec::new();
        if !changes.is_empty() {
            any_order.extend(shuffle.iter().map(|index| index.get(&changes)));
        }
        any_order.extend(changes.iter().rev());
        prop_assert_eq!(picture(&once), picture(&merged(any_order.into_iter().map(single))));
        // Split into two batches that each arrive whole, one cell at a time in the first.
        let middle = if changes.is_empty() { 0 } else { cut.index(changes.len()) };
        let mut split = Journal::default();
        let mut clock = Clock::new(3);
        for change in &changes[middle..] {
            let (key, record) = single(change);
            split.merge_record(key, record, &mut clock);
        }
        split.merge_records(changes[..middle].iter().map(single), &mut clock);
        prop_assert_eq!(picture(&once), picture(&split));
    }

    #[test]
    fn a_number_of_any_length_is_the_same_after_every_reading(digits in "-?[1-9][0-9]{0,80}([.][0-9]{1,60})?(e-?[0-9]{1,2})?") {
        let text = format!("{{\"018bcfe5680000000000000000000001\":{{\"from-the-future\":{digits}}}}}");
        let read = Record::from_text(&text).unwrap();
        prop_assert_eq!(&Record::from_text(&read.to_text()).unwrap(), &read);
    }

    #[test]
    fn merging_records_is_associative_commutative_and_idempotent(
        a in vec(any_change(), 0..6),
        b in vec(any_change(), 0..6),
        c in vec(any_change(), 0..6),
    ) {
        let record = |changes: &[Change]| {
            let mut record = Record::default();
            for (_, field, cell) in changes {
                record.merge_cell(field, cell.clone());
            }
            record
        };
        let (a, b, c) = (record(&a), record(&b), record(&c));
        let join = |one: &Record, other: &Record| {
            let mut joined = one.clone();
            joined.merge(other.clone());
            joined
        };
        prop_assert_eq!(join(&join(&a, &b), &c), join(&a, &join(&b, &c)));
        prop_assert_eq!(join(&a, &b), join(&b, &a));
        prop_assert_eq!(join(&a, &a), a);
    }

    #[test]
    fn unknown_kinds_and_fields_survive_an_older_build(changes in vec(any_change(), 1..10)) {
        // This build is the older one: it knows neither the kind “gift” nor the field “from-the-future”.
        let newer = merged(changes.iter().map(single));
        let text = backup::export(&newer, Now { ms: START_MS, offset_minutes: 0 });
        let through_older = merged(backup::read(&text).unwrap().records);
        prop_assert_eq!(picture(&newer), picture(&through_older));
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2_000, ..ProptestConfig::default() })]

    #[test]
    fn a_clock_wrong_by_a_year_never_wins_over_who_has_seen_it(
        skew_ahead in 0..YEAR_MS,
        skew_behind in 0..YEAR_MS,
        order in any::<bool>(),
    ) {
        let id = RecordId::fixed(1);
        let write = |journal: &mut Journal, clock: &mut Clock, now: u64, role: &str| {
            let edit = Edit::new("role").set(RecordKind::Opportunity, id, "role", json!(role));
            journal.apply(&edit, clock, now);
        };
        let (mut ahead, mut ahead_clock) = (Journal::default(), Clock::new(1));
        let (mut behind, mut behind_clock) = (Journal::default(), Clock::new(2));
        write(&mut ahead, &mut ahead_clock, START_MS + skew_ahead, "from the fast clock");
        behind.merge_records(ahead.records().map(|(key, record)| (key.clone(), record.clone())), &mut behind_clock);
        write(&mut behind, &mut behind_clock, START_MS - skew_behind, "written later, having seen it");
        let (first, second) = if order { (&ahead, &behind) } else { (&behind, &ahead) };
        let mut both = first.clone();
        both.merge_records(second.records().map(|(key, record)| (key.clone(), record.clone())), &mut Clock::new(3));
        prop_assert_eq!(&both.opportunities().get(id).unwrap().role, "written later, having seen it");
    }

    #[test]
    fn undo_brings_back_what_was_there(
        companies in vec("[a-z]{1,6}", 1..5),
        stage in proptest::sample::select(vec![APPLIED, SCREENING, FINAL]),
        ends in any::<bool>(),
        removes in any::<bool>(),
    ) {
        let mut journal = Journal::default();
        let mut clock = Clock::new(1);
        let today = Now { ms: START_MS, offset_minutes: 0 }.today();
        for (number, company) in companies.iter().enumerate() {
            let id = RecordId::fixed(number as u128 + 1);
            let opportunity = Opportunity { company: company.clone(), ..Opportunity::default() };
            journal.apply(&Edit::new("add").create(id, &opportunity), &mut clock, START_MS);
        }
        let before = seen(&journal);
        let id = RecordId::fixed(1);
        let mut edit = Edit::new("change")
            .create(RecordId::fixed(100), &Event::stage(id, stage, today))
            .set(RecordKind::Opportunity, id, "company", json!("Other"));
        if ends {
            edit = edit.create(RecordId::fixed(101), &Event::ending(id, Ending::No, today));
        }
        if removes {
            edit = edit.and(journal.removal_of(id, ""));
        }
        let applied = journal.apply(&edit, &mut clock, START_MS + 1);
        prop_assert_ne!(&seen(&journal), &before);
        let redo = journal.apply(&applied.inverse, &mut clock, START_MS + 2).inverse;
        prop_assert_eq!(&seen(&journal), &before);
        journal.apply(&redo, &mut clock, START_MS + 3);
        prop_assert_ne!(seen(&journal), before);
    }
}

/// What a person sees: opportunities and where they stand.
fn seen(journal: &Journal) -> String {
    let all: Vec<String> = journal
        .opportunities()
        .iter()
        .map(|(id, opportunity)| format!("{id} {opportunity:?} {:?}", journal.standing(id)))
        .collect();
    all.join("\n")
}
