//! A project: a piece of work to offer. Its pitch, saved as typed; a message that offers it; and a
//! paper of it to print or to send.

mod model;
mod pitch;

use domain::model::stage::PROJECT_DONE;
use domain::values::id::RecordId;
use leptos::prelude::*;

use self::model::{ProjectContent, paper_of};
use self::pitch::Pitch;
use crate::actions::opportunities::move_to_stage;
use crate::components::here::{back_to_opportunity, no_opportunity, opportunity_here};
use crate::components::live::{Show, live};
use crate::components::paper::Paper;
use crate::components::stage_badge::stage_badge;
use crate::session::{Session, session};

/// The page at `/search/<id>/project`.
#[component]
pub fn ProjectPage() -> impl IntoView {
    let session = session();
    let shown = opportunity_here();
    view! {
        <div class="page page--paper">
            {live(move || match shown.get() {
                Some(id) => project(session, id),
                None => no_opportunity(session),
            })}
        </div>
    }
    .into_any()
}

fn project(session: Session, id: RecordId) -> AnyView {
    let content = Memo::new(move |_| session.read(|journal| ProjectContent::of(journal, id)));
    let paper = Memo::new(move |_| session.read(|journal| paper_of(journal, id)));
    let badge = move || content.with(|shown| stage_badge(shown.words.clone(), &shown.standing));
    let is_done = move || {
        content.with(|shown| shown.standing.is_active() && shown.standing.stage == PROJECT_DONE)
    };
    view! {
        <div class="page__head">
            <div>
                {back_to_opportunity(session, id)}
                <h1 id="heading" tabindex="-1">"A piece of work to offer"</h1>
                <p class="cluster">
                    {live(badge)}
                    {live(move || content.with(|shown| shown.next.clone()).map(|next| move_on(session, id, next)))}
                </p>
            </div>
        </div>
        <Show when=is_done>
            <p class="lede">"It’s done. What did it achieve, if possible with a number? You can use that in your next interview."</p>
            <p>
                <a class="btn" href="/stories">"Write it down as a story"</a>
            </p>
        </Show>
        <Paper text=paper />
        <Pitch id=id />
    }
    .into_any()
}

/// The button that moves the project to its next stage.
fn move_on(session: Session, id: RecordId, (stage, label): (String, String)) -> AnyView {
    let go = move |_| {
        session.perform(|journal, moment| move_to_stage(journal, moment, &[id], &stage));
    };
    view! {
        <button type="button" class="btn btn--small" on:click=go>
            {format!("Move to {label}")}
        </button>
    }
    .into_any()
}
