//! The one sentence of a comeback: the focus that comes back before the next interview.

use domain::state::record::{RecordKey, RecordKind};
use leptos::prelude::*;

use crate::actions::comebacks::set_focus;
use crate::components::field::{TextArea, follow_text};
use crate::components::versions::EarlierVersions;
use crate::pages::comeback::comeback_ref::ComebackRef;
use crate::session::Session;

/// The field of the sentence, saved on leaving it.
pub(super) fn focus_box(session: Session, here: ComebackRef) -> AnyView {
    let sentence = follow_text(move || here.comeback(session).learned);
    let save = move |text: String| {
        session.perform_quietly(|journal, _| set_focus(journal, here.id, &text));
    };
    view! {
        <TextArea
            id="learned"
            label="What you’ll keep"
            value=sentence
            rows=2
            hint="One sentence is enough. You’ll see it before your next interview."
            on_change=Callback::new(save)
        />
        <EarlierVersions
            record=RecordKey::new(RecordKind::Comeback, here.id)
            field="learned"
            shown=sentence
        />
    }
    .into_any()
}
