//! What each group of opportunities brought: by source, by kind, by label.

use std::collections::BTreeMap;

use super::journey::Journey;
use super::share::{FEW, range};
use crate::journal::Journal;
use crate::model::stage::{APPLIED, OFFER};
use crate::values::sort::sort_by_key;
use crate::values::text::fold;

/// What the groups count, in words.
pub const DEFINITION: &str = "Only what was sent. An answer is an invitation, a later stage, an offer or a no; invited is a round that was held or a stage past applied.";

/// What something is grouped by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum GroupBy {
    /// Where it was found.
    Source,
    /// Job or project.
    Kind,
    /// The person's own labels; one with several counts for each.
    Tag,
}

/// One group in counts.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Group {
    /// Its name as most recently written; empty where none was noted.
    pub name: String,
    /// How many were sent.
    pub sent: usize,
    /// Of these, how many were answered.
    pub answered: usize,
    /// Of these, how many came past applied.
    pub invited: usize,
    /// Of these, how many came to an offer.
    pub offers: usize,
}

/// The groups, the largest first, what has no name last.
#[must_use]
pub fn groups(journal: &Journal, journeys: &[Journey], by: GroupBy) -> Vec<Group> {
    let mut found: BTreeMap<String, Group> = BTreeMap::new();
    let stages = journal.stages();
    let place = |id| stages.all().iter().position(|stage| stage.id == id);
    let (applied, offer) = (place(APPLIED), place(OFFER));
    for journey in journeys.iter().filter(|journey| journey.is_sent()) {
        for name in names(journal, journey, by) {
            let group = found.entry(fold(&name)).or_default();
            group.name = name;
            group.sent += 1;
            group.answered += usize::from(journey.is_answered);
            group.invited += usize::from(Some(journey.furthest()) > applied);
            group.offers += usize::from(Some(journey.furthest()) >= offer);
        }
    }
    let mut groups: Vec<Group> = found.into_values().collect();
    sort_by_key(&mut groups, |group| {
        (
            group.name.is_empty(),
            std::cmp::Reverse(group.sent),
            fold(&group.name),
        )
    });
    groups
}

fn names(journal: &Journal, journey: &Journey, by: GroupBy) -> Vec<String> {
    let Some(about) = journal.opportunities().get(journey.id) else {
        return Vec::new();
    };
    match by {
        GroupBy::Source => vec![journey.source.clone()],
        GroupBy::Kind => vec![about.kind.label().to_owned()],
        GroupBy::Tag => about.tags.iter().map(|tag| tag.trim().to_owned()).collect(),
    }
}

/// A sentence about what stands out among the groups, or that it is too early to say. It stands out
/// only where both it and all others are at least [`FEW`], and their ranges do not touch.
#[must_use]
pub fn stands_out(groups: &[Group]) -> String {
    let sum = |of: fn(&Group) -> usize| groups.iter().map(of).sum::<usize>();
    let (sent, answered) = (sum(|group| group.sent), sum(|group| group.answered));
    for group in groups.iter().filter(|group| !group.name.is_empty()) {
        let (others, others_answered) = (sent - group.sent, answered - group.answered);
        if group.sent < FEW || others < FEW {
            continue;
        }
        let here = range(group.answered, group.sent);
        let elsewhere = range(others_answered, others);
        let counts = format!(
            "{} of {} were answered there, {others_answered} of {others} elsewhere",
            group.answered, group.sent
        );
        if here.0 > elsewhere.1 {
            return format!(
                "{} brings more answers: {counts}. The ranges don’t touch.",
                group.name
            );
        }
        if here.1 < elsewhere.0 {
            return format!(
                "{} brings fewer answers: {counts}. The ranges don’t touch.",
                group.name
            );
        }
    }
    "It’s too early to say which brings more: the numbers are small, or too much alike.".to_owned()
}
