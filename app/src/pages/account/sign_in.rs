//! Signing in: a new account or an existing one, by passkey, password or recovery code.

use domain::sync::protocol::account::{Credentials, Name};
use domain::sync::protocol::paths;
use leptos::prelude::*;

use super::entering::{enter, what_happens};
use super::form::{AccountForm, to_json};
use super::lost_access::LostAccess;
use crate::components::choice::Choice;
use crate::components::field::{PasswordField, TextField};
use crate::components::live::live;
use crate::sync::{Method, PasskeyUse};

/// Shown to guests, and to those whom the server signed out (`is_ended`).
#[component]
pub(super) fn SignIn(form: AccountForm, is_ended: bool) -> impl IntoView {
    let is_new = RwSignal::new(!is_ended);
    let name = RwSignal::new(String::new());
    let password = RwSignal::new(String::new());
    let entered = move |body: String| {
        password.set(String::new());
        enter(form, &body, is_new.get_untracked());
    };
    let by_passkey = move |_| {
        if is_new.get_untracked() {
            let given = to_json(&Name {
                name: name.get_untracked(),
            });
            form.passkey(PasskeyUse::Make, &paths::PASSKEYS_ACCOUNT, given, entered);
        } else {
            form.passkey(PasskeyUse::Use, &paths::PASSKEYS_SESSION, None, entered);
        }
    };
    view! {
        <section class="card stack" aria-label="Signing in">
            <p class="lede">
                {if is_ended {
                    "This device was signed out. Everything you wrote is still here. It will sync when you sign in again."
                } else {
                    "With an account, your search is the same on every device. Without one, it stays on this device and everything works."
                }}
            </p>
            <fieldset class="segmented" aria-label="New or existing">
                {choice(form, is_new, "Make an account", true)} {choice(form, is_new, "Sign in", false)}
            </fieldset>
            <p>{live(move || what_happens(form, is_new.get()))}</p>
            {live(move || is_new.get().then(|| name_field(name)))}
            <p class="cluster">
                <button
                    type="button"
                    class="btn btn--primary"
                    aria-disabled=move || form.is_busy.get().to_string()
                    on:click=by_passkey
                >
                    "Continue with a passkey"
                </button>
            </p>
            <ByPassword form=form is_new=is_new name=name password=password />
            {live(move || (!is_new.get()).then(|| view! { <LostAccess form=form /> }))}
            <Choice
                label="This is a shared computer"
                hint="Signing out then clears this device, unless you choose otherwise."
                hidden=is_new
                checked=form.is_shared_computer
                on_change=Callback::new(move |is_shared| form.is_shared_computer.set(is_shared))
            />
        </section>
    }
    .into_any()
}

/// One of the two: a new account, or an existing one.
fn choice(
    form: AccountForm,
    is_new: RwSignal<bool>,
    word: &'static str,
    makes_new: bool,
) -> AnyView {
    let choose = move |_| {
        is_new.set(makes_new);
        form.problem.set(None);
    };
    view! {
        <label>
            <input
                type="radio"
                name="way"
                prop:checked=move || is_new.get() == makes_new
                on:change=choose
            />
            <span>{word}</span>
        </label>
    }
    .into_any()
}

fn name_field(name: RwSignal<String>) -> AnyView {
    view! {
        <TextField
            id="account-name"
            label="Name"
            value=name
            autocomplete="username"
            hint="Anything you like. An email address is fine; nothing is ever sent to it."
        />
    }
    .into_any()
}

/// The form for a name and a password, folded away.
#[component]
fn ByPassword(
    form: AccountForm,
    is_new: RwSignal<bool>,
    name: RwSignal<String>,
    password: RwSignal<String>,
) -> impl IntoView {
    let by_password = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let path = if is_new.get_untracked() {
            paths::ACCOUNTS
        } else {
            paths::SESSION
        };
        let given = Credentials {
            name: name.get_untracked(),
            password: password.get_untracked(),
        };
        form.ask(Method::Post, path, to_json(&given), move |body| {
            password.set(String::new());
            enter(form, &body, is_new.get_untracked());
        });
    };
    view! {
        <details class="disclosure">
            <summary>"Use a password instead"</summary>
            <form class="stack" on:submit=by_password>
                {live(move || (!is_new.get()).then(|| name_field(name)))}
                {live(move || {
                    view! { <PasswordField id="account-password" value=password is_new=is_new.get() /> }
                })}
                <p>
                    <button type="submit" class="btn" aria-disabled=move || form.is_busy.get().to_string()>
                        {live(move || match (form.is_busy.get(), is_new.get()) {
                            (true, _) => "One moment",
                            (false, true) => "Make the account",
                            (false, false) => "Sign in",
                        })}
                    </button>
                </p>
            </form>
        </details>
    }
    .into_any()
}
