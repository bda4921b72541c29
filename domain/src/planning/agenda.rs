//! The agenda: everything due today and next, computed from the journal and a moment. While a no
//! rests, and on a rest day, it asks only for what has an hour: the rounds of the day, and lines of
//! the plan with a time.

mod comebacks;
mod experiments;
mod greetings;
mod item;
mod lines;
mod quiet;
mod stale;
#[cfg(test)]
mod tests;

use crate::journal::Journal;
use crate::model::event::EventKind;
use crate::planning::plan::{Plan, plan};
use crate::planning::week::rest_until;
use crate::values::date::{Date, Now};
use crate::values::id::RecordId;
use crate::values::sort::sort_by_key;

pub use greetings::people_to_greet;
pub use item::{Agenda, Item, ItemKind, Pause, Stale, Waiting};

/// How many days ahead count as “next”.
const DAYS_AHEAD: i32 = 7;

/// The number of upcoming messages shown beside everything else; all of them are listed under
/// People.
const TOUCHES_AHEAD: usize = 5;

/// The minute of the day from which a round of the next day can be prepared.
const EVENING: u32 = 17 * 60;

const DAY_MS: u64 = 86_400_000;

/// A round is asked about until the next day is over.
const DEBRIEF_DAYS: i32 = 1;

/// As long as the longest pause lasts, from the evening before to the morning after.
const DEBRIEF_DAYS_AFTER_A_PAUSE: i32 = 3;

/// Computes the agenda of a moment.
#[must_use]
pub fn agenda(journal: &Journal, now: Now) -> Agenda {
    let today = now.today();
    let mut agenda = Agenda::default();
    let mut items: Vec<Item> = Vec::new();
    comebacks::collect(journal, now, &mut agenda, &mut items);
    agenda.plan = plan(journal, now);
    items.extend(actions(journal, now, &agenda.plan));
    items.extend(rounds(journal, now));
    quiet::collect(journal, today, &mut agenda, &mut items);
    let others = touches(&agenda.plan, today, &items);
    items.extend(others);
    items.extend(greetings::question(journal, today));
    items.extend(lines::look_back(journal, now));
    items.extend(experiments::question(journal, today));
    stale::sift(journal, now, &mut items);
    lines::leave_past_weeks(journal, now, &mut items);
    sort_by_key(&mut items, |item| (item.on, item.what, item.at, item.id));
    let is_evening = now.local(now.ms).1 >= EVENING;
    for item in items {
        match today.days_until(item.on) {
            ..=0 => agenda.due.push(item),
            1 if is_evening && item.what == ItemKind::Round => agenda.due.push(item),
            1..=DAYS_AHEAD => agenda.soon.push(item),
            _ => {}
        }
    }
    // What has an hour comes before what is merely overdue, rounds also on the evening before; then
    // what is forgotten by tomorrow.
    sort_by_key(&mut agenda.due, |item| {
        let is_fresh = item.what == ItemKind::Debrief;
        (!has_an_hour(item, today), !is_fresh)
    });
    let rest_until = rest_until(journal, today);
    if !agenda.pauses.is_empty() || rest_until.is_some() {
        set_aside(&mut agenda, today, rest_until);
    }
    agenda
}

/// Whether it takes place at a time, whatever else rests. A round without an hour does, too.
fn has_an_hour(item: &Item, today: Date) -> bool {
    let is_today = item.on == today && item.at.is_some();
    match item.what {
        ItemKind::Round => true,
        ItemKind::Action | ItemKind::Touch => is_today,
        _ => false,
    }
}

/// Has everything wait but what has an hour, and from the evening before the rounds of tomorrow,
/// until all pauses and rest days are over.
fn set_aside(agenda: &mut Agenda, today: Date, rest_until: Option<Date>) {
    let (stays, due) = std::mem::take(&mut agenda.due)
        .into_iter()
        .partition(|item| has_an_hour(item, today));
    agenda.due = stays;
    let ends = agenda.pauses.iter().map(|pause| pause.until_ms);
    agenda.waiting = Some(Waiting {
        // One that is still to be chosen leaves the end of all open.
        until_ms: ends
            .collect::<Option<Vec<_>>>()
            .and_then(|ends| ends.into_iter().max()),
        rest_until: rest_until.filter(|_| agenda.pauses.is_empty()),
        due,
        soon: std::mem::take(&mut agenda.soon),
    });
}

/// Actions that are open and have a day or a week, except those of a no that rests.
fn actions(journal: &Journal, now: Now, plan: &Plan) -> impl Iterator<Item = Item> {
    let rests = move |opportunity: Option<RecordId>| {
        opportunity.is_some_and(|id| journal.rests_until_ms(id, now).is_some())
    };
    journal.actions().iter().filter_map(move |(id, action)| {
        if action.is_settled() || rests(action.opportunity) {
            return None;
        }
        if action.week.is_some() {
            return lines::item(journal, now, plan, id, action);
        }
        Some(Item {
            what: ItemKind::Action,
            id,
            opportunity: action.opportunity,
            on: action.due?,
            at: None,
        })
    })
}

/// Rounds ahead, and those just over, of opportunities that are active.
fn rounds(journal: &Journal, now: Now) -> impl Iterator<Item = Item> {
    let days = debrief_days(journal, now);
    journal.events().iter().filter_map(move |(id, event)| {
        let what = match event.what {
            EventKind::Round if !event.is_over(now) => ItemKind::Round,
            EventKind::Round
                if event.awaits_debrief(now, days) && journal.notes_of_round(id).is_empty() =>
            {
                ItemKind::Debrief
            }
            _ => return None,
        };
        let (on, at) = event.local(now)?;
        let opportunity = event.opportunity?;
        let is_here = journal.opportunities().get(opportunity).is_some();
        (is_here && journal.standing(opportunity).is_active()).then_some(Item {
            what,
            id,
            opportunity: Some(opportunity),
            on,
            at,
        })
    })
}

/// For how many days a round that is over is asked about. A pause keeps quiet about it, so on the day
/// after one it is not too late yet.
fn debrief_days(journal: &Journal, now: Now) -> i32 {
    let has_just_ended =
        |until_ms: u64| (until_ms..until_ms.saturating_add(DAY_MS)).contains(&now.ms);
    let mut comebacks = journal.comebacks().iter();
    if comebacks.any(|(_, comeback)| comeback.window_until_ms().is_some_and(has_just_ended)) {
        DEBRIEF_DAYS_AFTER_A_PAUSE
    } else {
        DEBRIEF_DAYS
    }
}

/// The touches of today, and the next ones, but those that a line of the plan stands for.
fn touches(plan: &Plan, today: Date, lines: &[Item]) -> Vec<Item> {
    let is_line = |id| {
        let mut lines = lines.iter();
        lines.any(|line| line.what == ItemKind::Touch && line.id == id)
    };
    let ahead = plan.touches.iter().filter(|touch| touch.due > today);
    let shown = plan.of_today(today).chain(ahead.take(TOUCHES_AHEAD));
    let shown = shown.filter(|touch| !is_line(touch.id)).map(|touch| Item {
        what: ItemKind::Touch,
        id: touch.id,
        opportunity: touch.opportunity,
        on: touch.due,
        at: None,
    });
    shown.collect()
}
