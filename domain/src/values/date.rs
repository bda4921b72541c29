//! Civil dates and the present moment: days since 1970, ISO 8601 text, weekdays, months, and how a date is said in English.

use std::fmt;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

const WEEKDAYS: [&str; 7] = [
    "Monday",
    "Tuesday",
    "Wednesday",
    "Thursday",
    "Friday",
    "Saturday",
    "Sunday",
];

/// A day of the proleptic Gregorian calendar, without a time zone, between the years 1900 and 2200.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Date {
    days_since_1970: i32,
}

/// Why a text is not a date; its `Display` is a sentence for the person.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DateProblem {
    /// The text does not have the form year-month-day.
    Form,
    /// The form is right but the calendar has no such day.
    NoSuchDay,
    /// The day exists but lies outside the years this product keeps.
    OutOfRange,
}

impl fmt::Display for DateProblem {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Self::Form => "Write the date as year-month-day, for example 2026-03-09.",
            Self::NoSuchDay => "The calendar has no such day. Check the day and the month.",
            Self::OutOfRange => "Choose a year between 1900 and 2200.",
        })
    }
}

impl Date {
    /// The day with this year, month (1 to 12) and day of the month.
    ///
    /// # Errors
    /// Says whether the calendar lacks the day or the year is out of range.
    pub fn new(year: i32, month: u32, day: u32) -> Result<Self, DateProblem> {
        if !(1..=12).contains(&month) || day == 0 || day > days_in_month(year, month) {
            return Err(DateProblem::NoSuchDay);
        }
        if !(1900..=2200).contains(&year) {
            return Err(DateProblem::OutOfRange);
        }
        Ok(Self {
            days_since_1970: days_from_civil(year, month, day),
        })
    }

    /// Reads ISO 8601 calendar dates, `2026-03-09`.
    ///
    /// # Errors
    /// Says what is wrong with the text.
    pub fn parse(text: &str) -> Result<Self, DateProblem> {
        let mut parts = text.trim().split('-');
        let (Some(year), Some(month), Some(day), None) =
            (parts.next(), parts.next(), parts.next(), parts.next())
        else {
            return Err(DateProblem::Form);
        };
        let is_number = |part: &str, length: usize| {
            part.len() == length && part.bytes().all(|byte| byte.is_ascii_digit())
        };
        if !is_number(year, 4) || !is_number(month, 2) || !is_number(day, 2) {
            return Err(DateProblem::Form);
        }
        let number = |part: &str| part.parse::<u32>().map_err(|_| DateProblem::Form);
        Self::new(
            i32::try_from(number(year)?).map_err(|_| DateProblem::Form)?,
            number(month)?,
            number(day)?,
        )
    }

    /// The day that holds this moment, given as milliseconds since 1970 on the local clock.
    #[must_use]
    pub fn of_local_ms(local_ms: i64) -> Self {
        let days = local_ms.div_euclid(86_400_000);
        Self::clamped(i32::try_from(days).unwrap_or(0))
    }

    /// Year, month (1 to 12) and day of the month.
    #[must_use]
    pub fn year_month_day(self) -> (i32, u32, u32) {
        civil_from_days(self.days_since_1970)
    }

    /// 0 for Monday to 6 for Sunday.
    #[must_use]
    pub fn weekday(self) -> usize {
        // 1970-01-01 was a Thursday.
        usize::try_from((self.days_since_1970 + 3).rem_euclid(7)).unwrap_or(0)
    }

    /// The day this many days later (earlier when negative), kept within the range of the type.
    #[must_use]
    pub fn plus_days(self, days: i32) -> Self {
        Self::clamped(self.days_since_1970.saturating_add(days))
    }

    /// The same day one or more months later; the last day of a shorter month stands in for a missing one.
    #[must_use]
    pub fn plus_months(self, months: i32) -> Self {
        let (year, month, day) = self.year_month_day();
        let count = year * 12 + i32::try_from(month).unwrap_or(1) - 1 + months;
        let year = count.div_euclid(12);
        let month = u32::try_from(count.rem_euclid(12)).unwrap_or(0) + 1;
        let day = day.min(days_in_month(year, month));
        Self::clamped(days_from_civil(year, month, day))
    }

    /// Days from this day to the other; negative when the other is earlier.
    #[must_use]
    pub fn days_until(self, other: Self) -> i32 {
        other.days_since_1970 - self.days_since_1970
    }

    /// “Monday 9 March 2026”.
    #[must_use]
    pub fn long(self) -> String {
        let (year, month, day) = self.year_month_day();
        format!(
            "{} {day} {} {year}",
            WEEKDAYS[self.weekday()],
            MONTHS[month as usize - 1]
        )
    }

