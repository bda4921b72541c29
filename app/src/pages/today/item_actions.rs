//! The buttons of a line of the agenda as plain data: a page to go to, or an action done right
//! here.

use domain::journal::Journal;
use domain::model::event::Ending;
use domain::planning::agenda::{Item, ItemKind};
use domain::planning::plan::Planned;
use domain::state::edit::Edit;
use domain::values::id::RecordId;

use super::join::Join;
use crate::actions::{Moment, comebacks, events, opportunities, todos, touches};

/// A button, before it is drawn.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct ItemButton {
    pub(super) label: &'static str,
    pub(super) icon: Option<&'static str>,
    /// Whether it is the one to press first.
    pub(super) is_main: bool,
    pub(super) target: Target,
}

/// Where a button leads.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Target {
    Page(String),
    /// Another site, in a tab of its own.
    Site(String),
    Action(ItemAction),
}

/// An action offered on a line.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum ItemAction {
    FinishTodo(RecordId),
    PutTodoOff(RecordId),
    PutComebackOff(RecordId),
    CloseAsNoAnswer(RecordId),
    WaitLonger(RecordId),
    FinishTouch(Planned),
    PutTouchOff(Planned),
    NothingToNote(RecordId),
}

impl ItemAction {
    /// The edit it makes.
    pub(super) fn edit(&self, journal: &Journal, moment: &mut Moment<'_>) -> Edit {
        match self {
            Self::FinishTodo(id) => todos::finish(journal, moment, *id),
            Self::PutTodoOff(id) => todos::put_off(journal, moment, *id),
            Self::PutComebackOff(id) => comebacks::put_off(journal, moment, *id),
            Self::CloseAsNoAnswer(id) => {
                opportunities::end_with(journal, moment, &[*id], Ending::NoAnswer).0
            }
            Self::WaitLonger(id) => opportunities::wait_longer(journal, moment, *id),
            Self::FinishTouch(planned) => touches::finish(journal, moment, planned),
            Self::PutTouchOff(planned) => touches::put_off(journal, moment, planned),
            Self::NothingToNote(id) => events::nothing_to_note(journal, *id),
        }
    }
}

impl ItemButton {
    const fn page(label: &'static str, address: String) -> Self {
        Self {
            label,
            icon: None,
            is_main: true,
            target: Target::Page(address),
        }
    }

    const fn action(label: &'static str, action: ItemAction) -> Self {
        Self {
            label,
            icon: None,
            is_main: false,
            target: Target::Action(action),
        }
    }

    fn with_icon(self, icon: &'static str) -> Self {
        Self {
            icon: Some(icon),
            ..self
        }
    }

    fn main(self) -> Self {
        Self {
            is_main: true,
            ..self
        }
    }

    fn quiet(self) -> Self {
        Self {
            is_main: false,
            ..self
        }
    }
}

fn join_button(join: &Join) -> ItemButton {
    ItemButton {
        label: "Join",
        icon: Some("external"),
        is_main: false,
        target: Target::Site(join.address.clone()),
    }
}

