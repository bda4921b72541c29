//! Signs of life in the rhythm chosen for somebody.

use super::because::Because;
use super::planned::Planned;
use super::planner::Planner;
use crate::method::Occasion;
use crate::planning::contacts::{ContactKind, last_contact};
use crate::state::record::{RecordKey, RecordKind};
use crate::values::date::Date;
use crate::values::id::RecordId;

impl Planner<'_> {
    /// The next sign of life in the rhythm chosen. It is counted from the last contact, or from one
    /// that was left out.
    pub(super) fn rhythm(&self) -> Option<Planned> {
        let days = self.person.rhythm_days.filter(|days| *days > 0)?;
        let left_out = self.contacts.iter().filter(|contact| {
            contact.kind == ContactKind::Skipped && contact.occasion == Some(Occasion::CheckIn)
        });
        let last = last_contact(self.contacts);
        let anchor = last.into_iter().chain(left_out).max();
        let after = |anchor| RecordId::derived("check-in", &[self.id, anchor], 0);
        let mut id = after(anchor.map_or(self.id, |anchor| anchor.id));
        // A touch settled on the day of another contact may not be the latest by its id, but still
        // continues the rhythm.
        while self.is_settled(id) {
            id = after(id);
        }
        let begins = anchor.map_or_else(|| self.rhythm_chosen_on(), |anchor| Some(anchor.on));
        let due = begins
            .unwrap_or(self.today)
            .plus_days(i32::try_from(days).unwrap_or(i32::MAX));
        let because = Because::Rhythm {
            last: last.map(|last| last.on),
            days,
        };
        self.open(id, None, Occasion::CheckIn, due, because)
    }

    /// The day the rhythm was chosen, in UTC, so that it is the same day on every device.
    fn rhythm_chosen_on(&self) -> Option<Date> {
        let record = self
            .journal
            .record(&RecordKey::new(RecordKind::Person, self.id))?;
        let stamp = record.cell("rhythm_days")?.stamp;
        Some(Date::of_local_ms(i64::try_from(stamp.ms).ok()?))
    }
}
