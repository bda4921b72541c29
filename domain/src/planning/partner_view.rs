//! What a partner or coach sees: just what was chosen for them, computed from what is there now.
//!
//! Plain words and numbers come out. Nothing private, no note and no person can be among them, and
//! no company unless it was chosen: lines about a person are said without their words, and names
//! that are known are taken out of all other text (`names`).

mod counts;
mod learnings;
mod names;
mod plan;
#[cfg(test)]
mod tests;

use crate::journal::Journal;
use crate::model::share::Share;
use crate::values::date::{Date, Now};
use names::Names;

/// The most characters of one text: the whole page has to be light.
const LONGEST_TEXT: usize = 200;

/// A page for a partner.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PartnerView {
    /// The day it was computed.
    pub on: Date,
    /// The last day of the link.
    pub until: Option<Date>,
    /// What was chosen, as far as there is anything.
    pub sections: Vec<PartnerSection>,
}

/// One of the chosen subjects.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PartnerSection {
    /// Its heading.
    pub title: &'static str,
    /// Its groups, such as weeks.
    pub groups: Vec<PartnerGroup>,
    /// How its figures are counted; may be empty.
    pub definition: String,
}

/// Lines that belong together.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PartnerGroup {
    /// Its heading; may be empty.
    pub title: String,
    /// Its lines.
    pub lines: Vec<PartnerLine>,
    /// Sentences below them.
    pub remarks: Vec<String>,
}

/// One line.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PartnerLine {
    /// What it says.
    pub text: String,
    /// When, where, or how far; may be empty.
    pub detail: String,
}

impl PartnerView {
    /// What a share shows now.
    #[must_use]
    pub fn of(journal: &Journal, share: &Share, now: Now) -> Self {
        let names = Names::of(journal, share.companies);
        let sections = [
            share.plan.then(|| plan::section(journal, &names, now)),
            share.goals.then(|| plan::goals(journal, &names, now)),
            share.counts.then(|| counts::section(journal, now)),
            share.companies.then(|| counts::companies(journal, &names)),
            share.learnings.then(|| learnings::section(journal, &names)),
        ];
        Self {
            on: now.today(),
            until: share.until,
            sections: sections
                .into_iter()
                .flatten()
                .filter(|section| !section.groups.is_empty())
                .collect(),
        }
    }
}

/// A text on one line, short enough for the page.
fn clipped(text: &str) -> String {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    match line.char_indices().nth(LONGEST_TEXT) {
        Some((end, _)) => format!("{}…", line[..end].trim_end()),
        None => line,
    }
}
