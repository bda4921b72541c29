//! Sorting a no: causes and reasons chosen, and what those in the person's hands become: a learning
//! that helps at another company, and a first step on its day.

use domain::journal::Journal;
use domain::method::{Cause, Reason, reworded};
use domain::model::action::Action;
use domain::model::review::{Learning, LearningKind};
use domain::state::edit::Edit;
use domain::state::entity::read;
use domain::state::record::{RecordKey, RecordKind};
use domain::tone::despair::sounds_like_despair;
use domain::values::date::Date;
use domain::values::id::RecordId;

use super::{change, comeback};

/// The first step of a reason, as its fields show it.
#[derive(Clone, Debug, PartialEq)]
pub struct OwnStep {
    /// The step.
    pub text: String,
    /// Its day.
    pub on: Date,
}

/// Chooses a cause, or takes it back together with its reasons and what they became.
#[must_use]
pub fn choose_cause(journal: &Journal, id: RecordId, cause: Cause, is_chosen: bool) -> Edit {
    let left = comeback(journal, id).known_reasons();
    let left = left
        .into_iter()
        .filter(|reason| !is_chosen && reason.cause == cause);
    let edit = change(journal, id, |comeback| {
        comeback.choose_cause(cause, is_chosen);
    });
    left.fold(edit, |edit, reason| {
        edit.and(take_back(journal, id, reason))
    })
}

/// Chooses a reason, or takes it back. One in the person's hands is a learning from then on.
#[must_use]
pub fn choose_reason(
    journal: &Journal,
    id: RecordId,
    reason: &'static Reason,
    is_chosen: bool,
) -> Edit {
    let edit = change(journal, id, |comeback| {
        comeback.choose_reason(reason.id, is_chosen);
    });
    if is_chosen {
        let which = which(journal, id, reason);
        edit.and(set_which(journal, id, reason, &which))
    } else {
        edit.and(take_back(journal, id, reason))
    }
}

/// Saves the chosen reasons as learnings, where they are the person's to work on and are not saved
/// yet.
#[must_use]
pub fn keep_own_reasons(journal: &Journal, id: RecordId) -> Edit {
    let reasons = comeback(journal, id).known_reasons();
    let new = reasons.into_iter().filter(|reason| {
        let learning = learning_of(journal, id, reason);
        journal.learnings().get(learning).is_none()
    });
    new.fold(Edit::new("Saved in Learned"), |edit, reason| {
        edit.and(set_which(journal, id, reason, ""))
    })
}

/// What makes a reason particular, also where it was chosen before and taken back.
#[must_use]
pub fn which(journal: &Journal, id: RecordId, reason: &Reason) -> String {
    let key = RecordKey::new(RecordKind::Learning, learning_of(journal, id, reason));
    let held = journal.record(&key).map(read::<Learning>);
    held.unwrap_or_default().which
}

/// Writes what makes a reason particular into its learning. Reasons beyond control have none.
#[must_use]
pub fn set_which(journal: &Journal, id: RecordId, reason: &Reason, which: &str) -> Edit {
    let edit = Edit::new("Saved in Learned");
    let Some(own) = &reason.own else {
        return edit;
    };
    let learning_id = learning_of(journal, id, reason);
    let held = journal.learnings().get(learning_id);
    let learning = Learning {
        opportunity: comeback(journal, id).opportunity,
        comeback: Some(id),
        kind: LearningKind::Improve,
        // Words that sound like despair stay in their field: they are nothing to learn from.
        text: own.learning_about(if sounds_like_despair(which) {
            ""
        } else {
            which
        }),
        reason: reason.id.to_owned(),
        which: which.trim().to_owned(),
        ..held.cloned().unwrap_or_default()
    };
    let record = journal.record(&RecordKey::new(RecordKind::Learning, learning_id));
    edit.put(record, learning_id, &learning)
}

/// The first step of a reason. One that is not written yet begins tomorrow.
#[must_use]
pub fn own_step(journal: &Journal, id: RecordId, reason: &Reason, today: Date) -> OwnStep {
    let step = journal.actions().get(step_of(id, reason));
    OwnStep {
        text: step.map(|step| step.text.clone()).unwrap_or_default(),
        on: step
            .and_then(|step| step.due)
            .unwrap_or_else(|| today.plus_days(1)),
    }
}

/// Writes the first step of a reason: something to do on that day. Without words there is none.
#[must_use]
pub fn set_own_step(journal: &Journal, id: RecordId, reason: &Reason, step: &OwnStep) -> Edit {
    let edit = Edit::new("Added to Today");
    let key = step_of(id, reason);
    let held = journal.actions().get(key);
    let text = step.text.trim();
    if text.is_empty() {
        return match held {
            Some(_) => edit.remove(RecordKind::Action, key),
            None => edit,
        };
    }
    let which = which(journal, id, reason);
    let why = reason.own.as_ref().map(|own| own.learning_about(&which));
    // It is about the search, not about this company, so it does not rest with it.
    let action = Action {
        text: text.to_owned(),
        due: Some(step.on),
        ..held.cloned().unwrap_or_else(|| Action {
            why: why.unwrap_or_default(),
            comeback: Some(id),
            ..Action::default()
        })
    };
    let record = journal.record(&RecordKey::new(RecordKind::Action, key));
    edit.put(record, key, &action)
}

