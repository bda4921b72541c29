//! Things to do for an opportunity.

use domain::journal::Journal;
use domain::method::Occasion;
use domain::values::date::Date;
use domain::values::id::RecordId;
use leptos::prelude::*;

use crate::actions::{plan, todos};
use crate::components::card::Card;
use crate::components::draft::DraftEditor;
use crate::components::field::TextField;
use crate::components::form_draft::FormDraft;
use crate::components::icon::Icon;
use crate::components::into_plan::{Plannable, into_plan};
use crate::components::live::live;
use crate::session::{Session, session};

/// An action that is not done.
#[derive(Clone, Debug, PartialEq)]
struct OpenAction {
    id: RecordId,
    text: String,
    when: Option<String>,
    /// The message to write, where it is one.
    occasion: Option<Occasion>,
    person: Option<RecordId>,
}

fn open_actions(journal: &Journal, opportunity: RecordId, today: Date) -> Vec<OpenAction> {
    journal
        .actions()
        .of(opportunity)
        .filter(|(_, action)| !action.is_settled())
        .map(|(id, action)| OpenAction {
            id,
            text: action.text.clone(),
            when: action.due.map(|due| due.relative(today)),
            occasion: action.occasion,
            person: action.person,
        })
        .collect()
}

/// The card “To do”.
#[component]
pub(super) fn ActionsCard(id: RecordId) -> impl IntoView {
    let session = session();
    let open = Memo::new(move |_| {
        let today = session.today();
        session.read(|journal| open_actions(journal, id, today))
    });
    let rows = move || {
        open.get()
            .into_iter()
            .map(|action| row(session, id, action))
            .collect_view()
    };
    view! {
        <Card name="actions" title="To do">
            <ul class="learning-list">{live(rows)}</ul>
            <AddAction opportunity=id />
        </Card>
    }
    .into_any()
}

fn row(session: Session, opportunity: RecordId, action: OpenAction) -> AnyView {
    let OpenAction { id, person, .. } = action;
    let about = action.text.clone();
    let letter = action.occasion.map(|occasion| {
        view! {
            <details class="why">
                <summary>"Write it"</summary>
                <DraftEditor opportunity=Some(opportunity) occasion=occasion person=person action=id />
            </details>
        }
    });
    view! {
        <li class="learning">
            <div>
                <span dir="auto">{action.text}</span>
                <span class="due__when">{action.when}</span>
                {letter}
            </div>
            <div class="cluster">
                {into_plan(session, Plannable::Todo(id), about)}
                <button
                    type="button"
                    class="btn btn--small"
                    on:click=move |_| session.perform(|journal, moment| plan::finish(journal, moment, id))
                >
                    "Done"
                </button>
            </div>
        </li>
    }
    .into_any()
}

#[component]
fn AddAction(opportunity: RecordId) -> impl IntoView {
    let session = session();
    let text = RwSignal::new(String::new());
    let due = RwSignal::new(String::new());
    let draft = FormDraft::new(
        format!("task:{opportunity}"),
        vec![("text", text.into()), ("due", due.into())],
    );
    let add = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let words = text.get_untracked();
        if words.trim().is_empty() {
            return;
        }
        let day = Date::parse(&due.get_untracked()).ok();
        session.perform(|_, moment| todos::add(moment, opportunity, &words, day));
        text.set(String::new());
        draft.done();
    };
    view! {
        <form class="stack" on:submit=add>
            {draft.line()}
            <TextField id="action-text" label="What next?" value=text />
            <TextField id="action-due" label="When" kind="date" value=due />
            <button type="submit" class="btn btn--small">
                <Icon name="add" />
                "Add"
            </button>
        </form>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::actions::testing::{NOON, apply, at_noon, journal_after};

    #[test]
    fn what_is_done_is_no_longer_listed() {
        let acme = RecordId::fixed(1);
        let edits = at_noon(|moment| {
            let friday = NOON.today().plus_days(2);
            [
                todos::add(moment, acme, "Call Ann", None),
                todos::add(moment, acme, "Send the link", Some(friday)),
                todos::add(moment, RecordId::fixed(2), "Of another one", None),
            ]
        });
        let journal = journal_after(&edits);
        let listed = |journal: &Journal| -> Vec<_> {
            let open = open_actions(journal, acme, NOON.today()).into_iter();
            open.map(|action| (action.text, action.when.unwrap_or_default()))
                .collect()
        };
        let call = ("Call Ann".to_owned(), "today".to_owned());
        let send = ("Send the link".to_owned(), "on Friday".to_owned());
        assert_eq!(listed(&journal), [call, send.clone()]);
        let id = RecordId::fixed(1_000);
        let edit = at_noon(|moment| todos::finish(&journal, moment, id));
        assert_eq!(listed(&apply(&journal, &edit)), [send]);
    }
}
