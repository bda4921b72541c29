//! No sequence of moves loses a word or leaves the plan.
#![allow(clippy::unwrap_used, reason = "a failed unwrap fails the test")]
use proptest::prelude::*;

use super::window::HOUR_MS;
use super::*;
use crate::model::event::Ending;
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

/// A window as builds before December 2026 stored it.
fn hours(hours: u32) -> Window {
    Window {
        hours,
        ends_ms: None,
    }
}

fn opened() -> Comeback {
    Comeback::new(RecordId::fixed(1), START)
}

#[test]
fn while_the_window_runs_nothing_is_asked_and_late_in_it_the_reply_is_offered() {
    let comeback = opened().after(Move::ChooseWindow(hours(24)), Depth::Interviews, START);
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
        .after(Move::ChooseWindow(hours(48)), Depth::Call, START)
        .after(Move::EndWindow, Depth::Call, hours_later(1));
    assert_eq!(
        ended.status(Depth::Call, hours_later(1)),
        Status::Open(Step::Reply)
    );
    let none = opened().after(Move::ChooseWindow(hours(0)), Depth::Call, START);
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
        proptest::sample::select(vec![0_u32, 24, 36, 48])
            .prop_map(|length| Move::ChooseWindow(hours(length))),
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

#[test]
fn after_an_early_reply_the_first_open_step_is_next_on_every_page() {
    let waiting = opened().after(Move::ChooseWindow(hours(24)), Depth::Interviews, START);
    let replied = waiting
        .after(Move::GoTo(Step::Reply), Depth::Interviews, hours_later(20))
        .after(Move::Done(Step::Reply), Depth::Interviews, hours_later(20));
    let shown = replied.current_step(Depth::Interviews);
    assert_eq!(shown, Step::Triage);
    let status = replied.status(Depth::Interviews, hours_later(25));
    assert_eq!(status, Status::Open(shown));
}

#[test]
fn words_noted_before_the_pause_is_over_are_not_asked_for_again() {
    let noted = |comeback: &Comeback, said: &str, now| {
        let mut noted = comeback.clone();
        noted.note_words(said.into(), now);
        noted
    };
    let next = |comeback: &Comeback| comeback.status(Depth::Interviews, hours_later(25));
    let begin = |comeback: Comeback| {
        comeback.after(Move::ChooseWindow(hours(24)), Depth::Interviews, START)
    };
    let on_the_call = begin(noted(&opened(), "We liked you.", START));
    assert_eq!(
        on_the_call.at, None,
        "the pause is on the screen, and no step"
    );
    assert_eq!(next(&on_the_call), Status::Open(Step::Reply));
    let resting = begin(opened());
    let meanwhile = noted(&resting, "We liked you.", hours_later(3));
    assert_eq!(next(&meanwhile), Status::Open(Step::Reply));
    let taken_back = noted(&meanwhile, " ", hours_later(4));
    assert_eq!(next(&taken_back), Status::Open(Step::Triage));
    // On the step itself, writing does not turn the page.
    let asked = noted(&resting, "We liked you.", hours_later(25));
    assert_eq!(next(&asked), Status::Open(Step::Triage));
}

#[test]
fn only_a_no_is_gone_through() {
    for ending in Ending::ALL {
        let after = Depth::Interviews.after(Some(ending));
        let is_kept = matches!(ending, Ending::Yes | Ending::No);
        assert_eq!(after == Depth::Interviews, is_kept, "{ending:?}");
        assert_eq!(Depth::Letter.after(Some(ending)), Depth::Letter);
    }
    assert_eq!(Depth::Farewell.plan(), [Step::Close]);
    let farewell = opened();
    assert_eq!(farewell.rests_until_ms(Depth::Farewell, START), None);
}

#[test]
fn a_window_ends_when_people_are_up() {
    // 03:40 on the person's clock, and no change of clocks ahead.
    let window = |hours| Window::from_now(hours, START, &|_| None);
    let ends = |hours| window(hours).ends_ms.map(|ms| START.local(ms).1);
    assert_eq!(ends(24), Some(8 * 60));
    assert_eq!(ends(36), Some(15 * 60 + 40));
    assert_eq!(window(0), Window::NONE);
    let words = |hours| window(hours).until_words(START, &|_| None);
    assert_eq!(words(24).as_deref(), Some("Until tomorrow morning, 8:00"));
    assert_eq!(words(36).as_deref(), Some("Until tomorrow at 15:40"));
    assert_eq!(words(48).as_deref(), Some("Until Wednesday morning, 8:00"));
    assert_eq!(words(0), None);
}

#[test]
fn the_morning_is_that_of_the_clocks_as_they_will_be() {
    // The clocks are set forward, and back, at the end of that night.
    for change in [60, -60] {
        let changed_ms = START.ms + 20 * HOUR_MS;
        let offset_at = |ms: u64| Some(60 + if ms < changed_ms { 0 } else { change });
        let window = Window::from_now(18, START, &offset_at);
        let ends_ms = window.ends_ms.unwrap();
        let there = Now {
            ms: ends_ms,
            offset_minutes: 60 + change,
        };
        assert_eq!(there.local(ends_ms).1, 8 * 60, "{change}");
    }
}

proptest! {
    /// Zones are between 12 hours behind and 14 ahead, and clocks are set by half an hour, an hour
    /// or two (time zone database, 2026a). They are set in the night or the evening.
    #[test]
    fn no_window_ends_in_the_night_in_any_zone_whatever_the_clocks_do(
        start_ms in 1_700_000_000_000..1_900_000_000_000_u64,
        offset in (-48..=56_i32).prop_map(|quarters| quarters * 15),
        change in proptest::sample::select(vec![-120_i32, -60, -30, 0, 30, 60, 120]),
        after_hours in 0..90_u64,
        hours in proptest::sample::select(vec![24_u32, 36, 48]),
    ) {
        let changed_ms = start_ms + after_hours * HOUR_MS;
        let offset_at = |ms: u64| Some(offset + if ms < changed_ms { 0 } else { change });
        let now = Now { ms: start_ms, offset_minutes: offset };
        let ends_ms = Window::from_now(hours, now, &offset_at).ends_ms.unwrap();
        let there = Now { ms: ends_ms, offset_minutes: offset_at(ends_ms).unwrap() };
        let (_, minute) = there.local(ends_ms);
        prop_assert!((8 * 60..21 * 60).contains(&minute), "ends at {}", minute);
        let length = ends_ms - start_ms;
        prop_assert!(length >= u64::from(hours) * HOUR_MS);
        // The longest night, and clocks set back in it.
        prop_assert!(length <= (u64::from(hours) + 14) * HOUR_MS);
    }
    /// Whoever would like to reply before the window ends is awake for some of the time.
    #[test]
    fn an_early_reply_is_offered_at_a_waking_hour(
        start_ms in 1_700_000_000_000..1_900_000_000_000_u64,
        offset_minutes in (-48..=56_i32).prop_map(|quarters| quarters * 15),
        hours in proptest::sample::select(vec![24_u32, 36, 48]),
    ) {
        let now = Now { ms: start_ms, offset_minutes };
        let window = Window::from_now(hours, now, &|_| None);
        let resting = Comeback::new(RecordId::fixed(1), now)
            .after(Move::ChooseWindow(window), Depth::Interviews, now);
        let quarter_ms = HOUR_MS / 4;
        let quarters = (now.ms..window.ends_ms.unwrap()).step_by(usize::try_from(quarter_ms).unwrap());
        let offered = quarters.map(|ms| Now { ms, ..now }).filter(|now| {
            let status = resting.status(Depth::Interviews, *now);
            matches!(status, Status::Pausing { reply_offered: true, .. })
        });
        let waking = offered.filter(|now| (8 * 60..21 * 60).contains(&now.local(now.ms).1));
        prop_assert!(waking.count() >= 11);
    }
}
