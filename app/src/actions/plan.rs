//! The plan of a week: lines put in by one tap or written, done, moved, carried on, let go; rest
//! days and the look back.

mod words;

use domain::journal::Journal;
use domain::model::action::{Action, DayPart};
use domain::model::event::Event;
use domain::model::touch::Touch;
use domain::model::week::Week;
use domain::planning::plan::{Planned, plan_with};
use domain::planning::week::{Line, Source, Suggestion, WeekPlan, free_day, line_of, week_to_plan};
use domain::state::edit::Edit;
use domain::state::record::{RecordKey, RecordKind};
use domain::values::date::{Date, Now};
use domain::values::id::RecordId;

use super::opportunities::name_of;
use super::touches::{self, name_of_person, title_of};
use super::{Moment, rounds, todos};
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

/// Puts a to-do into the plan, on its day where that is ahead, else on a free one.
#[must_use]
pub fn line_for_todo(journal: &Journal, moment: &Moment<'_>, id: RecordId) -> Edit {
    let day = journal.actions().get(id).and_then(|action| action.due);
    put_todo(
        journal,
        moment,
        id,
        day_for(journal, moment.now(), day),
        None,
    )
}

/// Puts a planned touch into the plan, on its day where that is ahead, else on a free one; the touch
/// moves to that day.
#[must_use]
pub fn line_for_touch(journal: &Journal, moment: &Moment<'_>, planned: &Planned) -> Edit {
    let day = Some(planned.due).filter(|due| *due > moment.today());
    put_touch(
        journal,
        moment,
        planned,
        day_for(journal, moment.now(), day),
        None,
    )
}

/// Puts a step of an experiment into the plan, on a free day; one in each week.
#[must_use]
pub fn line_for_experiment(journal: &Journal, moment: &Moment<'_>, id: RecordId) -> Edit {
    let Some(experiment) = journal.experiments().get(id) else {
        return Edit::default();
    };
    let day = day_for(journal, moment.now(), None);
    let line = Action {
        text: experiment.text.trim().to_owned(),
        due: Some(day),
        week: Some(day.monday()),
        experiment: Some(id),
        ..Action::default()
    };
    put(journal, moment, experiment_line(id, day.monday()), &line)
}

/// Puts a suggested line into the plan.
#[must_use]
pub fn line_for_suggestion(
    journal: &Journal,
    moment: &mut Moment<'_>,
    suggestion: &Suggestion,
) -> Edit {
    let is_practice = suggestion.is_practice();
    let Suggestion { source, on, part } = suggestion;
    let opportunity = match source {
        Source::Todo(id) => return put_todo(journal, moment, *id, *on, Some(*part)),
        Source::Touch(planned) => return put_touch(journal, moment, planned, *on, Some(*part)),
        Source::Round(id) => journal
            .events()
            .get(*id)
            .and_then(|event| event.opportunity),
        Source::Saved(id) => Some(*id),
        Source::Idea(_) => None,
    };
    let line = Action {
        text: words_of(journal, source),
        due: Some(*on),
        week: Some(on.monday()),
        part: Some(*part),
        opportunity,
        is_practice,
        ..Action::default()
    };
    Edit::new(label(&line, moment.today())).create(moment.new_id(), &line)
}

/// What a suggested line says.
#[must_use]
pub fn words_of(journal: &Journal, source: &Source) -> String {
    match source {
        Source::Todo(id) => {
            let action = journal.actions().get(*id);
            action.map(|action| action.text.clone()).unwrap_or_default()
        }
        Source::Touch(planned) => title_of(planned, &name_of_person(journal, planned.person)),
        Source::Round(id) => {
            let event: Event = journal.events().get(*id).cloned().unwrap_or_default();
            let company = name_of(journal, event.opportunity.unwrap_or_default());
            format!("Prepare for {} at {company}", rounds::in_sentence(&event))
        }
        Source::Saved(id) => format!("Apply to {}", name_of(journal, *id)),
        Source::Idea(words) => (*words).to_owned(),
    }
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
    let edit = Edit::new(format!("Open again: {}", before.text)).change(id, before, &after);
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
    let edit = Edit::new(format!("Out of the plan: {}", before.text));
    if before.touch.is_some() {
        return edit.remove(RecordKind::Action, id);
    }
    let after = Action {
        week: None,
        ..before.clone()
    };
    edit.change(id, before, &after)
}

