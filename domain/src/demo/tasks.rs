//! Learnings of earlier talks, and actions that are due.

use super::maker::Maker;
use crate::model::action::Action;
use crate::model::review::{Learning, LearningKind};

/// Learnings by row, with how many days ago one was done.
#[rustfmt::skip]
const LEARNINGS: [(usize, LearningKind, &str, Option<i32>); 3] = [
    (34, LearningKind::Improve, "Bring one story in which something went wrong", None),
    (37, LearningKind::Improve, "Read up on streaming and build one small thing with it", Some(45)),
    (29, LearningKind::Keep, "Asking about their first year got every conversation going", None),
];

/// Actions with the reason, the row and the days from today; those before today are done.
#[rustfmt::skip]
const ACTIONS: [(&str, &str, Option<usize>, i32); 8] = [
    ("Write to one person I haven’t spoken to for a while", "One message a day keeps you in touch.", None, 0),
    ("Collect three results with numbers for the interview at Saltmarsh", "They asked for examples.", Some(3), 0),
    ("Practise one answer out loud, with a number in it", "The next interviews are soon.", None, 1),
    ("Write down what the Ferrybridge offer must answer", "Decide with a clear head.", Some(6), 2),
    ("Ask Rohan who leads the team at Olive & Ash", "A name is better than a form.", Some(14), 4),
    ("Send the outline for the platform review", "They could start next month.", Some(17), 6),
    ("Ask a former colleague for honest feedback on my CV", "Fresh eyes.", None, -6),
    ("Thank everyone I met at Ferrybridge", "Within a day.", Some(6), -5),
];

impl Maker<'_> {
    /// Learnings of earlier talks; one of them is done.
    pub(super) fn add_learnings(&mut self) {
        for (row, kind, text, days_ago) in LEARNINGS {
            let opportunity = self.opportunities.get(row).copied();
            let done_on = days_ago.map(|days| self.today.plus_days(-days));
            self.add(&Learning {
                opportunity,
                kind,
                text: text.into(),
                done_on,
                ..Learning::default()
            });
        }
    }

    /// Actions due, by days from today, and two that are done.
    pub(super) fn add_actions(&mut self) {
        for (text, why, row, days) in ACTIONS {
            let day = self.today.plus_days(days);
            let opportunity = row.and_then(|row| self.opportunities.get(row).copied());
            self.add(&Action {
                text: text.into(),
                why: why.into(),
                due: Some(day),
                opportunity,
                done_on: Some(day).filter(|_| days < 0),
                ..Action::default()
            });
        }
    }
}
