//! The dialog that deletes the account.

use domain::sync::protocol::paths;
use leptos::prelude::*;

use super::form::AccountForm;
use crate::components::live::live;
use crate::components::sheet::Sheet;
use crate::sync::{AccountChange, Method};

/// Deletes the account at the server; the search on this device stays.
#[component]
pub(super) fn DeleteAccount(form: AccountForm) -> impl IntoView {
    let session = form.session;
    let delete = move |_| {
        form.show("delete-account", false);
        form.ask(Method::Delete, paths::ACCOUNT, None, move |_| {
            session.with_platform(|platform| {
                platform.account_changed(AccountChange::SignedOutKeeping)
            });
            form.forget();
            session.toast(
                "The account is deleted. Your search is still on this device.".into(),
                false,
            );
        });
    };
    let is_shared = Memo::new(move |_| session.sync().is_shared);
    view! {
        <Sheet id="delete-account" title="Delete the account?" has_close=false>
            <p>
                "The server deletes everything in the account at once. If it makes backups, the account is gone from them once newer ones replace them. Your search stays on this device and on your other devices."
            </p>
            {live(move || is_shared.get().then(|| view! {
                <p>
                    "This is a shared computer. If you want to keep your search, download a backup in Settings first. You can also clear this device there."
                </p>
            }.into_any()))}
            <p class="cluster">
                <button type="button" class="btn" on:click=move |_| form.show("delete-account", false)>
                    "Keep the account"
                </button>
                <button type="button" class="btn btn--danger" on:click=delete>
                    "Yes, delete it"
                </button>
            </p>
        </Sheet>
    }
    .into_any()
}
