//! The page as plain data: the learnings, and the questions that come up again.

use std::cmp::Reverse;

use domain::journal::Journal;
use domain::method::{Mark, QUESTIONS};
use domain::model::review::Learning;
use domain::values::id::RecordId;
use domain::values::sort::sort_by_key;

use crate::actions::opportunities::name_of;

/// One learning, ready to show.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Row {
    pub(super) id: RecordId,
    pub(super) learning: Learning,
    pub(super) origin: String,
}

/// How often a question was marked mixed or missed.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Pattern {
    pub(super) title: &'static str,
    pub(super) named: usize,
    pub(super) of: usize,
}

/// Every learning, open ones first, the latest on top.
pub(super) fn rows(journal: &Journal) -> Vec<Row> {
    let mut rows: Vec<Row> = journal
        .learnings()
        .iter()
        .map(|(id, learning)| Row {
            id,
            origin: learning
                .opportunity
                .map(|opportunity| name_of(journal, opportunity))
                .unwrap_or_default(),
            learning: learning.clone(),
        })
        .collect();
    sort_by_key(&mut rows, |row| {
        (row.learning.done_on.is_some(), Reverse(row.id))
    });
    rows
}

/// Questions that at least two reviews marked mixed or missed, most often named first.
pub(super) fn patterns(journal: &Journal) -> Vec<Pattern> {
    let mut patterns: Vec<Pattern> = QUESTIONS
        .iter()
        .filter_map(|candidate| {
            let marks: Vec<Mark> = journal
                .comebacks()
                .iter()
                .filter_map(|(id, _)| journal.answer(id, candidate.id)?.1.mark)
                .filter(|mark| *mark != Mark::DoesNotApply)
                .collect();
            let named = marks.iter().filter(|mark| **mark != Mark::Worked).count();
            (named >= 2).then_some(Pattern {
                title: candidate.title,
                named,
                of: marks.len(),
            })
        })
        .collect();
    sort_by_key(&mut patterns, |pattern| Reverse(pattern.named));
    patterns
}

#[cfg(test)]
mod tests {
    use domain::model::comeback::Comeback;
    use domain::model::review::Answer;

    use super::*;
    use crate::actions::learnings::{keep_own, tick};
    use crate::actions::testing::{NOON, apply, at_noon, journal_after, record};

    #[test]
    fn ticked_learnings_come_last() {
        let mut journal = Journal::default();
        for number in [1, 2] {
            let learning = Learning {
                text: number.to_string(),
                ..Learning::default()
            };
            let edit = record(RecordId::fixed(number), &learning);
            journal = apply(&journal, &edit);
        }
        let ids = |journal: &Journal| -> Vec<RecordId> {
            rows(journal).into_iter().map(|row| row.id).collect()
        };
        let [first, second] = [1, 2].map(RecordId::fixed);
        assert_eq!(ids(&journal), [second, first]);
        let ticked = at_noon(|moment| tick(&journal, moment, second));
        assert_eq!(ids(&apply(&journal, &ticked)), [first, second]);
    }

    #[test]
    fn a_learning_of_ones_own_comes_from_nowhere() {
        let edit = at_noon(|moment| keep_own(moment, "Slower"));
        let rows = rows(&apply(&Journal::default(), &edit));
        assert_eq!(
            rows.iter()
                .map(|row| row.origin.as_str())
                .collect::<Vec<_>>(),
            [""]
        );
    }

    /// The first question, as it was marked in one review after the other.
    fn marked(marks: &[Mark]) -> Journal {
        let mut edits = Vec::new();
        for (number, mark) in (1..).zip(marks) {
            let comeback = RecordId::fixed(number);
            let answer = Answer {
                comeback: Some(comeback),
                question: QUESTIONS[0].id.to_owned(),
                mark: Some(*mark),
                ..Answer::default()
            };
            let opened = Comeback::new(RecordId::fixed(100 + number), NOON);
            edits.push(record(comeback, &opened));
            edits.push(record(RecordId::fixed(200 + number), &answer));
        }
        journal_after(&edits)
    }

    #[test]
    fn a_question_comes_up_again_from_the_second_review_that_names_it() {
        assert!(patterns(&marked(&[Mark::Missed, Mark::Worked])).is_empty());
        let again = [Mark::Missed, Mark::Mixed, Mark::Worked, Mark::DoesNotApply];
        assert_eq!(
            patterns(&marked(&again)),
            [Pattern {
                title: QUESTIONS[0].title,
                named: 2,
                of: 3,
            }]
        );
    }
}
