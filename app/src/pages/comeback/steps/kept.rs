//! The learnings that were kept from this opportunity so far.

use leptos::prelude::*;

use crate::actions::learnings;
use crate::components::live::{Show, live};
use crate::components::remove_button::RemoveButton;
use crate::pages::comeback::comeback_ref::ComebackRef;
use crate::session::session;

/// The learnings of the opportunity.
#[component]
pub(super) fn Kept(here: ComebackRef) -> impl IntoView {
    let session = session();
    let kept = move || {
        session.read(|journal| {
            journal
                .learnings()
                .of(here.opportunity)
                .map(|(id, learning)| (id, learning.kind.label(), learning.text.clone()))
                .collect::<Vec<_>>()
        })
    };
    let kept = Memo::new(move |_| kept());
    let rows = move || {
        kept.get()
            .into_iter()
            .map(|(id, kind, text)| {
                view! {
                    <li class="learning">
                        <div>
                            <span class="tag">{kind}</span>
                            <p dir="auto">{text}</p>
                        </div>
                        <RemoveButton
                            label="Remove this learning"
                            on_remove=move || session.perform(|_, _| learnings::remove(id))
                        />
                    </li>
                }
                .into_any()
            })
            .collect_view()
    };
    view! {
        <Show when=move || !kept.with(Vec::is_empty)>
            <h2>"Kept"</h2>
            <ul class="learning-list">{live(rows)}</ul>
        </Show>
    }
    .into_any()
}
