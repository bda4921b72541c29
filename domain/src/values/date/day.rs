//! The day itself: reading, writing, and counting on.

use std::fmt;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::calendar::{civil_from_days, days_from_civil, days_in_month};

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

    /// The Monday of its week.
    #[must_use]
    pub fn monday(self) -> Self {
        self.plus_days(-i32::try_from(self.weekday()).unwrap_or(0))
    }

    /// The day this many days later (earlier when negative), kept within the range of the type.
    #[must_use]
    pub fn plus_days(self, days: i32) -> Self {
        Self::clamped(self.days_since_1970.saturating_add(days))
    }

    /// The same day one or more months later; the last day of a shorter month stands in for a
    /// missing one.
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
