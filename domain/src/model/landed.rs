//! Answers of people who found a role a short while ago.

use serde::{Deserialize, Serialize};

use crate::state::entity::Entity;
use crate::state::record::RecordKind;
use crate::values::date::Date;
use crate::values::id::RecordId;

/// What one person who recently landed said to three questions.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Landed {
    /// Who.
    pub person: Option<RecordId>,
    /// What worked for them.
    pub worked: String,
    /// What they would not do again.
    pub not_again: String,
    /// What they would try in the person's place.
    pub would_try: String,
    /// The day they were asked.
    pub asked_on: Option<Date>,
    /// The day they answered.
    pub answered_on: Option<Date>,
}

impl Landed {
    /// The id of the answers of a person: two devices that note them make one record.
    #[must_use]
    pub fn id(person: RecordId) -> RecordId {
        RecordId::derived("landed", &[person], 0)
    }
}

impl Entity for Landed {
    const KIND: RecordKind = RecordKind::Landed;

    fn parent(&self) -> Option<RecordId> {
        self.person
    }
}
