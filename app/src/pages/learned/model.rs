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

/// One story, ready to show.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct StoryRow {
    pub(super) id: RecordId,
    pub(super) name: String,
    pub(super) origin: String,
}

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

/// The stories that are still told, the latest on top.
pub(super) fn stories(journal: &Journal) -> Vec<StoryRow> {
    let told = journal.stories().iter();
    let mut rows: Vec<StoryRow> = told
        .filter(|(_, story)| story.retired_on.is_none())
        .map(|(id, story)| StoryRow {
            id,
            name: match story.name() {
                "" => "A story without words yet".to_owned(),
                name => name.to_owned(),
            },
            origin: origin(journal, story.opportunity),
        })
        .collect();
    sort_by_key(&mut rows, |row| Reverse(row.id));
    rows
}

fn origin(journal: &Journal, opportunity: Option<RecordId>) -> String {
    opportunity.map_or_else(String::new, |opportunity| name_of(journal, opportunity))
}

/// Every learning, open ones first, the latest on top.
pub(super) fn rows(journal: &Journal) -> Vec<Row> {
    let mut rows: Vec<Row> = journal
        .learnings()
        .iter()
        .map(|(id, learning)| Row {
            id,
            origin: origin(journal, learning.opportunity),
            learning: learning.clone(),
        })
        .collect();
    sort_by_key(&mut rows, |row| {
        (row.learning.done_on.is_some(), Reverse(row.id))
    });
    rows
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
    use domain::model::story::Story;

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
    fn stories_are_shown_by_name_unless_they_are_set_aside() {
        let story = |title: &str, is_retired: bool| Story {
            title: title.into(),
            retired_on: is_retired.then(|| NOON.today()),
            ..Story::default()
        };
        let journal = journal_after(&[
            record(RecordId::fixed(1), &story("Four days saved", false)),
            record(RecordId::fixed(2), &story("Long ago", true)),
        ]);
        let names: Vec<_> = stories(&journal).into_iter().map(|row| row.name).collect();
        assert_eq!(names, ["Four days saved"]);
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
