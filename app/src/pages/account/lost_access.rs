//! The last ways in: a mailed link, and a recovery code.

use domain::sync::protocol::account::Recovery;
use domain::sync::protocol::paths;
use leptos::prelude::*;

use super::entering::enter;
use super::form::{AccountForm, to_json};
use super::reset_link::AskForLink;
use crate::components::field::TextField;
use crate::sync::Method;

/// The last ways in, folded away.
#[component]
pub(super) fn LostAccess(form: AccountForm) -> impl IntoView {
    let name = RwSignal::new(String::new());
    let code = RwSignal::new(String::new());
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let given = Recovery {
            name: name.get_untracked(),
            code: code.get_untracked(),
        };
        form.ask(
            Method::Post,
            paths::SESSION_RECOVERY,
            to_json(&given),
            move |body| {
                enter(form, &body, false);
                let words = "You’re signed in with a code. Add a passkey or set a password now; for ten minutes you won’t be asked to confirm it’s you.";
                form.session.toast(words.into(), false);
            },
        );
    };
    view! {
        <details class="disclosure">
            <summary>"Lost your password or passkey?"</summary>
            <AskForLink form=form />
            <form class="stack" on:submit=submit>
                <TextField id="recovery-name" label="Name of the account" value=name autocomplete="username" />
                <TextField id="recovery-code" label="Recovery code" value=code hint="One of the ten you saved. It works once." />
                <p>
                    <button type="submit" class="btn">
                        "Sign in with a code"
                    </button>
                </p>
            </form>
        </details>
    }
    .into_any()
}
