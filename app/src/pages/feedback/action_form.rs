//! The one action an answer becomes: a form until it is made, then the action and its done.

use domain::values::date::Date;
use domain::values::id::RecordId;
use leptos::prelude::*;

use super::model::{MadeAction, ShownAnswer};
use crate::actions::{feedback, todos};
use crate::components::field::TextField;
use crate::components::form_draft::FormDraft;
use crate::components::icon::Icon;
use crate::components::into_plan::{Plannable, into_plan};
use crate::components::live::{Show, live};
use crate::session::{Session, session};

/// The form, or what was made.
pub(super) fn action_form(session: Session, id: RecordId, shown: Memo<ShownAnswer>) -> AnyView {
    let made = Memo::new(move |_| shown.with(|shown| shown.action.clone()));
    let form = move || view! { <ActionForm answer=id /> }.into_any();
    view! {
        <Show when=move || made.with(Option::is_some) fallback=form>
            {live(move || made.get().map(|action| made_action(session, action)))}
        </Show>
    }
    .into_any()
}

#[component]
fn ActionForm(answer: RecordId) -> impl IntoView {
    let session = session();
    let tomorrow = session.day_of_writing().plus_days(1).to_string();
    let (text, due) = (RwSignal::new(String::new()), RwSignal::new(tomorrow));
    let draft = FormDraft::new(
        format!("feedback-action:{answer}"),
        vec![("text", text.into()), ("due", due.into())],
    );
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let words = text.get_untracked();
        if words.trim().is_empty() {
            return session.announce("Write what you’ll do first.");
        }
        let day = Date::parse(&due.get_untracked()).ok();
        draft.done();
        session.perform(|journal, moment| feedback::act(journal, moment, answer, &words, day));
    };
    view! {
        <details class="disclosure" open=move || draft.was_filled()>
            <summary>"Do something about it"</summary>
            <form class="stack" on:submit=submit>
                {draft.line()}
                <TextField id=format!("act-{answer}") label="One thing I’ll do" value=text />
                <TextField id=format!("act-on-{answer}") label="When" kind="date" value=due />
                <p>
                    <button type="submit" class="btn btn--small">
                        <Icon name="add" />
                        "Add to-do"
                    </button>
                </p>
            </form>
        </details>
    }
    .into_any()
}

fn made_action(session: Session, action: MadeAction) -> AnyView {
    let MadeAction {
        id,
        text,
        words,
        is_settled,
    } = action;
    let label = format!("Done: {text}");
    let plan_it = (!is_settled).then(|| into_plan(session, Plannable::Todo(id), text.clone()));
    let done = (!is_settled).then(|| {
        view! {
            <button
                type="button"
                class="btn btn--small"
                aria-label=label
                on:click=move |_| session.perform(|journal, moment| todos::finish(journal, moment, id))
            >
                <Icon name="check" />
                "Done"
            </button>
        }
    });
    view! {
        <div class="split">
            <p>
                <span dir="auto">{text}</span>
                " "
                <span class="quiet-line">{words}</span>
            </p>
            {plan_it}
            {done}
        </div>
    }
    .into_any()
}
