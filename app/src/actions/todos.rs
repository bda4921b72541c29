//! Things to do, with or without a day: added, done, put off.

use domain::journal::Journal;
use domain::model::action::Action;
use domain::state::edit::Edit;
use domain::state::record::RecordKind;
use domain::values::date::Date;
use domain::values::id::RecordId;

use super::Moment;

/// Adds something to do, for an opportunity or for none, due today if no other day is given. Without
/// words it adds nothing.
#[must_use]
pub fn add(
    moment: &mut Moment<'_>,
    opportunity: impl Into<Option<RecordId>>,
    text: &str,
    due: Option<Date>,
) -> Edit {
    let text = text.trim();
    if text.is_empty() {
        return Edit::default();
    }
    let action = Action {
        text: text.to_owned(),
        due: due.or_else(|| Some(moment.today())),
        opportunity: opportunity.into(),
        ..Action::default()
    };
    Edit::new("Added to what is due").create(moment.new_id(), &action)
}

/// Marks an action as done today.
#[must_use]
pub fn finish(journal: &Journal, moment: &Moment<'_>, id: RecordId) -> Edit {
    let Some(action) = journal.actions().get(id) else {
        return Edit::default();
    };
    let done = Action {
        done_on: Some(moment.today()),
        ..action.clone()
    };
    Edit::new(format!("Done: {}", action.text)).change(id, action, &done)
}

/// Puts an action off by a day: until tomorrow, or until the day after the later one it is due on.
#[must_use]
pub fn put_off(journal: &Journal, moment: &Moment<'_>, id: RecordId) -> Edit {
    let Some(action) = journal.actions().get(id) else {
        return Edit::default();
    };
    let tomorrow = moment.today().plus_days(1);
    let day_after = action.due.map_or(tomorrow, |due| due.plus_days(1));
    let later = Action {
        due: Some(day_after.max(tomorrow)),
        ..action.clone()
    };
    Edit::new("Put off until tomorrow").change(id, action, &later)
}

/// Still wanted: gives an action a new day, some days from today.
#[must_use]
pub fn keep_for(journal: &Journal, moment: &Moment<'_>, id: RecordId, days: i32) -> Edit {
    let Some(action) = journal.actions().get(id) else {
        return Edit::default();
    };
    let today = moment.today();
    let day = today.plus_days(days);
    let later = Action {
        due: Some(day),
        ..action.clone()
    };
    Edit::new(format!("Planned for {}", day.short(today))).change(id, action, &later)
}

/// No longer wanted: lets an action go. It can be brought back like everything removed; a line of
/// the plan stays in its week, as let go.
#[must_use]
pub fn let_go(journal: &Journal, moment: &Moment<'_>, id: RecordId) -> Edit {
    let Some(action) = journal.actions().get(id) else {
        return Edit::default();
    };
    let edit = Edit::new(format!("Let go: {}", action.text));
    if action.week.is_none() {
        return edit.remove(RecordKind::Action, id);
    }
    let gone = Action {
        let_go_on: Some(moment.today()),
        ..action.clone()
    };
    edit.change(id, action, &gone)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::actions::testing::{apply, at_noon, journal_after, record};

    const ACME: RecordId = RecordId::fixed(1);
    const CALL: RecordId = RecordId::fixed(2);

    /// A journal with one action, due this many days from today.
    fn search(days: i32) -> Journal {
        let due = at_noon(|moment| moment.today().plus_days(days));
        let call = Action {
            text: "Call Ann".into(),
            due: Some(due),
            opportunity: Some(ACME),
            ..Action::default()
        };
        journal_after(&[record(CALL, &call)])
    }

    fn due(journal: &Journal, id: RecordId) -> String {
        let action = journal.actions().get(id);
        let due = action.and_then(|action| action.due);
        due.map(|due| due.to_string()).unwrap_or_default()
    }

    #[test]
    fn what_is_added_is_due_on_its_day_or_today() {
        let journal = Journal::default();
        let edit = at_noon(|moment| add(moment, ACME, " Call Ann ", None));
        assert_eq!(edit.label, "Added to what is due");
        let id = RecordId::fixed(1_000);
        let after = apply(&journal, &edit);
        assert_eq!(due(&after, id), "2026-03-18");
        let action = after.actions().get(id);
        assert_eq!(action.map(|action| &*action.text), Some("Call Ann"));
        assert_eq!(action.and_then(|action| action.opportunity), Some(ACME));
        let friday = Date::parse("2026-03-20").ok();
        let edit = at_noon(|moment| add(moment, ACME, "Call Ann", friday));
        assert_eq!(due(&apply(&journal, &edit), id), "2026-03-20");
        assert!(at_noon(|moment| add(moment, ACME, "  ", None)).is_empty());
    }

    #[test]
    fn what_is_done_is_done_today() {
        let journal = search(-1);
        let edit = at_noon(|moment| finish(&journal, moment, CALL));
        assert_eq!(edit.label, "Done: Call Ann");
        let after = apply(&journal, &edit);
        let done_on = after.actions().get(CALL).and_then(|action| action.done_on);
        assert_eq!(done_on, Some(at_noon(|moment| moment.today())));
        assert!(at_noon(|moment| finish(&after, moment, CALL)).is_empty());
    }

    #[test]
    fn what_is_asked_about_gets_a_new_day_or_goes() {
        let journal = search(-30);
        let edit = at_noon(|moment| keep_for(&journal, moment, CALL, 7));
        assert_eq!(edit.label, "Planned for 25 Mar");
        assert_eq!(due(&apply(&journal, &edit), CALL), "2026-03-25");
        let edit = at_noon(|moment| let_go(&journal, moment, CALL));
        assert_eq!(edit.label, "Let go: Call Ann");
        assert!(apply(&journal, &edit).actions().get(CALL).is_none());
        let alone = at_noon(|moment| add(moment, None, "Buy a tie", None));
        let after = apply(&journal, &alone);
        let tie = after.actions().get(RecordId::fixed(1_000));
        assert_eq!(tie.and_then(|tie| tie.opportunity), None);
    }

    #[test]
    fn what_is_put_off_comes_back_tomorrow_at_the_earliest() {
        for (days, until) in [(-5, "2026-03-19"), (0, "2026-03-19"), (3, "2026-03-22")] {
            let journal = search(days);
            let edit = at_noon(|moment| put_off(&journal, moment, CALL));
            assert_eq!(edit.label, "Put off until tomorrow");
            assert_eq!(
                due(&apply(&journal, &edit), CALL),
                until,
                "due in {days} days"
            );
        }
        let gone = RecordId::fixed(99);
        assert!(at_noon(|moment| put_off(&Journal::default(), moment, gone)).is_empty());
    }
}
