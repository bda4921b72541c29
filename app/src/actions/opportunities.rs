//! Actions on opportunities: adding, changing, moving, ending, waiting longer, removing.

use domain::capture::{Capture, Status};
use domain::journal::Journal;
use domain::model::comeback::{Comeback, Depth, Step};
use domain::model::event::{Ending, Event};
use domain::model::opportunity::{Kind, Opportunity};
use domain::model::stage::{APPLIED, SAVED};
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

/// Adds an opportunity, saved today.
#[must_use]
pub fn add(moment: &mut Moment<'_>, opportunity: &Opportunity) -> Edit {
    let id = moment.new_id();
    Edit::new(format!("{} added", opportunity.title()))
        .create(id, opportunity)
        .create(moment.new_id(), &Event::stage(id, SAVED, moment.today()))
}

/// Adds what was read from a text, each an opportunity of its own, in one edit. What happened with one
/// already is its history; else it is saved today.
///
/// A no of a list opens no comeback: it was heard a while ago, and perhaps there are thirty of them.
#[must_use]
pub fn add_captured(moment: &mut Moment<'_>, captures: &[Capture]) -> Edit {
    let mut edit = Edit::new(match captures {
        [one] => format!("{} added", one.opportunity().title()),
        several => format!("{} opportunities added", several.len()),
    });
    for capture in captures {
        let id = moment.new_id();
        edit = edit.create(id, &capture.opportunity());
        let today = moment.today();
        let day = capture
            .happened
            .map_or(today, |happened| happened.day(today));
        let events = match capture.happened.map(|happened| happened.status) {
            None => vec![Event::stage(id, SAVED, today)],
            Some(Status::Stage(stage)) => vec![Event::stage(id, stage, day)],
            Some(Status::Ended(ending @ Ending::RoleClosed)) => {
                vec![Event::stage(id, SAVED, day), Event::ending(id, ending, day)]
            }
            Some(Status::Ended(ending)) => {
                vec![
                    Event::stage(id, APPLIED, day),
                    Event::ending(id, ending, day),
                ]
            }
        };
        for event in events {
            edit = edit.create(moment.new_id(), &event);
        }
    }
    edit
}

/// Changes an opportunity as it is now.
#[must_use]
pub fn change(journal: &Journal, id: RecordId, change: impl FnOnce(&mut Opportunity)) -> Edit {
    let before = found(journal, id);
    let mut after = before.clone();
    change(&mut after);
    correct(id, &before, &after)
}

/// Writes the fields in which a form differs from the opportunity it began with. Fields left alone
/// there are not written: another device may have changed them meanwhile.
#[must_use]
pub fn correct(id: RecordId, before: &Opportunity, after: &Opportunity) -> Edit {
    Edit::new(format!("{} changed", after.short_name())).change(id, before, after)
}

/// Turns a job into a project, and a project into a job.
#[must_use]
pub fn switch_kind(journal: &Journal, id: RecordId) -> Edit {
    let before = found(journal, id);
    let kind = match before.kind {
        Kind::Job => Kind::Project,
        Kind::Project => Kind::Job,
    };
    let label = format!(
        "{} is now a {}",
        before.short_name(),
        kind.label().to_lowercase()
    );
    let after = Opportunity {
        kind,
        ..before.clone()
    };
    Edit::new(label).change(id, &before, &after)
}

/// Gives a quiet opportunity two more weeks before the app asks about it again.
#[must_use]
pub fn wait_longer(journal: &Journal, moment: &Moment<'_>, id: RecordId) -> Edit {
    let Some(opportunity) = journal.opportunities().get(id) else {
        return Edit::default();
    };
    let waiting = Opportunity {
        quiet_until: Some(moment.today().plus_days(14)),
        ..opportunity.clone()
    };
    let label = format!("Waiting two more weeks for {}", opportunity.short_name());
    Edit::new(label).change(id, opportunity, &waiting)
}

/// Moves opportunities to a stage, each by a new event of today. Those already there are left
/// alone. A project that is moved to a stage of jobs goes to the one of its own that is as far, and
/// stays where it is if that is in the same column of the board.
pub fn move_to_stage(
    journal: &Journal,
    moment: &mut Moment<'_>,
    ids: &[RecordId],
    stage: &str,
) -> Edit {
    let stages = journal.stages();
    let moving: Vec<(RecordId, &str)> = ids
        .iter()
        .filter_map(|id| {
            let standing = journal.standing(*id);
            let target = match found(journal, *id).kind {
                Kind::Job => stage,
                Kind::Project => stages.fitting(Kind::Project, stage),
            };
            let is_there = standing.stage == target
                || (target != stage && stages.column(&standing.stage) == stage);
            (!is_there || !standing.is_active()).then_some((*id, target))
        })
        .collect();
    let mut edit = Edit::new(match moving.as_slice() {
        [] => String::new(),
        [(id, target)] => format!(
            "{} moved to {}",
            name_of(journal, *id),
            stages.label(target)
        ),
        [_, ..] => format!(
            "{} opportunities moved to {}",
            moving.len(),
            stages.label(stage)
        ),
    });
    for (id, target) in moving {
        edit = edit.create(moment.new_id(), &Event::stage(id, target, moment.today()));
    }
    edit
}

