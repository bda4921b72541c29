//! The account as its owner sees it: how far things are, devices, ways to sign in, everything as a
//! file.

use domain::sync::protocol::paths;
use leptos::prelude::*;

use super::calendar::Calendar;
use super::devices::Devices;
use super::form::AccountForm;
use super::reminders::Reminders;
use super::sign_in_methods::SignInMethods;
use super::sign_out::SignOut;
use crate::components::card::Card;
use crate::components::live::{Show, live};
use crate::components::sync_state::sentence;
use crate::sync::Method;

/// Everything about the account.
#[component]
pub(super) fn Overview(form: AccountForm) -> impl IntoView {
    let session = form.session;
    let name = move || session.sync().account.unwrap_or_default();
    let since = move || {
        form.account.with(|account| {
            account
                .as_ref()
                .map(|account| format!("Created {}.", session.now().say(account.created)))
        })
    };
    view! {
        <section class="card stack" aria-labelledby="state-title">
            <h2 id="state-title">{live(name)}</h2>
            <p>{live(move || sentence(&session.sync()))}</p>
            <p class="field__hint">{live(since)}</p>
            <p>
                <button type="button" class="btn" on:click=move |_| session.with_platform(|platform| platform.sync_now())>
                    "Sync now"
                </button>
            </p>
        </section>
        <Show when=move || form.is_out_of_reach.get() && form.account.with(Option::is_none)>
            <p class="quiet-line">
                "Your devices, ways to sign in, calendar link and reminders are on the server. You’ll see them here once it can be reached."
            </p>
        </Show>
        <Show when=move || form.account.with(Option::is_some)>
            <Devices form=form />
            <SignInMethods form=form />
            <Calendar form=form />
            <Reminders form=form />
            <Export form=form />
        </Show>
        <SignOut form=form />
    }
    .into_any()
}

#[component]
fn Export(form: AccountForm) -> impl IntoView {
    let session = form.session;
    let download = move |_| {
        form.ask(Method::Get, paths::ACCOUNT_EXPORT, None, move |body| {
            session.with_platform(|platform| {
                platform.download("one-yes-account.json", "application/json", &body);
            });
        });
    };
    view! {
        <Card name="export" title="Your data on the server" class="card stack">
            <p>"Your account, every record and every earlier version, in one file."</p>
            <p>
                <button type="button" class="btn" on:click=download>
                    "Download everything"
                </button>
            </p>
        </Card>
    }
    .into_any()
}
