//! Lines of the plan on their days, and the look back at the end of a week.

use super::item::{Item, ItemKind};
use crate::journal::Journal;
use crate::model::action::Action;
use crate::model::week::Week;
use crate::planning::plan::Plan;
use crate::planning::week::{asks_to_look_back, line_of};
use crate::values::date::Now;
use crate::values::id::RecordId;

/// The line of an action in the plan, on its day; one without a day on the last of its week. A line
/// that plans a touch is that touch, for which Today has the buttons. Lines of weeks that are over
/// wait on the page of the plan and are asked about only once, like everything that nobody touches.
pub(super) fn item(
    journal: &Journal,
    now: Now,
    plan: &Plan,
    id: RecordId,
    action: &Action,
) -> Option<Item> {
    let line = line_of(journal, plan, id, action).filter(|line| line.is_open())?;
    // A touch left over from an earlier week takes its turn again among all others.
    if line.planned.is_some() && line.week < now.today().monday() {
        return None;
    }
    let item = Item {
        what: ItemKind::Action,
        id,
        opportunity: action.opportunity,
        on: line.last_day(),
        at: action.at,
    };
    Some(match line.planned {
        Some(planned) => Item {
            what: ItemKind::Touch,
            id: planned.id,
            opportunity: planned.opportunity,
            ..item
        },
        None => item,
    })
}

/// Takes out the lines of weeks that are over, but those that ask whether they are still wanted.
pub(super) fn leave_past_weeks(journal: &Journal, now: Now, items: &mut Vec<Item>) {
    let this = now.today().monday();
    items.retain(|item| {
        let action = journal.actions().get(item.id);
        let is_line = action.is_some_and(|action| action.week.is_some());
        item.what != ItemKind::Action || !is_line || item.on >= this
    });
}

/// The question how the week was, on its Sunday and in the days after.
pub(super) fn look_back(journal: &Journal, now: Now) -> Option<Item> {
    let monday = asks_to_look_back(journal, now)?;
    Some(Item {
        what: ItemKind::LookBack,
        id: Week::id(monday),
        opportunity: None,
        on: monday.plus_days(6),
        at: None,
    })
}
