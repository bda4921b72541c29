//! Every holiday offered.

use super::falls::Falls;
use super::moving::{
    DIWALI, EID_AL_ADHA, EID_AL_FITR, HANUKKAH, HOLI, LUNAR_NEW_YEAR, MID_AUTUMN, NOWRUZ, PASSOVER,
    ROSH_HASHANAH,
};
use crate::values::date::Date;

/// A holiday someone may be greeted on.
#[derive(Debug)]
pub struct Holiday {
    /// The word stored.
    pub id: &'static str,
    /// Its name.
    pub name: &'static str,
    /// The faith or region that keeps it.
    pub kept_by: &'static str,
    /// The words of the greeting.
    pub greeting: &'static str,
    falls: Falls,
}

/// Every holiday offered. Days counted by lunar calendars may be kept a day earlier or later where
/// the moon is watched for.
#[rustfmt::skip]
pub static HOLIDAYS: [Holiday; 19] = [
    holiday("new-year", "New Year", "Many countries", "A happy New Year", Falls::On(1, 1)),
    holiday("orthodox-christmas", "Orthodox Christmas", "Orthodox churches of the East", "A blessed Christmas", Falls::On(1, 7)),
    holiday("lunar-new-year", "Lunar New Year", "China, Korea, Vietnam, Singapore", "A happy Lunar New Year", Falls::Moving(&LUNAR_NEW_YEAR)),
    holiday("holi", "Holi", "Hindu", "A colourful Holi", Falls::Moving(&HOLI)),
    holiday("nowruz", "Nowruz", "Iran and Central Asia", "Nowruz Mobarak", Falls::Moving(&NOWRUZ)),
    holiday("eid-al-fitr", "Eid al-Fitr", "Muslim", "Eid Mubarak", Falls::MovingTwice(&EID_AL_FITR, 2033, 1223)),
    holiday("easter", "Easter", "Christian, western", "Happy Easter", Falls::AfterEaster(0)),
    holiday("passover", "Passover", "Jewish", "Chag Pesach sameach", Falls::Moving(&PASSOVER)),
    holiday("orthodox-easter", "Orthodox Easter", "Christian, Orthodox", "A blessed Easter", Falls::AfterOrthodoxEaster(0)),
    holiday("eid-al-adha", "Eid al-Adha", "Muslim", "Eid Mubarak", Falls::MovingTwice(&EID_AL_ADHA, 2039, 1226)),
    holiday("midsummer", "Midsummer", "Northern Europe", "Happy Midsummer", Falls::On(6, 24)),
    holiday("rosh-hashanah", "Rosh Hashanah", "Jewish", "Shana tova", Falls::Moving(&ROSH_HASHANAH)),
    holiday("mid-autumn", "Mid-Autumn Festival", "China, Vietnam", "A happy Mid-Autumn Festival", Falls::Moving(&MID_AUTUMN)),
    holiday("thanksgiving-canada", "Thanksgiving, Canada", "Canada", "Happy Thanksgiving", Falls::Nth { month: 10, weekday: 0, nth: 2 }),
    holiday("diwali", "Diwali", "Hindu, Sikh, Jain", "Happy Diwali", Falls::Moving(&DIWALI)),
    holiday("thanksgiving", "Thanksgiving, United States", "United States", "Happy Thanksgiving", Falls::Nth { month: 11, weekday: 3, nth: 4 }),
    holiday("hanukkah", "Hanukkah, first day", "Jewish", "Happy Hanukkah", Falls::Moving(&HANUKKAH)),
    holiday("christmas", "Christmas", "Christian, and many others", "A merry Christmas", Falls::On(12, 25)),
    holiday("turn-of-the-year", "The turn of the year", "Everyone", "All the best for the new year", Falls::On(12, 29)),
];

impl Holiday {
    /// Its name as one says it in a sentence: “Thanksgiving”, “Hanukkah”, “New Year”.
    #[must_use]
    pub fn short_name(&self) -> &'static str {
        match self.id {
            "turn-of-the-year" => "New Year",
            _ => self.name.split(',').next().unwrap_or(self.name),
        }
    }
}

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

    /// Its days in a year: one, two if a lunar holiday falls twice, or none outside the known
    /// years.
    pub fn in_year(&self, year: i32) -> impl Iterator<Item = Date> {
        self.falls.in_year(year)
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
