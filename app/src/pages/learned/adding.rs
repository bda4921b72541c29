//! The forms that add to Learned: something known, something to try, something new.

use domain::model::experiment::{Experiment, ExperimentSubject};
use domain::values::date::Date;
use leptos::prelude::*;

use crate::actions::experiments::{TRIAL_DAYS, start};
use crate::actions::{learning_notes, learnings};
use crate::components::field::{Select, TextField};
use crate::components::form_draft::FormDraft;
use crate::components::icon::Icon;
use crate::pages::experiment::subject_options;
use crate::session::session;

/// Something the person knows already.
#[component]
pub(super) fn AddLearning() -> impl IntoView {
    let session = session();
    let text = RwSignal::new(String::new());
    let draft = FormDraft::of_text("learning", text);
    let add = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let edit = session.edit_of(|_, moment| learnings::keep_own(moment, &text.get_untracked()));
        if !edit.is_empty() {
            session.commit(edit);
            text.set(String::new());
        }
    };
    view! {
        <form class="stack" on:submit=add>
            {draft.line()}
            <TextField id="new-learning" label="Add something you’ve learned" value=text />
            {save_button("Save")}
        </form>
    }
    .into_any()
}

/// Something to try, with its last day.
#[component]
pub(super) fn AddExperiment() -> impl IntoView {
    let session = session();
    let text = RwSignal::new(String::new());
    let subject = RwSignal::new(String::new());
    let how_told = RwSignal::new(String::new());
    let in_two_weeks = move || session.day_of_writing().plus_days(TRIAL_DAYS).to_string();
    let until = RwSignal::new(in_two_weeks());
    let draft = FormDraft::new(
        "experiment",
        vec![
            ("text", text.into()),
            ("subject", subject.into()),
            ("how", how_told.into()),
            ("until", until.into()),
        ],
    );
    let add = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let wanted = Experiment {
            text: text.get_untracked(),
            subject: ExperimentSubject::parse(&subject.get_untracked()),
            how_told: how_told.get_untracked(),
            until: Date::parse(&until.get_untracked()).ok(),
            ..Experiment::default()
        };
        let begun = session.perform_and_tell(|_, moment| start(moment, &wanted));
        if begun.is_none() {
            return session.announce("Write what you’ll try first.");
        }
        for field in [text, subject, how_told] {
            field.set(String::new());
        }
        until.set(in_two_weeks());
        draft.done();
    };
    view! {
        <details class="disclosure" open=move || draft.was_filled()>
            <summary>"Try something new"</summary>
            <form class="stack" on:submit=add>
                {draft.line()}
                <TextField id="new-experiment" label="What I’ll try" value=text />
                <div class="field-row">
                    <Select
                        id="new-experiment-subject"
                        label="What it changes"
                        options=Signal::derive(subject_options)
                        value=subject
                    />
                    <TextField id="new-experiment-until" label="Until" kind="date" value=until />
                </div>
                <TextField
                    id="new-experiment-how"
                    label="How I’ll tell if it helps"
                    value=how_told
                    hint="Answers within a week, or that it feels easier."
                />
                {save_button("Start")}
            </form>
        </details>
    }
    .into_any()
}

/// Something learned lately, and what it is good for.
#[component]
pub(super) fn AddNote() -> impl IntoView {
    let session = session();
    let [text, good_for, link] = [(); 3].map(|()| RwSignal::new(String::new()));
    let draft = FormDraft::new(
        "learning-note",
        vec![
            ("text", text.into()),
            ("good-for", good_for.into()),
            ("link", link.into()),
        ],
    );
    let add = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let edit = session.edit_of(|_, moment| {
            let [text, good_for, link] = [text, good_for, link].map(|field| field.get_untracked());
            learning_notes::add(moment, &text, &good_for, &link)
        });
        if edit.is_empty() {
            return session.announce("Write what it is first.");
        }
        session.commit(edit);
        for field in [text, good_for, link] {
            field.set(String::new());
        }
        draft.done();
    };
    view! {
        <details class="disclosure" open=move || draft.was_filled()>
            <summary>"Add something new you learned"</summary>
            <form class="stack" on:submit=add>
                {draft.line()}
                <TextField id="new-note" label="What it is" value=text />
                <TextField
                    id="new-note-good-for"
                    label="What it’s good for"
                    value=good_for
                    hint="One sentence, as a team would put it."
                />
                <TextField id="new-note-link" label="Link" value=link />
                {save_button("Save note")}
            </form>
        </details>
    }
    .into_any()
}

fn save_button(words: &'static str) -> AnyView {
    view! {
        <p>
            <button type="submit" class="btn">
                <Icon name="add" />
                {words}
            </button>
        </p>
    }
    .into_any()
}
