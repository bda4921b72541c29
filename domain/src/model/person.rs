//! People: everyone met on the way, the opportunities they belong to, and when there was last a word between them and the person.

use serde::{Deserialize, Serialize};

use crate::state::entity::Entity;
use crate::state::record::RecordKind;
use crate::values::date::Date;
use crate::values::id::RecordId;

/// Tags offered; anyone may add their own.
pub const TAGS: [&str; 6] = [
    "recently landed",
    "recruiter",
    "referrer",
    "hiring manager",
    "partner",
    "former colleague",
];

/// The tag of someone who found a role a short while ago and can say how.
pub const RECENTLY_LANDED: &str = "recently landed";

/// Rhythms offered for keeping in touch, in days.
pub const RHYTHMS: [u32; 5] = [14, 30, 60, 90, 180];

/// The rhythm offered for everyone met at an opportunity when its chapter closes, in days.
pub const LIGHT_RHYTHM: u32 = 90;

/// Someone met on the way. A person outlives the opportunity they were met at, and may change company.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Person {
    /// Name.
    pub name: String,
    /// What they do there.
    pub role: String,
    /// Where they work now.
    pub company: String,
    /// Mail address.
    pub mail: String,
    /// Phone number, as written.
    pub phone: String,
    /// The address of a profile; shown as a link only through [`crate::values::link::SafeLink`].
    pub profile: String,
    /// How they were met.
    pub met: String,
    /// The day they were met.
    pub met_on: Option<Date>,
    /// The opportunity they were met at; others are [`Tie`]s.
    pub opportunity: Option<RecordId>,
    /// The person's own labels.
    pub tags: Vec<String>,
    /// Every so many days a sign of life is planned; none where not wanted.
    pub rhythm_days: Option<u32>,
    /// The holiday on which greetings are planned: an id of [`crate::values::holiday::HOLIDAYS`].
    pub holiday: String,
    /// Nothing is planned for them.
    pub at_rest: bool,
    /// Anything worth remembering.
    pub notes: String,
    /// The UID of the card they came from, where their id does not say it: later imports find them by it whatever is corrected here.
    pub card: String,
}

impl Person {
    /// The name to greet them by: the first word, where the name is not a title or a whole firm.
    #[must_use]
    pub fn first_name(&self) -> &str {
        let is_title = |word: &str| {
            matches!(
                word.trim_end_matches('.').to_lowercase().as_str(),
                "dr" | "prof" | "mr" | "mrs" | "ms" | "herr" | "frau"
            )
        };
        let mut words = self.name.split_whitespace();
        words.find(|word| !is_title(word)).unwrap_or(&self.name)
    }

    /// “Team lead at Acme”, or what there is of it.
    #[must_use]
    pub fn place(&self) -> String {
        match (self.role.trim(), self.company.trim()) {
            ("", "") => String::new(),
            (role, "") => role.to_owned(),
            ("", company) => company.to_owned(),
            (role, company) => format!("{role} at {company}"),
        }
    }
}

impl Entity for Person {
    const KIND: RecordKind = RecordKind::Person;

    fn parent(&self) -> Option<RecordId> {
        self.opportunity
    }
}

/// A person belonging to an opportunity. Its id follows from both, so that two devices which tie them make one record.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Tie {
    /// Who.
    pub person: Option<RecordId>,
    /// Where.
    pub opportunity: Option<RecordId>,
}

impl Tie {
    /// The id of the tie between these two.
    #[must_use]
    pub fn id(person: RecordId, opportunity: RecordId) -> RecordId {
        RecordId::derived("tie", &[person, opportunity], 0)
    }

    /// The tie between these two.
    #[must_use]
    pub const fn new(person: RecordId, opportunity: RecordId) -> Self {
        Self {
            person: Some(person),
            opportunity: Some(opportunity),
        }
    }
}

impl Entity for Tie {
    const KIND: RecordKind = RecordKind::Tie;

    fn parent(&self) -> Option<RecordId> {
        self.opportunity
    }
}

#[cfg(test)]
mod tests;
