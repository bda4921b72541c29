//! The story bank: situation, what I did, result with a number; to whom each was told.

mod model;
mod story_fields;

use leptos::prelude::*;

use crate::actions::stories;
use crate::components::field::LineForm;
use crate::components::live::live;
use crate::pages::round_here::param;
use crate::session::session;
use model::story_ids;

/// The page at `/stories`, and at `/stories/<id>`, which has that story first and open.
#[component]
pub fn Stories() -> impl IntoView {
    let session = session();
    let asked = param("id");
    let ids = Memo::new(move |_| session.read(|journal| story_ids(journal, asked.get())));
    let title = RwSignal::new(String::new());
    let add = move |typed: String| {
        title.set(String::new());
        session.perform(|_, moment| stories::add(moment, &typed));
    };
    let empty = move || {
        ids.with(Vec::is_empty).then(|| {
            view! {
                <p>
                    "Nothing here yet. Think of one thing you’re glad you did at work, and give it a name."
                </p>
            }
        })
    };
    view! {
        <div class="page">
            <div class="page__head">
                <h1 id="heading" tabindex="-1">"Stories"</h1>
            </div>
            <p class="lede">
                "Examples to tell in an interview, each with a result. Three of them are ready before each round."
            </p>
            {live(empty)}
            <For
                each=move || ids.get()
                key=|id| *id
                children=move |id| story_fields::story(session, id, asked)
            />
            <LineForm
                id="new-story"
                label="What a new story is about"
                button="Add story"
                value=title
                on_submit=Callback::new(add)
            />
            <p>
                <a href="/learned">"What you’ve learned"</a>
            </p>
        </div>
    }
    .into_any()
}
