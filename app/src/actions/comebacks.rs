//! Going through a comeback: its moves, the reasons kept, a project and next actions from it.

use domain::journal::Journal;
use domain::method::{Cause, reason};
use domain::model::action::Action;
use domain::model::comeback::{Comeback, Depth, Move};
use domain::model::event::{Ending, Event};
use domain::model::opportunity::Opportunity;
use domain::model::review::{Learning, LearningKind};
use domain::model::stage::{APPLIED, INTERVIEWING, SCREENING};
use domain::state::edit::Edit;
use domain::values::id::RecordId;

use super::Moment;
use super::opportunities::{comeback_for, name_of};

/// Adds an opportunity that was not in the search until it ended in a no, and opens its comeback.
///
/// Beside the edit gives the id of the comeback: the page to go to.
pub fn add_with_no(
    journal: &Journal,
    moment: &mut Moment<'_>,
    company: &str,
    role: &str,
    depth: Depth,
) -> (Edit, RecordId) {
    let today = moment.today();
    let (id, ending) = (moment.new_id(), moment.new_id());
    let opportunity = Opportunity {
        company: company.to_owned(),
        role: role.to_owned(),
        ..Opportunity::default()
    };
    let stage = match depth {
        Depth::Letter => APPLIED,
        Depth::Call => SCREENING,
        Depth::Interviews => INTERVIEWING,
    };
    let mut comeback = comeback_for(journal, id, moment.now());
    // The journal does not know the opportunity yet and takes it for one that ended by letter.
    if depth != Depth::Letter {
        comeback.window_hours = None;
    }
    let edit = Edit::new(format!("A no noted for {}", opportunity.title()))
        .create(id, &opportunity)
        .create(moment.new_id(), &Event::stage(id, stage, today))
        .create(ending, &Event::ending(id, Ending::No, today))
        .create(ending, &comeback);
    (edit, ending)
}

/// Changes what was written or chosen in a comeback.
#[must_use]
pub fn change(journal: &Journal, id: RecordId, change: impl FnOnce(&mut Comeback)) -> Edit {
    let before = comeback(journal, id);
    let mut after = before.clone();
    change(&mut after);
    Edit::new("A change in a comeback").change(id, &before, &after)
}

/// Makes a move: a step is done, left out or looked at, the chapter is closed or opened again.
#[must_use]
pub fn make_move(journal: &Journal, moment: &Moment<'_>, id: RecordId, step: Move) -> Edit {
    let before = comeback(journal, id);
    let depth = before
        .opportunity
        .map_or(Depth::Letter, |opportunity| journal.depth(opportunity));
    let after = before.after(step, depth, moment.now());
    let label = match step {
        Move::Skip(_) => "Step left out",
        Move::Close => "Chapter closed",
        Move::Reopen => "Chapter opened again",
        Move::Later(_) => "Put off until tomorrow",
        // The next screen says it.
        Move::ChooseWindow(_) | Move::EndWindow | Move::Done(_) | Move::GoTo(_) => "",
    };
    Edit::new(label).change(id, &before, &after)
}

/// Puts the open step off until tomorrow.
#[must_use]
pub fn put_off(journal: &Journal, moment: &Moment<'_>, id: RecordId) -> Edit {
    if journal.comebacks().get(id).is_none() {
        return Edit::default();
    }
    let tomorrow = moment.today().plus_days(1);
    make_move(journal, moment, id, Move::Later(tomorrow))
}

/// Keeps the chosen reasons as learnings, where they are the person's to work on.
pub fn keep_own_reasons(journal: &Journal, moment: &mut Moment<'_>, id: RecordId) -> Edit {
    let edit = Edit::new("Kept in Learned");
    let comeback = comeback(journal, id);
    let Some(opportunity) = comeback.opportunity else {
        return edit;
    };
    if comeback.cause != Some(Cause::Mine) {
        return edit;
    }
    let is_known = |text: &str| {
        let mut learnings = journal.learnings().of(opportunity);
        learnings.any(|(_, learning)| learning.text == text)
    };
    comeback
        .reasons
        .iter()
        .filter_map(|chosen| reason(chosen))
        .filter(|reason| reason.cause == Cause::Mine && !is_known(reason.text))
        .fold(edit, |edit, reason| {
            let learning = Learning {
                opportunity: Some(opportunity),
                comeback: Some(id),
                kind: LearningKind::Improve,
                text: reason.text.to_owned(),
                ..Learning::default()
            };
            edit.create(moment.new_id(), &learning)
        })
}

/// Adds a project to offer to the company that said no, or changes the one there is.
#[must_use]
pub fn add_project(
    journal: &Journal,
    moment: &Moment<'_>,
    opportunity: RecordId,
    idea: &str,
) -> Edit {
    super::projects::write_idea(journal, moment, opportunity, idea)
}

/// Puts the next actions into Today, one a day from tomorrow on. Empty ones are left out.
pub fn add_next_actions(
    journal: &Journal,
    moment: &mut Moment<'_>,
    id: RecordId,
    texts: &[String],
) -> Edit {
    let about = comeback(journal, id).opportunity.unwrap_or_default();
    let name = name_of(journal, about);
    let texts = texts.iter().map(|text| text.trim());
    let mut edit = Edit::new("Next actions stand in Today");
    for (days, text) in (1..).zip(texts.filter(|text| !text.is_empty())) {
        // The actions are about the search, not about this company, so they do not rest with it.
        let action = Action {
            text: text.to_owned(),
            why: format!("You chose this when you closed the chapter with {name}."),
            due: Some(moment.today().plus_days(days)),
            comeback: Some(id),
            ..Action::default()
        };
        edit = edit.create(moment.new_id(), &action);
    }
    edit
}

