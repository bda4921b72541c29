//! Histories of every shape, and the standings they lead to.
use proptest::prelude::*;

use super::*;
use crate::model::stage::{APPLIED, FINAL, INTERVIEWING, SCREENING};

fn day(number: i32) -> Date {
    Date::default().plus_days(20_000 + number)
}

fn history(events: &[Event]) -> Standing {
    let with_ids: Vec<(RecordId, &Event)> = events
        .iter()
        .enumerate()
        .map(|(number, event)| (RecordId::fixed(number as u128), event))
        .collect();
    standing(&with_ids, &Stages::default())
}

fn stage(name: &str, on: i32) -> Event {
    Event::stage(RecordId::ONLY, name, day(on))
}

fn ending(how: Ending, on: i32) -> Event {
    Event::ending(RecordId::ONLY, how, day(on))
}

#[test]
fn a_no_keeps_how_far_it_went() {
    let standing = history(&[
        stage(APPLIED, 1),
        stage(SCREENING, 5),
        stage(FINAL, 9),
        stage(INTERVIEWING, 12),
        ending(Ending::No, 12),
    ]);
    assert_eq!(standing.ending, Some(Ending::No));
    assert_eq!(standing.stage, INTERVIEWING);
    assert_eq!(standing.furthest, FINAL);
    assert_eq!(standing.applied_on, Some(day(1)));
    assert_eq!(standing.days_quiet(day(15)), 3);
}

#[test]
fn a_second_door_opens_it_again() {
    let standing = history(&[
        stage(APPLIED, 1),
        ending(Ending::No, 3),
        stage(SCREENING, 40),
    ]);
    assert!(standing.is_active());
    assert_eq!(standing.ended_by, None);
}

#[test]
fn an_event_noted_late_takes_its_place_by_its_day() {
    let standing = history(&[ending(Ending::NoAnswer, 30), stage(APPLIED, 2)]);
    assert_eq!(standing.ending, Some(Ending::NoAnswer));
}

#[test]
fn an_ending_outranks_a_stage_of_the_same_day() {
    let standing = history(&[ending(Ending::No, 3), stage(SCREENING, 3)]);
    assert_eq!(standing.ending, Some(Ending::No));
    assert_eq!(standing.furthest, SCREENING);
}

#[test]
fn an_empty_history_is_saved_and_not_quiet() {
    let standing = history(&[]);
    assert_eq!(standing, Standing::default());
    assert_eq!(standing.days_quiet(day(0)), 0);
    assert!(!standing.awaits_answer());
}

proptest! {
    #[test]
    fn the_order_in_which_events_were_noted_down_does_not_matter_when_days_differ(
        days in proptest::collection::btree_set(0..400_i32, 1..12),
        picks in proptest::collection::vec(0..8_usize, 12),
        turn in 0..12_usize,
    ) {
        let names = [SAVED, APPLIED, SCREENING, INTERVIEWING, FINAL];
        let events: Vec<Event> = days
            .iter()
            .zip(&picks)
            .map(|(on, pick)| match names.get(*pick) {
                Some(name) => stage(name, *on),
                None => ending(Ending::ALL[pick % 6], *on),
            })
            .collect();
        let with_ids: Vec<(RecordId, &Event)> = events
            .iter()
            .enumerate()
            .map(|(number, event)| (RecordId::fixed(number as u128), event))
            .collect();
        let mut turned = with_ids.clone();
        let length = turned.len();
        turned.rotate_left(turn % length);
        prop_assert_eq!(
            standing(&with_ids, &Stages::default()),
            standing(&turned, &Stages::default())
        );
    }
}
