//! Goals of action: set, changed, set aside.

use domain::journal::Journal;
use domain::model::goal::{Goal, GoalCount};
use domain::state::edit::Edit;
use domain::values::id::RecordId;

use super::Moment;

/// The most a week that is read from a field: more is a slip of the finger.
const MOST_A_WEEK: u32 = 99;

/// What can be counted: the stored word, and how it is said.
pub const COUNTS: [(GoalCount, &str, &str); 4] = [
    (GoalCount::People, "people", "People I write to"),
    (GoalCount::Applications, "applications", "Applications"),
    (GoalCount::Practice, "practice", "Practice"),
    (GoalCount::Lines, "lines", "Plan lines for this goal"),
];

/// What is counted under a stored word.
#[must_use]
pub fn count_of(word: &str) -> Option<GoalCount> {
    let counts = COUNTS.iter().find(|(_, id, _)| *id == word);
    counts.map(|(count, ..)| *count)
}

/// The stored word of what is counted; empty for nothing.
#[must_use]
pub fn word_of(count: Option<GoalCount>) -> &'static str {
    let counts = COUNTS.iter().find(|(other, ..)| Some(*other) == count);
    counts.map_or("", |(_, word, _)| word)
}

/// A number a week as it is typed; none for nothing and for what is no number.
#[must_use]
pub fn number_of(text: &str) -> Option<u32> {
    let number = text.trim().parse::<u32>().ok()?;
    (1..=MOST_A_WEEK).contains(&number).then_some(number)
}

/// Sets a goal from today on. Without words it sets none.
#[must_use]
pub fn add(
    moment: &mut Moment<'_>,
    text: &str,
    a_week: Option<u32>,
    counts: Option<GoalCount>,
) -> Edit {
    let text = text.trim();
    if text.is_empty() {
        return Edit::default();
    }
    let goal = Goal {
        text: text.to_owned(),
        a_week,
        counts,
        began_on: Some(moment.today()),
        ended_on: None,
    };
    Edit::new("Goal set").create(moment.new_id(), &goal)
}

/// Changes a goal.
#[must_use]
pub fn change(journal: &Journal, id: RecordId, change: impl FnOnce(&mut Goal)) -> Edit {
    let Some(before) = journal.goals().get(id) else {
        return Edit::default();
    };
    let mut after = before.clone();
    change(&mut after);
    Edit::new("Goal changed").change(id, before, &after)
}

/// Sets a goal aside. What it counted in the weeks before stays.
#[must_use]
pub fn set_aside(journal: &Journal, moment: &Moment<'_>, id: RecordId) -> Edit {
    let edit = change(journal, id, |goal| goal.ended_on = Some(moment.today()));
    Edit {
        label: "Goal set aside".to_owned(),
        ..edit
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::actions::testing::{NOON, apply, at_noon};

    #[test]
    fn a_goal_is_set_changed_and_set_aside() {
        let set = at_noon(|moment| {
            add(
                moment,
                " Talk to two people ",
                Some(2),
                Some(GoalCount::People),
            )
        });
        let journal = apply(&Journal::default(), &set);
        let id = RecordId::fixed(1_000);
        let goal = |journal: &Journal| journal.goals().get(id).cloned().unwrap_or_default();
        assert_eq!(goal(&journal).text, "Talk to two people");
        let journal = apply(&journal, &change(&journal, id, |goal| goal.a_week = None));
        assert_eq!(goal(&journal).a_week, None);
        let aside = at_noon(|moment| set_aside(&journal, moment, id));
        assert_eq!(goal(&apply(&journal, &aside)).ended_on, Some(NOON.today()));
        assert!(at_noon(|moment| add(moment, " ", None, None)).is_empty());
    }

    #[test]
    fn what_is_typed_is_a_number_a_week_or_none() {
        for (typed, number) in [
            ("2", Some(2)),
            (" 10 ", Some(10)),
            ("0", None),
            ("", None),
            ("many", None),
            ("1000", None),
        ] {
            assert_eq!(number_of(typed), number, "{typed}");
        }
        for (count, word, _) in COUNTS {
            assert_eq!(count_of(word), Some(count));
            assert_eq!(word_of(Some(count)), word);
        }
        assert_eq!((count_of(""), word_of(None)), (None, ""));
    }
}
