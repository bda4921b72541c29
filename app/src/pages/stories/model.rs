//! The page as plain data: the order of stories, and what would make one stronger.

use domain::journal::Journal;
use domain::state::record::RecordKind;
use domain::values::id::RecordId;
use domain::values::sort::sort_by_key;

/// The one asked for, the other stories in use, the newest first, then those set aside.
pub(super) fn story_ids(journal: &Journal, asked: Option<RecordId>) -> Vec<RecordId> {
    let stories = journal.stories().iter();
    let mut stories = journal.newest_first(&RecordKind::Story, stories.collect());
    sort_by_key(&mut stories, |(id, story)| {
        (asked != Some(*id), story.retired_on.is_some())
    });
    stories.into_iter().map(|(id, _)| id).collect()
}

/// What would make a result stronger: a number, where it has none yet.
pub(super) fn suggestion(result: &str) -> &'static str {
    let has_number = result.chars().any(char::is_numeric);
    if has_number || result.trim().is_empty() {
        ""
    } else {
        "Is there a number for it? How many, how much, how long, before and after."
    }
}

#[cfg(test)]
mod tests {
    use domain::model::story::Story;

    use super::*;
    use crate::actions::testing::{NOON, journal_after, record};

    #[test]
    fn what_was_set_aside_comes_last() {
        let [rota, outage, old] = [10, 11, 12].map(RecordId::fixed);
        let story = |retired_on| Story {
            title: "Rota".into(),
            retired_on,
            ..Story::default()
        };
        let journal = journal_after(&[
            record(rota, &story(None)),
            record(outage, &story(None)),
            record(old, &story(Some(NOON.today()))),
        ]);
        assert_eq!(story_ids(&journal, None), [outage, rota, old]);
        assert_eq!(story_ids(&journal, Some(old)), [old, outage, rota]);
    }

    #[test]
    fn a_result_without_a_number_is_asked_for_one() {
        assert!(suggestion("Complaints went down").starts_with("Is there a number"));
        assert_eq!(suggestion("Complaints went down by 40 %"), "");
        assert_eq!(suggestion(" "), "");
    }
}