fn comeback(journal: &Journal, id: RecordId) -> Comeback {
    journal.comebacks().get(id).cloned().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use domain::method::REASONS;
    use domain::model::comeback::{Step, StepState};

    use super::*;
    use crate::actions::testing::{NOON, apply, at_noon};

    const NO: RecordId = RecordId::fixed(1001);

    /// Halden said no after interviews; the comeback is `NO`.
    fn search() -> Journal {
        let (edit, comeback) = at_noon(|moment| {
            add_with_no(
                &Journal::default(),
                moment,
                "Halden",
                "Engineer",
                Depth::Interviews,
            )
        });
        assert_eq!(comeback, NO);
        apply(&Journal::default(), &edit)
    }

    #[test]
    fn a_no_from_elsewhere_adds_the_opportunity_as_far_as_it_went() {
        for (depth, window) in [
            (Depth::Letter, Some(0)),
            (Depth::Call, None),
            (Depth::Interviews, None),
        ] {
            let journal = Journal::default();
            let (edit, id) =
                at_noon(|moment| add_with_no(&journal, moment, "Halden", "Engineer", depth));
            assert_eq!(edit.label, "A no noted for Engineer at Halden");
            let after = apply(&journal, &edit);
            let held = comeback(&after, id);
            assert_eq!(after.depth(held.opportunity.unwrap_or_default()), depth);
            assert_eq!(held.window_hours, window);
            assert_eq!(held.opened_ms, NOON.ms);
        }
    }

    #[test]
    fn a_change_writes_its_field_and_an_unchanged_one_nothing() {
        let journal = search();
        let edit = change(&journal, NO, |comeback| comeback.said = "No.".into());
        assert_eq!(edit.label, "A change in a comeback");
        assert_eq!(edit.writes.len(), 1);
        let after = apply(&journal, &edit);
        assert!(change(&after, NO, |comeback| comeback.said = "No.".into()).is_empty());
    }

    #[test]
    fn a_move_that_leaves_something_out_can_be_seen_and_going_on_is_quiet() {
        let journal = search();
        let skip = at_noon(|moment| make_move(&journal, moment, NO, Move::Skip(Step::Triage)));
        assert_eq!(skip.label, "Step left out");
        let after = apply(&journal, &skip);
        assert_eq!(comeback(&after, NO).triage, Some(StepState::Skipped));
        let done = at_noon(|moment| make_move(&after, moment, NO, Move::Done(Step::Reply)));
        assert_eq!(done.label, "");
        assert_eq!(
            comeback(&apply(&after, &done), NO).reply,
            Some(StepState::Done)
        );
        let close = at_noon(|moment| make_move(&after, moment, NO, Move::Close));
        assert_eq!(close.label, "Chapter closed");
        assert!(comeback(&apply(&after, &close), NO).closed_on.is_some());
    }

    #[test]
    fn only_own_reasons_are_kept_and_each_once() {
        let of = |cause| {
            let mut reasons = REASONS.iter();
            reasons.find(|reason| reason.cause == cause)
        };
        let ids: Vec<String> = [of(Cause::Mine), of(Cause::NotMine)]
            .into_iter()
            .flatten()
            .map(|reason| reason.id.to_owned())
            .collect();
        assert_eq!(ids.len(), 2);
        let journal = search();
        let chosen = change(&journal, NO, |comeback| comeback.reasons = ids);
        let undecided = apply(&journal, &chosen);
        assert!(at_noon(|moment| keep_own_reasons(&undecided, moment, NO)).is_empty());
        let mine = change(&undecided, NO, |comeback| {
            comeback.cause = Some(Cause::Mine);
        });
        let journal = apply(&undecided, &mine);
        let kept = at_noon(|moment| keep_own_reasons(&journal, moment, NO));
        assert_eq!(kept.label, "Kept in Learned");
        let journal = apply(&journal, &kept);
        let texts: Vec<&str> = journal
            .learnings()
            .iter()
            .map(|(_, learning)| learning.text.as_str())
            .collect();
        assert_eq!(
            texts,
            of(Cause::Mine)
                .map(|reason| reason.text)
                .into_iter()
                .collect::<Vec<_>>()
        );
        assert!(at_noon(|moment| keep_own_reasons(&journal, moment, NO)).is_empty());
    }

    #[test]
    fn next_actions_stand_on_the_days_that_follow_and_empty_ones_are_left_out() {
        let journal = search();
        let texts = [" Walk ".to_owned(), String::new(), "Call Ann".to_owned()];
        let edit = at_noon(|moment| add_next_actions(&journal, moment, NO, &texts));
        assert_eq!(edit.label, "Next actions stand in Today");
        let today = NOON.today();
        let actions: Vec<(String, Option<_>)> = apply(&journal, &edit)
            .actions()
            .iter()
            .map(|(_, action)| (action.text.clone(), action.due))
            .collect();
        assert_eq!(
            actions,
            [
                ("Walk".to_owned(), Some(today.plus_days(1))),
                ("Call Ann".to_owned(), Some(today.plus_days(2))),
            ]
        );
        let none = at_noon(|moment| add_next_actions(&journal, moment, NO, &[String::new()]));
        assert!(none.is_empty());
    }

    #[test]
    fn what_is_put_off_comes_back_tomorrow() {
        let journal = search();
        let edit = at_noon(|moment| put_off(&journal, moment, NO));
        assert_eq!(edit.label, "Put off until tomorrow");
        let after = apply(&journal, &edit);
        let until = comeback(&after, NO).later_until;
        assert_eq!(until, Some(NOON.today().plus_days(1)));
        assert!(at_noon(|moment| put_off(&after, moment, NO)).is_empty());
        assert!(at_noon(|moment| put_off(&Journal::default(), moment, NO)).is_empty());
    }
}
