//! An opportunity: a job or a project someone could say yes to, as the person keeps it.

use serde::{Deserialize, Serialize};

use crate::state::entity::Entity;
use crate::state::record::RecordKind;
use crate::values::date::Date;
use crate::values::id::RecordId;

/// What a project goes by until somebody has named it.
pub const PROJECT_WITHOUT_NAME: &str = "Project idea";

/// What kind of work is on offer.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Kind {
    /// Employment.
    #[default]
    Job,
    /// Project work: an assignment, freelance or temporary.
    Project,
}

impl Kind {
    /// Both kinds, in the order they are offered.
    pub const ALL: [Self; 2] = [Self::Job, Self::Project];

    /// The word shown.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::Job => "Job",
            Self::Project => "Project",
        }
    }

    /// The word stored, which is also the value of form fields.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::Job => "job",
            Self::Project => "project",
        }
    }
}

/// Where the work is done.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Workplace {
    /// At the employer's.
    OnSite,
    /// Partly at the employer's.
    Hybrid,
    /// From anywhere, or from home.
    Remote,
}

impl Workplace {
    /// All three, in the order they are offered.
    pub const ALL: [Self; 3] = [Self::OnSite, Self::Hybrid, Self::Remote];

    /// The word shown.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::OnSite => "On site",
            Self::Hybrid => "Hybrid",
            Self::Remote => "Remote",
        }
    }

    /// The word stored, which is also the value of form fields.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::OnSite => "on-site",
            Self::Hybrid => "hybrid",
            Self::Remote => "remote",
        }
    }
}

/// A job or project in the search. Its history is not here: that is a list of
/// [`crate::model::event::Event`]s.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Opportunity {
    /// Job or project.
    pub kind: Kind,
    /// The company, or whoever offers the work.
    pub company: String,
    /// The role, as advertised or as the person calls it.
    pub role: String,
    /// Town, region or country, as written.
    pub place: String,
    /// On site, hybrid or remote, where known.
    pub workplace: Option<Workplace>,
    /// The address of the posting as the person gave it; shown as a link only through
    /// [`crate::values::link::SafeLink`].
    pub link: String,
    /// Where it was found: a board, a person, a mailing list.
    pub source: String,
    /// Pay, as written.
    pub pay: String,
    /// Everything else, including a pasted posting.
    pub notes: String,
    /// The person's own labels.
    pub tags: Vec<String>,
    /// Until this day the app does not ask whether silence means no answer.
    pub quiet_until: Option<Date>,
    /// The opportunity this one grew out of, such as a project offered after a no.
    pub grew_from: Option<RecordId>,
    /// The pitch of a project. Their problem, in their words where possible.
    pub problem: String,
    /// The pitch of a project: what they have once it is done.
    pub result: String,
    /// The pitch of a project: how long it takes, as written.
    pub duration: String,
    /// The pitch of a project: what it costs, as written.
    pub price: String,
    /// Who the pitch is for, where that is one person.
    pub pitch_to: Option<RecordId>,
    /// The experiments this one was no part of, although it was applied for while they ran.
    pub not_part_of: Vec<RecordId>,
}

impl Opportunity {
    /// “Data engineer at Acme”, or what there is of it.
    #[must_use]
    pub fn title(&self) -> String {
        match (self.role.trim(), self.company.trim()) {
            ("", "") => "Untitled opportunity".into(),
            ("", company) => company.into(),
            (role, "") => role.into(),
            (role, company) => format!("{role} at {company}"),
        }
    }

    /// Whether any part of a pitch is written.
    #[must_use]
    pub fn has_pitch(&self) -> bool {
        let texts = [&self.problem, &self.result, &self.duration, &self.price];
        self.pitch_to.is_some() || texts.iter().any(|text| !text.trim().is_empty())
    }

    /// The company, or the role where no company is known: the shortest name that tells it apart.
    #[must_use]
    pub fn short_name(&self) -> &str {
        match (self.company.trim(), self.role.trim()) {
            ("", "") => "Untitled opportunity",
            ("", role) => role,
            (company, _) => company,
        }
    }
}

impl Entity for Opportunity {
    const KIND: RecordKind = RecordKind::Opportunity;
}
