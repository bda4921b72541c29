//! The ways to sign in to the account: passkeys, a password, a mailed link, recovery codes.

use domain::sync::protocol::account::{Password, RecoveryCodes};
use domain::sync::protocol::paths;
use leptos::prelude::*;

use super::form::{AccountForm, to_json};
use super::mail_address::MailAddressForm;
use super::rows::{row, rows};
use crate::components::card::Card;
use crate::components::field::PasswordField;
use crate::components::live::live;
use crate::sync::{Method, PasskeyUse};

/// The card of the ways in.
#[component]
pub(super) fn SignInMethods(form: AccountForm) -> impl IntoView {
    let session = form.session;
    let passkeys = rows(form, move |account| {
        let now = session.now();
        account
            .passkeys
            .iter()
            .map(|passkey| {
                let line = format!("Last used {}", now.say(passkey.last_used));
                let path = Some(paths::account_passkey(&passkey.id));
                row(
                    form,
                    format!("Passkey made with {}", passkey.label),
                    line,
                    "Remove",
                    path,
                )
            })
            .collect()
    });
    let add_passkey = move |_| {
        form.passkey(PasskeyUse::Make, &paths::PASSKEYS, None, move |_| {
            session.toast("The passkey was added.".into(), false);
            form.reload();
        });
    };
    view! {
        <Card name="ways" title="Ways to sign in" class="card stack">
            <ul class="account-list">{passkeys}</ul>
            <p>
                <button type="button" class="btn" on:click=add_passkey>
                    "Add a passkey"
                </button>
            </p>
            <SetPassword form=form />
            <MailAddressForm form=form />
            <RecoveryCodesLeft form=form />
        </Card>
    }
    .into_any()
}

#[component]
fn SetPassword(form: AccountForm) -> impl IntoView {
    let session = form.session;
    let password = RwSignal::new(String::new());
    let set_password = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let given = Password {
            password: password.get_untracked(),
        };
        form.ask(
            Method::Put,
            paths::ACCOUNT_PASSWORD,
            to_json(&given),
            move |_| {
                password.set(String::new());
                session.toast(
                    "Password set. Other devices need it to sign in again, and any calendar link has ended.".into(),
                    false,
                );
                form.reload();
            },
        );
    };
    view! {
        <details class="disclosure">
            <summary>"Set or change the password"</summary>
            <form class="stack" on:submit=set_password>
                // Password managers look for the name beside the password.
                <input
                    type="text"
                    autocomplete="username"
                    hidden
                    prop:value=move || session.sync().account.unwrap_or_default()
                />
                <PasswordField id="new-password" value=password is_new=true />
                <p class="field__hint">
                    "This signs out all other devices, and ends any calendar link and any link we’ve emailed. Recovery codes stay; make new ones if someone else might have seen them."
                </p>
                <p>
                    <button type="submit" class="btn">
                        "Set this password"
                    </button>
                </p>
            </form>
        </details>
    }
    .into_any()
}

/// How many recovery codes are left, and the button that makes new ones.
#[component]
fn RecoveryCodesLeft(form: AccountForm) -> impl IntoView {
    let make_codes = move |_| {
        form.ask(
            Method::Post,
            paths::ACCOUNT_RECOVERY_CODES,
            None,
            move |body| {
                if let Some(made) = form.read::<RecoveryCodes>(&body) {
                    form.codes.set(made.codes);
                    form.show("codes", true);
                    form.reload();
                }
            },
        );
    };
    let codes_left = move || {
        let left = form
            .account
            .with(|account| account.as_ref().map(|account| account.recovery_codes));
        left.map(codes_left)
    };
    view! {
        <p>{live(codes_left)}</p>
        <p class="cluster">
            // A dialog closes at a stray key; codes that were not kept yet are not lost with it.
            <button
                type="button"
                class="btn btn--primary"
                hidden=move || form.codes.with(Vec::is_empty)
                on:click=move |_| form.show("codes", true)
            >
                "Show the new codes"
            </button>
            <button type="button" class="btn" id="make-codes" on:click=make_codes>
                "Make new recovery codes"
            </button>
        </p>
    }
    .into_any()
}

fn codes_left(left: u32) -> String {
    match left {
        0 => "You have no recovery codes. They let you in if you lose everything else.".into(),
        1 => "One recovery code is left.".into(),
        left => format!("{left} recovery codes are left."),
    }
}
