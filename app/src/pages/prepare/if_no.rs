//! “If they say no, I will …”: written before a final round, while the head is clear, and shown in
//! the pause. Before other rounds it is there for who looks for it.

use domain::planning::preparation::is_final;
use leptos::prelude::*;

use super::page::Page;
use crate::actions::rounds;
use crate::components::saved::saved_area;

/// The field: in sight before a final round, or where something is written.
pub(super) fn if_no(page: Page) -> AnyView {
    let Page {
        session,
        here,
        prepared,
    } = page;
    let kept = Signal::derive(move || prepared.with(|prepared| prepared.chosen.if_no.clone()));
    let save = Callback::new(move |written: String| {
        session.perform_quietly(|journal, _| {
            rounds::prepare(journal, here.round, |chosen| chosen.if_no = written)
        });
    });
    let is_open = move || {
        let event = here.event(session);
        let is_written = prepared.with(|prepared| !prepared.chosen.if_no.trim().is_empty());
        is_written || session.read(|journal| is_final(journal, &event))
    };
    let is_open = Memo::new(move |was_open: Option<&bool>| {
        // What is being typed does not fold away when it is emptied.
        was_open.copied().unwrap_or(false) || is_open()
    });
    let hint = "Something kind and small: who you’d call, what you’d do that evening. You’ll see it again only if you need it.";
    view! {
        <details class="disclosure" open=move || is_open.get()>
            <summary>"A plan for a no"</summary>
            {saved_area("if-no".into(), "If they say no, I will …", 2, hint, kept, save)}
        </details>
    }
    .into_any()
}
