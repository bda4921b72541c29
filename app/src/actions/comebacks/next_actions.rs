//! The next three actions: what, on which day, where. Each is a line of the plan, and saved as it is
//! written.

use domain::journal::Journal;
use domain::model::action::Action;
use domain::state::edit::Edit;
use domain::state::record::{RecordKey, RecordKind};
use domain::values::date::Date;
use domain::values::id::RecordId;

use super::comeback;
use crate::actions::opportunities::name_of;

/// One of the next three actions, as its fields show it.
#[derive(Clone, Debug, PartialEq)]
pub struct NextAction {
    /// The action.
    pub text: String,
    /// Its day.
    pub on: Date,
    /// Where it is to be done.
    pub place: String,
}

/// The next three actions of a comeback. One that is not written yet has a day all the same:
/// tomorrow, the day after, and the day after that.
#[must_use]
pub fn next_actions(journal: &Journal, id: RecordId, today: Date) -> [NextAction; 3] {
    ids(journal, id).map(|(days, action)| {
        let action = journal.actions().get(action).cloned().unwrap_or_default();
        NextAction {
            text: action.text,
            on: action.due.unwrap_or_else(|| today.plus_days(days)),
            place: action.place,
        }
    })
}

/// Writes one of the next actions. Without words there is none.
#[must_use]
pub fn set_next_action(
    journal: &Journal,
    id: RecordId,
    place_in_list: usize,
    next: &NextAction,
) -> Edit {
    let edit = Edit::new("In your plan");
    let (_, key) = ids(journal, id)[place_in_list.min(2)];
    let held = journal.actions().get(key);
    let text = next.text.trim();
    if text.is_empty() {
        return match held {
            Some(_) => edit.remove(RecordKind::Action, key),
            None => edit,
        };
    }
    let about = comeback(journal, id).opportunity.unwrap_or_default();
    let name = name_of(journal, about);
    // The actions are about the search, not about this company, so they do not rest with it.
    let action = Action {
        text: text.to_owned(),
        due: Some(next.on),
        week: Some(next.on.monday()),
        place: next.place.trim().to_owned(),
        ..held.cloned().unwrap_or_else(|| Action {
            why: format!("You chose this after {name}."),
            comeback: Some(id),
            ..Action::default()
        })
    };
    let record = journal.record(&RecordKey::new(RecordKind::Action, key));
    edit.put(record, key, &action)
}

/// The ids of the three, each with how many days ahead it begins. Those that a build before
/// December 2026 made come first: it gave them ids of no cause.
fn ids(journal: &Journal, id: RecordId) -> [(i32, RecordId); 3] {
    let mut older = journal.actions().iter().filter(|(action_id, action)| {
        action.comeback == Some(id) && action.opportunity.is_none() && !action_id.is_derived()
    });
    [1, 2, 3].map(|number: u8| {
        let own = RecordId::derived("next-action", &[id], number.into());
        let older = older.next().map(|(older, _)| older);
        (number.into(), older.unwrap_or(own))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::actions::comebacks::tests::{NO, search};
    use crate::actions::testing::{NOON, apply, record};

    fn next(text: &str, days: i32, place: &str) -> NextAction {
        NextAction {
            text: text.into(),
            on: NOON.today().plus_days(days),
            place: place.into(),
        }
    }

    #[test]
    fn each_is_on_its_day_at_its_place_and_never_there_twice() {
        let journal = search();
        let walk = next(" Walk ", 4, "The park");
        let edit = set_next_action(&journal, NO, 1, &walk);
        assert_eq!(edit.label, "In your plan");
        let journal = apply(&journal, &edit);
        let twice = apply(&journal, &edit);
        assert_eq!(twice.actions().len(), 1);
        assert!(set_next_action(&twice, NO, 1, &walk).is_empty());
        let day = NOON.today().plus_days(4);
        let (_, line) = twice
            .actions()
            .iter()
            .next()
            .unwrap_or_else(|| panic!("a line"));
        assert_eq!(line.week, Some(day.monday()), "a line of the plan");
        let shown = next_actions(&twice, NO, NOON.today());
        let expected = [
            next("", 1, ""),
            next("Walk", 4, "The park"),
            next("", 3, ""),
        ];
        assert_eq!(shown, expected);
        let gone = apply(&twice, &set_next_action(&twice, NO, 1, &next("", 4, "")));
        assert!(gone.actions().is_empty());
    }

    #[test]
    fn those_of_an_older_build_are_shown_and_changed_in_their_place() {
        let older = Action {
            text: "Call Ann".into(),
            why: "You chose this when you closed the chapter with Halden.".into(),
            due: Some(NOON.today()),
            comeback: Some(NO),
            ..Action::default()
        };
        let journal = apply(&search(), &record(RecordId::new(1, 2), &older));
        let shown = next_actions(&journal, NO, NOON.today());
        assert_eq!(shown[0], next("Call Ann", 0, ""));
        let edit = set_next_action(&journal, NO, 0, &next("Call Ben", 0, ""));
        let texts: Vec<String> = apply(&journal, &edit)
            .actions()
            .iter()
            .map(|(_, action)| action.text.clone())
            .collect();
        assert_eq!(texts, ["Call Ben"]);
    }
}
