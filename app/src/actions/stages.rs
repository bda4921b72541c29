//! Stages of the person's own: added, renamed, removed.

use domain::journal::Journal;
use domain::model::stage::{MOST_STAGES, Stage, StageSetting};
use domain::state::edit::Edit;
use domain::state::record::RecordKind;
use domain::values::id::RecordId;

use super::Moment;

/// Whether there is room for another stage.
#[must_use]
pub fn has_room(journal: &Journal) -> bool {
    journal.stages().all().len() < MOST_STAGES
}

/// Adds a stage after another one.
#[must_use]
pub fn add(journal: &Journal, moment: &mut Moment<'_>, label: &str, after: &str) -> Edit {
    let setting = StageSetting {
        label: label.to_owned(),
        rank: journal.stages().rank_after(after),
        ..StageSetting::default()
    };
    Edit::new(format!("{label} added")).create(moment.new_id(), &setting)
}

/// Renames a stage, a built-in one by a setting of its own.
#[must_use]
pub fn rename(journal: &Journal, moment: &mut Moment<'_>, stage: &Stage, label: &str) -> Edit {
    let id = stage.setting.unwrap_or_else(|| moment.new_id());
    let before = journal.stage_settings().get(id);
    let renames = if stage.built_in {
        stage.id.as_str()
    } else {
        ""
    };
    let after = StageSetting {
        renames: renames.to_owned(),
        label: label.to_owned(),
        rank: before.map_or(stage.rank, |before| before.rank),
    };
    let edit = Edit::new(format!("{} is now called {label}", stage.label));
    match before {
        Some(before) => edit.change(id, before, &after),
        None => edit.create(id, &after),
    }
}

/// Removes a stage; opportunities that reached it keep their history.
#[must_use]
pub fn remove(id: RecordId, label: &str) -> Edit {
    Edit::new(format!("{label} removed")).remove(RecordKind::Stage, id)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a failed unwrap fails the test")]

    use domain::model::stage::APPLIED;

    use super::*;
    use crate::actions::testing::{apply, at_noon, journal_after};

    fn stage(journal: &Journal, label: &str) -> Option<Stage> {
        let mut stages = journal.stages().all().iter();
        stages.find(|stage| stage.label == label).cloned()
    }

    fn with_a_stage() -> (Journal, Stage) {
        let journal = journal_after(&[]);
        let edit = at_noon(|moment| add(&journal, moment, "Task", APPLIED));
        assert_eq!(edit.label, "Task added");
        let journal = apply(&journal, &edit);
        let added = stage(&journal, "Task").unwrap();
        (journal, added)
    }

    #[test]
    fn a_stage_is_added_after_the_one_that_was_chosen() {
        let (journal, _) = with_a_stage();
        let labels = journal.stages().all().iter().map(|stage| stage.id.as_str());
        let place = labels.clone().position(|id| id == APPLIED).unwrap();
        let next = journal.stages().all().get(place + 1).unwrap();
        assert_eq!(next.label, "Task");
        assert!(has_room(&journal));
    }

    #[test]
    fn renaming_keeps_the_place_of_a_stage_whether_built_in_or_not() {
        let (journal, own) = with_a_stage();
        let built_in = journal
            .stages()
            .all()
            .iter()
            .find(|stage| stage.built_in)
            .cloned();
        for before in [own, built_in.unwrap()] {
            let edit = at_noon(|moment| rename(&journal, moment, &before, "Called so"));
            assert_eq!(
                edit.label,
                format!("{} is now called Called so", before.label)
            );
            let after = apply(&journal, &edit);
            let renamed = stage(&after, "Called so").unwrap();
            assert_eq!((renamed.id, renamed.rank), (before.id, before.rank));
        }
    }

    #[test]
    fn a_removed_stage_is_gone() {
        let (journal, own) = with_a_stage();
        let edit = remove(own.setting.unwrap(), &own.label);
        assert_eq!(edit.label, "Task removed");
        let after = apply(&journal, &edit);
        assert_eq!(stage(&after, "Task"), None);
    }

    #[test]
    fn there_is_room_until_the_board_is_full() {
        let mut journal = journal_after(&[]);
        let mut number = 5_000;
        while has_room(&journal) {
            number += 1;
            let setting = StageSetting {
                label: format!("Stage {number}"),
                rank: journal.stages().rank_after(APPLIED),
                ..StageSetting::default()
            };
            journal = apply(
                &journal,
                &Edit::new("").create(RecordId::fixed(number), &setting),
            );
        }
        assert_eq!(journal.stages().all().len(), MOST_STAGES);
    }
}
