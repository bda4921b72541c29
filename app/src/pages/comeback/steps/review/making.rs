//! What an answer can make: a button that makes it once, then says so and opens it. Thanks are
//! ticks on what the plan already knows, and a reason to get in touch is planned for a person.

use domain::method::Creates;
use domain::planning::plan::{Thanks, ThanksState, thanks_of};
use leptos::prelude::*;

use super::answering::Answering;
use super::follow_up::follow_up;
use crate::actions::reviews::{self, made};
use crate::actions::touches::{name_of_person, tick_thanks};
use crate::components::choice::Choice;
use crate::components::icon::Icon;
use crate::components::live::{Show, live};
use crate::pages::comeback::steps::save_as::can_be_saved;
use crate::pages::comeback::steps::their_words::their_reasons;

/// What belongs to the question besides its answer.
pub(super) fn making(answering: Answering) -> AnyView {
    let label = answering.question.make_label.unwrap_or_default();
    match answering.question.creates {
        None => ().into_any(),
        Some(Creates::Message) => thanks(answering),
        Some(Creates::Touch) => follow_up(answering),
        Some(Creates::NinetyDayPlan) => {
            let address = format!("/search/{}/ninety-days", answering.here.opportunity);
            view! { <p><a class="btn btn--small" href=address>{label}</a></p> }.into_any()
        }
        Some(Creates::FeedbackRequest) => view! {
            {make_button(answering, label)}
            {their_reasons(answering.session, answering.here)}
        }
        .into_any(),
        Some(_) => make_button(answering, label),
    }
}

/// The button, or what was made and the way to it.
fn make_button(answering: Answering, label: &'static str) -> AnyView {
    let Answering { session, text, .. } = answering;
    let asked = answering.asked();
    let made =
        Memo::new(move |_| text.with(|text| session.read(|journal| made(journal, asked, text))));
    let make = move |_| {
        answering.keep_text();
        let text = text.get_untracked();
        session.perform(|journal, moment| reviews::make(journal, moment, asked, text.trim()));
    };
    // Words that sound like despair are not offered as a focus.
    let is_offered = move || {
        asked.question.creates != Some(Creates::Focus) || text.with(|text| can_be_saved(text))
    };
    let shown = move || match made.get() {
        Some(made) => view! {
            <span class="tag">{made.words}</span>
            " "
            <a href=made.address>"Open it"</a>
        }
        .into_any(),
        None if !is_offered() => ().into_any(),
        None => view! {
            <button type="button" class="btn btn--small" on:click=make>
                <Icon name="flag" />
                {label}
            </button>
        }
        .into_any(),
    };
    view! { <p class="made" role="status">{live(shown)}</p> }.into_any()
}

/// The people to thank, each with a tick: after the rounds, or since the no.
fn thanks(answering: Answering) -> AnyView {
    let Answering { session, here, .. } = answering;
    let is_since_no = answering.question.id == "thanks-after";
    let thanks = Memo::new(move |_| {
        let now = session.now();
        let all = session.read(|journal| thanks_of(journal, here.opportunity, now));
        let mut all = all.into_iter();
        all.by_ref()
            .filter(|thanks| thanks.round.is_none() == is_since_no)
            .collect::<Vec<_>>()
    });
    let rows = move || {
        let thanks = thanks.get().into_iter();
        thanks.map(|thanks| tick(answering, thanks)).collect_view()
    };
    view! {
        <Show when=move || !thanks.with(Vec::is_empty)>
            <fieldset class="choices">
                <legend>"Thanked already"</legend>
                {live(rows)}
            </fieldset>
            <p class="quiet-line">"Anyone left is in your plan, with a draft on their page."</p>
        </Show>
    }
    .into_any()
}

fn tick(answering: Answering, thanks: Thanks) -> AnyView {
    let Answering { session, here, .. } = answering;
    let name = session.peek(|journal| name_of_person(journal, thanks.person));
    let today = session.today();
    let label = match (&thanks.state, thanks.round.is_some()) {
        (ThanksState::Done(on), _) => format!("{name}, {}", on.relative(today)),
        _ => name,
    };
    let is_given = matches!(thanks.state, ThanksState::Done(_));
    let set = move |is_given| {
        session.perform_quietly(|journal, moment| {
            tick_thanks(journal, moment, here.opportunity, &thanks, is_given)
        });
    };
    view! { <Choice label=label dir="auto" checked=is_given on_change=Callback::new(set) /> }
        .into_any()
}
