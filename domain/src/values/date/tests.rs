//! Dates against days that are known, and against each other.
#![allow(clippy::unwrap_used, reason = "a failed unwrap fails the test")]
use proptest::prelude::*;

use super::*;

fn date(text: &str) -> Date {
    Date::parse(text).unwrap()
}

#[test]
fn known_days_have_their_weekday() {
    assert_eq!(date("1970-01-01").long(), "Thursday 1 January 1970");
    assert_eq!(date("2026-11-23").long(), "Monday 23 November 2026");
    assert_eq!(date("2000-02-29").long(), "Tuesday 29 February 2000");
}

#[test]
fn bad_text_is_refused_with_a_reason() {
    assert_eq!(Date::parse("9.3.2026"), Err(DateProblem::Form));
    assert_eq!(Date::parse("2026-3-9"), Err(DateProblem::Form));
    assert_eq!(Date::parse("2026-02-29"), Err(DateProblem::NoSuchDay));
    assert_eq!(Date::parse("0026-02-20"), Err(DateProblem::OutOfRange));
    assert_eq!(Date::parse("٢٠٢٦-٠٢-٠١"), Err(DateProblem::Form));
}

#[test]
fn a_month_after_the_last_of_january_is_the_last_of_february() {
    assert_eq!(date("2026-01-31").plus_months(1), date("2026-02-28"));
    assert_eq!(date("2028-01-31").plus_months(1), date("2028-02-29"));
    assert_eq!(date("2026-12-15").plus_months(1), date("2027-01-15"));
}

#[test]
fn the_local_day_follows_the_offset() {
    let ms = 1_774_000_000_000; // 2026-03-20 09:46:40 UTC
    let at = |offset_minutes| Now { ms, offset_minutes }.today().to_string();
    assert_eq!(at(0), "2026-03-20");
    assert_eq!(at(14 * 60), "2026-03-20");
    assert_eq!(at(15 * 60), "2026-03-21");
    assert_eq!(at(-10 * 60), "2026-03-19");
}

proptest! {
    #[test]
    fn text_and_back_is_the_same_day(offset in 0_i32..109_000) {
        let day = Date::new(1900, 1, 1).unwrap().plus_days(offset);
        prop_assert_eq!(Date::parse(&day.to_string()), Ok(day));
        prop_assert_eq!(day.plus_days(1).weekday(), (day.weekday() + 1) % 7);
        prop_assert_eq!(day.days_until(day.plus_days(1)), i32::from(day < day.plus_days(1)));
    }

    #[test]
    fn no_text_panics(text in "\\PC{0,20}") {
        let _ = Date::parse(&text);
    }
}

#[test]
fn a_moment_is_said_in_the_middle_of_a_sentence() {
    let noon = date("2026-11-30")
        .days_until(date("1970-01-01"))
        .unsigned_abs();
    let noon = u64::from(noon) * 86_400_000 + 43_200_000;
    let now = Now {
        ms: noon,
        offset_minutes: 0,
    };
    let say = |days: u64| now.say_in_sentence(noon - days * 86_400_000);
    assert_eq!(say(0), "today at 12:00");
    assert_eq!(say(1), "yesterday at 12:00");
    assert_eq!(say(5), "5 days ago at 12:00");
    assert_eq!(say(21), "on 9 Nov at 12:00");
    assert_eq!(say(365), "on 30 Nov 2025 at 12:00");
}

#[test]
fn an_end_is_said_whole_and_once() {
    let now = Now {
        ms: 1_773_835_200_000, // Wednesday 18 March 2026, 12:00 UTC
        offset_minutes: 0,
    };
    let say = |hours: u64, offset| now.say_until(now.ms + hours * 3_600_000, offset);
    assert_eq!(say(5, 0), "today at 17:00");
    assert_eq!(say(24, 0), "tomorrow at 12:00");
    assert_eq!(say(48, 0), "Friday at 12:00");
    assert_eq!(
        say(48, 60),
        "Friday at 13:00",
        "the clocks are set meanwhile"
    );
    assert_eq!(say(240, 0), "28 Mar at 12:00");
}
