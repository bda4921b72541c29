//! Mine, not mine, unknown: whose it was, and the usual reasons. One tap answers it after a form
//! letter.

use domain::method::{Cause, REASONS};
use domain::model::comeback::{Depth, Move, Step};
use domain::state::record::{RecordKey, RecordKind};
use leptos::prelude::*;

use crate::components::choice::Choice;
use crate::components::field::TextArea;
use crate::components::live::live;
use crate::components::versions::EarlierVersions;
use crate::pages::comeback::comeback_ref::ComebackRef;
use crate::session::Session;

pub(super) fn sort(session: Session, here: ComebackRef) -> AnyView {
    let is_quick = here.depth == Depth::Letter;
    let cause = Memo::new(move |_| here.comeback(session).cause);
    let chosen = cause.get_untracked();
    let causes = Cause::ALL
        .into_iter()
        .map(|cause| {
            if is_quick {
                one_tap(session, here, cause)
            } else {
                cause_choice(session, here, cause, chosen == Some(cause))
            }
        })
        .collect_view();
    let note = RwSignal::new(here.peek(session).reason_note);
    let reasons = move || cause.get().map(|cause| behind(session, here, cause, note));
    view! {
        <fieldset class="choices">
            <legend>"Whose was it?"</legend>
            {causes}
        </fieldset>
        {(!is_quick).then(|| live(reasons))}
    }
    .into_any()
}

/// Answers the step and goes on.
fn one_tap(session: Session, here: ComebackRef, cause: Cause) -> AnyView {
    view! {
        <button
            type="button"
            class="choice choice--button"
            on:click=move |_| {
                here.change(session, |comeback| comeback.cause = Some(cause));
                here.go(session, Move::Done(Step::Sort));
            }
        >
            <strong>{cause.label()}</strong>
        </button>
    }
    .into_any()
}

fn cause_choice(session: Session, here: ComebackRef, cause: Cause, is_chosen: bool) -> AnyView {
    view! {
        <Choice
            name="cause"
            label=cause.label()
            checked=is_chosen
            on_change=Callback::new(move |_| {
                here.change(session, |comeback| comeback.cause = Some(cause));
            })
        />
    }
    .into_any()
}

/// The answer to a cause, its usual reasons, and room for others.
fn behind(session: Session, here: ComebackRef, cause: Cause, note: RwSignal<String>) -> AnyView {
    let reasons = REASONS.iter().filter(|reason| reason.cause == cause);
    let has_reasons = reasons.clone().next().is_some();
    let choices = reasons
        .map(|reason| reason_choice(session, here, reason.id, reason.text))
        .collect_view();
    view! {
        <p class="letter__answer">{cause.answer()}</p>
        {has_reasons
            .then(|| {
                view! {
                    <fieldset class="choices">
                        <legend>"What may have been behind it"</legend>
                        {choices}
                    </fieldset>
                }
            })}
        <TextArea
            id="reason-note"
            label="In your own words"
            value=note
            rows=2
            on_change=Callback::new(move |text: String| {
                here.change(session, |comeback| comeback.reason_note = text);
            })
        />
        <EarlierVersions record=RecordKey::new(RecordKind::Comeback, here.id) field="reason_note" shown=note />
    }
    .into_any()
}

fn reason_choice(
    session: Session,
    here: ComebackRef,
    id: &'static str,
    text: &'static str,
) -> AnyView {
    let is_chosen = here.peek(session).reasons.iter().any(|chosen| chosen == id);
    let choose = move |is_chosen: bool| {
        here.change(session, |comeback| {
            comeback.reasons.retain(|chosen| chosen != id);
            if is_chosen {
                comeback.reasons.push(id.to_owned());
            }
        });
    };
    view! { <Choice label=text checked=is_chosen on_change=Callback::new(choose) /> }.into_any()
}
