//! Rows of the lists that the account page shows.

use domain::sync::protocol::account::Account;
use leptos::prelude::*;

use super::form::AccountForm;
use crate::sync::Method;

/// A row of a list: what it is, a line about it, and what can be done.
pub(super) fn row(
    form: AccountForm,
    title: String,
    line: String,
    action: &'static str,
    path: Option<String>,
) -> AnyView {
    let label = format!("{action}: {title}");
    let button = path.map(|path| {
        view! {
            <button
                type="button"
                class="btn btn--small"
                aria-label=label
                on:click=move |_| form.ask(Method::Delete, &path, None, move |_| form.reload())
            >
                {action}
            </button>
        }
        .into_any()
    });
    view! {
        <li class="account-row">
            <span>
                <strong>{title}</strong>
                <span class="field__hint">{line}</span>
            </span>
            {button}
        </li>
    }
    .into_any()
}

/// The rows of a list, drawn again with the account.
pub(super) fn rows(
    form: AccountForm,
    make: impl Fn(&Account) -> Vec<AnyView> + Send + Sync + 'static,
) -> impl IntoView {
    move || form.account.with(|account| account.as_ref().map(&make))
}
