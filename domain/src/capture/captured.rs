//! Fields read from a text, and the opportunity made of them.

use crate::model::opportunity::{Kind, Opportunity, Workplace};

/// The fields read from a text.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Capture {
    /// The company, where one was recognised.
    pub company: String,
    /// The role, where one was recognised.
    pub role: String,
    /// The place, where one was recognised.
    pub place: String,
    /// On site, hybrid or remote, where the text says so.
    pub workplace: Option<Workplace>,
    /// The first link of the text, without tracking.
    pub link: String,
    /// The board it comes from, by the link's host or by name.
    pub source: String,
    /// Pay, as written.
    pub pay: String,
    /// The whole text, if it says more than the fields do.
    pub notes: String,
    /// Project work, where the text says so.
    pub kind: Kind,
}

impl Capture {
    /// The recognised fields, named for a preview.
    #[must_use]
    pub fn understood(&self) -> Vec<(&'static str, String)> {
        let workplace = self.workplace.map_or("", Workplace::label);
        let kind = if self.kind == Kind::Project {
            Kind::Project.label()
        } else {
            ""
        };
        [
            ("Company", self.company.as_str()),
            ("Role", &self.role),
            ("Place", &self.place),
            ("Work", workplace),
            ("Pay", &self.pay),
            ("Link", &self.link),
            ("Source", &self.source),
            ("Kind", kind),
        ]
        .into_iter()
        .filter(|(_, value)| !value.is_empty())
        .map(|(name, value)| (name, value.to_owned()))
        .collect()
    }

    /// The opportunity to add.
    #[must_use]
    pub fn opportunity(&self) -> Opportunity {
        Opportunity {
            kind: self.kind,
            company: self.company.clone(),
            role: self.role.clone(),
            place: self.place.clone(),
            workplace: self.workplace,
            link: self.link.clone(),
            source: self.source.clone(),
            pay: self.pay.clone(),
            notes: self.notes.clone(),
            ..Opportunity::default()
        }
    }
}