/// The learning of a reason: the one there is, which an older build may have made under another id,
/// else one whose id follows from both.
fn learning_of(journal: &Journal, id: RecordId, reason: &Reason) -> RecordId {
    let own = RecordId::derived(&format!("reason:{}", reason.id), &[id], 0);
    let learning = reason.own.as_ref().map_or("", |own| own.learning);
    let is_of = |candidate: &Learning| {
        let is_old = candidate.reason.is_empty() && reworded(&candidate.text) == learning;
        candidate.comeback == Some(id) && (candidate.reason == reason.id || is_old)
    };
    let opportunity = comeback(journal, id).opportunity.unwrap_or_default();
    let mut learnings = journal.learnings().of(opportunity);
    learnings
        .find(|(_, candidate)| is_of(candidate))
        .map_or(own, |(found, _)| found)
}

fn step_of(id: RecordId, reason: &Reason) -> RecordId {
    RecordId::derived(&format!("reason-step:{}", reason.id), &[id], 0)
}

/// Takes back what a reason became. A step that is done stays.
fn take_back(journal: &Journal, id: RecordId, reason: &Reason) -> Edit {
    let edit = Edit::default();
    let learning = learning_of(journal, id, reason);
    let edit = match journal.learnings().get(learning) {
        Some(_) => edit.remove(RecordKind::Learning, learning),
        None => edit,
    };
    let step = step_of(id, reason);
    match journal.actions().get(step) {
        Some(action) if !action.is_settled() => edit.remove(RecordKind::Action, step),
        _ => edit,
    }
}

#[cfg(test)]
mod tests {
    use domain::method::{REASONS, reason};

    use super::*;
    use crate::actions::comebacks::tests::{NO, opportunity, search};
    use crate::actions::testing::{NOON, apply, record};

    fn known(id: &str) -> &'static Reason {
        reason(id).unwrap_or(&REASONS[0])
    }

    fn texts(journal: &Journal) -> Vec<String> {
        let learnings = journal.learnings().iter();
        learnings.map(|(_, kept)| kept.text.clone()).collect()
    }

    /// Both causes are chosen, and a reason of each.
    fn sorted() -> Journal {
        let journal = search();
        let journal = apply(&journal, &choose_cause(&journal, NO, Cause::Mine, true));
        let journal = apply(&journal, &choose_cause(&journal, NO, Cause::NotMine, true));
        let journal = apply(
            &journal,
            &choose_reason(&journal, NO, known("on-hold"), true),
        );
        apply(
            &journal,
            &choose_reason(&journal, NO, known("skill-gap"), true),
        )
    }

    #[test]
    fn a_reason_in_ones_hands_becomes_a_learning_for_anywhere_and_one_beyond_does_not() {
        let journal = sorted();
        assert_eq!(texts(&journal), ["A skill I can still learn"]);
        let edit = set_which(&journal, NO, known("skill-gap"), " SQL ");
        let journal = apply(&journal, &edit);
        assert_eq!(texts(&journal), ["A skill I can still learn: SQL"]);
        assert_eq!(which(&journal, NO, known("skill-gap")), "SQL");
        assert!(keep_own_reasons(&journal, NO).is_empty());
    }

    #[test]
    fn its_first_step_is_due_on_its_day_and_made_once() {
        let journal = sorted();
        let reason = known("skill-gap");
        let today = NOON.today();
        let begun = own_step(&journal, NO, reason, today);
        assert_eq!(begun.on, today.plus_days(1));
        let step = OwnStep {
            text: "Book the course".into(),
            on: today.plus_days(5),
        };
        let edit = set_own_step(&journal, NO, reason, &step);
        let journal = apply(&apply(&journal, &edit), &edit);
        assert_eq!(own_step(&journal, NO, reason, today), step);
        assert_eq!(journal.actions().len(), 1);
        let why = journal
            .actions()
            .iter()
            .map(|(_, action)| &*action.why)
            .next();
        assert_eq!(why, Some("A skill I can still learn"));
    }

    #[test]
    fn what_is_taken_back_goes_and_comes_again_with_its_words() {
        let journal = sorted();
        let reason = known("skill-gap");
        let step = OwnStep {
            text: "Book the course".into(),
            on: NOON.today(),
        };
        let journal = apply(&journal, &set_which(&journal, NO, reason, "SQL"));
        let journal = apply(&journal, &set_own_step(&journal, NO, reason, &step));
        let without = apply(&journal, &choose_cause(&journal, NO, Cause::Mine, false));
        assert!(without.learnings().is_empty() && without.actions().is_empty());
        let held = comeback(&without, NO);
        assert_eq!(held.causes(), [Cause::NotMine]);
        let journal = apply(&without, &choose_cause(&without, NO, Cause::Mine, true));
        let journal = apply(&journal, &choose_reason(&journal, NO, reason, true));
        assert_eq!(texts(&journal), ["A skill I can still learn: SQL"]);
    }

    #[test]
    fn a_learning_of_november_2026_is_not_made_again() {
        let journal = search();
        let older = Learning {
            opportunity: Some(opportunity(&journal)),
            comeback: Some(NO),
            text: "A skill they need is one I can still learn".into(),
            ..Learning::default()
        };
        let journal = apply(&journal, &record(RecordId::fixed(50), &older));
        let chosen = change(&journal, NO, |comeback| {
            comeback.cause = Some(Cause::Mine);
            comeback.reasons = vec!["skill-gap".into()];
        });
        let journal = apply(&journal, &chosen);
        assert!(keep_own_reasons(&journal, NO).is_empty());
        let journal = apply(
            &journal,
            &set_which(&journal, NO, known("skill-gap"), "SQL"),
        );
        assert_eq!(texts(&journal), ["A skill I can still learn: SQL"]);
        assert_eq!(which(&journal, NO, known("skill-gap")), "SQL");
    }
}
