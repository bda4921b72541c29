//! Before a round: everything noted before that helps now, and what is chosen for it.

mod choosers;
mod head;
mod if_no;
mod model;
mod page;
mod parts;
mod readiness;

use domain::planning::preparation::Prepared;
use leptos::prelude::*;

use crate::actions::learning_notes::lately;
use crate::actions::rounds;
use crate::components::live::live;
use crate::components::paper::Paper;
use crate::components::saved::saved_area;
use crate::pages::round_here::{RoundHere, back_to, page_of_round};
use crate::session::Session;
use choosers::{choose_focus, choose_stories};
use head::head;
use if_no::if_no;
use model::paper_of;
use page::Page;
use parts::{focus, list, people, questions_that_worked, stories};
use readiness::readiness;

/// The page at `/search/<id>/prepare/<round>`.
#[component]
pub fn Prepare() -> impl IntoView {
    page_of_round(detail)
}

fn detail(session: Session, here: RoundHere) -> AnyView {
    let prepared = Memo::new(move |_| {
        let RoundHere { opportunity, round } = here;
        session
            .read(|journal| Prepared::of(journal, opportunity, round))
            .unwrap_or_default()
    });
    let page = Page {
        session,
        here,
        prepared,
    };
    let paper = Signal::derive(move || {
        let today = session.today();
        session.read(|journal| paper_of(journal, here.round, &prepared.get(), today))
    });
    let of = move |lines: fn(&Prepared) -> Vec<String>| prepared.with(lines);
    view! {
        <div class="page page--paper">
            {back_to(session, here.opportunity)}
            {head(page)}
            {focus(page)}
            {choose_focus(page)}
            {stories(page)}
            {choose_stories(page)}
            {questions(page)}
            {live(move || people(page))}
            {live(move || list("What they worry about", of(|prepared| prepared.worries.clone())))}
            {live(move || {
                let title = "They ask for this, and no story covers it yet";
                list(title, of(|prepared| prepared.uncovered.clone()))
            })}
            {live(move || list("Keep in mind", of(|prepared| prepared.learned.clone())))}
            {live(move || list("New to you lately", session.read(lately)))}
            {readiness(page)}
            {notes(page)}
            {if_no(page)}
            <p class="cluster">
                <a href=format!("/search/{}/ninety-days", here.opportunity)>"Your first ninety days"</a>
                <a href="/stories">"All stories"</a>
                <a href="/learned">"What you’ve learned"</a>
            </p>
            <Paper text=paper />
        </div>
    }
    .into_any()
}

/// The questions to ask, and those that worked before.
fn questions(page: Page) -> AnyView {
    let Page {
        session,
        here,
        prepared,
    } = page;
    let kept = Signal::derive(move || prepared.with(|prepared| prepared.chosen.questions.clone()));
    let save = Callback::new(move |written: String| {
        session.perform_quietly(|journal, _| {
            rounds::prepare(journal, here.round, |chosen| chosen.questions = written)
        });
    });
    let hint = "One per line. What would you like to know about the work, the team, the next step?";
    view! {
        <section aria-labelledby="questions-title">
            <h2 id="questions-title">"Your questions"</h2>
            {saved_area("questions".into(), "Questions to ask them", 4, hint, kept, save)}
            {live(move || questions_that_worked(page))}
        </section>
    }
    .into_any()
}

fn notes(page: Page) -> AnyView {
    let Page {
        session,
        here,
        prepared,
    } = page;
    let kept = Signal::derive(move || prepared.with(|prepared| prepared.chosen.notes.clone()));
    let save = Callback::new(move |written: String| {
        session.perform_quietly(|journal, _| {
            rounds::prepare(journal, here.round, |chosen| chosen.notes = written)
        });
    });
    saved_area("prepare-notes".into(), "Anything else", 3, "", kept, save)
}
