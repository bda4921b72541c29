//! Settings that travel with the search, and the example search.

use domain::demo::demo_search;
use domain::journal::Journal;
use domain::model::settings::Settings;
use domain::state::edit::Edit;
use domain::values::id::RecordId;

use super::Moment;

/// Changes the settings.
#[must_use]
pub fn change(journal: &Journal, change: impl FnOnce(&mut Settings)) -> Edit {
    let before = journal.settings();
    let mut after = before.clone();
    change(&mut after);
    Edit::new("Settings changed").change(RecordId::ONLY, before, &after)
}

/// Notes the time zone of the device, by which the calendar link reads times without one.
#[must_use]
pub fn note_zone(journal: &Journal, zone: &str) -> Edit {
    if zone.is_empty() {
        return Edit::default();
    }
    let mut edit = change(journal, |settings| zone.clone_into(&mut settings.zone));
    edit.label.clear();
    edit
}

/// Remembers how the person signs messages.
#[must_use]
pub fn sign_as(journal: &Journal, name: &str) -> Edit {
    change(journal, |settings| {
        name.trim().clone_into(&mut settings.name)
    })
}

/// Remembers that it was answered this year whom to greet at its end.
#[must_use]
pub fn answer_greetings(journal: &Journal, moment: &Moment<'_>) -> Edit {
    let (year, ..) = moment.today().year_month_day();
    let mut edit = change(journal, |settings| settings.greetings_asked = Some(year));
    "Greetings done for this year".clone_into(&mut edit.label);
    edit
}

/// Loads the example search.
#[must_use]
pub fn load_demo(moment: &mut Moment<'_>) -> Edit {
    demo_search(moment.now(), &mut || moment.new_id())
}

/// Removes the example search, and nothing else.
#[must_use]
pub fn remove_demo(journal: &Journal) -> Edit {
    journal.removal_of_demo("Demo search removed")
}

#[cfg(test)]
mod tests {

    use super::*;
    use crate::actions::testing::{apply, at_noon, journal_after};

    #[test]
    fn a_signature_and_the_answer_on_greetings_are_remembered() {
        let journal = journal_after(&[]);
        let journal = apply(&journal, &sign_as(&journal, " Ada "));
        let edit = at_noon(|moment| answer_greetings(&journal, moment));
        let after = apply(&journal, &edit);
        assert_eq!(after.settings().name, "Ada");
        assert_eq!(after.settings().greetings_asked, Some(2026));
    }

    #[test]
    fn the_zone_of_the_device_is_noted_once() {
        let journal = journal_after(&[]);
        assert!(note_zone(&journal, "").is_empty());
        let edit = note_zone(&journal, "Asia/Kolkata");
        assert_eq!(edit.label, "");
        let after = apply(&journal, &edit);
        assert_eq!(after.settings().zone, "Asia/Kolkata");
        assert!(note_zone(&after, "Asia/Kolkata").is_empty());
    }

    #[test]
    fn only_what_differs_is_written() {
        let journal = journal_after(&[]);
        let edit = change(&journal, |settings| settings.quiet_days = 28);
        assert_eq!(
            (edit.label.as_str(), edit.writes.len()),
            ("Settings changed", 1)
        );
        let after = apply(&journal, &edit);
        assert_eq!(after.settings().quiet_days, 28);
        assert!(
            change(&after, |settings| settings.quiet_days = 28)
                .writes
                .is_empty()
        );
    }

    #[test]
    fn the_example_search_comes_and_goes_in_one_step_each() {
        let journal = apply(&journal_after(&[]), &at_noon(load_demo));
        assert!(journal.has_demo());
        assert!(!journal.opportunities().is_empty());
        let after = apply(&journal, &remove_demo(&journal));
        assert!(!after.has_demo());
        assert!(after.opportunities().is_empty());
    }
}
