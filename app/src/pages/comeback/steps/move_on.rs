//! The next three actions, chosen or written, which then stand in Today.

use domain::method::NEXT_ACTIONS;
use domain::model::comeback::{Move, Step};
use leptos::prelude::*;

use crate::actions::comebacks::add_next_actions;
use crate::components::field::TextField;
use crate::components::form_draft::FormDraft;
use crate::pages::comeback::comeback_ref::ComebackRef;
use crate::session::Session;

/// The labels of the fields: more than three actions would be a list to fail at.
const LABELS: [&str; 3] = ["First, tomorrow", "Then, the day after", "And then"];

pub(super) fn move_on(session: Session, here: ComebackRef) -> AnyView {
    let fields = LABELS.map(|_| RwSignal::new(String::new()));
    let named = ["first", "then", "last"].into_iter().zip(fields);
    let draft = FormDraft::new(
        format!("next:{}", here.id),
        named.map(|(name, field)| (name, field.into())).collect(),
    );
    let suggestions = NEXT_ACTIONS
        .into_iter()
        .map(|text| {
            view! {
                <button type="button" class="chip" on:click=move |_| suggest(session, fields, text)>
                    {text}
                </button>
            }
            .into_any()
        })
        .collect_view();
    let inputs = fields
        .into_iter()
        .zip(LABELS)
        .enumerate()
        .map(|(number, (field, label))| {
            view! { <TextField id=format!("next-{number}") label=label value=field /> }.into_any()
        })
        .collect_view();
    let finish = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let texts = fields.map(|field| field.get_untracked());
        session.perform(|journal, moment| add_next_actions(journal, moment, here.id, &texts));
        draft.done();
        here.go(session, Move::Done(Step::MoveOn));
    };
    view! {
        <form class="stack" on:submit=finish>
            {draft.line()}
            {inputs}
            <div class="cluster suggestions" role="group" aria-label="Suggestions">
                {suggestions}
            </div>
            <div class="letter__actions">
                <button type="submit" class="btn btn--primary">
                    "Put these into Today"
                </button>
            </div>
        </form>
    }
    .into_any()
}

/// Fills the first empty field.
fn suggest(session: Session, fields: [RwSignal<String>; 3], text: &str) {
    let is_empty = |field: &RwSignal<String>| field.with_untracked(|text| text.trim().is_empty());
    match fields.into_iter().find(is_empty) {
        Some(field) => field.set(text.to_owned()),
        None => session.toast(
            "All three are filled. Empty one to change it.".into(),
            false,
        ),
    }
}
