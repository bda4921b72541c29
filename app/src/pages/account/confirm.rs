//! The dialog that asks once more who is there, before something dangerous.

use domain::sync::protocol::account::{Account, Password, Recovery};
use domain::sync::protocol::paths;
use leptos::ev::SubmitEvent;
use leptos::prelude::*;

use super::form::{AccountForm, CONFIRM_DIALOG, to_json};
use crate::components::field::{PasswordField, TextField};
use crate::components::live::live;
use crate::components::sheet::Sheet;
use crate::sync::{Method, PasskeyUse};

/// Asks once more who is there. Whatever waited for it then goes on by itself.
#[component]
pub(super) fn Confirm(form: AccountForm) -> impl IntoView {
    let password = RwSignal::new(String::new());
    let code = RwSignal::new(String::new());
    // However it is closed, nothing that was typed or that went wrong in it stays behind.
    let closed = move |()| {
        password.set(String::new());
        code.set(String::new());
        form.stop_confirming();
    };
    let by_passkey = move |_| {
        form.passkey(PasskeyUse::Use, &paths::PASSKEYS_CONFIRM, None, move |_| {
            form.go_on()
        });
    };
    view! {
        <Sheet id=CONFIRM_DIALOG title="Is it you?" has_close=false on_close=closed>
            <p>"Please confirm that it’s you. What you were doing will then carry on."</p>
            <div role="alert">
                {live(move || form.problem.get().map(|sentence| view! { <p class="field__error">{sentence}</p> }))}
            </div>
            <p hidden=move || !has(form, |account| !account.passkeys.is_empty())>
                <button type="button" class="btn btn--primary" on:click=by_passkey>
                    "Use a passkey"
                </button>
            </p>
            <ByPassword form=form password=password />
            <ByCode form=form code=code />
            <p>
                <button type="button" class="btn" on:click=move |_| form.show(CONFIRM_DIALOG, false)>
                    "Not now"
                </button>
            </p>
        </Sheet>
    }
    .into_any()
}

#[component]
fn ByPassword(form: AccountForm, password: RwSignal<String>) -> impl IntoView {
    let by_password = move |event: SubmitEvent| {
        event.prevent_default();
        let given = Password {
            password: password.get_untracked(),
        };
        form.ask(
            Method::Post,
            paths::SESSION_CONFIRM,
            to_json(&given),
            move |_| form.go_on(),
        );
    };
    view! {
        <form class="stack" hidden=move || !has(form, |account| account.has_password) on:submit=by_password>
            <PasswordField id="confirm-password" value=password is_new=false />
            <p class="cluster">
                <button type="submit" class="btn">
                    "Confirm"
                </button>
            </p>
        </form>
    }
    .into_any()
}

#[component]
fn ByCode(form: AccountForm, code: RwSignal<String>) -> impl IntoView {
    let by_code = move |event: SubmitEvent| {
        event.prevent_default();
        let name = form
            .account
            .with_untracked(|account| account.as_ref().map(|account| account.name.clone()));
        let given = Recovery {
            name: name.unwrap_or_default(),
            code: code.get_untracked(),
        };
        form.ask(
            Method::Post,
            paths::SESSION_CONFIRM,
            to_json(&given),
            move |_| {
                form.go_on();
                form.reload();
            },
        );
    };
    view! {
        <details class="disclosure" hidden=move || !has(form, |account| account.recovery_codes > 0)>
            <summary>"Use a recovery code instead"</summary>
            <form class="stack" on:submit=by_code>
                <TextField
                    id="confirm-code"
                    label="Recovery code"
                    value=code
                    hint="It works once, here or for signing in."
                />
                <p class="cluster">
                    <button type="submit" class="btn">
                        "Confirm with the code"
                    </button>
                </p>
            </form>
        </details>
    }
    .into_any()
}

fn has(form: AccountForm, check: fn(&Account) -> bool) -> bool {
    form.account
        .with(|account| account.as_ref().is_some_and(check))
}
