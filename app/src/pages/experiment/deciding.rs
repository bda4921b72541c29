//! The decision: keep, change or drop; and what each of them makes easy next.

use domain::model::experiment::ExperimentOutcome;
use leptos::prelude::*;
use leptos_router::hooks::use_navigate;

use super::ExperimentHere;
use crate::actions::experiments::{self, is_kept_doing};
use crate::components::choice::Choice;
use crate::components::icon::Icon;
use crate::components::live::live;

/// The three choices, two more weeks, and the next thing.
pub(super) fn deciding(here: ExperimentHere) -> AnyView {
    let ExperimentHere { session, id, kept } = here;
    let outcome = move || kept.with(|experiment| experiment.outcome);
    let choices = ExperimentOutcome::ALL.map(|choice| {
        let choose = move |is_chosen: bool| {
            if is_chosen {
                session.perform(|journal, moment| experiments::decide(journal, moment, id, choice));
            }
        };
        view! {
            <Choice
                name="outcome"
                label=choice.label()
                checked=Signal::derive(move || outcome() == Some(choice))
                on_change=Callback::new(choose)
            />
        }
        .into_any()
    });
    let go_on = move |_| session.perform(|journal, moment| experiments::go_on(journal, moment, id));
    // It has hardly begun: the question waits until its last day, unless somebody opens it.
    let is_early = kept.with_untracked(|experiment| {
        experiment.outcome.is_none() && experiment.runs(session.today())
    });
    let question = if is_early {
        "Decide before it ends"
    } else {
        "And now?"
    };
    view! {
        <details class="disclosure" open=!is_early>
            <summary>{question}</summary>
            <fieldset class="choices">
                <legend class="vh">"Keep, change or drop"</legend>
                {choices.into_iter().collect_view()}
            </fieldset>
            {live(move || next_thing(here, outcome()))}
            <p>
                <button type="button" class="btn btn--small" on:click=go_on>
                    "Two more weeks"
                </button>
            </p>
        </details>
    }
    .into_any()
}

fn next_thing(here: ExperimentHere, outcome: Option<ExperimentOutcome>) -> AnyView {
    match outcome {
        Some(ExperimentOutcome::Keep) => keep_doing(here),
        Some(ExperimentOutcome::Change) => changed(here),
        Some(ExperimentOutcome::Drop) => view! {
            <p class="quiet-line">"Good to know. You can leave it here."</p>
        }
        .into_any(),
        None => ().into_any(),
    }
}

/// What stays can come back before the next interview.
fn keep_doing(here: ExperimentHere) -> AnyView {
    let ExperimentHere { session, id, kept } = here;
    let is_kept = session.read(|journal| is_kept_doing(journal, &kept.get()));
    if is_kept {
        return view! { <p class="quiet-line">"It’s on your list of what works."</p> }.into_any();
    }
    let keep =
        move |_| session.perform(|journal, moment| experiments::keep_doing(journal, moment, id));
    view! {
        <p>
            <button type="button" class="btn btn--small" on:click=keep>
                <Icon name="check" />
                "Add to “Worked: keep doing it”"
            </button>
        </p>
    }
    .into_any()
}

/// The changed form is an experiment of its own, so that its figures are, too.
fn changed(here: ExperimentHere) -> AnyView {
    let ExperimentHere { session, id, .. } = here;
    let navigate = use_navigate();
    let follow = move |_| {
        let next =
            session.perform_and_tell(|journal, moment| experiments::follow(journal, moment, id));
        if let Some(next) = next {
            navigate(
                &format!("/experiments/{next}"),
                leptos_router::NavigateOptions::default(),
            );
        }
    };
    view! {
        <p>
            <button type="button" class="btn btn--small" on:click=follow>
                "Try the changed version for two weeks"
            </button>
        </p>
    }
    .into_any()
}
