//! The questions that come up again in reviews, with their counts.

use std::cmp::Reverse;

use domain::journal::Journal;
use domain::method::{Mark, QUESTIONS};
use domain::values::sort::sort_by_key;

/// How often a question was marked as having worked, and how often as mixed or missed.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Pattern {
    pub(super) title: &'static str,
    pub(super) worked: usize,
    pub(super) missed: usize,
    pub(super) of: usize,
}

impl Pattern {
    /// “Worked in 3 of 4 reviews, mixed or missed in 1”; of each direction only where there is
    /// any.
    pub(super) fn sentence(&self) -> String {
        let Self {
            worked, missed, of, ..
        } = self;
        match (worked, missed) {
            (0, missed) => format!("Mixed or missed in {missed} of {of} reviews"),
            (worked, 0) => format!("Worked in {worked} of {of} reviews"),
            (worked, missed) => {
                format!("Worked in {worked} of {of} reviews, mixed or missed in {missed} of {of}")
            }
        }
    }
}

/// Questions that at least two reviews marked alike, as having worked or as mixed or missed; those
/// marked most often first.
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
            let worked = marks.iter().filter(|mark| **mark == Mark::Worked).count();
            let missed = marks.len() - worked;
            (worked.max(missed) >= 2).then_some(Pattern {
                title: candidate.title,
                worked,
                missed,
                of: marks.len(),
            })
        })
        .collect();
    sort_by_key(&mut patterns, |pattern| {
        Reverse(pattern.worked.max(pattern.missed))
    });
    patterns
}

#[cfg(test)]
mod tests {
    use domain::model::comeback::Comeback;
    use domain::model::review::Answer;
    use domain::values::id::RecordId;

    use super::*;
    use crate::actions::testing::{NOON, journal_after, record};

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
    fn a_question_comes_up_again_from_the_second_review_that_marks_it_alike() {
        assert!(patterns(&marked(&[Mark::Missed, Mark::Worked])).is_empty());
        let again = [Mark::Missed, Mark::Mixed, Mark::Worked, Mark::DoesNotApply];
        assert_eq!(
            patterns(&marked(&again)),
            [Pattern {
                title: QUESTIONS[0].title,
                worked: 1,
                missed: 2,
                of: 3,
            }]
        );
        let sentence = |marks: &[Mark]| {
            let patterns = patterns(&marked(marks)).into_iter();
            patterns.map(|pattern| pattern.sentence()).next()
        };
        assert_eq!(
            sentence(&again).as_deref(),
            Some("Worked in 1 of 3 reviews, mixed or missed in 2 of 3")
        );
        assert_eq!(
            sentence(&[Mark::Missed, Mark::Mixed]).as_deref(),
            Some("Mixed or missed in 2 of 2 reviews")
        );
        assert_eq!(
            sentence(&[Mark::Worked, Mark::Worked]).as_deref(),
            Some("Worked in 2 of 2 reviews")
        );
    }
}
