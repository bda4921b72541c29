//! What the parts of the page are drawn from.

use domain::planning::preparation::Prepared;
use leptos::prelude::*;

use crate::pages::round_here::RoundHere;
use crate::session::Session;

/// The round, and what it can be prepared with; cheap to copy.
#[derive(Clone, Copy)]
pub(super) struct Page {
    pub(super) session: Session,
    pub(super) here: RoundHere,
    pub(super) prepared: Memo<Prepared>,
}
