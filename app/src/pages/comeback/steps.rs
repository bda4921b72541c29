//! The steps that look back: how the no arrived, a warm reply, mine or not mine, and closing the chapter.

use domain::method::{Cause, HUMAN_HELP, Occasion, REASONS, reason};
use domain::model::comeback::{Depth, Move, Step, Told};
use domain::model::review::{Learning, LearningKind};
use domain::state::edit::Edit;
use domain::state::record::{RecordKey, RecordKind};
use leptos::prelude::*;

use super::Here;
use crate::components::draft::DraftEditor;
use crate::components::field::TextArea;
use crate::components::versions::EarlierVersions;
use crate::session::Session;

/// How it arrived and what was said.
pub(super) fn triage(session: Session, here: Here) -> AnyView {
    let comeback = here.peek(session);
    let said = RwSignal::new(comeback.said);
    let ways = Told::ALL
        .into_iter()
        .map(|told| {
            view! {
                <label class="choice">
                    <input
                        type="radio"
                        name="told"
                        checked=comeback.told == Some(told)
                        on:change=move |_| here.change(session, |comeback| comeback.told = Some(told))
                    />
                    <span>{told.label()}</span>
                </label>
            }
            .into_any()
        })
        .collect_view();
    view! {
        <fieldset class="choices">
            <legend>"How did it reach you?"</legend>
            {ways}
        </fieldset>
        <TextArea
            id="said"
            label="What they said, as it came"
            value=said
            hint="Paste the mail or write a few words. Leave it empty if there is nothing to keep."
            on_change=Callback::new(move |text: String| here.change(session, |comeback| comeback.said = text))
        />
        <EarlierVersions record=RecordKey::new(RecordKind::Comeback, here.id) field="said" shown=said />
    }
    .into_any()
}

/// A warm reply, ready to edit.
pub(super) fn reply(_session: Session, here: Here) -> AnyView {
    view! {
        <DraftEditor opportunity=Some(here.opportunity) occasion=Occasion::ReplyToNo />
        <details class="why">
            <summary>"Ask for reasons in a message of its own"</summary>
            <DraftEditor opportunity=Some(here.opportunity) occasion=Occasion::AskForReasons />
        </details>
    }
    .into_any()
}

/// Mine, not mine, unknown. After a form letter one tap answers it.
pub(super) fn sort(session: Session, here: Here) -> AnyView {
    let cause = Memo::new(move |_| here.comeback(session).cause);
    let is_quick = here.depth == Depth::Letter;
    let causes = Cause::ALL
        .into_iter()
        .map(|choice| {
            if is_quick {
                return view! {
                    <button
                        type="button"
                        class="choice choice--button"
                        on:click=move |_| {
                            here.change(session, |comeback| comeback.cause = Some(choice));
                            here.go(session, Move::Done(Step::Sort));
                        }
                    >
                        <strong>{choice.label()}</strong>
                    </button>
                }
                .into_any();
            }
            view! {
                <label class="choice">
                    <input
                        type="radio"
                        name="cause"
                        checked=cause.get_untracked() == Some(choice)
                        on:change=move |_| here.change(session, |comeback| comeback.cause = Some(choice))
                    />
                    <span>{choice.label()}</span>
                </label>
            }
            .into_any()
        })
        .collect_view();
    let note = RwSignal::new(here.peek(session).reason_note);
    let reasons = move || {
        let chosen = cause.get()?;
        let choices = REASONS
            .iter()
            .filter(|reason| reason.cause == chosen)
            .map(|reason| reason_choice(session, here, reason.id, reason.text))
            .collect_view();
        let has_reasons = REASONS.iter().any(|reason| reason.cause == chosen);
        Some(
            view! {
                <p class="letter__answer">{chosen.answer()}</p>
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
            .into_any(),
        )
    };
    view! {
        <fieldset class="choices">
            <legend>"Whose was it?"</legend>
            {causes}
        </fieldset>
        {(!is_quick).then_some(reasons)}
    }
    .into_any()
}

fn reason_choice(session: Session, here: Here, id: &'static str, text: &'static str) -> AnyView {
    let is_chosen = here.peek(session).reasons.iter().any(|chosen| chosen == id);
    view! {
        <label class="choice">
            <input
                type="checkbox"
                checked=is_chosen
                on:change=move |input| {
                    let is_chosen = event_target_checked(&input);
                    here.change(
                        session,
                        |comeback| {
                            comeback.reasons.retain(|chosen| chosen != id);
                            if is_chosen {
                                comeback.reasons.push(id.to_owned());
                            }
                        },
                    );
                }
            />
            <span>{text}</span>
        </label>
    }
    .into_any()
}

/// Reasons that are the person's to work on become learnings; the others ask for nothing.
pub(super) fn keep_own_reasons(session: Session, here: Here) {
    let comeback = here.peek(session);
    if comeback.cause != Some(Cause::Mine) {
        return;
    }
    let mut edit = Edit::new("Kept in Learned");
    for id in &comeback.reasons {
        let Some(reason) = reason(id).filter(|reason| reason.cause == Cause::Mine) else {
            continue;
        };
        let is_known = session.peek(|journal| {
            journal
                .learnings()
                .of(here.opportunity)
                .any(|(_, learning)| learning.text == reason.text)
        });
        if !is_known {
            let learning = Learning {
                opportunity: Some(here.opportunity),
                comeback: Some(here.id),
                kind: LearningKind::Improve,
                text: reason.text.to_owned(),
                ..Learning::default()
            };
            edit = edit.create(session.new_id(), &learning);
        }
    }
    session.commit(edit);
}

/// The deliberate end of it.
pub(super) fn close(session: Session, here: Here) -> AnyView {
    let learned = RwSignal::new(here.peek(session).learned);
    let help = (here.depth == Depth::Interviews).then_some(HUMAN_HELP);
    let keep = move |text: String| here.change(session, |comeback| comeback.learned = text);
    view! {
        {(here.depth != Depth::Letter)
            .then(|| {
                view! {
                    <TextArea
                        id="learned"
                        label="What you take along"
                        value=learned
                        hint="A sentence is plenty. It stands here when you come back."
                        on_change=Callback::new(keep)
                    />
                    <EarlierVersions record=RecordKey::new(RecordKind::Comeback, here.id) field="learned" shown=learned />
                }
            })}
        {help.map(|help| view! { <p class="quiet-line">{help}</p> })}
        <p>
            <button
                type="button"
                class="btn btn--primary"
                on:click=move |_| {
                    keep(learned.get_untracked());
                    here.go(session, Move::Close);
                }
            >
                "Close this chapter"
            </button>
        </p>
    }
    .into_any()
}
