//! The plan of a week: lines put in by one tap or written, done, moved, carried on, let go; rest
//! days and the look back.

mod put;
mod weeks;
mod words;

use domain::journal::Journal;
use domain::model::action::{Action, DayPart};
use domain::model::touch::Touch;
use domain::planning::plan::{Planned, plan, plan_with};
use domain::planning::week::{Line, WeekPlan, free_day, line_of};
use domain::state::edit::Edit;
use domain::state::record::RecordKind;
use domain::values::date::{Date, Now};
use domain::values::id::RecordId;

use super::{Moment, todos, touches};
pub use put::{
    experiment_line, line_for_experiment, line_for_suggestion, line_for_todo, line_for_touch,
    touch_line, words_of,
};
pub use weeks::{look_back, set_rest_day, set_sentence};
pub use words::{PARTS, day_words, if_then, part_of, part_word};

/// A line as it is written.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct NewLine {
    /// What to do.
    pub text: String,
    /// The day; none is any day of the week.
    pub on: Option<Date>,
    /// The minute of the day.
    pub at: Option<u32>,
    /// The part of the day.
    pub part: Option<DayPart>,
    /// Where.
    pub place: String,
    /// What may get in the way.
    pub if_this: String,
    /// What to do then.
    pub then_that: String,
}

/// Adds a line to the week of a Monday. Without words it adds nothing.
#[must_use]
pub fn add_line(moment: &mut Moment<'_>, monday: Date, line: &NewLine) -> Edit {
    let text = line.text.trim();
    if text.is_empty() {
        return Edit::default();
    }
    let action = Action {
        text: text.to_owned(),
        due: line.on,
        week: Some(line.on.unwrap_or(monday).monday()),
        at: line.at,
        part: line.part.filter(|_| line.at.is_none()),
        place: line.place.trim().to_owned(),
        if_this: line.if_this.trim().to_owned(),
        then_that: line.then_that.trim().to_owned(),
        ..Action::default()
    };
    Edit::new(label(&action, moment.today())).create(moment.new_id(), &action)
}

/// Changes a line. Where it plans a touch, that touch is on the same day.
#[must_use]
pub fn change_line(
    journal: &Journal,
    now: Now,
    id: RecordId,
    name: &str,
    change: impl FnOnce(&mut Action),
) -> Edit {
    let Some(before) = journal.actions().get(id) else {
        return Edit::default();
    };
    let mut after = before.clone();
    change(&mut after);
    if let Some(due) = after.due {
        after.week = Some(due.monday());
    }
    let edit = Edit::new(name).change(id, before, &after);
    match (planned_of(journal, now, before), after.due) {
        (Some(planned), Some(due)) if planned.due != due => {
            edit.and(touches::change(journal, &planned, String::new(), |touch| {
                touch.due = Some(due);
            }))
        }
        _ => edit,
    }
}

/// Carries a line on into the week of a Monday, on a free day of it.
#[must_use]
pub fn carry_to(journal: &Journal, moment: &Moment<'_>, id: RecordId, monday: Date) -> Edit {
    let day = free_day_in(journal, moment.now(), monday);
    let name = format!("Planned for {}", day_words(day, moment.today()));
    change_line(journal, moment.now(), id, &name, |line| {
        line.due = Some(day);
    })
}

/// Marks a line as done today: the touch it plans, where that is planned.
#[must_use]
pub fn finish(journal: &Journal, moment: &Moment<'_>, id: RecordId) -> Edit {
    match planned_line(journal, moment.now(), id) {
        Some(planned) => touches::finish(journal, moment, &planned),
        None => todos::finish(journal, moment, id),
    }
}

/// Lets a line go, without a word of blame: the touch it plans, where that is planned.
#[must_use]
pub fn let_go(journal: &Journal, moment: &Moment<'_>, id: RecordId) -> Edit {
    match planned_line(journal, moment.now(), id) {
        Some(planned) => touches::skip(journal, moment, &planned, ""),
        None => todos::let_go(journal, moment, id),
    }
}

/// Opens a line again that was done or let go, with its touch.
#[must_use]
pub fn reopen(journal: &Journal, id: RecordId) -> Edit {
    let Some(before) = journal.actions().get(id) else {
        return Edit::default();
    };
    let after = Action {
        done_on: None,
        let_go_on: None,
        ..before.clone()
    };
    let edit = Edit::new(format!("Reopened: {}", before.text)).change(id, before, &after);
    let touch = before
        .touch
        .and_then(|id| Some((id, journal.touches().get(id)?)));
    match touch {
        Some((touch_id, touch)) => {
            let open = Touch {
                done_on: None,
                skipped_on: None,
                ..touch.clone()
            };
            edit.change(touch_id, touch, &open)
        }
        None => edit,
    }
}

/// Takes a line out of the plan. A to-do stays among the things to do; of a touch, only the line
/// goes.
#[must_use]
pub fn take_out(journal: &Journal, id: RecordId) -> Edit {
    let Some(before) = journal.actions().get(id) else {
        return Edit::default();
    };
    let edit = Edit::new(format!("Removed from the plan: {}", before.text));
    if before.touch.is_some() {
        return edit.remove(RecordKind::Action, id);
    }
    let after = Action {
        week: None,
        ..before.clone()
    };
    edit.change(id, before, &after)
}

/// Where something to do is in the plan already: “Tuesday”, “this week”; `None` if it is in none, or
/// settled.
#[must_use]
pub fn place_in_plan(journal: &Journal, id: RecordId, today: Date) -> Option<String> {
    let action = journal.actions().get(id);
    let action = action.filter(|action| !action.is_settled())?;
    let week = action.week?.monday();
    Some(match action.due {
        Some(on) if on.monday() < today.monday() => return None,
        Some(on) => day_words(on, today),
        None if week == today.monday() => "this week".to_owned(),
        None if week > today => "next week".to_owned(),
        None => return None,
    })
}

/// A day that is free in the week of a Monday.
#[must_use]
pub fn free_day_in(journal: &Journal, now: Now, monday: Date) -> Date {
    let week = WeekPlan::of(journal, now, monday);
    let taken: Vec<Date> = week.lines.iter().filter_map(|line| line.on).collect();
    free_day(journal, now, monday, &taken)
}

fn label(line: &Action, today: Date) -> String {
    match line.due {
        Some(day) => format!("In your plan for {}", day_words(day, today)),
        None => "In your plan".to_owned(),
    }
}

fn planned_line(journal: &Journal, now: Now, id: RecordId) -> Option<Planned> {
    planned_of(journal, now, journal.actions().get(id)?)
}

/// The touch a line plans, while it is planned.
fn planned_of(journal: &Journal, now: Now, line: &Action) -> Option<Planned> {
    let touch = line.touch?;
    let planned = plan_with(journal, line.person?, now);
    planned.into_iter().find(|planned| planned.id == touch)
}

/// A line as it stands now; none for an action in no plan.
#[must_use]
pub fn line_now(journal: &Journal, now: Now, id: RecordId) -> Option<Line> {
    let action = journal.actions().get(id)?;
    line_of(journal, &plan(journal, now), id, action)
}

#[cfg(test)]
mod tests;