/// Ends opportunities today. A no opens a comeback for each; any other end but a yes, after
/// interviews, a short farewell, so that thanks and people stay.
///
/// Also returns the id of the comeback if exactly one opportunity ended in a no: the page to go to.
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
        Ending::RoleClosed => "A closed role",
        Ending::Withdrawn => "A withdrawal",
        Ending::Declined => "A declined offer",
    };
    let mut edit = Edit::new(match ids {
        [id] => format!("{what} noted for {}", name_of(journal, *id)),
        ids => format!("{what} noted for {} opportunities", ids.len()),
    });
    let mut last = None;
    for id in ids {
        let event_id = moment.new_id();
        edit = edit.create(event_id, &Event::ending(*id, ending, moment.today()));
        let asks = Depth::of(&journal.standing(*id).furthest, journal.stages()).after(Some(ending));
        if ending == Ending::No || asks == Depth::Farewell && has_talked(journal, *id) {
            edit = edit.create(event_id, &comeback_for(*id, moment.now(), asks));
            last = Some(event_id);
        }
    }
    (edit, last.filter(|_| ids.len() == 1))
}

/// A comeback for an ending that is noted now. Only a no after talks begins with a pause to choose.
/// A form letter is closed at once: there is nothing to do about it, and who wants to look at it can
/// open it again.
#[must_use]
pub fn comeback_for(id: RecordId, now: Now, depth: Depth) -> Comeback {
    let mut comeback = Comeback::new(id, now);
    if !depth.plan().contains(&Step::Pause) {
        comeback.window_hours = Some(0);
    }
    if depth == Depth::Letter {
        comeback.closed_on = Some(now.today());
    }
    comeback
}

/// Whether there were interviews.
fn has_talked(journal: &Journal, id: RecordId) -> bool {
    Depth::of(&journal.standing(id).furthest, journal.stages()) == Depth::Interviews
}

/// Removes an opportunity and all that belongs to it; “Undo” brings everything back.
#[must_use]
pub fn remove(journal: &Journal, id: RecordId) -> Edit {
    journal.removal_of(id, format!("{} removed", name_of(journal, id)))
}

