//! The plan for the first ninety days at an opportunity: changed, and begun from what was written
//! before.

use domain::journal::Journal;
use domain::model::ninety_days::NinetyDays;
use domain::model::review::LearningKind;
use domain::state::edit::Edit;
use domain::state::record::{RecordKey, RecordKind};
use domain::values::id::RecordId;

use super::opportunities::name_of;

/// What a plan can begin from: the words on the button, and the plan it makes.
#[derive(Clone, Debug, PartialEq)]
pub struct Beginning {
    /// The words on the button.
    pub label: String,
    /// The plan.
    pub plan: NinetyDays,
}

/// The plan for an opportunity, empty where none is begun.
#[must_use]
pub fn plan_for(journal: &Journal, opportunity: RecordId) -> NinetyDays {
    let plan = journal.ninety_days().get(NinetyDays::id(opportunity));
    plan.cloned().unwrap_or_else(|| NinetyDays {
        opportunity: Some(opportunity),
        ..NinetyDays::default()
    })
}

/// Changes the plan, or begins it.
#[must_use]
pub fn change(
    journal: &Journal,
    opportunity: RecordId,
    label: &str,
    change: impl FnOnce(&mut NinetyDays),
) -> Edit {
    let before = plan_for(journal, opportunity);
    let mut after = before.clone();
    change(&mut after);
    if before == after {
        return Edit::default();
    }
    let id = NinetyDays::id(opportunity);
    let held = journal.record(&RecordKey::new(RecordKind::NinetyDays, id));
    Edit::new(label).put(held, id, &after)
}

/// What an empty plan can begin from: the answer in the review there, a plan kept by an older
/// build, the newest plan for another opportunity. None where the plan is begun.
#[must_use]
pub fn beginnings(journal: &Journal, opportunity: RecordId) -> Vec<Beginning> {
    let is_empty = |plan: &NinetyDays| plan.texts().into_iter().all(|text| text.trim().is_empty());
    if !is_empty(&plan_for(journal, opportunity)) {
        return Vec::new();
    }
    let from_text = |label: String, text: &str| Beginning {
        label,
        plan: NinetyDays {
            opportunity: Some(opportunity),
            goal_30: text.trim().to_owned(),
            ..NinetyDays::default()
        },
    };
    let mut beginnings: Vec<Beginning> = Vec::new();
    let comebacks = journal.comebacks().of(opportunity);
    let answers = comebacks.filter_map(|(id, _)| journal.answer(id, "ninety-days"));
    for (_, answer) in answers.filter(|(_, answer)| !answer.text.trim().is_empty()) {
        beginnings.push(from_text(
            "Start from your answer in the review".into(),
            &answer.text,
        ));
    }
    let learnings = journal.learnings().iter();
    let plans = learnings.filter(|(_, learning)| learning.kind == LearningKind::Plan);
    for (_, learning) in journal.newest_first(&RecordKind::Learning, plans.collect()) {
        let text = learning.text.trim();
        let is_new = beginnings.iter().all(|other| other.plan.goal_30 != text);
        if is_new && !text.is_empty() {
            let label = match learning.opportunity {
                Some(at) if at != opportunity => {
                    format!("Start from what you noted for {}", name_of(journal, at))
                }
                _ => "Start from the plan you noted".to_owned(),
            };
            beginnings.push(from_text(label, text));
        }
    }
    let others = journal.ninety_days().iter();
    let others =
        others.filter(|(_, plan)| plan.opportunity != Some(opportunity) && !is_empty(plan));
    let newest = journal.newest_first(&RecordKind::NinetyDays, others.collect());
    beginnings.extend(newest.first().and_then(|(_, plan)| {
        let name = name_of(journal, plan.opportunity?);
        Some(Beginning {
            label: format!("Start from your plan for {name}"),
            plan: NinetyDays {
                opportunity: Some(opportunity),
                ..(*plan).clone()
            },
        })
    }));
    beginnings
}

#[cfg(test)]
mod tests {
    use domain::model::opportunity::Opportunity;
    use domain::model::review::Learning;

    use super::*;
    use crate::actions::testing::{apply, journal_after, record};

    const ACME: RecordId = RecordId::fixed(1);
    const HALDEN: RecordId = RecordId::fixed(2);

    #[test]
    fn a_plan_begins_from_what_was_written_before_and_offers_nothing_once_begun() {
        let named = |company: &str| Opportunity {
            company: company.into(),
            ..Opportunity::default()
        };
        let noted = Learning {
            kind: LearningKind::Plan,
            opportunity: Some(ACME),
            text: "Sit in on calls".into(),
            ..Learning::default()
        };
        let journal = journal_after(&[
            record(ACME, &named("Acme")),
            record(HALDEN, &named("Halden")),
            record(RecordId::fixed(3), &noted),
        ]);
        let at_halden = change(&journal, HALDEN, "", |plan| {
            plan.goal_90 = "One report".into()
        });
        let journal = apply(&journal, &at_halden);
        assert!(beginnings(&journal, HALDEN).is_empty());
        let offered = beginnings(&journal, ACME);
        let labels: Vec<&str> = offered.iter().map(|offer| offer.label.as_str()).collect();
        assert_eq!(
            labels,
            [
                "Start from the plan you noted",
                "Start from your plan for Halden"
            ]
        );
        assert_eq!(offered[0].plan.goal_30, "Sit in on calls");
        let taken = change(&journal, ACME, "", |plan| *plan = offered[1].plan.clone());
        let after = apply(&journal, &taken);
        let plan = plan_for(&after, ACME);
        assert_eq!(
            (plan.opportunity, &*plan.goal_90),
            (Some(ACME), "One report")
        );
        assert!(change(&after, ACME, "", |_| ()).is_empty());
    }
}
