//! Was it in your hands? Several causes at once, the usual reasons of each, and for those in the
//! person's hands which one it was and a first step. One tap answers it after a form letter.

mod own_reason;

use domain::method::{Cause, REASONS, Reason};
use domain::model::comeback::{Depth, Move, Step};
use domain::state::record::{RecordKey, RecordKind};
use leptos::prelude::*;

use self::own_reason::own_reason;
use super::beside::beside_sorting;
use crate::actions::comebacks::{choose_cause, choose_reason};
use crate::components::choice::Choice;
use crate::components::field::{TextArea, follow_text};
use crate::components::live::{Show, live};
use crate::components::versions::EarlierVersions;
use crate::pages::comeback::comeback_ref::ComebackRef;
use crate::session::Session;

pub(super) fn sort(session: Session, here: ComebackRef) -> AnyView {
    if here.depth == Depth::Letter {
        let causes = Cause::ALL
            .into_iter()
            .map(|cause| one_tap(session, here, cause))
            .collect_view();
        return view! {
            <div class="choices" role="group" aria-label="Was it in your hands?">
                {causes}
            </div>
        }
        .into_any();
    }
    let causes = Cause::ALL
        .into_iter()
        .map(|cause| cause_with_reasons(session, here, cause))
        .collect_view();
    let note = follow_text(move || here.comeback(session).reason_note);
    view! {
        {beside_sorting(session, here)}
        <fieldset class="choices">
            <legend class="vh">"Was it in your hands?"</legend>
            {causes}
        </fieldset>
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

/// Answers the step and goes on.
fn one_tap(session: Session, here: ComebackRef, cause: Cause) -> AnyView {
    view! {
        <button
            type="button"
            class="choice choice--button"
            on:click=move |_| {
                here.change(session, |comeback| comeback.choose_cause(cause, true));
                here.go(session, Move::Done(Step::Sort));
            }
        >
            <strong>{cause.label()}</strong>
        </button>
    }
    .into_any()
}

/// A cause, and while it is chosen the answer to it and its usual reasons.
fn cause_with_reasons(session: Session, here: ComebackRef, cause: Cause) -> AnyView {
    let is_chosen = Memo::new(move |_| here.comeback(session).causes().contains(&cause));
    let choose = move |is_chosen| {
        session.perform_quietly(|journal, _| choose_cause(journal, here.id, cause, is_chosen));
    };
    view! {
        <Choice label=cause.label() checked=is_chosen on_change=Callback::new(choose) />
        <Show when=is_chosen>{behind(session, here, cause)}</Show>
    }
    .into_any()
}

fn behind(session: Session, here: ComebackRef, cause: Cause) -> AnyView {
    let reasons = REASONS.iter().filter(|reason| reason.cause == cause);
    let has_reasons = reasons.clone().next().is_some();
    let choices = reasons
        .map(|reason| reason_choice(session, here, reason))
        .collect_view();
    view! {
        <p class="letter__answer">{cause.answer()}</p>
        {has_reasons
            .then(|| {
                view! {
                    <fieldset class="choices choices--behind">
                        <legend>"What might be behind it"</legend>
                        {choices}
                    </fieldset>
                }
            })}
    }
    .into_any()
}

fn reason_choice(session: Session, here: ComebackRef, reason: &'static Reason) -> AnyView {
    let is_chosen = Memo::new(move |_| {
        let reasons = here.comeback(session).reasons;
        reasons.iter().any(|chosen| chosen == reason.id)
    });
    let choose = move |is_chosen| {
        session.perform_quietly(|journal, _| choose_reason(journal, here.id, reason, is_chosen));
    };
    let own = move || {
        let own = reason.own.as_ref().filter(|_| is_chosen.get())?;
        Some(own_reason(session, here, reason, own))
    };
    view! {
        <Choice label=reason.text checked=is_chosen on_change=Callback::new(choose) />
        {live(own)}
    }
    .into_any()
}
