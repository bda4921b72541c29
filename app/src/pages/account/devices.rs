//! The devices that are signed in.

use domain::sync::protocol::paths;
use leptos::prelude::*;

use super::form::AccountForm;
use super::rows::{row, rows};
use crate::components::card::Card;
use crate::sync::Method;

/// The card of devices.
#[component]
pub(super) fn Devices(form: AccountForm) -> impl IntoView {
    let session = form.session;
    let list = rows(form, move |account| {
        let now = session.now();
        account
            .sessions
            .iter()
            .map(|device| {
                let line = if device.is_this {
                    "This device".to_owned()
                } else {
                    format!("Last used {}", now.say(device.last_used))
                };
                let path = (!device.is_this).then(|| paths::account_session(&device.id));
                row(form, device.label.clone(), line, "Sign out", path)
            })
            .collect()
    });
    let has_others = move || {
        form.account.with(|account| {
            account
                .as_ref()
                .is_some_and(|account| account.sessions.len() > 1)
        })
    };
    view! {
        <Card name="devices" title="Devices" class="card stack">
            <ul class="account-list">{list}</ul>
            <p hidden=move || !has_others()>
                <button
                    type="button"
                    class="btn"
                    on:click=move |_| {
                        form.ask(Method::Delete, paths::ACCOUNT_SESSIONS, None, move |_| form.reload());
                    }
                >
                    "Sign out all other devices"
                </button>
            </p>
        </Card>
    }
    .into_any()
}
