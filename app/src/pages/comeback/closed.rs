//! The screen of a closed chapter: what is taken along, what comes next.

use domain::method::kind_line;
use domain::model::comeback::Move;
use leptos::prelude::*;

use super::comeback_ref::ComebackRef;
use super::steps::their_reasons;
use crate::components::live::live;
use crate::components::ring::Ring;
use crate::session::Session;

pub(super) fn closed(session: Session, here: ComebackRef) -> AnyView {
    let comeback = here.peek(session);
    let seed = usize::try_from(comeback.opened_ms / 3_600_000).unwrap_or(0);
    let actions = move || {
        session.read(|journal| {
            journal
                .actions()
                .iter()
                .filter(|(_, action)| action.comeback == Some(here.id) && !action.is_settled())
                .map(|(_, action)| view! { <li dir="auto">{action.text.clone()}</li> }.into_any())
                .collect_view()
        })
    };
    let learned = comeback.learned.clone();
    view! {
        <article class="letter letter--closed">
            <Ring percent=100 size="l" />
            <h1 id="heading" tabindex="-1">"This chapter is closed"</h1>
            <p class="lede">{kind_line(seed)}</p>
            {(!learned.is_empty())
                .then(|| {
                    view! {
                        <h2>"What you’ll keep"</h2>
                        <blockquote dir="auto">{learned}</blockquote>
                    }
                })}
            <h2 class="vh">"What comes next"</h2>
            <ul class="next-actions">{live(actions)}</ul>
            {their_reasons(session, here)}
            <div class="letter__actions">
                <a class="btn btn--primary" href="/">
                    "Go to Today"
                </a>
                <a class="btn" href="/learned">
                    "See what you learned"
                </a>
                <button type="button" class="btn btn--quiet" on:click=move |_| here.go(session, Move::Reopen)>
                    "Open it again"
                </button>
            </div>
        </article>
    }
    .into_any()
}
