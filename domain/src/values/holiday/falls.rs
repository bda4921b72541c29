//! Rules by which holidays find their day in a year.

use super::moving::{Days, FIRST_YEAR};
use crate::values::date::Date;

/// How a holiday finds its day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Falls {
    /// Every year on this month and day.
    On(u32, u32),
    /// This many days after Easter Sunday (Gregorian).
    AfterEaster(i32),
    /// This many days after Easter Sunday (Julian, as Orthodox churches keep it).
    AfterOrthodoxEaster(i32),
    /// On the n-th weekday (0 is Monday) of a month.
    Nth {
        month: u32,
        weekday: usize,
        nth: u32,
    },
    /// On days of a table: month times 100 plus day, one for each year from [`FIRST_YEAR`].
    Moving(&'static Days),
    /// Likewise, and a second time in one of the years: the Islamic year is eleven days shorter.
    MovingTwice(&'static Days, i32, u16),
}

impl Falls {
    /// Its days in a year: one, two if a lunar holiday falls twice, or none outside the known
    /// years.
    pub(super) fn in_year(self, year: i32) -> impl Iterator<Item = Date> {
        let again = match self {
            Falls::MovingTwice(_, of, day) if of == year => of_table(year, day),
            _ => None,
        };
        self.first_in_year(year).into_iter().chain(again)
    }

    fn first_in_year(self, year: i32) -> Option<Date> {
        match self {
            Falls::On(month, day) => Date::new(year, month, day).ok(),
            Falls::AfterEaster(days) => Some(easter(year)?.plus_days(days)),
            Falls::AfterOrthodoxEaster(days) => Some(orthodox_easter(year)?.plus_days(days)),
            Falls::Nth {
                month,
                weekday,
                nth,
            } => {
                let first = Date::new(year, month, 1).ok()?;
                let ahead = (weekday + 7 - first.weekday()) % 7;
                let days = ahead + 7 * (nth as usize - 1);
                Some(first.plus_days(i32::try_from(days).ok()?))
            }
            Falls::Moving(days) | Falls::MovingTwice(days, ..) => {
                of_table(year, *days.get(usize::try_from(year - FIRST_YEAR).ok()?)?)
            }
        }
    }
}

fn of_table(year: i32, day: u16) -> Option<Date> {
    Date::new(year, u32::from(day / 100), u32::from(day % 100)).ok()
}

/// Easter Sunday of the Gregorian calendar (the “anonymous” algorithm: Nature, 20 April 1876;
/// Meeus, Astronomical Algorithms, chapter 8).
fn easter(year: i32) -> Option<Date> {
    let (a, b, c) = (year % 19, year / 100, year % 100);
    let (d, e) = (b / 4, b % 4);
    let g = (b - (b + 8) / 25 + 1) / 3;
    let h = (19 * a + b - d - g + 15) % 30;
    let (i, k) = (c / 4, c % 4);
    let l = (32 + 2 * e + 2 * i - h - k) % 7;
    let m = (a + 11 * h + 22 * l) / 451;
    let sum = h + l - 7 * m + 114;
    let month = u32::try_from(sum / 31).ok()?;
    Date::new(year, month, u32::try_from(sum % 31 + 1).ok()?).ok()
}

/// Easter Sunday of the Julian calendar (Meeus, chapter 8), as a Gregorian day; right from 1900 to
/// 2099.
fn orthodox_easter(year: i32) -> Option<Date> {
    let (a, b, c) = (year % 4, year % 7, year % 19);
    let d = (19 * c + 15) % 30;
    let e = (2 * a + 4 * b - d + 34) % 7;
    let sum = d + e + 114;
    let month = u32::try_from(sum / 31).ok()?;
    let julian = Date::new(year, month, u32::try_from(sum % 31 + 1).ok()?).ok()?;
    Some(julian.plus_days(13))
}
