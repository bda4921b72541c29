//! What a person does to opportunities: moving, ending, removing.

use domain::journal::Journal;
use domain::model::comeback::{Comeback, Depth};
use domain::model::event::{Ending, Event};
use domain::state::edit::Edit;
use domain::values::date::Now;
use domain::values::id::RecordId;

use super::Moment;

/// The company of an opportunity, or what else it goes by.
#[must_use]
pub fn name_of(journal: &Journal, id: RecordId) -> String {
    journal.opportunities().get(id).map_or_else(
        || "This one".to_owned(),
        |opportunity| opportunity.short_name().to_owned(),
    )
}

/// Moves opportunities to a stage, each by a new event of today. Those already there are left alone.
pub fn move_to_stage(
    journal: &Journal,
    moment: &mut Moment<'_>,
    ids: &[RecordId],
    stage: &str,
) -> Edit {
    let is_elsewhere = |id: &RecordId| {
        let standing = journal.standing(*id);
        standing.stage != stage || !standing.is_active()
    };
    let moving: Vec<RecordId> = ids.iter().copied().filter(is_elsewhere).collect();
    let label = journal.stages().label(stage);
    let mut edit = Edit::new(match moving.as_slice() {
        [] => String::new(),
        [id] => format!("{} moved to {label}", name_of(journal, *id)),
        [_, ..] => format!("{} opportunities moved to {label}", moving.len()),
    });
    for id in moving {
        edit = edit.create(moment.new_id(), &Event::stage(id, stage, moment.today()));
    }
    edit
}

/// Ends opportunities today. A no opens a comeback for each.
///
/// Beside the edit gives the id of the comeback where one opportunity ended in a no: the page to go to.
pub fn end_with(
    journal: &Journal,
    moment: &mut Moment<'_>,
    ids: &[RecordId],
    ending: Ending,
) -> (Edit, Option<RecordId>) {
    let what = match ending {
        Ending::Yes => "A yes",
        Ending::No => "A no",
        Ending::NoAnswer => "No answer",
        Ending::RoleClosed => "Role closed",
        Ending::Withdrawn => "Withdrawn",
        Ending::Declined => "Declined",
    };
    let mut edit = Edit::new(match ids {
        [id] => format!("{what} noted for {}", name_of(journal, *id)),
        ids => format!("{what} noted for {} opportunities", ids.len()),
    });
    let mut last = None;
    for id in ids {
        let event_id = moment.new_id();
        edit = edit.create(event_id, &Event::ending(*id, ending, moment.today()));
        if ending == Ending::No {
            edit = edit.create(event_id, &comeback_for(journal, *id, moment.now()));
            last = Some(event_id);
        }
    }
    (edit, last.filter(|_| ids.len() == 1))
}

/// A comeback for a no that is noted now. A form letter starts without a window; it asks for so little.
#[must_use]
pub fn comeback_for(journal: &Journal, id: RecordId, now: Now) -> Comeback {
    let mut comeback = Comeback::new(id, now);
    if journal.depth(id) == Depth::Letter {
        comeback.window_hours = Some(0);
    }
    comeback
}

/// Removes an opportunity and all that belongs to it; “Undo” brings everything back.
#[must_use]
pub fn remove(journal: &Journal, id: RecordId) -> Edit {
    journal.removal_of(id, format!("{} removed", name_of(journal, id)))
}

#[cfg(test)]
mod tests {
    use domain::model::opportunity::Opportunity;
    use domain::model::stage::{APPLIED, INTERVIEWING, SAVED};

    use super::*;
    use crate::actions::testing::{apply, at_noon, journal_after};

    const ACME: RecordId = RecordId::fixed(1);
    const HALDEN: RecordId = RecordId::fixed(2);

    fn search() -> Journal {
        let named = |company: &str| Opportunity {
            company: company.into(),
            ..Opportunity::default()
        };
        let today = at_noon(|moment| moment.today());
        journal_after(&[
            Edit::new("").create(ACME, &named("Acme")),
            Edit::new("").create(HALDEN, &named("Halden")),
            Edit::new("").create(RecordId::fixed(3), &Event::stage(ACME, SAVED, today)),
            Edit::new("").create(
                RecordId::fixed(4),
                &Event::stage(HALDEN, INTERVIEWING, today),
            ),
        ])
    }

    #[test]
    fn moving_leaves_alone_what_is_there_already() {
        let journal = search();
        let edit = at_noon(|moment| move_to_stage(&journal, moment, &[ACME, HALDEN], INTERVIEWING));
        assert_eq!(edit.label, "Acme moved to Interviewing");
        let after = apply(&journal, &edit);
        assert_eq!(after.standing(ACME).stage, INTERVIEWING);
        assert_eq!(after.events().of(HALDEN).count(), 1);
        let edit = at_noon(|moment| move_to_stage(&after, moment, &[ACME], INTERVIEWING));
        assert!(edit.writes.is_empty());
        let edit = at_noon(|moment| move_to_stage(&after, moment, &[ACME, HALDEN], APPLIED));
        assert_eq!(edit.label, "2 opportunities moved to Applied");
    }

    #[test]
    fn a_no_opens_a_comeback_and_other_endings_do_not() {
        let journal = search();
        let (edit, comeback) = at_noon(|moment| end_with(&journal, moment, &[HALDEN], Ending::No));
        let after = apply(&journal, &edit);
        assert_eq!(after.comeback_of(HALDEN).map(|(id, _)| id), comeback);
        assert!(comeback.is_some());
        let (edit, comeback) =
            at_noon(|moment| end_with(&journal, moment, &[HALDEN], Ending::Withdrawn));
        assert_eq!(comeback, None);
        assert!(apply(&journal, &edit).comebacks().is_empty());
    }

    #[test]
    fn a_form_letter_starts_without_a_pause() {
        let journal = search();
        let (edit, _) = at_noon(|moment| end_with(&journal, moment, &[ACME], Ending::No));
        let after = apply(&journal, &edit);
        let window = after
            .comeback_of(ACME)
            .map(|(_, comeback)| comeback.window_hours);
        assert_eq!(window, Some(Some(0)));
    }
}
