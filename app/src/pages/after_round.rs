//! Right after a round: three lines for each person who was there, and nothing else.

mod focus;
mod model;
mod note;

use domain::values::id::RecordId;
use leptos::prelude::*;

use crate::actions::rounds;
use crate::components::choice::Choice;
use crate::components::field::LineForm;
use crate::components::live::live;
use crate::pages::round_here::{RoundHere, back_to, page_of_round};
use crate::session::{Session, session};
use model::{others, sections, thanks};

/// The page at `/search/<id>/after/<round>`.
#[component]
pub fn AfterRound() -> impl IntoView {
    page_of_round(detail)
}

fn detail(session: Session, here: RoundHere) -> AnyView {
    let title = move || format!("How was {}?", rounds::in_sentence(&here.event(session)));
    let sections = Memo::new(move |_| session.read(|journal| sections(journal, here.round)));
    let thanks = Memo::new(move |_| {
        let now = session.now();
        session.read(|journal| thanks(journal, here.round, now))
    });
    let links = move || {
        let link = |(label, address): (String, String)| {
            view! {
                <a class="btn" href=address dir="auto">
                    {label}
                </a>
            }
            .into_any()
        };
        thanks.get().into_iter().map(link).collect_view()
    };
    view! {
        <div class="page page--narrow letter">
            {back_to(session, here.opportunity)}
            <h1 id="heading" tabindex="-1" dir="auto">
                {live(title)}
            </h1>
            <p class="lede">"Three lines while it’s fresh. Only you see them."</p>
            <For
                each=move || sections.get()
                key=|person| *person
                children=move |person| note::section(session, here.round, person)
            />
            <WhoElse here=here />
            {focus::question(session, here.round)}
            <div class="letter__actions">
                <a class="btn btn--primary" href="/">
                    "Done"
                </a>
                {live(links)}
            </div>
            <p>
                <a href="/stories">"Your stories"</a>
            </p>
        </div>
    }
    .into_any()
}

/// Naming whoever else was there: people of the opportunity, and others by name.
#[component]
fn WhoElse(here: RoundHere) -> impl IntoView {
    let session = session();
    let name = RwSignal::new(String::new());
    let others = Memo::new(move |_| session.read(|journal| others(journal, here.round)));
    let known = move || {
        let choice = |(id, name): (RecordId, String)| {
            let add = move |was| {
                session.perform(|journal, _| rounds::was_there(journal, here.round, id, was));
            };
            view! {
                <Choice
                    label=name
                    dir="auto"
                    checked=Signal::stored(false)
                    on_change=Callback::new(add)
                />
            }
            .into_any()
        };
        others.get().into_iter().map(choice).collect_view()
    };
    let add = move |typed: String| {
        name.set(String::new());
        session.perform(|journal, moment| rounds::name_person(journal, moment, here.round, &typed));
    };
    view! {
        <fieldset class="choices">
            <legend>"Was anyone else there?"</legend>
            {live(known)}
            <LineForm
                id="was-there"
                label="Their name"
                button="Add person"
                value=name
                about=here.round.to_string()
                on_submit=Callback::new(add)
            />
        </fieldset>
    }
    .into_any()
}
