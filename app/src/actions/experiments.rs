//! Experiments: begun, changed, gone on with, decided, removed; and what is a part of them.

use domain::journal::Journal;
use domain::model::experiment::{Experiment, ExperimentOutcome};
use domain::model::landed::Landed;
use domain::model::opportunity::Opportunity;
use domain::model::review::{Learning, LearningKind};
use domain::state::edit::Edit;
use domain::state::record::RecordKind;
use domain::values::date::Date;
use domain::values::id::RecordId;

use super::Moment;
use super::learnings;

/// How long something is tried if nothing else is said, in days.
pub const TRIAL_DAYS: i32 = 14;

/// What it is called, however little is written.
#[must_use]
pub fn name_of(experiment: &Experiment) -> &str {
    match experiment.text.trim() {
        "" => "An experiment without words yet",
        text => text,
    }
}

/// Begins an experiment today, for two weeks if it has no last day. Without words it begins nothing.
/// Returns its id.
pub fn start(moment: &mut Moment<'_>, wanted: &Experiment) -> (Edit, Option<RecordId>) {
    let text = wanted.text.trim();
    if text.is_empty() {
        return (Edit::default(), None);
    }
    let today = moment.today();
    let until = wanted.until.unwrap_or_else(|| today.plus_days(TRIAL_DAYS));
    let experiment = Experiment {
        text: text.to_owned(),
        how_told: wanted.how_told.trim().to_owned(),
        began_on: wanted.began_on.or(Some(today)),
        until: Some(until),
        ..wanted.clone()
    };
    let id = moment.new_id();
    let label = format!("Trying it until {}", until.short(today));
    (Edit::new(label).create(id, &experiment), Some(id))
}

/// Changes an experiment, as it is typed.
#[must_use]
pub fn change(journal: &Journal, id: RecordId, change: impl FnOnce(&mut Experiment)) -> Edit {
    let Some(before) = journal.experiments().get(id) else {
        return Edit::default();
    };
    let mut after = before.clone();
    change(&mut after);
    Edit::new("Experiment changed").change(id, before, &after)
}

/// Gives it two more weeks from today. Once these are over, Today asks again.
#[must_use]
pub fn go_on(journal: &Journal, moment: &Moment<'_>, id: RecordId) -> Edit {
    let today = moment.today();
    let until = today.plus_days(TRIAL_DAYS);
    let edit = change(journal, id, |experiment| {
        experiment.until = Some(until);
        (experiment.outcome, experiment.decided_on) = (None, None);
    });
    Edit {
        label: format!("Trying it until {}", until.short(today)),
        ..edit
    }
}

/// Today need not ask about this last day again.
#[must_use]
pub fn not_now(journal: &Journal, id: RecordId) -> Edit {
    let edit = change(journal, id, |experiment| {
        experiment.asked_for = experiment.until;
    });
    Edit {
        label: "You’ll find it on Learned whenever you like".into(),
        ..edit
    }
}

/// Decides whether it stays.
#[must_use]
pub fn decide(
    journal: &Journal,
    moment: &Moment<'_>,
    id: RecordId,
    outcome: ExperimentOutcome,
) -> Edit {
    let edit = change(journal, id, |experiment| {
        experiment.outcome = Some(outcome);
        experiment.decided_on = Some(moment.today());
    });
    Edit {
        label: format!("Experiment: {}", outcome.done_label().to_lowercase()),
        ..edit
    }
}

/// Begins the changed form of an experiment, to be reworded there. Returns its id; of one that was
/// begun before, only the id.
pub fn follow(
    journal: &Journal,
    moment: &mut Moment<'_>,
    id: RecordId,
) -> (Edit, Option<RecordId>) {
    let mut experiments = journal.experiments().iter();
    if let Some((next, _)) = experiments.find(|(_, next)| next.follows == Some(id)) {
        return (Edit::default(), Some(next));
    }
    let Some(before) = journal.experiments().get(id) else {
        return (Edit::default(), None);
    };
    let next = Experiment {
        text: name_of(before).to_owned(),
        subject: before.subject,
        version: before.version.clone(),
        how_told: before.how_told.clone(),
        landed: before.landed,
        follows: Some(id),
        ..Experiment::default()
    };
    start(moment, &next)
}

/// Saves what was tried as something to keep doing, once.
pub fn keep_doing(journal: &Journal, moment: &mut Moment<'_>, id: RecordId) -> Edit {
    let Some(experiment) = journal.experiments().get(id) else {
        return Edit::default();
    };
    if is_kept_doing(journal, experiment) {
        return Edit::default();
    }
    let learning = Learning {
        kind: LearningKind::Keep,
        text: name_of(experiment).to_owned(),
        ..Learning::default()
    };
    learnings::keep(moment, &learning)
}

/// Whether what was tried is already on the list of what to keep doing.
#[must_use]
pub fn is_kept_doing(journal: &Journal, experiment: &Experiment) -> bool {
    let mut learnings = journal.learnings().iter();
    learnings.any(|(_, learning)| {
        learning.kind == LearningKind::Keep && learning.text.trim() == name_of(experiment)
    })
}

/// Says whether an application was sent with what is tried.
#[must_use]
pub fn count_in(journal: &Journal, id: RecordId, opportunity: RecordId, is_part: bool) -> Edit {
    let Some(before) = journal.opportunities().get(opportunity) else {
        return Edit::default();
    };
    let mut not_part_of = before.not_part_of.clone();
    not_part_of.retain(|other| *other != id);
    if !is_part {
        not_part_of.push(id);
    }
    let after = Opportunity {
        not_part_of,
        ..before.clone()
    };
    let label = if is_part { "Counted" } else { "Not counted" };
    Edit::new(label).change(opportunity, before, &after)
}

/// Tries something that a person who landed said, for two weeks. What is tried already begins
/// nothing.
pub fn try_answer(
    journal: &Journal,
    moment: &mut Moment<'_>,
    person: RecordId,
    answer: &str,
) -> Edit {
    if trial_of(journal, person, answer).is_some() {
        return Edit::default();
    }
    let wanted = Experiment {
        text: answer.to_owned(),
        landed: Some(Landed::id(person)),
        ..Experiment::default()
    };
    start(moment, &wanted).0
}

/// The experiment that came from this answer.
#[must_use]
pub fn trial_of(journal: &Journal, person: RecordId, answer: &str) -> Option<RecordId> {
    let from = Some(Landed::id(person));
    let mut experiments = journal.experiments().iter();
    let tried = experiments.find(|(_, experiment)| {
        experiment.landed == from && experiment.text.trim() == answer.trim()
    });
    tried.map(|(id, _)| id)
}

/// Removes an experiment.
#[must_use]
pub fn remove(id: RecordId) -> Edit {
    Edit::new("Experiment removed").remove(RecordKind::Experiment, id)
}

/// Where it stands, in a few words.
#[must_use]
pub fn status_words(experiment: &Experiment, today: Date) -> String {
    if let Some(outcome) = experiment.outcome {
        let on = experiment.decided_on;
        let on = on.map_or_else(String::new, |on| format!(" on {}", on.short(today)));
        return format!("{}{on}", outcome.done_label());
    }
    match experiment.until {
        None => "No last day yet".to_owned(),
        Some(until) if until < today => {
            format!("Ended {}. What did it bring?", until.short(today))
        }
        Some(until) => format!("Until {}", until.short(today)),
    }
}

#[cfg(test)]
mod tests;