fn found(journal: &Journal, id: RecordId) -> Opportunity {
    journal.opportunities().get(id).cloned().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use domain::capture::read_all;
    use domain::model::stage::{INTERVIEWING, OFFER, PROJECT_PITCHED, PROJECT_RUNNING};
    use domain::state::stamp::Clock;
    use domain::values::date::Date;

    use super::*;
    use crate::actions::events;
    use crate::actions::testing::{NOON, apply, at_noon, journal_after};

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
    fn a_project_goes_to_its_own_stage_where_it_is_moved_to_one_of_jobs() {
        let mut journal = search();
        journal = apply(&journal, &switch_kind(&journal, ACME));
        let mut go = |stage: &str| {
            let edit = make(&journal, &[ACME], stage);
            journal = apply(&journal, &edit);
            (edit.label, journal.standing(ACME).stage)
        };
        let moved = |label: &str, stage: &str| (label.to_owned(), stage.to_owned());
        assert_eq!(go(APPLIED), moved("Acme moved to Pitched", PROJECT_PITCHED));
        assert_eq!(
            go(PROJECT_RUNNING),
            moved("Acme moved to Running", PROJECT_RUNNING)
        );
        // Its card is in that column already.
        assert_eq!(go(OFFER), moved("", PROJECT_RUNNING));
    }

    #[test]
    fn a_corrected_day_keeps_the_stage_and_the_comeback() {
        let new = Opportunity::default();
        let mut journal = journal_after(&[at_noon(|moment| add(moment, &new))]);
        let id = RecordId::fixed(1_000);
        let week_ago = at_noon(|moment| moment.today()).plus_days(-7);
        let back = |journal: &Journal, event: RecordId| {
            let before = journal.events().get(event).cloned().unwrap_or_default();
            let after = Event {
                on: Some(week_ago),
                ..before.clone()
            };
            apply(journal, &events::correct(event, &before, &after))
        };
        let latest = |journal: &Journal| journal.history(id).last().map(|(id, _)| *id);
        for stage in [APPLIED, INTERVIEWING] {
            let edit = make(&journal, &[id], stage);
            journal = apply(&journal, &edit);
            let moved = latest(&journal).unwrap_or_default();
            journal = back(&journal, moved);
            assert_eq!(journal.standing(id).stage, stage);
        }
        let (edit, comeback) = make_no(&journal, id);
        journal = apply(&journal, &edit);
        journal = back(&journal, comeback.unwrap_or_default());
        assert_eq!(journal.standing(id).ending, Some(Ending::No));
        assert_eq!(journal.comeback_of(id).map(|(id, _)| id), comeback);
    }

    /// A move whose event has an id of its own.
    fn make(journal: &Journal, ids: &[RecordId], stage: &str) -> Edit {
        numbered(journal, |moment| move_to_stage(journal, moment, ids, stage))
    }

    fn make_no(journal: &Journal, id: RecordId) -> (Edit, Option<RecordId>) {
        numbered(journal, |moment| {
            end_with(journal, moment, &[id], Ending::No)
        })
    }

    fn numbered<T>(journal: &Journal, action: impl FnOnce(&mut Moment<'_>) -> T) -> T {
        let mut number = 2_000 + journal.all().len() as u128;
        let mut new_id = || {
            number += 1;
            RecordId::fixed(number)
        };
        action(&mut Moment::new(NOON, &mut new_id))
    }

    #[test]
    fn the_rows_of_a_list_are_added_with_what_happened_in_one_edit() {
        let text = "Acme\tCook\tApplied\t2026-03-02\nUmbra\tBaker\tRejected\t2026-02-20\nKestrel\tNurse\tApplied\t2027-01-01";
        let rows = read_all(text).unwrap_or_default();
        let edit = at_noon(|moment| add_captured(moment, &rows));
        assert_eq!(edit.label, "3 opportunities added");
        let mut journal = Journal::default();
        let mut clock = Clock::new(1);
        let applied = journal.apply(&edit, &mut clock, NOON.ms);
        let standings: Vec<_> = journal
            .opportunities()
            .iter()
            .map(|(id, row)| (row.company.as_str(), journal.standing(id)))
            .map(|(company, now)| (company, now.stage.clone(), now.ending, now.since))
            .collect();
        let day = |text: &str| Date::parse(text).ok();
        let today = day("2026-03-18");
        assert_eq!(
            standings,
            [
                ("Acme", APPLIED.to_owned(), None, day("2026-03-02")),
                (
                    "Umbra",
                    APPLIED.to_owned(),
                    Some(Ending::No),
                    day("2026-02-20")
                ),
                ("Kestrel", APPLIED.to_owned(), None, today),
            ]
        );
        assert!(journal.comebacks().is_empty());
        journal.apply(&applied.inverse, &mut clock, NOON.ms + 1);
        assert!(
            journal.opportunities().is_empty(),
            "one undo takes all back"
        );
    }

    #[test]
    fn one_that_was_read_is_saved_today() {
        let one = read_all("Acme, Data engineer").unwrap_or_default();
        let edit = at_noon(|moment| add_captured(moment, &one));
        assert_eq!(edit.label, "Data engineer at Acme added");
        let journal = apply(&Journal::default(), &edit);
        assert_eq!(journal.standing(RecordId::fixed(1_000)).stage, SAVED);
    }

    #[test]
    fn a_no_opens_a_comeback_and_a_yes_does_not() {
        let journal = search();
        let (edit, comeback) = at_noon(|moment| end_with(&journal, moment, &[HALDEN], Ending::No));
        let after = apply(&journal, &edit);
        assert_eq!(after.comeback_of(HALDEN).map(|(id, _)| id), comeback);
        assert!(comeback.is_some());
        let (edit, comeback) = at_noon(|moment| end_with(&journal, moment, &[HALDEN], Ending::Yes));
        assert_eq!(comeback, None);
        assert!(apply(&journal, &edit).comebacks().is_empty());
    }

    #[test]
    fn other_ends_ask_for_a_farewell_after_interviews_alone() {
        for ending in Ending::ALL.into_iter().filter(|end| end.is_without_a_no()) {
            let journal = search();
            let letter = at_noon(|moment| end_with(&journal, moment, &[ACME], ending));
            assert!(
                apply(&journal, &letter.0).comebacks().is_empty(),
                "{ending:?}"
            );
            let talked = make(&journal, &[HALDEN], INTERVIEWING);
            let journal = apply(&journal, &talked);
            let mut ids = (7_000..).map(RecordId::fixed);
            let mut new_id = || ids.next().unwrap_or_default();
            let mut moment = Moment::new(NOON, &mut new_id);
            let (edit, farewell) = end_with(&journal, &mut moment, &[HALDEN], ending);
            let after = apply(&journal, &edit);
            assert_eq!(after.comeback_of(HALDEN).map(|(id, _)| id), farewell);
            assert!(farewell.is_some(), "{ending:?}");
            assert_eq!(after.depth(HALDEN), Depth::Farewell);
            // It is no no: nothing rests unasked.
            assert_eq!(after.rests_until_ms(HALDEN, NOON), None);
        }
    }

    #[test]
    fn a_form_letter_is_noted_and_closed_at_once() {
        let journal = search();
        let (edit, _) = at_noon(|moment| end_with(&journal, moment, &[ACME], Ending::No));
        let after = apply(&journal, &edit);
        let window = after
            .comeback_of(ACME)
            .map(|(_, comeback)| (comeback.window_hours, comeback.closed_on));
        assert_eq!(window, Some((Some(0), Some(NOON.today()))));
    }
    #[test]
    fn what_is_added_is_saved_today() {
        let new = Opportunity {
            company: "Acme".into(),
            role: "Data engineer".into(),
            ..Opportunity::default()
        };
        let edit = at_noon(|moment| add(moment, &new));
        assert_eq!(edit.label, "Data engineer at Acme added");
        let journal = journal_after(&[edit]);
        let id = RecordId::fixed(1_000);
        assert_eq!(journal.opportunities().get(id), Some(&new));
        let standing = journal.standing(id);
        assert_eq!(standing.stage, SAVED);
        assert_eq!(standing.since, Some(at_noon(|moment| moment.today())));
    }

    #[test]
    fn a_change_writes_what_differs_and_an_unchanged_form_nothing() {
        let journal = search();
        let edit = change(&journal, ACME, |about| about.notes = "Ask for Ann".into());
        assert_eq!(edit.label, "Acme changed");
        assert_eq!(edit.writes.len(), 1);
        let after = apply(&journal, &edit);
        let notes = after.opportunities().get(ACME).map(|about| &*about.notes);
        assert_eq!(notes, Some("Ask for Ann"));
        assert!(change(&after, ACME, |about| about.notes = "Ask for Ann".into()).is_empty());
        let acme = found(&journal, ACME);
        assert!(correct(ACME, &acme, &acme).is_empty());
    }

    #[test]
    fn a_form_leaves_alone_what_was_changed_elsewhere_meanwhile() {
        let journal = search();
        let begun = found(&journal, ACME);
        let elsewhere = change(&journal, ACME, |about| about.pay = "60,000".into());
        let journal = apply(&journal, &elsewhere);
        let typed = Opportunity {
            place: "Berlin".into(),
            ..begun.clone()
        };
        let after = apply(&journal, &correct(ACME, &begun, &typed));
        let about = found(&after, ACME);
        assert_eq!((&*about.pay, &*about.place), ("60,000", "Berlin"));
    }

    #[test]
    fn a_job_becomes_a_project_and_a_job_again() {
        let journal = search();
        let edit = switch_kind(&journal, ACME);
        assert_eq!(edit.label, "Acme is now a project");
        let journal = apply(&journal, &edit);
        assert_eq!(found(&journal, ACME).kind, Kind::Project);
        let edit = switch_kind(&journal, ACME);
        assert_eq!(edit.label, "Acme is now a job");
        assert_eq!(found(&apply(&journal, &edit), ACME).kind, Kind::Job);
    }

    #[test]
    fn waiting_longer_lasts_two_weeks() {
        let journal = search();
        let edit = at_noon(|moment| wait_longer(&journal, moment, ACME));
        assert_eq!(edit.label, "Waiting two more weeks for Acme");
        let until = found(&apply(&journal, &edit), ACME).quiet_until;
        assert_eq!(
            until.map(|day| day.to_string()).as_deref(),
            Some("2026-04-01")
        );
        let gone = RecordId::fixed(99);
        assert!(at_noon(|moment| wait_longer(&journal, moment, gone)).is_empty());
    }

    #[test]
    fn removing_takes_the_history_along() {
        let journal = search();
        let edit = remove(&journal, ACME);
        assert_eq!(edit.label, "Acme removed");
        let after = apply(&journal, &edit);
        assert_eq!(after.opportunities().len(), 1);
        assert_eq!(after.events().of(ACME).count(), 0);
    }
}
