//! Into the plan by one tap: to-dos, touches, experiments, and what is suggested.

use domain::journal::Journal;
use domain::model::action::{Action, DayPart};
use domain::model::event::Event;
use domain::planning::plan::Planned;
use domain::planning::week::{Source, Suggestion, week_to_plan};
use domain::state::edit::Edit;
use domain::state::record::{RecordKey, RecordKind};
use domain::values::date::{Date, Now};
use domain::values::id::RecordId;

use super::{free_day_in, label};
use crate::actions::opportunities::name_of;
use crate::actions::touches::{self, name_of_person, title_of};
use crate::actions::{Moment, rounds};

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
