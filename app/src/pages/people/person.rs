//! One person: planned touches, the whole story between the two, the facts, their opportunities.

mod facts;
mod landed;
mod next_thanks;
mod note_touch;
mod notes;
mod opportunities;
mod plan_own;
mod remove;
mod story;
mod ways;

use domain::model::person::Person;
use domain::planning::plan::plan_with;
use domain::values::id::RecordId;
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

use super::planned;
use crate::components::icon::Icon;
use crate::components::live::live;
use crate::session::session;

use facts::Facts;
use landed::LandedAnswers;
use next_thanks::NextThanks;
use note_touch::NoteTouch;
use notes::Notes;
use opportunities::Opportunities;
use plan_own::PlanOwn;
use remove::Remove;
use story::Story;
use ways::Ways;

/// The page at `/people/<id>`.
#[component]
pub fn PersonPage() -> impl IntoView {
    let session = session();
    let params = use_params_map();
    let id = Memo::new(move |_| {
        let given = params.with(|params| params.get("id").unwrap_or_default());
        let id = RecordId::parse(&given)?;
        session.read(|journal| journal.people().get(id).map(|_| id))
    });
    let missing = move || {
        let words = if session.is_loaded() {
            "There’s nobody at this address. They may have been removed, or they’re on another device."
        } else {
            "One moment."
        };
        view! {
            <div class="page">
                <p class="page__back">
                    <a href="/people">
                        <Icon name="arrow-left" />
                        "People"
                    </a>
                </p>
                <h1 id="heading" tabindex="-1">"Person"</h1>
                <p>{words}</p>
            </div>
        }
        .into_any()
    };
    move || match id.get() {
        Some(id) => view! { <Shown id=id /> }.into_any(),
        None => missing(),
    }
}

#[component]
fn Shown(id: RecordId) -> impl IntoView {
    let session = session();
    let about = Memo::new(move |_| {
        session.read(|journal| journal.people().get(id).cloned().unwrap_or_default())
    });
    let planned = Memo::new(move |_| {
        let now = session.now();
        session.read(|journal| plan_with(journal, id, now))
    });
    let name = move || about.with(|person| person.name.clone());
    view! {
        <div class="page page--opportunity">
            <div class="page__head">
                <div>
                    <p class="page__back">
                        <a href="/people">
                            <Icon name="arrow-left" />
                            "People"
                        </a>
                    </p>
                    <h1 id="heading" tabindex="-1" dir="auto">
                        {live(name)}
                    </h1>
                    <p class="quiet-line" dir="auto">
                        {live(move || about.with(Person::place))}
                    </p>
                    <Ways about=about />
                </div>
            </div>
            <div class="detail">
                <div class="detail__main">
                    <section aria-labelledby="planned-title">
                        <h2 id="planned-title">"Planned"</h2>
                        <NextThanks person=id />
                        {planned::list(planned)}
                        <PlanOwn person=id />
                    </section>
                    <LandedAnswers id=id about=about />
                    <NoteTouch person=id />
                    <Story person=id />
                    <Notes id=id about=about />
                </div>
                <aside class="detail__side">
                    <Facts id=id about=about />
                    <Opportunities id=id />
                    <Remove id=id about=about />
                </aside>
            </div>
        </div>
    }
    .into_any()
}