/// The buttons of a line, in their order.
pub(super) fn buttons_of(
    item: &Item,
    planned: Option<&Planned>,
    join: Option<&Join>,
) -> Vec<ItemButton> {
    let id = item.id;
    let page_of_opportunity = |query: String| {
        let address = item
            .opportunity
            .map(|opportunity| format!("/search/{opportunity}{query}"));
        address.unwrap_or_default()
    };
    match item.what {
        ItemKind::Action => vec![
            ItemButton::action("Done", ItemAction::FinishTodo(id))
                .with_icon("check")
                .main(),
            ItemButton::action("Later", ItemAction::PutTodoOff(id)),
        ],
        ItemKind::Comeback(_) => vec![
            ItemButton::page("Continue", format!("/comeback/{id}")),
            ItemButton::action("Later", ItemAction::PutComebackOff(id)),
        ],
        ItemKind::Quiet { .. } => vec![
            ItemButton::action("Close as no answer", ItemAction::CloseAsNoAnswer(id)),
            ItemButton::action("Wait longer", ItemAction::WaitLonger(id)),
        ],
        ItemKind::Touch => planned.map_or_else(Vec::new, |planned| {
            vec![
                ItemButton::page("Write", format!("/people/{}", planned.person)),
                ItemButton::action("Done", ItemAction::FinishTouch(planned.clone()))
                    .with_icon("check"),
                ItemButton::action("Later", ItemAction::PutTouchOff(planned.clone())),
            ]
        }),
        ItemKind::Debrief => vec![
            ItemButton::page("Note it", page_of_opportunity(format!("/after/{id}")))
                .with_icon("note"),
            ItemButton::action("Nothing to note", ItemAction::NothingToNote(id)),
        ],
        ItemKind::Round => {
            let prepare =
                ItemButton::page("Prepare", page_of_opportunity(format!("/prepare/{id}")));
            // The door comes first when it is about to open.
            match join {
                Some(join) if join.is_soon => vec![join_button(join).main(), prepare.quiet()],
                Some(join) => vec![prepare, join_button(join)],
                None => vec![prepare],
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use domain::model::action::Action;
    use domain::model::comeback::Step;
    use domain::model::opportunity::Opportunity;

    use super::*;
    use crate::actions::testing::{NOON, at_noon, journal_after, record};

    const ACME: RecordId = RecordId::fixed(1);

    fn item(what: ItemKind, id: RecordId) -> Item {
        Item {
            what,
            id,
            opportunity: Some(ACME),
            on: NOON.today(),
            at: None,
        }
    }

    fn labels(what: ItemKind) -> Vec<(&'static str, bool)> {
        buttons_of(&item(what, RecordId::fixed(2)), None, None)
            .into_iter()
            .map(|button| (button.label, button.is_main))
            .collect()
    }

    #[test]
    fn each_kind_of_line_has_its_buttons() {
        assert_eq!(labels(ItemKind::Action), [("Done", true), ("Later", false)]);
        assert_eq!(
            labels(ItemKind::Comeback(Step::Reply)),
            [("Continue", true), ("Later", false)]
        );
        // Neither is urged: silence is not a task.
        assert_eq!(
            labels(ItemKind::Quiet { days: 30 }),
            [("Close as no answer", false), ("Wait longer", false)]
        );
        assert_eq!(
            labels(ItemKind::Debrief),
            [("Note it", true), ("Nothing to note", false)]
        );
        assert_eq!(labels(ItemKind::Round), [("Prepare", true)]);
        let labels_with = |is_soon| {
            let join = Join {
                address: "https://meet.example/acme".into(),
                is_soon,
            };
            let round = item(ItemKind::Round, RecordId::fixed(2));
            let buttons = buttons_of(&round, None, Some(&join)).into_iter();
            let labels = buttons.map(|button| (button.label, button.is_main));
            labels.collect::<Vec<_>>()
        };
        // The door comes first when it is about to open.
        assert_eq!(labels_with(false), [("Prepare", true), ("Join", false)]);
        assert_eq!(labels_with(true), [("Join", true), ("Prepare", false)]);
        assert!(labels(ItemKind::Touch).is_empty(), "its plan is gone");
    }

    #[test]
    fn a_round_to_note_leads_to_its_three_lines() {
        let id = RecordId::fixed(2);
        let first = buttons_of(&item(ItemKind::Debrief, id), None, None).remove(0);
        let address = format!("/search/{ACME}/after/{id}");
        assert_eq!(first.target, Target::Page(address));
    }

    #[test]
    fn a_button_does_what_it_says() {
        let todo = RecordId::fixed(2);
        let acme = Opportunity {
            company: "Acme".into(),
            ..Opportunity::default()
        };
        let call = Action {
            text: "Call Ann".into(),
            ..Action::default()
        };
        let journal = journal_after(&[record(ACME, &acme), record(todo, &call)]);
        let label = |action: ItemAction| at_noon(|moment| action.edit(&journal, moment)).label;
        assert_eq!(label(ItemAction::FinishTodo(todo)), "Done: Call Ann");
        assert_eq!(
            label(ItemAction::PutTodoOff(todo)),
            "Put off until tomorrow"
        );
        assert_eq!(
            label(ItemAction::CloseAsNoAnswer(ACME)),
            "No answer noted for Acme"
        );
        assert_eq!(
            label(ItemAction::WaitLonger(ACME)),
            "Waiting two more weeks for Acme"
        );
    }
}
