//! Holidays on which greetings are welcome, by faith and region, with the day each falls on in a year.

use crate::values::date::Date;

/// The first year of [`Moving`] holidays.
const FIRST_YEAR: i32 = 2026;

/// How a holiday finds its day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Falls {
    /// Every year on this month and day.
    On(u32, u32),
    /// So many days after Easter Sunday (Gregorian).
    AfterEaster(i32),
    /// So many days after Easter Sunday (Julian, as Orthodox churches keep it).
    AfterOrthodoxEaster(i32),
    /// On the n-th weekday (0 is Monday) of a month.
    Nth {
        month: u32,
        weekday: usize,
        nth: u32,
    },
    /// On days of a table: month times 100 plus day, one for each year from [`FIRST_YEAR`].
    Moving(&'static [u16; 20]),
    /// Likewise, and a second time in one of the years: the Islamic year is eleven days shorter.
    MovingTwice(&'static [u16; 20], i32, u16),
}

/// A holiday someone may be greeted on.
#[derive(Debug)]
pub struct Holiday {
    /// The word stored.
    pub id: &'static str,
    /// Its name.
    pub name: &'static str,
    /// Who keeps it: a faith or a region.
    pub kept_by: &'static str,
    /// The words of the greeting.
    pub greeting: &'static str,
    falls: Falls,
}

/// Every holiday offered. Days counted by lunar calendars may be kept a day earlier or later where the moon is watched for.
///
/// The tables of the Chinese, Hebrew, Persian and Islamic (Umm al-Qura) calendars are checked against the crate `icu_calendar` in the
/// tests; Diwali follows the dates published for India.
pub static HOLIDAYS: [Holiday; 19] = [
    holiday(
        "new-year",
        "New Year",
        "Many countries",
        "A good new year",
        Falls::On(1, 1),
    ),
    holiday(
        "orthodox-christmas",
        "Orthodox Christmas",
        "Orthodox churches of the East",
        "A blessed Christmas",
        Falls::On(1, 7),
    ),
    holiday(
        "lunar-new-year",
        "Lunar New Year",
        "China, Korea, Vietnam, Singapore",
        "A happy Lunar New Year",
        Falls::Moving(&LUNAR_NEW_YEAR),
    ),
    holiday(
        "holi",
        "Holi",
        "Hindu",
        "A colourful Holi",
        Falls::Moving(&HOLI),
    ),
    holiday(
        "nowruz",
        "Nowruz",
        "Iran and Central Asia",
        "Nowruz Mobarak",
        Falls::Moving(&NOWRUZ),
    ),
    holiday(
        "eid-al-fitr",
        "Eid al-Fitr",
        "Muslim",
        "Eid Mubarak",
        Falls::MovingTwice(&EID_AL_FITR, 2033, 1223),
    ),
    holiday(
        "easter",
        "Easter",
        "Christian, western",
        "Happy Easter",
        Falls::AfterEaster(0),
    ),
    holiday(
        "passover",
        "Passover",
        "Jewish",
        "Chag Pesach sameach",
        Falls::Moving(&PASSOVER),
    ),
    holiday(
        "orthodox-easter",
        "Orthodox Easter",
        "Christian, Orthodox",
        "A blessed Easter",
        Falls::AfterOrthodoxEaster(0),
    ),
    holiday(
        "eid-al-adha",
        "Eid al-Adha",
        "Muslim",
        "Eid Mubarak",
        Falls::MovingTwice(&EID_AL_ADHA, 2039, 1226),
    ),
    holiday(
        "midsummer",
        "Midsummer",
        "Northern Europe",
        "A bright midsummer",
        Falls::On(6, 24),
    ),
    holiday(
        "rosh-hashanah",
        "Rosh Hashanah",
        "Jewish",
        "Shana tova",
        Falls::Moving(&ROSH_HASHANAH),
    ),
    holiday(
        "mid-autumn",
        "Mid-Autumn Festival",
        "China, Vietnam",
        "A happy Mid-Autumn Festival",
        Falls::Moving(&MID_AUTUMN),
    ),
    holiday(
        "thanksgiving-canada",
        "Thanksgiving, Canada",
        "Canada",
        "Happy Thanksgiving",
        Falls::Nth {
            month: 10,
            weekday: 0,
            nth: 2,
        },
    ),
    holiday(
        "diwali",
        "Diwali",
        "Hindu, Sikh, Jain",
        "Happy Diwali",
        Falls::Moving(&DIWALI),
    ),
    holiday(
        "thanksgiving",
        "Thanksgiving, United States",
        "United States",
        "Happy Thanksgiving",
        Falls::Nth {
            month: 11,
            weekday: 3,
            nth: 4,
        },
    ),
    holiday(
        "hanukkah",
        "Hanukkah, first day",
        "Jewish",
        "Happy Hanukkah",
        Falls::Moving(&HANUKKAH),
    ),
    holiday(
        "christmas",
        "Christmas",
        "Christian, and many others",
        "A merry Christmas",
        Falls::On(12, 25),
    ),
    holiday(
        "turn-of-the-year",
        "The turn of the year",
        "Everyone",
        "All the best for the new year",
        Falls::On(12, 29),
    ),
];

const LUNAR_NEW_YEAR: [u16; 20] = [
    217, 206, 126, 213, 203, 123, 211, 131, 219, 208, 128, 215, 204, 124, 212, 201, 122, 210, 130,
    217,
];
const MID_AUTUMN: [u16; 20] = [
    925, 915, 1003, 922, 912, 1001, 919, 908, 927, 916, 1004, 924, 913, 1002, 920, 910, 928, 917,
    1005, 925,
];
const ROSH_HASHANAH: [u16; 20] = [
    912, 1002, 921, 910, 928, 918, 906, 924, 914, 1004, 922, 910, 930, 919, 908, 926, 915, 1005,
    922, 912,
];
const PASSOVER: [u16; 20] = [
    402, 422, 411, 331, 418, 408, 327, 414, 404, 424, 412, 331, 420, 409, 329, 416, 405, 425, 412,
    402,
];
const HANUKKAH: [u16; 20] = [
    1205, 1225, 1213, 1202, 1221, 1210, 1128, 1217, 1207, 1226, 1214, 1203, 1222, 1212, 1130, 1218,
    1208, 1227, 1215, 1204,
];
const NOWRUZ: [u16; 20] = [
    321, 321, 320, 320, 321, 321, 320, 320, 321, 321, 320, 320, 321, 321, 320, 320, 321, 321, 320,
    320,
];
const EID_AL_FITR: [u16; 20] = [
    320, 309, 226, 214, 204, 124, 114, 103, 1212, 1201, 1119, 1109, 1029, 1019, 1007, 927, 916,
    905, 824, 814,
];
const EID_AL_ADHA: [u16; 20] = [
    527, 516, 505, 424, 413, 402, 322, 312, 301, 219, 208, 127, 116, 105, 1215, 1204, 1123, 1112,
    1101, 1021,
];
const DIWALI: [u16; 20] = [
    1108, 1029, 1017, 1105, 1026, 1114, 1102, 1022, 1110, 1030, 1019, 1107, 1027, 1115, 1104, 1025,
    1112, 1101, 1020, 1108,
];
const HOLI: [u16; 20] = [
    304, 322, 311, 301, 320, 309, 327, 316, 305, 324, 312, 302, 321, 311, 228, 318, 307, 325, 314,
    304,
];

const fn holiday(
    id: &'static str,
    name: &'static str,
    kept_by: &'static str,
    greeting: &'static str,
    falls: Falls,
) -> Holiday {
    Holiday {
        id,
        name,
        kept_by,
        greeting,
        falls,
    }
}

impl Holiday {
    /// The holiday with this stored word.
    #[must_use]
    pub fn of(id: &str) -> Option<&'static Self> {
        HOLIDAYS.iter().find(|holiday| holiday.id == id)
    }

    /// Its days in a year: one, two of them where a lunar year fits in twice, or none outside of the years that are known.
    pub fn in_year(&self, year: i32) -> impl Iterator<Item = Date> {
        let again = match self.falls {
            Falls::MovingTwice(_, of, day) if of == year => of_table(year, day),
            _ => None,
        };
        self.first_in_year(year).into_iter().chain(again)
    }

    fn first_in_year(&self, year: i32) -> Option<Date> {
        match self.falls {
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

    /// Its next day, today included.
    #[must_use]
    pub fn next(&self, today: Date) -> Option<Date> {
        let (year, ..) = today.year_month_day();
        [year, year + 1]
            .into_iter()
            .flat_map(|year| self.in_year(year))
            .find(|day| *day >= today)
    }
}

fn of_table(year: i32, day: u16) -> Option<Date> {
    Date::new(year, u32::from(day / 100), u32::from(day % 100)).ok()
}

/// Easter Sunday of the Gregorian calendar (the “anonymous” algorithm: Nature, 20 April 1876; Meeus, Astronomical Algorithms, chapter 8).
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

/// Easter Sunday of the Julian calendar (Meeus, chapter 8), as a Gregorian day; right from 1900 to 2099.
fn orthodox_easter(year: i32) -> Option<Date> {
    let (a, b, c) = (year % 4, year % 7, year % 19);
    let d = (19 * c + 15) % 30;
    let e = (2 * a + 4 * b - d + 34) % 7;
    let sum = d + e + 114;
    let month = u32::try_from(sum / 31).ok()?;
    let julian = Date::new(year, month, u32::try_from(sum % 31 + 1).ok()?).ok()?;
    Some(julian.plus_days(13))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a failed unwrap fails the test")]
    use icu_calendar::cal::{ChineseTraditional, Hebrew, Hijri, Persian};
    use icu_calendar::{AsCalendar, Calendar, Date as IcuDate};

    use super::*;

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
                there.day_of_month().0 == day
                    && month_there.number() == month
                    && !month_there.is_leap()
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
}
