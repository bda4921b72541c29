//! Greetings on holidays.

use super::because::Because;
use super::planned::Planned;
use super::planner::{GREETINGS_LEAD_DAYS, Planner};
use crate::method::Occasion;
use crate::values::holiday::Holiday;
use crate::values::id::RecordId;

impl Planner<'_> {
    /// Greetings on the holiday chosen for them, due some days before it: the one just past while it
    /// is not too late, else the next.
    pub(super) fn greetings(&self) -> Option<Planned> {
        let holiday = Holiday::of(&self.person.holiday)?;
        let (year, ..) = self.today.year_month_day();
        // Some years ahead: those next may have been left out already.
        let days = (year - 1..=year + 10).flat_map(|year| {
            let number = u64::try_from(year).unwrap_or_default();
            // The second of a year needs an id of its own.
            holiday.in_year(year).zip([number, number + 10_000])
        });
        let mut open = days.filter_map(|(on, number)| {
            self.open(
                RecordId::derived(&format!("greetings {}", holiday.id), &[self.id], number),
                None,
                Occasion::SeasonsGreetings,
                on.plus_days(-GREETINGS_LEAD_DAYS),
                Because::Holiday {
                    name: holiday.short_name(),
                    on,
                },
            )
        });
        open.find(|planned| planned.until.is_none_or(|until| until >= self.today))
    }
}
