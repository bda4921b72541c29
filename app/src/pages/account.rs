//! The account: making one, signing in and out, and everything about it. Nothing here is needed to use One Yes on one device.

mod calendar;
mod codes;
mod confirm;
mod delete_account;
mod devices;
mod entering;
mod form;
mod from_link;
mod lost_access;
mod mail_address;
mod overview;
mod reminders;
mod reset_link;
mod rows;
mod sign_in;
mod sign_in_methods;
mod sign_out;

use leptos::prelude::*;

use self::codes::Codes;
use self::confirm::Confirm;
use self::form::AccountForm;
use self::from_link::FromLink;
use self::overview::Overview;
use self::sign_in::SignIn;
use crate::components::live::live;
use crate::session::session;
use crate::sync::SyncState;

/// The page at `/account`.
#[component]
pub fn AccountPage() -> impl IntoView {
    let session = session();
    let form = AccountForm::new(session);
    // Guest, signed in, or signed in once and to be asked again.
    let place = Memo::new(move |_| {
        let sync = session.sync();
        (sync.account.is_some(), sync.state == SyncState::SignedOut)
    });
    let is_reached = Memo::new(move |_| session.sync().state == SyncState::Everywhere);
    Effect::new(move |_| match place.get() {
        (true, false) => form.reload(),
        // The way in says what happened.
        (_, true) => form.problem.set(None),
        _ => {}
    });
    // What could not be fetched is fetched once the server answers.
    Effect::new(move |_| {
        if is_reached.get() && form.is_out_of_reach.get_untracked() {
            form.reload();
        }
    });
    let shown = move || match place.get() {
        (true, false) => view! { <Overview form=form /> }.into_any(),
        (_, is_ended) => view! { <SignIn form=form is_ended=is_ended /> }.into_any(),
    };
    view! {
        <div class="page page--settings">
            <div class="page__head">
                <h1 id="heading" tabindex="-1">"Account"</h1>
            </div>
            <div class="page__alert" role="alert">
                {live(move || problem(form))}
            </div>
            <FromLink form=form />
            {live(shown)}
            <Confirm form=form />
            <Codes form=form />
        </div>
    }
    .into_any()
}

/// The sentence about what went wrong, seen wherever on the long page one is, and closed by a
/// button.
fn problem(form: AccountForm) -> Option<AnyView> {
    let sentence = form.problem.get().filter(|_| !form.is_confirming.get())?;
    let notice = view! {
        <div class="notice notice--warn">
            <p>{sentence}</p>
            <button type="button" class="btn btn--small btn--quiet" on:click=move |_| form.problem.set(None)>
                "Close"
            </button>
        </div>
    };
    Some(notice.into_any())
}
