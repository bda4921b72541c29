//! What the parts of the page are drawn from.

use domain::planning::week::WeekPlan;
use domain::values::date::Date;
use leptos::prelude::*;

use crate::session::Session;

/// The week shown; cheap to copy.
#[derive(Clone, Copy)]
pub(super) struct Page {
    pub(super) session: Session,
    pub(super) monday: Date,
    pub(super) week: Memo<WeekPlan>,
}

impl Page {
    /// Whether the week is over, followed.
    pub(super) fn is_over(self) -> bool {
        self.monday.plus_days(6) < self.session.today()
    }
}