    /// “9 Mar”, with the year where it is not this one.
    #[must_use]
    pub fn short(self, today: Self) -> String {
        let (year, month, day) = self.year_month_day();
        let month = &MONTHS[month as usize - 1][..3];
        if year == today.year_month_day().0 {
            format!("{day} {month}")
        } else {
            format!("{day} {month} {year}")
        }
    }

    /// How a person would say it: “today”, “tomorrow”, “on Friday”, “3 days ago”, else the short date.
    #[must_use]
    pub fn relative(self, today: Self) -> String {
        match today.days_until(self) {
            0 => "today".into(),
            1 => "tomorrow".into(),
            -1 => "yesterday".into(),
            2..=6 => format!("on {}", WEEKDAYS[self.weekday()]),
            days @ -13..=-2 => format!("{} days ago", -days),
            _ => self.short(today),
        }
    }

    /// The English name of the weekday.
    #[must_use]
    pub fn weekday_name(self) -> &'static str {
        WEEKDAYS[self.weekday()]
    }

    fn clamped(days: i32) -> Self {
        let first = days_from_civil(1900, 1, 1);
        let last = days_from_civil(2200, 12, 31);
        Self {
            days_since_1970: days.clamp(first, last),
        }
    }
}

impl fmt::Display for Date {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (year, month, day) = self.year_month_day();
        write!(formatter, "{year:04}-{month:02}-{day:02}")
    }
}

impl Serialize for Date {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Date {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        Self::parse(&text).map_err(serde::de::Error::custom)
    }
}

/// The present as the device sees it: the only clock the domain knows is the one it is handed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Now {
    /// Milliseconds since 1970 in UTC.
    pub ms: u64,
    /// Minutes the local clock is ahead of UTC (negative west of Greenwich).
    pub offset_minutes: i32,
}

impl Now {
    /// The local day.
    #[must_use]
    pub fn today(self) -> Date {
        self.local(self.ms).0
    }

    /// The local day and minute of the day (0 to 1439) of another moment, with today's offset.
    #[must_use]
    pub fn local(self, ms: u64) -> (Date, u32) {
        let local_ms =
            i64::try_from(ms).unwrap_or(i64::MAX / 2) + i64::from(self.offset_minutes) * 60_000;
        let minute = local_ms.rem_euclid(86_400_000) / 60_000;
        (
            Date::of_local_ms(local_ms),
            u32::try_from(minute).unwrap_or(0),
        )
    }

    /// “tomorrow, 14:05”, said of a moment near the present.
    #[must_use]
    pub fn say(self, ms: u64) -> String {
        let (date, minute) = self.local(ms);
        format!("{}, {}", date.relative(self.today()), clock_time(minute))
    }
}

/// “14:05” for a minute of the day.
#[must_use]
pub fn clock_time(minute_of_day: u32) -> String {
    format!("{:02}:{:02}", minute_of_day / 60 % 24, minute_of_day % 60)
}

fn is_leap_year(year: i32) -> bool {
    year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
}

fn days_in_month(year: i32, month: u32) -> u32 {
    match month {
        2 if is_leap_year(year) => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

/// Days since 1970-01-01, counted in 400-year eras that begin on 1 March
/// (Howard Hinnant, “chrono-Compatible Low-Level Date Algorithms”, `days_from_civil`).
fn days_from_civil(year: i32, month: u32, day: u32) -> i32 {
    let month = i32::try_from(month).unwrap_or(1);
    let day = i32::try_from(day).unwrap_or(1);
    let year = if month <= 2 { year - 1 } else { year };
    let era = year.div_euclid(400);
    let year_of_era = year.rem_euclid(400);
    let day_of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
    let day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
    era * 146_097 + day_of_era - 719_468
}

fn civil_from_days(days: i32) -> (i32, u32, u32) {
    let days = days + 719_468;
    let era = days.div_euclid(146_097);
    let day_of_era = days.rem_euclid(146_097);
    let year_of_era =
        (day_of_era - day_of_era / 1_460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let shifted_month = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * shifted_month + 2) / 5 + 1;
    let month = (shifted_month + 2) % 12 + 1;
    let year = year_of_era + era * 400 + i32::from(month <= 2);
    (
        year,
        u32::try_from(month).unwrap_or(1),
        u32::try_from(day).unwrap_or(1),
    )
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a failed unwrap fails the test")]
    use proptest::prelude::*;

    use super::*;

    fn date(text: &str) -> Date {
        Date::parse(text).unwrap()
    }

    #[test]
    fn known_days_have_their_weekday() {
        assert_eq!(date("1970-01-01").weekday_name(), "Thursday");
        assert_eq!(date("2026-11-23").weekday_name(), "Monday");
        assert_eq!(date("2000-02-29").weekday_name(), "Tuesday");
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
}
