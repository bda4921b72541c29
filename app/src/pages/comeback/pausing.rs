//! The screen while the recovery window runs: it asks for nothing.

use domain::method::REST_LINES;
use domain::model::comeback::{Move, Status, Step};
use domain::planning::care::one_thing;
use domain::tone::despair::sounds_like_despair;
use leptos::prelude::*;

use super::comeback_ref::ComebackRef;
use super::own_plan::own_plan;
use super::steps::their_words;
use crate::components::live::{Show, live};
use crate::components::ring::Ring;
use crate::session::Session;

pub(super) fn pausing(session: Session, here: ComebackRef) -> AnyView {
    let status = move || {
        let now = session.now();
        match here.comeback(session).status(here.depth, now) {
            Status::Pausing {
                until_ms,
                percent,
                reply_offered,
            } => {
                let offset = session.offset_at(until_ms).unwrap_or(now.offset_minutes);
                (now.say_until(until_ms, offset), percent, reply_offered)
            }
            _ => (String::new(), 100, false),
        }
    };
    let status = Memo::new(move |_| status());
    let percent = Signal::derive(move || status.get().1);
    let line = REST_LINES[session.exact_now().today().weekday() % REST_LINES.len()];
    view! {
        <article class="letter letter--rest">
            <Ring percent=percent size="l" />
            <h1 id="heading" tabindex="-1">"Rest first"</h1>
            <p class="lede">
                {live(move || here.company(session))} " can wait until " {live(move || status.get().0)} ". Nothing is asked of you before then."
            </p>
            {own_plan(session, here)}
            <p>{line}</p>
            <div class="letter__actions">
                <a class="btn btn--primary" href="/">
                    "Leave it for now"
                </a>
                <Show when=move || status.get().2>
                    <button
                        type="button"
                        class="btn"
                        on:click=move |_| here.go(session, Move::GoTo(Step::Reply))
                    >
                        "Look at a reply"
                    </button>
                </Show>
                <button type="button" class="btn btn--quiet" on:click=move |_| here.go(session, Move::EndWindow)>
                    "I’m ready now"
                </button>
            </div>
            {at_hand(session)}
            <details class="disclosure">
                <summary>"Note what they said, and who told you"</summary>
                <div class="stack">{their_words(session, here)}</div>
            </details>
        </article>
    }
    .into_any()
}

/// One thing of the person's own list, and the ways to the list and to the private page.
fn at_hand(session: Session) -> AnyView {
    let offered = Memo::new(move |_| {
        let today = session.today();
        session.read(|journal| {
            let thing = one_thing(journal, today, |text| !sounds_like_despair(text));
            thing.map(ToOwned::to_owned)
        })
    });
    let thing = move || {
        let text = offered.get()?;
        let line = view! {
            "From your list of what helps: "
            <strong dir="auto">{text}</strong>
        };
        Some(line.into_any())
    };
    view! {
        <p class="care-line" hidden=move || offered.with(Option::is_none)>
            {live(thing)}
        </p>
        <p class="cluster">
            <a href="/care">"What helps"</a>
            <a href="/private">"Private page"</a>
        </p>
    }
    .into_any()
}
