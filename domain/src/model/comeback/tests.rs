//! No sequence of moves loses a word or leaves the plan.
#![allow(clippy::unwrap_used, reason = "a failed unwrap fails the test")]
use proptest::prelude::*;

use super::window::HOUR_MS;
use super::*;
use crate::values::date::Now;
use crate::values::id::RecordId;

const START: Now = Now {
    ms: 1_770_000_000_000,
    offset_minutes: 60,
};

fn hours_later(hours: u64) -> Now {
    Now {
        ms: START.ms + hours * HOUR_MS,
        ..START
    }
}

fn opened() -> Comeback {
    Comeback::new(RecordId::fixed(1), START)
}

#[test]
fn while_the_window_runs_nothing_is_asked_and_late_in_it_the_reply_is_offered() {
    let comeback = opened().after(Move::ChooseWindow(24), Depth::Interviews, START);
    let status = |hours| comeback.status(Depth::Interviews, hours_later(hours));
    assert!(matches!(
        status(12),
        Status::Pausing {
            percent: 50,
            reply_offered: false,
            ..
        }
    ));
    assert!(matches!(
        status(20),
        Status::Pausing {
            reply_offered: true,
            ..
        }
    ));
    assert_eq!(status(24), Status::Open(Step::Triage));
}

#[test]
fn the_window_can_be_ended_early_or_left_out() {
    let ended = opened()
        .after(Move::ChooseWindow(48), Depth::Call, START)
        .after(Move::EndWindow, Depth::Call, hours_later(1));
    assert_eq!(
        ended.status(Depth::Call, hours_later(1)),
        Status::Open(Step::Reply)
    );
    let none = opened().after(Move::ChooseWindow(0), Depth::Call, START);
    assert_eq!(none.status(Depth::Call, START), Status::Open(Step::Reply));
}

#[test]
fn a_form_letter_takes_two_steps() {
    let sorted = opened().after(Move::Done(Step::Sort), Depth::Letter, START);
    assert_eq!(
        sorted.status(Depth::Letter, START),
        Status::Open(Step::Close)
    );
    let closed = sorted.after(Move::Close, Depth::Letter, START);
    assert_eq!(
        closed.status(Depth::Letter, START),
        Status::Closed(START.today())
    );
    assert_eq!(closed.progress(Depth::Letter), (2, 2));
}

#[test]
fn after_a_call_five_questions_are_asked_and_after_interviews_fifteen() {
    assert_eq!(Depth::Call.questions().count(), 5);
    assert_eq!(Depth::Interviews.questions().count(), 15);
}

#[test]
fn put_off_means_put_off_until_that_day() {
    let tomorrow = START.today().plus_days(1);
    let later = opened().after(Move::Later(tomorrow), Depth::Letter, START);
    assert_eq!(later.status(Depth::Letter, START), Status::Later(tomorrow));
    assert_eq!(
        later.status(Depth::Letter, hours_later(24)),
        Status::Open(Step::Sort)
    );
}

fn any_move() -> impl Strategy<Value = Move> {
    let step = proptest::sample::select(Step::ALL.to_vec());
    prop_oneof![
        proptest::sample::select(vec![0_u32, 24, 36, 48]).prop_map(Move::ChooseWindow),
        Just(Move::EndWindow),
        step.clone().prop_map(Move::Done),
        step.clone().prop_map(Move::Skip),
        step.prop_map(Move::GoTo),
        (0..9_i32).prop_map(|days| Move::Later(START.today().plus_days(days))),
        Just(Move::Close),
        Just(Move::Reopen),
    ]
}

proptest! {
    #[test]
    fn no_sequence_of_moves_loses_a_word_or_leaves_the_plan(
        moves in proptest::collection::vec(any_move(), 0..40),
        depth in proptest::sample::select(Depth::ALL.to_vec()),
        hours in 0..200_u64,
    ) {
        let mut comeback = Comeback {
            said: "we liked you".into(),
            learned: "numbers".into(),
            reason_note: "internal candidate".into(),
            ..opened()
        };
        for action in moves {
            comeback = comeback.after(action, depth, hours_later(hours));
        }
        prop_assert_eq!(&comeback.said, "we liked you");
        prop_assert_eq!(&comeback.learned, "numbers");
        prop_assert_eq!(&comeback.reason_note, "internal candidate");
        prop_assert!(depth.plan().contains(&comeback.current_step(depth)));
    }

    #[test]
    fn skipping_whatever_comes_next_always_reaches_the_end(
        moves in proptest::collection::vec(any_move(), 0..20),
        depth in proptest::sample::select(Depth::ALL.to_vec()),
    ) {
        let mut comeback = opened();
        for action in moves {
            comeback = comeback.after(action, depth, START);
        }
        for _ in 0..Step::ALL.len() {
            comeback = comeback.after(Move::Skip(comeback.next_step(depth)), depth, START);
        }
        prop_assert_eq!(comeback.next_step(depth), Step::Close);
        let closed = comeback.after(Move::Close, depth, START);
        prop_assert_eq!(closed.progress(depth).0, depth.plan().len());
    }
}
