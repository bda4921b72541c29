//! The buttons of a line of the agenda as plain data: a page to go to, or an action done right
//! here.

use domain::journal::Journal;
use domain::model::comeback::Move;
use domain::model::event::Ending;
use domain::planning::agenda::{Item, ItemKind, Stale};
use domain::planning::plan::Planned;
use domain::state::edit::Edit;
use domain::values::date::Date;
use domain::values::id::RecordId;

use super::join::Join;
use crate::actions::{
    Moment, comebacks, events, experiments, opportunities, plan, settings, todos, touches,
};

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
    KeepTodo(RecordId),
    LetTodoGo(RecordId),
    KeepComeback(RecordId),
    LetComebackGo(RecordId),
    AnswerGreetings,
    SkipLookBack(Date),
    GoOnTrying(RecordId),
    NotNowTrying(RecordId),
}

/// How far off something still wanted is put, in days.
const KEPT_FOR_DAYS: i32 = 7;

/// The part of an opportunity's address that opens the draft of a follow-up.
const FOLLOW_UP: &str = "?write=follow-up";

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
            Self::KeepTodo(id) => todos::keep_for(journal, moment, *id, KEPT_FOR_DAYS),
            Self::LetTodoGo(id) => todos::let_go(journal, moment, *id),
            Self::KeepComeback(id) => {
                let day = moment.today().plus_days(KEPT_FOR_DAYS);
                let edit = comebacks::make_move(journal, moment, *id, Move::Later(day));
                Edit {
                    label: format!("Planned for {}", day.short(moment.today())),
                    ..edit
                }
            }
            Self::LetComebackGo(id) => comebacks::make_move(journal, moment, *id, Move::Close),
            Self::SkipLookBack(monday) => plan::look_back(journal, moment, *monday),
            Self::GoOnTrying(id) => experiments::go_on(journal, moment, *id),
            Self::NotNowTrying(id) => experiments::not_now(journal, *id),
            Self::AnswerGreetings => settings::answer_greetings(journal, moment),
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

    /// Not urged.
    fn aside(self) -> Self {
        Self {
            is_main: false,
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
            ItemButton::page("Write a follow-up", page_of_opportunity(FOLLOW_UP.into())).aside(),
            ItemButton::action("Wait longer", ItemAction::WaitLonger(id)),
            ItemButton::action("Close as no answer", ItemAction::CloseAsNoAnswer(id)),
        ],
        ItemKind::Touch => planned.map_or_else(Vec::new, buttons_of_touch),
        ItemKind::Stale(stale) => buttons_of_stale(stale, id),
        ItemKind::Greetings => vec![
            ItemButton::page("Choose people", "/people?greet=".to_owned()),
            ItemButton::action("Not this year", ItemAction::AnswerGreetings),
        ],
        ItemKind::LookBack => vec![
            ItemButton::page("Look back", format!("/plan?week={}", item.on.monday())),
            ItemButton::action("Not this week", ItemAction::SkipLookBack(item.on.monday())),
        ],
        ItemKind::Experiment => vec![
            ItemButton::page("Decide", format!("/experiments/{id}")),
            ItemButton::action("Two more weeks", ItemAction::GoOnTrying(id)),
            ItemButton::action("Not now", ItemAction::NotNowTrying(id)),
        ],
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

/// The buttons of a message to a person.
fn buttons_of_touch(planned: &Planned) -> Vec<ItemButton> {
    let write = format!("/people/{}?write={}", planned.person, planned.id);
    vec![
        ItemButton::page("Write", write),
        ItemButton::action("Done", ItemAction::FinishTouch(planned.clone())).with_icon("check"),
        ItemButton::action("Later", ItemAction::PutTouchOff(planned.clone())),
    ]
}

/// The buttons of something that nobody touched for long.
fn buttons_of_stale(stale: Stale, id: RecordId) -> Vec<ItemButton> {
    match stale {
        Stale::Action => vec![
            ItemButton::action("In a week", ItemAction::KeepTodo(id)),
            ItemButton::action("Let go", ItemAction::LetTodoGo(id)),
            ItemButton::action("Done", ItemAction::FinishTodo(id)).with_icon("check"),
        ],
        Stale::Comeback => vec![
            ItemButton::page("Continue", format!("/comeback/{id}")).aside(),
            ItemButton::action("In a week", ItemAction::KeepComeback(id)),
            ItemButton::action("Let go", ItemAction::LetComebackGo(id)),
        ],
    }
}

#[cfg(test)]
mod tests {
    use domain::method::Occasion;
    use domain::model::action::Action;
    use domain::model::comeback::Step;
    use domain::model::opportunity::Opportunity;
    use domain::planning::plan::Because;

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
            [
                ("Write a follow-up", false),
                ("Wait longer", false),
                ("Close as no answer", false)
            ]
        );
        assert_eq!(
            labels(ItemKind::Debrief),
            [("Note it", true), ("Nothing to note", false)]
        );
        assert_eq!(
            labels(ItemKind::Experiment),
            [
                ("Decide", true),
                ("Two more weeks", false),
                ("Not now", false)
            ]
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
    fn what_is_asked_about_is_kept_or_let_go_and_a_follow_up_opens_its_draft() {
        let stale = |what| {
            let buttons = labels(ItemKind::Stale(what)).into_iter();
            buttons.map(|(label, _)| label).collect::<Vec<_>>()
        };
        assert_eq!(stale(Stale::Action), ["In a week", "Let go", "Done"]);
        assert_eq!(stale(Stale::Comeback), ["Continue", "In a week", "Let go"]);
        let quiet = item(ItemKind::Quiet { days: 30 }, ACME);
        let address = format!("/search/{ACME}?write=follow-up");
        assert_eq!(
            buttons_of(&quiet, None, None)[0].target,
            Target::Page(address)
        );
    }

    #[test]
    fn write_opens_the_draft_of_its_touch() {
        let planned = Planned {
            id: RecordId::fixed(7),
            person: RecordId::fixed(8),
            opportunity: None,
            occasion: Occasion::CheckIn,
            due: NOON.today(),
            because: Because::Own(String::new()),
            is_moved: false,
            until: None,
        };
        let write = buttons_of(&item(ItemKind::Touch, planned.id), Some(&planned), None).remove(0);
        let address = format!("/people/{}?write={}", planned.person, planned.id);
        assert_eq!(write.target, Target::Page(address));
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
