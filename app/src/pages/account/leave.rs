//! Leaving: signing out with or without this device's copy, and deleting the account.

use leptos::prelude::*;

use super::Desk;
use crate::components::backup::download_backup;
use crate::components::live::live;
use crate::components::sync_state::only_here;
use crate::sync::{AccountChange, Method, ServerAnswer};
use domain::sync::protocol::{paths, problem_codes};

/// Signing out, and deleting the account.
#[component]
pub(super) fn Leave(desk: Desk) -> impl IntoView {
    let session = desk.session;
    let erases = RwSignal::new(false);
    let open = move |_| {
        erases.set(untrack(|| session.sync().is_shared));
        desk.show("sign-out", true);
    };
    let sign_out = move |_| {
        let change = if erases.get_untracked() {
            AccountChange::SignedOutErasing
        } else {
            AccountChange::SignedOutKeeping
        };
        session.ask_server(Method::Delete, paths::SESSION, None, move |answer| {
            let words = match answer {
                // The cookie of a session is not this page's to take away: only the server's answer ends it.
                ServerAnswer::Problem(problem) if problem.code != problem_codes::SIGNED_OUT => {
                    desk.show("sign-out", false);
                    let still = format!("You are still signed in here. {}", problem.detail);
                    desk.problem.set(Some(still));
                    return;
                }
                ServerAnswer::Unreachable => {
                    "Signed out on this device. The server could not be told, and forgets it by itself in time."
                }
                _ => "Signed out.",
            };
            session.with_platform(|platform| platform.account_changed(change));
            desk.leave();
            session.toast(words.into(), false);
        });
    };
    let delete = move |_| {
        desk.show("delete-account", false);
        desk.ask(Method::Delete, paths::ACCOUNT, None, move |_| {
            session.with_platform(|platform| {
                platform.account_changed(AccountChange::SignedOutKeeping)
            });
            desk.leave();
            session.toast(
                "The account is deleted. Your search is still on this device.".into(),
                false,
            );
        });
    };
    let is_shared = Memo::new(move |_| session.sync().is_shared);
    let is_unsent = Memo::new(move |_| only_here(&session.sync()).is_some());
    let unsent = move || {
        only_here(&session.sync()).map(|words| {
            let and_so = if erases.get() {
                "Clearing this device would delete it. Keep a backup, or sync first."
            } else {
                "Kept here, it stays; signed in again, it is sent."
            };
            view! {
                <div class="notice notice--warn">
                    <p>{words} " " {and_so}</p>
                </div>
            }
            .into_any()
        })
    };
    // The button that stands out is the one after which nothing is missing.
    let sign_out_class = move || {
        if is_unsent.get() && erases.get() {
            "btn btn--danger"
        } else {
            "btn btn--primary"
        }
    };
    let backup_class = move || {
        if is_unsent.get() && erases.get() {
            "btn btn--primary"
        } else {
            "btn"
        }
    };
    let choice = move |word: &'static str, hint: &'static str, makes_erase: bool| {
        view! {
            <label class="choice">
                <input
                    type="radio"
                    name="copy"
                    prop:checked=move || erases.get() == makes_erase
                    on:change=move |_| erases.set(makes_erase)
                />
                <span>{word} <span class="choice__hint">{hint}</span></span>
            </label>
        }
        .into_any()
    };
    view! {
        <section class="card stack" aria-labelledby="leave-title">
            <h2 id="leave-title">"Leave"</h2>
            <p class="cluster">
                <button type="button" class="btn" on:click=open>
                    "Sign out"
                </button>
                <button type="button" class="btn btn--danger" on:click=move |_| desk.show("delete-account", true)>
                    "Delete the account"
                </button>
            </p>
            <dialog class="sheet" id="sign-out" aria-labelledby="sign-out-title">
                <div class="sheet__head">
                    <h2 id="sign-out-title">"Sign out of this device"</h2>
                </div>
                <div class="sheet__body stack">
                    {live(unsent)}
                    <fieldset class="choices">
                        <legend>"The search on this device"</legend>
                        {choice("Keep it here", "It goes on as a search without an account.", false)}
                        {choice("Clear this device", "The account keeps what it has.", true)}
                    </fieldset>
                    <p class="cluster">
                        <button type="button" class=sign_out_class on:click=sign_out>
                            "Sign out now"
                        </button>
                        <button type="button" class=backup_class on:click=move |_| download_backup(session)>
                            "Download backup first"
                        </button>
                        <button type="button" class="btn" on:click=move |_| desk.show("sign-out", false)>
                            "Stay"
                        </button>
                    </p>
                </div>
            </dialog>
            <dialog class="sheet" id="delete-account" aria-labelledby="delete-account-title">
                <div class="sheet__head">
                    <h2 id="delete-account-title">"Delete the account?"</h2>
                </div>
                <div class="sheet__body stack">
                    <p>
                        "The server deletes everything it holds of it at once. Where it makes backups, they lose it as new ones replace them. The search on this device stays; other devices keep their copy, too."
                    </p>
                    {live(move || is_shared.get().then(|| view! {
                        <p>
                            "This is a shared computer. If you want to keep your search, download a backup in Settings first. Settings clears this device, too."
                        </p>
                    }.into_any()))}
                    <p class="cluster">
                        <button type="button" class="btn" on:click=move |_| desk.show("delete-account", false)>
                            "Keep the account"
                        </button>
                        <button type="button" class="btn btn--danger" on:click=delete>
                            "Yes, delete it"
                        </button>
                    </p>
                </div>
            </dialog>
        </section>
    }
    .into_any()
}
