//! Signing out, with or without this device's copy, and the way to deleting the account.

use domain::sync::protocol::{paths, problem_codes};
use leptos::prelude::*;

use super::delete_account::DeleteAccount;
use super::form::AccountForm;
use crate::components::backup::{download_backup, has_private, private_choice};
use crate::components::card::Card;
use crate::components::choice::Choice;
use crate::components::live::live;
use crate::components::sheet::Sheet;
use crate::components::sync_state::only_here;
use crate::session::Session;
use crate::sync::{AccountChange, Method, ServerAnswer};

/// The card of signing out and of deleting the account.
#[component]
pub(super) fn SignOut(form: AccountForm) -> impl IntoView {
    let session = form.session;
    let erases = RwSignal::new(false);
    let open = move |_| {
        erases.set(untrack(|| session.sync().is_shared));
        form.show("sign-out", true);
    };
    view! {
        <Card name="leave" title="Sign out or delete" class="card stack">
            <p class="cluster">
                <button type="button" class="btn" on:click=open>
                    "Sign out"
                </button>
                <button type="button" class="btn btn--danger" on:click=move |_| form.show("delete-account", true)>
                    "Delete the account"
                </button>
            </p>
            <SignOutSheet form=form erases=erases />
            <DeleteAccount form=form />
        </Card>
    }
    .into_any()
}

/// The dialog that asks what becomes of the search on this device.
#[component]
fn SignOutSheet(form: AccountForm, erases: RwSignal<bool>) -> impl IntoView {
    let session = form.session;
    let with_private = RwSignal::new(false);
    let has_private = has_private(session);
    let is_unsent = Memo::new(move |_| only_here(&session.sync()).is_some());
    let would_lose = move || (is_unsent.get() || has_private.get()) && erases.get();
    // The button that stands out is the one after which nothing is missing.
    let sign_out_class = move || {
        if would_lose() {
            "btn btn--danger"
        } else {
            "btn btn--primary"
        }
    };
    let backup_class = move || {
        if would_lose() {
            "btn btn--primary"
        } else {
            "btn"
        }
    };
    view! {
        <Sheet id="sign-out" title="Sign out of this device" has_close=false>
            {live(move || unsent(session, erases.get()))}
            <fieldset class="choices">
                <legend>"The search on this device"</legend>
                {choice(erases, "Keep it here", "It carries on without an account.", false)}
                {choice(erases, "Clear this device", "The account keeps what it has.", true)}
            </fieldset>
            <p class="notice notice--warn" hidden=move || !(erases.get() && has_private.get())>
                "Your private page is on this device only, and would be deleted with it."
            </p>
            {private_choice(session, with_private)}
            <p class="cluster">
                <button type="button" class=sign_out_class on:click=move |_| sign_out(form, erases.get_untracked())>
                    "Sign out now"
                </button>
                <button type="button" class=backup_class on:click=move |_| download_backup(session, with_private)>
                    "Download backup first"
                </button>
                <button type="button" class="btn" on:click=move |_| form.show("sign-out", false)>
                    "Stay"
                </button>
            </p>
        </Sheet>
    }
    .into_any()
}

fn choice(
    erases: RwSignal<bool>,
    word: &'static str,
    hint: &'static str,
    makes_erase: bool,
) -> impl IntoView {
    view! {
        <Choice
            name="copy"
            label=word
            hint=hint
            checked=Signal::derive(move || erases.get() == makes_erase)
            on_change=Callback::new(move |_| erases.set(makes_erase))
        />
    }
}

/// A warning of what the server does not have, and of what becomes of it.
fn unsent(session: Session, erases: bool) -> Option<AnyView> {
    let words = only_here(&session.sync())?;
    let and_so = if erases {
        "Clearing this device would delete it. Download a backup or sync first."
    } else {
        "It stays here, and will sync when you sign in again."
    };
    let notice = view! {
        <div class="notice notice--warn">
            <p>{words} " " {and_so}</p>
        </div>
    };
    Some(notice.into_any())
}

fn sign_out(form: AccountForm, erases: bool) {
    let session = form.session;
    let change = if erases {
        AccountChange::SignedOutErasing
    } else {
        AccountChange::SignedOutKeeping
    };
    session.ask_server(Method::Delete, paths::SESSION, None, move |answer| {
        let words = match answer {
            // The cookie of a session is not this page's to take away: only the server's answer
            // ends it.
            ServerAnswer::Problem(problem) if problem.code != problem_codes::SIGNED_OUT => {
                form.show("sign-out", false);
                let still = format!("You’re still signed in here. {}", problem.detail);
                form.problem.set(Some(still));
                return;
            }
            ServerAnswer::Unreachable => {
                "Signed out on this device. The server couldn’t be reached; the sign-in there will expire by itself."
            }
            _ => "Signed out.",
        };
        session.with_platform(|platform| platform.account_changed(change));
        form.forget();
        session.toast(words.into(), false);
    });
}
