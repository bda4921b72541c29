//! Stories: examples to tell in an interview, each with its result.

use serde::{Deserialize, Serialize};

use crate::state::entity::Entity;
use crate::state::record::RecordKind;
use crate::values::date::Date;
use crate::values::id::RecordId;

/// An example of the person's own: the situation, what they did, and the result with a number.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Story {
    /// What it is called.
    pub title: String,
    /// How things were.
    pub situation: String,
    /// What the person did.
    pub did: String,
    /// What came of it, best with a number.
    pub result: String,
    /// What it shows: skills and demands it answers, in the person's words.
    pub answers: String,
    /// Where it was first told.
    pub opportunity: Option<RecordId>,
    /// The comeback it came from.
    pub comeback: Option<RecordId>,
    /// The day it was set aside.
    pub retired_on: Option<Date>,
}

impl Story {
    /// Its title, else the first of its texts.
    #[must_use]
    pub fn name(&self) -> &str {
        [&self.title, &self.result, &self.did, &self.situation]
            .into_iter()
            .map(|text| text.trim())
            .find(|text| !text.is_empty())
            .unwrap_or_default()
    }
}

impl Entity for Story {
    const KIND: RecordKind = RecordKind::Story;

    fn parent(&self) -> Option<RecordId> {
        self.opportunity
    }
}
