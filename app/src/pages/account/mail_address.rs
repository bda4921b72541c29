//! The mail address of the account: kept once its owner opened a mailed link, forgotten at any
//! time.

use domain::sync::protocol::account::MailAddress;
use domain::sync::protocol::paths;
use leptos::prelude::*;

use super::form::{AccountForm, to_json};
use crate::components::field::TextField;
use crate::components::form_draft::FormDraft;
use crate::components::live::live;
use crate::sync::{Method, ServerAnswer};

/// The mail address of the account.
#[component]
pub(super) fn MailAddressForm(form: AccountForm) -> impl IntoView {
    let session = form.session;
    let remove = move |_| {
        form.ask(Method::Delete, paths::ACCOUNT_MAIL, None, move |_| {
            session.toast("Address removed.".into(), false);
            form.reload();
        });
    };
    // Memos, so that a form stays as it is while the account is fetched again.
    let held = Memo::new(move |_| {
        form.account
            .with(|account| account.as_ref().and_then(|account| account.mail.clone()))
    });
    let is_offered = Memo::new(move |_| {
        form.account
            .with(|account| account.as_ref().is_some_and(|account| account.offers_mail))
    });
    let row = move |address: String| {
        view! {
            <p class="cluster">
                <span>"We can email a link for a new password to " <strong>{address}</strong> "."</span>
                <button type="button" class="btn btn--small" on:click=remove>
                    "Remove the address"
                </button>
            </p>
        }
        .into_any()
    };
    view! {
        {live(move || held.get().map(row))}
        <PendingAddress form=form is_offered=is_offered />
        {live(move || is_offered.get().then(|| view! { <AddressFields form=form held=held /> }))}
    }
}

/// The address that a link was mailed to, and that was not confirmed yet.
#[component]
fn PendingAddress(form: AccountForm, is_offered: Memo<bool>) -> impl IntoView {
    let session = form.session;
    let waiting = RwSignal::new(String::new());
    Effect::new(move |_| {
        form.account.track();
        if is_offered.get() {
            session.ask_server(Method::Get, paths::ACCOUNT_MAIL, None, move |answer| {
                if let ServerAnswer::Done(body) = answer {
                    let pending = serde_json::from_str::<MailAddress>(&body).unwrap_or_default();
                    waiting.set(pending.address);
                }
            });
        }
    });
    let pending = move || {
        let address = waiting.get();
        (!address.is_empty()).then(|| {
            view! {
                <div class="notice">
                    <p>
                        "We emailed a link to " <strong>{address}</strong>
                        ". Once that link is opened, the address can be used to get back in. If you didn’t ask for it, sign out all other devices; that ends the link."
                    </p>
                </div>
            }
            .into_any()
        })
    };
    live(pending)
}

#[component]
fn AddressFields(form: AccountForm, held: Memo<Option<String>>) -> impl IntoView {
    let session = form.session;
    let address = RwSignal::new(String::new());
    let draft = FormDraft::of_text("mail-address", address);
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let given = MailAddress {
            address: address.get_untracked(),
        };
        form.ask(
            Method::Put,
            paths::ACCOUNT_MAIL,
            to_json(&given),
            move |_| {
                address.set(String::new());
                draft.done();
                session.toast(
                    "We’ve emailed you a link. Open it to save the address.".into(),
                    false,
                );
                form.reload();
            },
        );
    };
    view! {
        <details class="disclosure" open=move || draft.was_filled()>
            <summary>{live(move || if held.with(Option::is_some) { "Change the email address" } else { "Add an email address" })}</summary>
            <form class="stack" on:submit=submit>
                {draft.line()}
                <TextField
                    id="mail-address"
                    label="Email address"
                    kind="email"
                    value=address
                    autocomplete="email"
                    hint="We’ll email a link if you lose every other way to sign in, and tell you when the password or the codes change."
                />
                <p>
                    <button type="submit" class="btn" aria-disabled=move || form.is_busy.get().to_string()>
                        "Email a link"
                    </button>
                </p>
            </form>
        </details>
    }
    .into_any()
}
