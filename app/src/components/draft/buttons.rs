//! The ways a message leaves the app: copied, opened in the mail program, shared. And the mark that
//! it was sent.

use domain::values::link::mailto;
use leptos::prelude::*;

use super::editing::Editing;
use crate::components::icon::Icon;
use crate::components::live::{Show, live};

/// The row of buttons below the fields.
#[component]
pub(super) fn DraftButtons(editing: Editing) -> impl IntoView {
    let Editing {
        session,
        to,
        subject,
        body,
        sent_on,
        ..
    } = editing;
    let copy = move |_| {
        let words = editing.words();
        session.copy(&format!("{}\n\n{}", words.subject, words.body), "Message");
    };
    let share = move |_| {
        editing.keep();
        let words = editing.words();
        session.with_platform(|platform| platform.share(&words.subject, &words.body));
    };
    let can_share =
        move || session.is_loaded() && session.with_platform(|platform| platform.can_share());
    view! {
        <div class="draft__actions cluster">
            <button type="button" class="btn btn--small" on:click=copy>
                <Icon name="copy" />
                "Copy"
            </button>
            <a
                class="btn btn--small"
                href=move || to.with_value(|to| mailto(&to.mail, &subject.get(), &body.get()))
                on:click=move |_| editing.keep()
            >
                <Icon name="mail" />
                "Open in email"
            </a>
            <Show when=can_share>
                <button type="button" class="btn btn--small" on:click=share>
                    <Icon name="upload" />
                    "Share"
                </button>
            </Show>
            <button
                type="button"
                class="btn btn--small"
                aria-pressed=move || sent_on.get().is_some().to_string()
                on:click=move |_| editing.toggle_sent()
            >
                <Icon name="check" />
                {live(move || if sent_on.get().is_some() { "Sent" } else { "I sent it" })}
            </button>
        </div>
    }
    .into_any()
}
