//! Planning across weeks, time zones and daylight saving: no line is lost, shown twice, or moved by
//! a clock.
#![allow(clippy::unwrap_used, reason = "a failed unwrap fails the test")]

use domain::exchange::icalendar::{When, entries, write};
use domain::journal::Journal;
use domain::model::action::Action;
use domain::model::week::Week;
use domain::planning::agenda::agenda;
use domain::planning::week::{WeekPlan, free_day, is_rest_day, rest_until, week_to_plan};
use domain::state::edit::Edit;
use domain::state::stamp::Clock;
use domain::values::date::{Date, Now};
use domain::values::id::RecordId;
use proptest::prelude::*;

const LINE: RecordId = RecordId::fixed(1);
const MINUTE_MS: u64 = 60_000;
const DAY_MS: u64 = 86_400_000;

/// 2026 in Berlin: the offset is 60 minutes, 120 from 29 March to 25 October, both at 01:00 UTC.
fn berlin(ms: u64) -> i32 {
    const SPRING: u64 = 1_774_746_000_000;
    const AUTUMN: u64 = 1_792_890_000_000;
    if (SPRING..AUTUMN).contains(&ms) {
        120
    } else {
        60
    }
}

/// A moment in Berlin.
fn in_berlin(ms: u64) -> Now {
    Now {
        ms,
        offset_minutes: berlin(ms),
    }
}

fn with(action: &Action) -> Journal {
    let mut journal = Journal::default();
    let edit = Edit::new("").create(LINE, action);
    journal.apply(&edit, &mut Clock::new(1), 1_767_225_600_000);
    journal
}

/// Where a line is shown at a moment: due, soon, waiting, carried, or among the lines of a week.
fn is_due(journal: &Journal, now: Now) -> bool {
    agenda(journal, now).due.iter().any(|item| item.id == LINE)
}

prop_compose! {
    /// A moment of 2026, with minutes.
    fn moment()(minutes in 0..365 * 1_440_u64) -> u64 {
        1_767_225_600_000 + minutes * MINUTE_MS
    }
}

prop_compose! {
    fn date()(days in -20_000..60_000_i32) -> Date {
        Date::parse("1970-01-01").unwrap().plus_days(days)
    }
}

