//! Fields read from a text, and the opportunity made of them.

use super::status::Status;
use crate::model::event::Ending;
use crate::model::opportunity::{Kind, Opportunity, Workplace};
use crate::model::stage::{FINAL, INTERVIEWING, SCREENING};
use crate::values::date::Date;

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
    /// What happened with it already, where the row of a list says so.
    pub happened: Option<Happened>,
}

/// Where an application is, and since when.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Happened {
    /// The stage, or the ending.
    pub status: Status,
    /// The day; `None` if the row has none that can be read.
    pub on: Option<Date>,
}

impl Capture {
    /// The recognised fields as they would be added today, named for a preview.
    #[must_use]
    pub fn understood(&self, today: Date) -> Vec<(&'static str, String)> {
        let workplace = self.workplace.map_or("", Workplace::label);
        let kind = if self.kind == Kind::Project {
            Kind::Project.label()
        } else {
            ""
        };
        let happened = self.happened;
        let happened = happened.map_or_else(String::new, |happened| happened.words(today));
        [
            ("Company", self.company.as_str()),
            ("Role", &self.role),
            ("Place", &self.place),
            ("Work", workplace),
            ("Pay", &self.pay),
            ("Link", &self.link),
            ("Source", &self.source),
            ("Kind", kind),
            ("Status", &happened),
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

impl Happened {
    /// The day that its history says. A day to come is a deadline or a slip: nothing has happened
    /// then, so it is today, as it is where there is none.
    #[must_use]
    pub fn day(self, today: Date) -> Date {
        self.on.filter(|day| *day <= today).unwrap_or(today)
    }

    /// “Applied on 2 Nov 2026”, “Interviewing since 2 Nov 2026”, “Not selected today”. The year is
    /// said too, as it may have been read wrongly.
    fn words(self, today: Date) -> String {
        let (what, preposition) = match self.status {
            Status::Ended(ending @ Ending::NoAnswer) => (ending.label(), "since"),
            Status::Stage(SCREENING | INTERVIEWING | FINAL) => (self.status.label(), "since"),
            status => (status.label(), "on"),
        };
        match self.day(today) {
            day if day == today && preposition == "since" => format!("{what} as of today"),
            day if day == today => format!("{what} today"),
            day => format!("{what} {preposition} {}", day.short_with_year()),
        }
    }
}
