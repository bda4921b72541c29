//! What a person does to an opportunity, as edits: moving, ending, removing. Pages call these so that a deed means the same everywhere.

use domain::journal::Journal;
use domain::model::comeback::{Comeback, Depth};
use domain::model::event::{Ending, Event};
use domain::state::edit::Edit;
use domain::values::id::RecordId;

use crate::session::Session;

/// The company of an opportunity, or what else it goes by.
#[must_use]
pub fn name_of(journal: &Journal, id: RecordId) -> String {
    journal.opportunities().get(id).map_or_else(
        || "This one".to_owned(),
        |opportunity| opportunity.short_name().to_owned(),
    )
}

/// Moves opportunities to a stage, each by a new event of today. Those already there are left alone.
pub fn move_to_stage(session: Session, ids: &[RecordId], stage: &str) {
    let today = session.day_of_writing();
    let (moving, name, label) = session.peek(|journal| {
        let moving: Vec<RecordId> = ids
            .iter()
            .copied()
            .filter(|id| {
                let standing = journal.standing(*id);
                standing.stage != stage || !standing.is_active()
            })
            .collect();
        let name = moving.first().map(|id| name_of(journal, *id));
        (moving, name, journal.stages().label(stage).to_owned())
    });
    let Some(name) = name else { return };
    let mut edit = Edit::new(match moving.len() {
        1 => format!("{name} moved to {label}"),
        count => format!("{count} opportunities moved to {label}"),
    });
    for id in moving {
        edit = edit.create(session.new_id(), &Event::stage(id, stage, today));
    }
    session.commit(edit);
}

/// Ends opportunities today. A no opens a comeback for each.
///
/// Gives the id of the comeback when one opportunity ended in a no: the page to go to.
pub fn end_with(session: Session, ids: &[RecordId], ending: Ending) -> Option<RecordId> {
    let now = session.exact_now();
    let name = session.peek(|journal| ids.first().map(|id| name_of(journal, *id)))?;
    let what = match ending {
        Ending::Yes => "A yes",
        Ending::No => "A no",
        Ending::NoAnswer => "No answer",
        Ending::RoleClosed => "Role closed",
        Ending::Withdrawn => "Withdrawn",
        Ending::Declined => "Declined",
    };
    let mut edit = Edit::new(match ids.len() {
        1 => format!("{what} noted for {name}"),
        count => format!("{what} noted for {count} opportunities"),
    });
    let mut last = None;
    for id in ids {
        let event_id = session.new_id();
        edit = edit.create(event_id, &Event::ending(*id, ending, now.today()));
        if ending == Ending::No {
            edit = edit.create(event_id, &comeback_for(session, *id, now));
            last = Some(event_id);
        }
    }
    session.commit(edit);
    last.filter(|_| ids.len() == 1)
}

/// A comeback for a no that is noted now. A form letter starts without a window; it asks for so little.
#[must_use]
pub fn comeback_for(session: Session, id: RecordId, now: domain::values::date::Now) -> Comeback {
    let mut comeback = Comeback::new(id, now);
    let depth = session.peek(|journal| journal.depth(id));
    if depth == Depth::Letter {
        comeback.window_hours = Some(0);
    }
    comeback
}

/// Removes an opportunity and all that belongs to it; “Undo” brings everything back.
pub fn remove_opportunity(session: Session, id: RecordId) {
    let edit = session.peek(|journal| {
        let label = format!("{} removed", name_of(journal, id));
        journal.removal_of(id, label)
    });
    session.commit(edit);
}