proptest! {
    #[test]
    fn each_day_is_in_one_week_of_seven_days(date in date()) {
        let monday = date.monday();
        prop_assert_eq!(monday.weekday(), 0);
        prop_assert!((0..7).contains(&monday.days_until(date)));
        prop_assert_eq!(monday.monday(), monday);
        prop_assert_eq!(monday.plus_days(6).monday(), monday);
        prop_assert_eq!(monday.plus_days(7).monday(), monday.plus_days(7));
        prop_assert!((-2..=5).contains(&week_to_plan(date).days_until(date)));
        prop_assert!(Week::id(monday) != Week::id(monday.plus_days(7)));
    }

    /// In any zone, and when the clocks are set between planning and the day: a line comes up at
    /// midnight of its own day and not a minute before.
    #[test]
    fn a_line_comes_up_at_midnight_of_its_day(ms in moment(), in_days in 0..7_i32, offset in -12 * 60..14 * 60_i32, dst in prop::bool::ANY) {
        let now = |ms| if dst { in_berlin(ms) } else { Now { ms, offset_minutes: offset } };
        let planned = now(ms);
        let on = planned.today().plus_days(in_days);
        let line = Action { text: "Apply".into(), due: Some(on), week: Some(on.monday()), ..Action::default() };
        let journal = with(&line);
        // The first minute of the day, whatever the clock does on the way.
        let first = (0..9 * 1_440_u64).map(|minutes| ms + minutes * MINUTE_MS).find(|ms| now(*ms).today() >= on).unwrap();
        prop_assert_eq!(now(first).today(), on);
        prop_assert!(is_due(&journal, now(first)));
        if first > ms {
            prop_assert!(!is_due(&journal, now(first - MINUTE_MS)));
        }
        // It stays until its week is over, and then waits on the page of the plan.
        let sunday = on.monday().plus_days(6);
        let days_left = u64::try_from(on.days_until(sunday)).unwrap();
        prop_assert!(is_due(&journal, now(first + days_left * DAY_MS)));
        let monday = now(first + (days_left + 1) * DAY_MS + 3 * 60 * MINUTE_MS);
        prop_assert!(!is_due(&journal, monday));
        let next = WeekPlan::of(&journal, monday, monday.today());
        prop_assert_eq!(next.carried.len(), 1);
    }

    /// An open line is on the page of exactly one week, or brought along to the present one.
    #[test]
    fn a_line_is_in_one_place(ms in moment(), due in prop::option::of(-25..40_i32), week in -25..40_i32, later in 0..60_u64) {
        let begun = in_berlin(ms);
        let line = Action {
            text: "Apply".into(),
            due: due.map(|days| begun.today().plus_days(days)),
            week: Some(begun.today().plus_days(week)),
            ..Action::default()
        };
        let journal = with(&line);
        let now = in_berlin(ms + later * DAY_MS);
        let weeks = (-12..=12).map(|weeks| now.today().monday().plus_days(weeks * 7));
        let plans: Vec<WeekPlan> = weeks.map(|monday| WeekPlan::of(&journal, now, monday)).collect();
        let own: Vec<&WeekPlan> = plans.iter().filter(|plan| !plan.lines.is_empty()).collect();
        prop_assert_eq!(own.len(), 1);
        let day = line.due.or(line.week).unwrap();
        prop_assert_eq!(own[0].monday, day.monday());
        let carried: usize = plans.iter().map(|plan| plan.carried.len()).sum();
        let weeks_ago = day.monday().days_until(now.today().monday()) / 7;
        prop_assert_eq!(carried, usize::from((1..=4).contains(&weeks_ago)));
        // Today never shows it twice, and never as late once its week is over.
        let agenda = agenda(&journal, now);
        let shown = agenda.due.iter().chain(&agenda.soon).filter(|item| item.id == LINE);
        prop_assert!(shown.clone().count() <= 1);
        let is_over = weeks_ago > 0;
        let asks = shown.filter(|item| item.what == domain::planning::agenda::ItemKind::Action).count();
        prop_assert!(!is_over || asks == 0);
    }

    /// A day offered is in its week, not over, and no rest day while there is another.
    #[test]
    fn a_free_day_is_in_its_week(ms in moment(), rest in prop::collection::vec(0..7_i32, 0..6), next in prop::bool::ANY) {
        let now = in_berlin(ms);
        let monday = now.today().monday().plus_days(if next { 7 } else { 0 });
        let rest_days: Vec<Date> = rest.into_iter().map(|days| monday.plus_days(days)).collect();
        let week = Week { monday: Some(monday), rest_days, ..Week::default() };
        let mut journal = Journal::default();
        journal.apply(&Edit::new("").create(Week::id(monday), &week), &mut Clock::new(1), ms);
        let day = free_day(&journal, now, monday, &[]);
        prop_assert_eq!(day.monday(), monday);
        prop_assert!(day >= now.today());
        let could = (0..7).map(|days| monday.plus_days(days));
        let mut could = could.filter(|day| *day > now.today() && !is_rest_day(&journal, *day));
        prop_assert!(!is_rest_day(&journal, day) || could.next().is_none());
        if let Some(until) = rest_until(&journal, now.today()) {
            prop_assert!(until > now.today() && !is_rest_day(&journal, until));
        }
    }

    /// A time stays the one on the clock, on the days the clocks are set, too.
    #[test]
    fn a_calendar_has_a_line_at_its_time_on_the_persons_clock(ms in moment(), at in 0..2_000_u32) {
        let now = in_berlin(ms);
        let on = now.today();
        let line = Action { text: "Coffee".into(), due: Some(on), week: Some(on.monday()), at: Some(at), ..Action::default() };
        let all = entries(&with(&line), now);
        let minute = at.min(1_439);
        let is_there = matches!(&all[..], [entry] if matches!(&entry.when, When::At { on: day, minute: begins, zone, .. } if *day == on && *begins == minute && zone.is_empty()));
        prop_assert!(is_there, "{all:?}");
        let text = write("x", "Europe/Berlin", &all, &|_, ms| Some(berlin(ms)));
        let (year, month, day) = on.year_month_day();
        let start = format!("DTSTART;TZID=Europe/Berlin:{year:04}{month:02}{day:02}T{:02}{:02}00", minute / 60, minute % 60);
        prop_assert!(text.contains(&start), "{}", text);
    }
}
