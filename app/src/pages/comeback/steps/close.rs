//! The deliberate end of the chapter: people stay in a light rhythm, what was learned, closed.

use domain::method::HUMAN_HELP;
use domain::model::comeback::{Depth, Move};
use domain::model::person::LIGHT_RHYTHM;
use leptos::prelude::*;

use super::focus_box::focus_box;
use super::kept::Kept;
use crate::actions::people::{keep_in_light_rhythm, without_rhythm};
use crate::actions::touches::name_of_person;
use crate::components::live::Show;
use crate::pages::comeback::comeback_ref::ComebackRef;
use crate::session::Session;

pub(super) fn close(session: Session, here: ComebackRef) -> AnyView {
    let help = (here.depth == Depth::Interviews).then_some(HUMAN_HELP);
    let body = if here.depth == Depth::Letter {
        view! { <p>"Noted. Nothing more to do."</p> }.into_any()
    } else {
        view! {
            {light_rhythm(session, here)}
            <Kept here=here />
            {focus_box(session, here)}
        }
        .into_any()
    };
    view! {
        {body}
        {help.map(|help| view! { <p class="quiet-line">{help}</p> })}
        <p>
            <button type="button" class="btn btn--primary" on:click=move |_| here.go(session, Move::Close)>
                "Close this chapter"
            </button>
        </p>
    }
    .into_any()
}

/// Offers to say hello now and then to the people met there, by name.
fn light_rhythm(session: Session, here: ComebackRef) -> AnyView {
    let names = Memo::new(move |_| {
        session.read(|journal| {
            let people = without_rhythm(journal, here.opportunity).into_iter();
            let names: Vec<String> = people.map(|id| name_of_person(journal, id)).collect();
            names.join(", ")
        })
    });
    let keep = move |_| {
        session.perform(|journal, _| keep_in_light_rhythm(journal, here.opportunity));
    };
    view! {
        <Show when=move || !names.with(String::is_empty)>
            <section class="light-rhythm">
                <h2>"The people stay"</h2>
                <p>
                    <bdi>{names}</bdi>
                    {format!(": a short hello every {LIGHT_RHYTHM} days keeps you in touch.")}
                </p>
                <p>
                    <button type="button" class="btn" on:click=keep>
                        {format!("Remind me every {LIGHT_RHYTHM} days")}
                    </button>
                </p>
            </section>
        </Show>
    }
    .into_any()
}
