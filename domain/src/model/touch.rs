//! Touches: messages sent, received, planned or skipped, in the timeline of a person. Plans are
//! computed in [`crate::planning::plan`].

use serde::{Deserialize, Serialize};

use crate::method::Occasion;
use crate::state::entity::Entity;
use crate::state::record::RecordKind;
use crate::values::date::Date;
use crate::values::id::RecordId;

/// Reasons offered where a touch is left out.
pub const SKIP_REASONS: [&str; 4] = [
    "We’ve just spoken",
    "It doesn’t feel right",
    "Too late for it now",
    "They’ve left",
];

/// One message between the person and someone they met.
///
/// Where a plan has a touch that nobody has acted on, there is no record yet. Acting on it makes one under the id the plan gives it, which
/// follows from its cause: two devices that mark the same touch done make one record.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Touch {
    /// With whom.
    pub person: Option<RecordId>,
    /// What it is about, where it is about one opportunity.
    pub opportunity: Option<RecordId>,
    /// On which occasion; none for a word without one.
    pub occasion: Option<Occasion>,
    /// Whether it came from them.
    pub from_them: bool,
    /// The day it is planned for, where that is not the day the plan would choose.
    pub due: Option<Date>,
    /// What it is about: the news to congratulate on, or what was said.
    pub text: String,
    /// Something worth reading, to send.
    pub link: String,
    /// The day it happened.
    pub done_on: Option<Date>,
    /// The day it was left out.
    pub skipped_on: Option<Date>,
    /// Why it was left out.
    pub skipped_why: String,
}

impl Touch {
    /// Whether nothing is left to do about it.
    #[must_use]
    pub const fn is_settled(&self) -> bool {
        self.done_on.is_some() || self.skipped_on.is_some()
    }
}

impl Entity for Touch {
    const KIND: RecordKind = RecordKind::Touch;

    fn parent(&self) -> Option<RecordId> {
        self.person
    }
}
