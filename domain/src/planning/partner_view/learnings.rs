//! The learnings, by what they are for.

use super::names::Names;
use super::{PartnerGroup, PartnerLine, PartnerSection};
use crate::journal::Journal;
use crate::model::review::LearningKind;

/// The most learnings of a kind: the whole page has to be light.
const MOST_OF_A_KIND: usize = 10;

/// The kinds shown, in this order.
const KINDS: [LearningKind; 4] = [
    LearningKind::Focus,
    LearningKind::Keep,
    LearningKind::Question,
    LearningKind::Improve,
];

/// What was learned, the latest first.
pub(super) fn section(journal: &Journal, names: &Names) -> PartnerSection {
    let groups = KINDS.into_iter().filter_map(|kind| {
        let learnings = journal.learnings().iter().map(|(_, learning)| learning);
        let mut texts: Vec<&str> = learnings
            .filter(|learning| learning.kind == kind && !learning.words().trim().is_empty())
            .map(|learning| learning.words())
            .collect();
        texts.reverse();
        let rest = texts.len().saturating_sub(MOST_OF_A_KIND);
        let shown = texts.iter().take(MOST_OF_A_KIND);
        let lines = shown.map(|text| PartnerLine {
            text: names.shared(text),
            detail: String::new(),
        });
        (!texts.is_empty()).then(|| PartnerGroup {
            title: kind.label().to_owned(),
            lines: lines.collect(),
            remarks: (rest > 0)
                .then(|| format!("And {rest} more."))
                .into_iter()
                .collect(),
        })
    });
    PartnerSection {
        title: "What was learned",
        groups: groups.collect(),
        definition: String::new(),
    }
}