/// Makes a day one of rest, or takes that back.
#[must_use]
pub fn set_rest_day(journal: &Journal, moment: &Moment<'_>, day: Date, rests: bool) -> Edit {
    let words = day_words(day, moment.today());
    let name = if rests {
        format!("Rest day: {words}")
    } else {
        format!("No longer a rest day: {words}")
    };
    change_week(journal, day.monday(), &name, |week| {
        week.rest_days.retain(|other| *other != day);
        if rests {
            week.rest_days.push(day);
        }
    })
}

/// Keeps the sentence of a look back.
#[must_use]
pub fn set_sentence(journal: &Journal, monday: Date, sentence: &str) -> Edit {
    change_week(journal, monday, "Look back saved", |week| {
        sentence.trim().clone_into(&mut week.sentence);
    })
}

/// Ends the look back of a week, so that nothing asks for it any more.
#[must_use]
pub fn look_back(journal: &Journal, moment: &Moment<'_>, monday: Date) -> Edit {
    change_week(journal, monday, "Looked back", |week| {
        week.looked_back_on = Some(moment.today());
    })
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

/// The id of the line that plans a touch: two devices that plan it make one record.
#[must_use]
pub fn touch_line(touch: RecordId) -> RecordId {
    RecordId::derived("plan-line", &[touch], 0)
}

/// The id of the line of an experiment in the week of a Monday.
#[must_use]
pub fn experiment_line(experiment: RecordId, monday: Date) -> RecordId {
    let days = Date::default().days_until(monday.monday()).unsigned_abs();
    RecordId::derived("plan-line", &[experiment], days.into())
}

/// A day that is free in the week of a Monday.
#[must_use]
pub fn free_day_in(journal: &Journal, now: Now, monday: Date) -> Date {
    let week = WeekPlan::of(journal, now, monday);
    let taken: Vec<Date> = week.lines.iter().filter_map(|line| line.on).collect();
    free_day(journal, now, monday, &taken)
}

/// A day that is ahead stays; else a free one of the week that is planned now.
fn day_for(journal: &Journal, now: Now, day: Option<Date>) -> Date {
    day.filter(|day| *day >= now.today())
        .unwrap_or_else(|| free_day_in(journal, now, week_to_plan(now.today())))
}

fn put_todo(
    journal: &Journal,
    moment: &Moment<'_>,
    id: RecordId,
    day: Date,
    part: Option<DayPart>,
) -> Edit {
    let Some(before) = journal.actions().get(id) else {
        return Edit::default();
    };
    let line = Action {
        due: Some(day),
        week: Some(day.monday()),
        part: before.part.or(part),
        ..before.clone()
    };
    Edit::new(label(&line, moment.today())).change(id, before, &line)
}

fn put_touch(
    journal: &Journal,
    moment: &Moment<'_>,
    planned: &Planned,
    day: Date,
    part: Option<DayPart>,
) -> Edit {
    let line = Action {
        text: title_of(planned, &name_of_person(journal, planned.person)),
        due: Some(day),
        week: Some(day.monday()),
        part,
        opportunity: planned.opportunity,
        person: Some(planned.person),
        touch: Some(planned.id),
        ..Action::default()
    };
    let edit = put(journal, moment, touch_line(planned.id), &line);
    if planned.due == day {
        return edit;
    }
    edit.and(touches::change(journal, planned, String::new(), |touch| {
        touch.due = Some(day);
    }))
}

/// Writes a line whose id follows from its cause, also where it was taken out before.
fn put(journal: &Journal, moment: &Moment<'_>, id: RecordId, line: &Action) -> Edit {
    let held = journal.record(&RecordKey::new(RecordKind::Action, id));
    Edit::new(label(line, moment.today())).put(held, id, line)
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

fn change_week(
    journal: &Journal,
    monday: Date,
    name: &str,
    change: impl FnOnce(&mut Week),
) -> Edit {
    let monday = monday.monday();
    let id = Week::id(monday);
    let mut after = journal.weeks().get(id).cloned().unwrap_or_default();
    after.monday = Some(monday);
    change(&mut after);
    let held = journal.record(&RecordKey::new(RecordKind::Week, id));
    Edit::new(name).put(held, id, &after)
}

/// A line as it stands now; none for an action in no plan.
#[must_use]
pub fn line_now(journal: &Journal, now: Now, id: RecordId) -> Option<Line> {
    let action = journal.actions().get(id)?;
    let plan = domain::planning::plan::plan(journal, now);
    line_of(journal, &plan, id, action)
}

#[cfg(test)]
mod tests;
