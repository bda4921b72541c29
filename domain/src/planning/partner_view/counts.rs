//! The search in counts, each with its whole, and the companies it goes on with.

use super::names::Names;
use super::{PartnerGroup, PartnerLine, PartnerSection, clipped};
use crate::journal::Journal;
use crate::model::history::Standing;
use crate::planning::yes::took_so_far;
use crate::values::date::Now;
use crate::values::id::RecordId;
use crate::values::sort::sort_by;

/// The most companies shown: the whole page has to be light.
const MOST_COMPANIES: usize = 25;

/// What the search took so far.
pub(super) fn section(journal: &Journal, now: Now) -> PartnerSection {
    let took = took_so_far(journal, now);
    let all = took.opportunities;
    let open = journal
        .standings()
        .filter(|(_, standing)| standing.is_active());
    let lines = [
        format!("{} of {all} opportunities are open", open.count()),
        format!("{} of {all} applied for", took.applied),
        format!("{} of {all} led to interviews", took.with_interviews),
        counted(took.rounds, "interview round", "interview rounds"),
        counted(took.people_met, "person met", "people met"),
        counted(took.messages_sent, "message sent", "messages sent"),
    ];
    PartnerSection {
        title: "In numbers",
        groups: (all > 0).then(|| group_of(lines)).into_iter().collect(),
        definition:
            "Counted over the whole search so far. Noes aren’t counted here: it takes one yes."
                .to_owned(),
    }
}

/// The companies of what is open, those furthest on first.
pub(super) fn companies(journal: &Journal, names: &Names) -> PartnerSection {
    let open = journal.standings();
    let mut open: Vec<(RecordId, &Standing)> =
        open.filter(|(_, standing)| standing.is_active()).collect();
    let rank = |standing: &Standing| journal.stages().rank(&standing.stage);
    sort_by(&mut open, |(id, one), (other, two)| {
        (rank(two), id).cmp(&(rank(one), other))
    });
    let lines: Vec<PartnerLine> = open
        .iter()
        .filter_map(|(id, standing)| {
            let company = clipped(&journal.opportunities().get(*id)?.company);
            let stage = names.shared(journal.stages().label(&standing.stage));
            (!company.is_empty()).then_some(PartnerLine {
                text: company,
                detail: stage,
            })
        })
        .collect();
    let rest = lines.len().saturating_sub(MOST_COMPANIES);
    let group = PartnerGroup {
        title: String::new(),
        lines: lines.into_iter().take(MOST_COMPANIES).collect(),
        remarks: (rest > 0)
            .then(|| format!("And {rest} more."))
            .into_iter()
            .collect(),
    };
    PartnerSection {
        title: "Companies",
        groups: [group]
            .into_iter()
            .filter(|group| !group.lines.is_empty())
            .collect(),
        definition: "Only those that are open.".to_owned(),
    }
}

fn counted(number: usize, one: &str, many: &str) -> String {
    format!("{number} {}", if number == 1 { one } else { many })
}

fn group_of<const N: usize>(lines: [String; N]) -> PartnerGroup {
    let lines = lines.into_iter().map(|text| PartnerLine {
        text,
        detail: String::new(),
    });
    PartnerGroup {
        lines: lines.collect(),
        ..PartnerGroup::default()
    }
}
