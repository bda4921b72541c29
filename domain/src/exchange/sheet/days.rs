//! Days as tables write them. Whether 7/6/23 is in June or in July, one cell cannot say: the whole
//! column does, or the person is asked.

use crate::capture::month_named;
use crate::values::date::Date;

/// The order of day and month in digits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DayOrder {
    /// 7/6/23 is the seventh of June.
    DayFirst,
    /// 7/6/23 is July the sixth.
    MonthFirst,
}

/// What the cells of columns of days say about their order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Found {
    /// They say it.
    Order(DayOrder),
    /// They can be read both ways.
    Either,
    /// No cell depends on it.
    Neither,
}

/// The parts of a day: how it is written, before it is known which is which.
enum Written {
    /// Year, month, day.
    Whole(i32, u32, u32),
    /// Two numbers whose order is open, and the year.
    Open(u32, u32, i32),
}

/// The order that all these cells have in common.
pub(super) fn order_of<'a>(cells: impl Iterator<Item = &'a str>) -> Found {
    let (mut day_first, mut month_first, mut any) = (true, true, false);
    for cell in cells {
        if let Some(Written::Open(one, two, _)) = written(cell) {
            any = any || one != two;
            day_first = day_first && two <= 12;
            month_first = month_first && one <= 12;
        }
    }
    match (any, day_first, month_first) {
        (false, ..) => Found::Neither,
        (_, true, false) => Found::Order(DayOrder::DayFirst),
        (_, false, true) => Found::Order(DayOrder::MonthFirst),
        _ => Found::Either,
    }
}

/// The day in a cell.
pub(super) fn day_in(cell: &str, order: DayOrder) -> Option<Date> {
    let (year, month, day) = match written(cell)? {
        Written::Whole(year, month, day) => (year, month, day),
        Written::Open(one, two, year) => match order {
            DayOrder::DayFirst => (year, two, one),
            DayOrder::MonthFirst => (year, one, two),
        },
    };
    Date::new(year, month, day).ok()
}

fn written(cell: &str) -> Option<Written> {
    // Times, weekdays and zones say nothing about the day.
    if cell.len() > 60 {
        return None;
    }
    let is_between = |letter: char| letter.is_whitespace() || "./,-T".contains(letter);
    let dots = cell.matches('.').count() >= 2;
    let parts: Vec<&str> = cell
        .split(is_between)
        .filter(|part| !part.is_empty() && !part.contains(':'))
        .filter(|part| is_number(part) || month_named(bare(part)).is_some())
        .take(3)
        .collect();
    let [one, two, three] = parts.as_slice() else {
        return None;
    };
    let number = |text: &str| {
        bare(text)
            .parse::<u32>()
            .ok()
            .filter(|_| bare(text).len() <= 2)
    };
    match (number(one), number(two), number(three)) {
        // 2026-11-02
        (None, Some(month), Some(day)) if one.len() == 4 => {
            Some(Written::Whole(year(one)?, month, day))
        }
        // Nov 2, 2026
        (None, Some(day), _) => Some(Written::Whole(year(three)?, month_named(bare(one))?, day)),
        // 2 Nov 2026
        (Some(day), None, _) => Some(Written::Whole(year(three)?, month_named(bare(two))?, day)),
        // 02.11.2026: dots are written by those who put the day first.
        (Some(day), Some(month), _) if dots => Some(Written::Whole(year(three)?, month, day)),
        (Some(one), Some(two), _) => Some(Written::Open(one, two, year(three)?)),
        _ => None,
    }
}

/// A part without the ending of an ordinal: 2nd, 3rd.
fn bare(part: &str) -> &str {
    let digits = part.trim_end_matches(|letter: char| !letter.is_ascii_digit());
    if digits.is_empty() { part } else { digits }
}

fn is_number(part: &str) -> bool {
    let digits = bare(part);
    let is_ordinal = matches!(&part[digits.len()..], "" | "st" | "nd" | "rd" | "th");
    is_ordinal && !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit())
}

/// Years of two digits are of this century: a job search is not older.
fn year(part: &str) -> Option<i32> {
    let year: i32 = part.parse().ok()?;
    match part.len() {
        2 => Some(2000 + year),
        4 => Some(year),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a failed unwrap fails the test")]

    use super::*;

    #[test]
    fn days_are_read_in_the_forms_of_other_programs() {
        let day = Date::new(2023, 6, 7).unwrap();
        for text in [
            "2023-06-07",
            "2023-06-07T14:31:00.000Z",
            "2023/06/07",
            "7.6.2023",
            "07.06.23",
            "7 Jun 2023",
            "June 7, 2023",
            "Jun 7th, 2023",
            "Wed, 7 June 2023",
            "7/6/23, 2:31 PM",
            "07/06/2023",
        ] {
            assert_eq!(day_in(text, DayOrder::DayFirst), Some(day), "{text}");
        }
        assert_eq!(day_in("6/7/23, 2:31 PM", DayOrder::MonthFirst), Some(day));
        for text in ["", "soon", "2023", "31/02/2023", "7 Jun"] {
            assert_eq!(day_in(text, DayOrder::DayFirst), None, "{text}");
        }
    }

    #[test]
    fn the_whole_column_says_which_number_is_the_day() {
        let of = |cells: &[&str]| order_of(cells.iter().copied());
        assert_eq!(of(&["7/6/23", "25/6/23"]), Found::Order(DayOrder::DayFirst));
        assert_eq!(
            of(&["7/6/23", "6/25/23"]),
            Found::Order(DayOrder::MonthFirst)
        );
        assert_eq!(of(&["7/6/23", "1/2/23"]), Found::Either);
        assert_eq!(of(&["25/6/23", "6/25/23"]), Found::Either);
        assert_eq!(
            of(&["2023-06-07", "7.6.2023", "6/6/23", ""]),
            Found::Neither
        );
    }
}
