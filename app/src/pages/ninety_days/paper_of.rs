//! The plan as a paper.

use domain::journal::Journal;
use domain::model::opportunity::Opportunity;
use domain::values::id::RecordId;

use super::months::{LINES, MONTHS};
use crate::actions::ninety_days::plan_for;
use crate::components::paper::PaperText;

/// The plan for an opportunity, without what is empty.
pub(super) fn paper_of(journal: &Journal, opportunity: RecordId) -> PaperText {
    let mut plan = plan_for(journal, opportunity);
    let about = journal.opportunities().get(opportunity);
    let about = about.map(Opportunity::title).unwrap_or_default();
    let paper = PaperText::new("My first ninety days", about);
    MONTHS.into_iter().fold(paper, |paper, (_, title, texts)| {
        let lines = LINES
            .into_iter()
            .zip(texts)
            .filter_map(|((_, label), text)| {
                let text = text(&mut plan).trim();
                (!text.is_empty()).then(|| format!("{label}: {text}"))
            });
        paper.section(title, &lines.collect::<Vec<_>>().join("\n"))
    })
}

#[cfg(test)]
mod tests {
    use domain::model::ninety_days::NinetyDays;

    use super::*;
    use crate::actions::testing::{journal_after, record};

    #[test]
    fn what_is_empty_is_not_on_the_paper() {
        let acme = RecordId::fixed(1);
        let about = Opportunity {
            company: "Acme".into(),
            ..Opportunity::default()
        };
        let plan = NinetyDays {
            opportunity: Some(acme),
            goal_30: "Sit in on calls".into(),
            measure_30: "Ten calls".into(),
            step_90: "One report".into(),
            ..NinetyDays::default()
        };
        let journal = journal_after(&[record(acme, &about), record(NinetyDays::id(acme), &plan)]);
        assert_eq!(
            paper_of(&journal, acme).to_text(),
            "My first ninety days\nAcme\n\nBy day 30\nGoal: Sit in on calls\nMeasure: Ten calls\n\n\
             By day 90\nFirst step: One report"
        );
    }
}
