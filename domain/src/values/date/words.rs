//! Dates and times of day in English.

use super::day::Date;

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

impl Date {
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

    /// “Monday”.
    #[must_use]
    pub fn weekday_name(self) -> &'static str {
        WEEKDAYS[self.weekday()]
    }

    /// “9 Mar”, with the year where it is not this one.
    #[must_use]
    pub fn short(self, today: Self) -> String {
        let (year, month, day) = self.year_month_day();
        if year == today.year_month_day().0 {
            format!("{day} {}", &MONTHS[month as usize - 1][..3])
        } else {
            self.short_with_year()
        }
    }

    /// “9 Mar 2026”.
    #[must_use]
    pub fn short_with_year(self) -> String {
        let (year, month, day) = self.year_month_day();
        format!("{day} {} {year}", &MONTHS[month as usize - 1][..3])
    }

    /// How a person would say it: “today”, “tomorrow”, “on Friday”, “3 days ago”, else the short
    /// date.
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
}

/// “14:05” for a minute of the day.
#[must_use]
pub fn clock_time(minute_of_day: u32) -> String {
    format!("{:02}:{:02}", minute_of_day / 60 % 24, minute_of_day % 60)
}
