//! The whole search and its trash: removed things brought back, and a backup in place of
//! everything.

use domain::exchange::backup::{self, Backup};
use domain::journal::Journal;
use domain::journal::trash::Removed;
use domain::state::edit::Edit;
use domain::state::record::RecordKind;

use super::stages;

/// Brings a removed thing back; `None` if it is a stage and the board has no room for it.
#[must_use]
pub fn bring_back(journal: &Journal, removed: &Removed) -> Option<Edit> {
    let is_stage = removed.keys.iter().any(|key| key.kind == RecordKind::Stage);
    (!is_stage || stages::has_room(journal)).then(|| removed.back())
}

/// Makes the search as a backup says.
#[must_use]
pub fn replace_by(journal: &Journal, backup: &Backup) -> Edit {
    backup::replacement(journal, backup, "Your search was replaced by the backup")
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a failed unwrap fails the test")]

    use domain::journal::trash::trash;
    use domain::model::opportunity::Opportunity;
    use domain::model::stage::StageSetting;
    use domain::state::stamp::Clock;
    use domain::values::id::RecordId;

    use super::*;
    use crate::actions::testing::{NOON, apply, journal_after};

    fn added(number: u32) -> Edit {
        let setting = StageSetting {
            label: format!("Stage {number}"),
            rank: 2_000 + number,
            ..StageSetting::default()
        };
        Edit::new("").create(RecordId::fixed(u128::from(number)), &setting)
    }

    #[test]
    fn a_stage_comes_back_only_where_there_is_room() {
        let first = RecordId::fixed(1);
        let journal = journal_after(&[added(1)]);
        let mut journal = apply(&journal, &stages::remove(first, "Stage 1"));
        let found = trash(&journal, NOON.ms);
        let removed = found.first().unwrap();
        let back = bring_back(&journal, removed).unwrap();
        assert_eq!(back.label, "The stage Stage 1 is back");
        let after = apply(&journal, &back);
        assert!(after.stage_settings().get(first).is_some());
        for number in 2.. {
            if !stages::has_room(&journal) {
                break;
            }
            journal = apply(&journal, &added(number));
        }
        assert_eq!(bring_back(&journal, removed), None);
    }

    #[test]
    fn a_backup_replaces_the_search_and_can_be_taken_back() {
        let [acme, halden] = [1, 2].map(RecordId::fixed);
        let opportunity = Opportunity::default();
        let journal = journal_after(&[Edit::new("").create(acme, &opportunity)]);
        let text = backup::export(&journal, NOON);
        let file = backup::read(&text).unwrap();
        let both = apply(&journal, &Edit::new("").create(halden, &opportunity));
        let mut after = both.clone();
        let applied = after.apply(&replace_by(&both, &file), &mut Clock::new(3), NOON.ms + 1);
        assert!(after.opportunities().get(halden).is_none());
        after.apply(&applied.inverse, &mut Clock::new(3), NOON.ms + 2);
        assert!(after.opportunities().get(halden).is_some());
    }
}
