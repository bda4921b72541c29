//! After a yes: what helped is kept for others, help is given onward, and the page of it all.

use domain::journal::Journal;
use domain::model::action::Action;
use domain::model::event::Ending;
use domain::model::review::{Learning, LearningKind};
use domain::state::edit::Edit;
use domain::state::record::{RecordKey, RecordKind};
use domain::values::date::Date;
use domain::values::id::RecordId;

use super::Moment;
use super::opportunities::name_of;

/// In how many days the app suggests to help someone else.
const HELP_IN_DAYS: i32 = 7;

/// The page that an ending leads to: that of the comeback it opened, or that of a yes. `None` where
/// several ended at once, or where there is nothing to go to.
#[must_use]
pub fn page_after(ids: &[RecordId], ending: Ending, comeback: Option<RecordId>) -> Option<String> {
    match (ids, ending, comeback) {
        ([id], Ending::Yes, _) => Some(format!("/yes/{id}")),
        (_, _, Some(comeback)) => Some(format!("/comeback/{comeback}")),
        _ => None,
    }
}

/// What helped, as it was written; empty where nothing was.
#[must_use]
pub fn what_helped(journal: &Journal, opportunity: RecordId) -> String {
    let learning = journal.learnings().get(helped_id(opportunity));
    learning.map_or_else(String::new, |learning| learning.text.clone())
}

/// Keeps what helped with the other learnings, among what to keep doing. An empty text removes it.
#[must_use]
pub fn keep_what_helped(journal: &Journal, opportunity: RecordId, text: &str) -> Edit {
    let id = helped_id(opportunity);
    let edit = Edit::new("What helped is saved");
    let before = journal.learnings().get(id);
    if text.trim().is_empty() {
        return match before {
            Some(_) => edit.remove(RecordKind::Learning, id),
            None => Edit::default(),
        };
    }
    let learning = Learning {
        opportunity: Some(opportunity),
        kind: LearningKind::Keep,
        text: text.trim().to_owned(),
        ..before.cloned().unwrap_or_default()
    };
    let held = journal.record(&RecordKey::new(RecordKind::Learning, id));
    edit.put(held, id, &learning)
}

/// The day on which helping someone is in Today, and whether it is done; `None` before it was put
/// there.
#[must_use]
pub fn help_planned(journal: &Journal, opportunity: RecordId) -> Option<(Option<Date>, bool)> {
    let action = journal.actions().get(help_id(opportunity))?;
    Some((action.due, action.done_on.is_some()))
}

/// Puts into Today, a week from now, to help someone who is still searching.
#[must_use]
pub fn plan_help(journal: &Journal, moment: &Moment<'_>, opportunity: RecordId) -> Edit {
    let id = help_id(opportunity);
    let action = Action {
        text: "Help someone who is searching: a tip, an introduction, a listening ear".to_owned(),
        why: format!(
            "You planned this after your yes from {}.",
            name_of(journal, opportunity)
        ),
        due: Some(moment.today().plus_days(HELP_IN_DAYS)),
        ..Action::default()
    };
    let held = journal.record(&RecordKey::new(RecordKind::Action, id));
    Edit::new("Added to Today").put(held, id, &action)
}

/// The ids follow from the yes, so that two devices make one record.
fn helped_id(opportunity: RecordId) -> RecordId {
    RecordId::derived("what-helped", &[opportunity], 0)
}

fn help_id(opportunity: RecordId) -> RecordId {
    RecordId::derived("help-given", &[opportunity], 0)
}

#[cfg(test)]
mod tests {
    use domain::model::opportunity::Opportunity;

    use super::*;
    use crate::actions::testing::{NOON, apply, at_noon, journal_after, record};

    const ACME: RecordId = RecordId::fixed(1);

    fn search() -> Journal {
        let acme = Opportunity {
            company: "Acme".into(),
            ..Opportunity::default()
        };
        journal_after(&[record(ACME, &acme)])
    }

    #[test]
    fn one_yes_has_a_page_and_several_at_once_have_none() {
        let no = RecordId::fixed(9);
        let yes = page_after(&[ACME], Ending::Yes, None);
        assert_eq!(yes, Some(format!("/yes/{ACME}")));
        assert_eq!(
            page_after(&[ACME], Ending::No, Some(no)),
            Some(format!("/comeback/{no}"))
        );
        assert_eq!(page_after(&[ACME, no], Ending::Yes, None), None);
        assert_eq!(page_after(&[ACME], Ending::Withdrawn, None), None);
    }

    #[test]
    fn what_helped_is_one_learning_to_keep_and_gone_when_it_is_emptied() {
        let journal = search();
        let write =
            |journal: &Journal, text: &str| apply(journal, &keep_what_helped(journal, ACME, text));
        let journal = write(&write(&journal, "Two calls a week"), "Two calls a week. ");
        assert_eq!(what_helped(&journal, ACME), "Two calls a week.");
        let kinds: Vec<_> = journal
            .learnings()
            .iter()
            .map(|(_, one)| one.kind)
            .collect();
        assert_eq!(kinds, [LearningKind::Keep]);
        let journal = write(&journal, " ");
        assert_eq!(what_helped(&journal, ACME), "");
        assert!(journal.learnings().is_empty());
        assert!(keep_what_helped(&journal, ACME, "").is_empty());
        assert_eq!(what_helped(&write(&journal, "Rest"), ACME), "Rest");
    }

    #[test]
    fn helping_someone_is_planned_once() {
        let journal = search();
        assert_eq!(help_planned(&journal, ACME), None);
        let plan = |journal: &Journal| {
            let edit = at_noon(|moment| plan_help(journal, moment, ACME));
            apply(journal, &edit)
        };
        let journal = plan(&plan(&journal));
        let week_on = NOON.today().plus_days(7);
        assert_eq!(help_planned(&journal, ACME), Some((Some(week_on), false)));
        assert_eq!(journal.actions().iter().count(), 1);
    }
}
