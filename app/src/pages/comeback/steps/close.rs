//! The deliberate end of the chapter.

use domain::method::HUMAN_HELP;
use domain::model::comeback::{Depth, Move};
use domain::state::record::{RecordKey, RecordKind};
use leptos::prelude::*;

use crate::components::field::TextArea;
use crate::components::versions::EarlierVersions;
use crate::pages::comeback::comeback_ref::ComebackRef;
use crate::session::Session;

pub(super) fn close(session: Session, here: ComebackRef) -> AnyView {
    let learned = RwSignal::new(here.peek(session).learned);
    let help = (here.depth == Depth::Interviews).then_some(HUMAN_HELP);
    let keep = move |text: String| here.change(session, |comeback| comeback.learned = text);
    view! {
        {(here.depth != Depth::Letter)
            .then(|| {
                view! {
                    <TextArea
                        id="learned"
                        label="What you take along"
                        value=learned
                        hint="A sentence is plenty. It stands here when you come back."
                        on_change=Callback::new(keep)
                    />
                    <EarlierVersions record=RecordKey::new(RecordKind::Comeback, here.id) field="learned" shown=learned />
                }
            })}
        {help.map(|help| view! { <p class="quiet-line">{help}</p> })}
        <p>
            <button
                type="button"
                class="btn btn--primary"
                on:click=move |_| {
                    keep(learned.get_untracked());
                    here.go(session, Move::Close);
                }
            >
                "Close this chapter"
            </button>
        </p>
    }
    .into_any()
}
