//! The tables against calendars computed elsewhere.
#![allow(clippy::unwrap_used, reason = "a failed unwrap fails the test")]
use icu_calendar::cal::{ChineseTraditional, Hebrew, Hijri, Persian};
use icu_calendar::{AsCalendar, Calendar, Date as IcuDate};

use super::moving::FIRST_YEAR;
use super::*;
use crate::values::date::Date;

fn day(text: &str) -> Date {
    Date::parse(text).unwrap()
}

fn of(id: &str) -> &'static Holiday {
    Holiday::of(id).unwrap()
}

/// The days of a year that are this day of another calendar.
fn days<C>(calendar: C, year: i32, month: u8, day: u8) -> Vec<Date>
where
    C: Calendar + AsCalendar<Calendar = C> + Copy,
{
    let first = Date::new(year, 1, 1).unwrap();
    (0..366)
        .map(|days| first.plus_days(days))
        .filter(|date| date.year_month_day().0 == year)
        .filter(|date| {
            let (year, month_here, day_here) = date.year_month_day();
            let iso = IcuDate::try_new_iso(year, month_here as u8, day_here as u8).unwrap();
            let there = iso.to_calendar(calendar);
            let month_there = there.month().to_input();
            there.day_of_month().0 == day && month_there.number() == month && !month_there.is_leap()
        })
        .collect()
}

#[test]
fn the_tables_are_those_of_the_calendars() {
    for year in FIRST_YEAR..FIRST_YEAR + 20 {
        for (id, expected) in [
            (
                "lunar-new-year",
                days(ChineseTraditional::new(), year, 1, 1),
            ),
            ("mid-autumn", days(ChineseTraditional::new(), year, 8, 15)),
            ("rosh-hashanah", days(Hebrew::new(), year, 1, 1)),
            ("passover", days(Hebrew::new(), year, 7, 15)),
            ("hanukkah", days(Hebrew::new(), year, 3, 25)),
            ("nowruz", days(Persian::new(), year, 1, 1)),
            ("eid-al-fitr", days(Hijri::new_umm_al_qura(), year, 10, 1)),
            ("eid-al-adha", days(Hijri::new_umm_al_qura(), year, 12, 10)),
        ] {
            let said: Vec<Date> = of(id).in_year(year).collect();
            assert_eq!(said, expected, "{id} {year}");
        }
    }
}

#[test]
fn easter_falls_where_the_churches_keep_it() {
    for (year, western, orthodox) in [
        (2024, "2024-03-31", "2024-05-05"),
        (2025, "2025-04-20", "2025-04-20"),
        (2026, "2026-04-05", "2026-04-12"),
        (2027, "2027-03-28", "2027-05-02"),
        (2038, "2038-04-25", "2038-04-25"),
    ] {
        assert_eq!(of("easter").in_year(year).next(), Some(day(western)));
        assert_eq!(
            of("orthodox-easter").in_year(year).next(),
            Some(day(orthodox))
        );
    }
}

#[test]
fn thanksgiving_is_the_fourth_thursday_and_the_second_monday() {
    for (id, expected) in [
        ("thanksgiving", "2026-11-26"),
        ("thanksgiving-canada", "2026-10-12"),
    ] {
        assert!(of(id).in_year(2026).eq([day(expected)]), "{id}");
    }
}

#[test]
fn the_next_one_is_today_or_later_and_every_holiday_has_one() {
    for holiday in &HOLIDAYS {
        for start in ["2026-01-01", "2028-02-29", "2030-12-31"] {
            let today = day(start);
            let next = holiday.next(today).unwrap();
            assert!(
                next >= today && today.days_until(next) <= 400,
                "{}",
                holiday.id
            );
        }
    }
    assert_eq!(
        of("christmas").next(day("2026-12-25")),
        Some(day("2026-12-25"))
    );
}

#[test]
fn lunar_dates_follow_the_moon() {
    // Diwali is a new moon, Holi the day after a full one: both keep step with the Chinese months.
    for year in FIRST_YEAR..FIRST_YEAR + 20 {
        let new_moon = of("diwali").in_year(year).next().unwrap();
        let full_moon = of("holi").in_year(year).next().unwrap();
        let near = |date: Date, wanted: std::ops::RangeInclusive<i32>| {
            (0..40).any(|back| {
                let begin = date.plus_days(-back);
                let (y, m, d) = begin.year_month_day();
                let there = IcuDate::try_new_iso(y, m as u8, d as u8)
                    .unwrap()
                    .to_calendar(ChineseTraditional::new());
                there.day_of_month().0 == 1 && wanted.contains(&back)
            })
        };
        assert!(
            near(new_moon, 27..=31) || near(new_moon, 0..=1),
            "Diwali {year}"
        );
        assert!(near(full_moon, 13..=17), "Holi {year}");
    }
}
