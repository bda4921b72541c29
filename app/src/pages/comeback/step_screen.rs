//! One step as a letter: where you are, its words, what it asks, and the buttons that go on.

use domain::method::step_words;
use domain::model::comeback::{Depth, Step};
use leptos::prelude::*;

use super::comeback_ref::ComebackRef;
use super::letter::LETTER_IS_NOTED;
use super::step_buttons::step_buttons;
use super::steps;
use super::whereabouts::whereabouts;
use crate::components::live::live;
use crate::components::practice_links::practice_links;
use crate::session::Session;

pub(super) fn step_screen(session: Session, here: ComebackRef, step: Step) -> AnyView {
    let words = step_words(step.id());
    let (title, lead, why) =
        words.map_or(("", "", ""), |words| (words.title, words.lead, words.why));
    // Nothing was looked at, and nothing has to be.
    let lead = match (here.depth, step) {
        (Depth::Letter, Step::Close) => LETTER_IS_NOTED,
        _ => lead,
    };
    // Before the pause is over there are no steps to count.
    let now = session.exact_now();
    let comeback = here.peek(session);
    let has_begun = step != Step::Pause && !comeback.is_pausing(now);
    view! {
        <article class="letter">
            {has_begun.then(|| whereabouts(session, here, step))}
            <div class="letter__body">
                <p class="letter__about" dir="auto">{live(move || here.company(session))}</p>
                <h1 id="heading" tabindex="-1">{title}</h1>
                {(step == Step::Pause)
                    .then(|| view! { <p class="lede">"That hurts. It’s all right that it does."</p> })}
                <p class="lede">{lead}</p>
                {steps::body(session, here, step)}
                {(!why.is_empty())
                    .then(|| {
                        view! {
                            <details class="why">
                                <summary>"Why this step"</summary>
                                <p>{why}</p>
                            </details>
                        }
                    })}
                {words.map(|words| practice_links(words.practices))}
            </div>
            <div class="letter__actions">{step_buttons(session, here, step)}</div>
        </article>
    }
    .into_any()
}
