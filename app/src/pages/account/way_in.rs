//! The way in: a new account or an existing one, by passkey, password or recovery code, and what happens to the search here.

use domain::sync::protocol::account::{Account, Credentials, Name, Recovery};
use domain::sync::protocol::paths;
use leptos::prelude::*;

use super::mail::AskForLink;
use super::{Desk, to_json};
use crate::components::field::{PasswordField, TextField};
use crate::components::live::live;
use crate::sync::{AccountChange, Method, PasskeyUse};

/// What a guest sees, and who was signed out by the server (`is_ended`).
#[component]
pub(super) fn WayIn(desk: Desk, is_ended: bool) -> impl IntoView {
    let is_new = RwSignal::new(!is_ended);
    let name = RwSignal::new(String::new());
    let password = RwSignal::new(String::new());
    let choice = move |word: &'static str, makes_new: bool| {
        view! {
            <label>
                <input
                    type="radio"
                    name="way"
                    prop:checked=move || is_new.get() == makes_new
                    on:change=move |_| {
                        is_new.set(makes_new);
                        desk.problem.set(None);
                    }
                />
                <span>{word}</span>
            </label>
        }
        .into_any()
    };
    let entered = move |body: String| {
        password.set(String::new());
        enter(desk, &body, is_new.get_untracked());
    };
    let by_passkey = move |_| {
        if is_new.get_untracked() {
            let given = Name {
                name: name.get_untracked(),
            };
            desk.passkey(
                PasskeyUse::Make,
                paths::PASSKEYS_ACCOUNT,
                to_json(&given),
                entered,
            );
        } else {
            desk.passkey(PasskeyUse::Use, paths::PASSKEYS_SESSION, None, entered);
        }
    };
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
        desk.ask(Method::Post, path, to_json(&given), entered);
    };
    let name_field = move || {
        view! {
            <TextField
                id="account-name"
                label="Name"
                value=name
                autocomplete="username"
                hint="Anything you like. A mail address is fine; nothing is ever sent to it."
            />
        }
    };
    view! {
        <section class="card stack" aria-label="Way in">
            <p class="lede">
                {if is_ended {
                    "This device was signed out. Everything you wrote is still here; sign in, and it is sent."
                } else {
                    "With an account, your search is the same on every device. Without one, it stays on this one, and all of it works."
                }}
            </p>
            <fieldset class="segmented" aria-label="New or existing">
                {choice("Make an account", true)} {choice("Sign in", false)}
            </fieldset>
            <p>{live(move || what_happens(desk, is_new.get()))}</p>
            {live(move || is_new.get().then(name_field))}
            <p class="cluster">
                <button
                    type="button"
                    class="btn btn--primary"
                    aria-disabled=move || desk.is_busy.get().to_string()
                    on:click=by_passkey
                >
                    "Continue with a passkey"
                </button>
            </p>
            <details class="disclosure">
                <summary>"Use a password instead"</summary>
                <form class="stack" on:submit=by_password>
                    {live(move || (!is_new.get()).then(name_field))}
                    {live(move || {
                        view! { <PasswordField id="account-password" value=password is_new=is_new.get() /> }
                    })}
                    <p>
                        <button type="submit" class="btn" aria-disabled=move || desk.is_busy.get().to_string()>
                            {live(move || match (desk.is_busy.get(), is_new.get()) {
                                (true, _) => "One moment",
                                (false, true) => "Make the account",
                                (false, false) => "Sign in",
                            })}
                        </button>
                    </p>
                </form>
            </details>
            {live(move || (!is_new.get()).then(|| view! { <Lost desk=desk /> }))}
            <label class="choice" hidden=move || is_new.get()>
                <input
                    type="checkbox"
                    prop:checked=move || desk.is_shared_computer.get()
                    on:change=move |input| desk.is_shared_computer.set(event_target_checked(&input))
                />
                <span>
                    "This is a shared computer"
                    <span class="choice__hint">"Signing out then clears this device, unless you choose otherwise."</span>
                </span>
            </label>
        </section>
    }
    .into_any()
}

/// The last way in.
#[component]
fn Lost(desk: Desk) -> impl IntoView {
    let name = RwSignal::new(String::new());
    let code = RwSignal::new(String::new());
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let given = Recovery {
            name: name.get_untracked(),
            code: code.get_untracked(),
        };
        desk.ask(
            Method::Post,
            paths::SESSION_RECOVERY,
            to_json(&given),
            move |body| {
                enter(desk, &body, false);
                let words = "Signed in with a code. Add a passkey or set a password now; for ten minutes nothing is asked again.";
                desk.session.toast(words.into(), false);
            },
        );
    };
    view! {
        <details class="disclosure">
            <summary>"Lost your password or passkey?"</summary>
            <AskForLink desk=desk />
            <form class="stack" on:submit=submit>
                <TextField id="recovery-name" label="Name of the account" value=name autocomplete="username" />
                <TextField id="recovery-code" label="Recovery code" value=code hint="One of the ten you kept. It works once." />
                <p>
                    <button type="submit" class="btn">
                        "Sign in with a code"
                    </button>
                </p>
            </form>
        </details>
    }
    .into_any()
}

/// What will happen to the search on this device, before it does.
pub(super) fn what_happens(desk: Desk, is_new: bool) -> String {
    desk.session.read(|journal| {
        let has_any = journal.records().any(|(_, record)| !record.is_removed());
        moving_words(journal.opportunities().len(), has_any, is_new)
    })
}

fn moving_words(opportunities: usize, has_any: bool, is_new: bool) -> String {
    if !has_any {
        return "There is no search on this device yet, so nothing is moved.".into();
    }
    let written = "What you have written on this device";
    let (here, and_else) = match opportunities {
        0 => (written.to_owned(), false),
        1 => ("The one opportunity on this device".to_owned(), true),
        many => (format!("The {many} opportunities on this device"), true),
    };
    match (is_new, and_else) {
        (true, false) => format!("{here} will be in the account, too."),
        (true, true) => {
            format!("{here} will be in the account, too, with all else you have written here.")
        }
        (false, false) => format!(
            "{here} and what is in the account become one search. Nothing is overwritten unseen."
        ),
        (false, true) => format!(
            "{here}, all else you have written here, and what is in the account become one search. \
             Nothing is overwritten unseen."
        ),
    }
}

/// Takes the account that was entered: from now on this device is one of its devices.
pub(super) fn enter(desk: Desk, body: &str, is_new: bool) {
    let Some(account) = desk.read::<Account>(body) else {
        return;
    };
    let session = desk.session;
    session.with_platform(|platform| {
        platform.account_changed(AccountChange::SignedIn {
            id: account.id.clone(),
            name: account.name.clone(),
            is_shared: desk.is_shared_computer.get_untracked(),
        });
    });
    desk.account.set(Some(account));
    let words = if untrack(|| session.sync().is_ephemeral) {
        "Signed in while this page is open: the browser could not keep it. What is here is sent and fetched all the same."
    } else if is_new {
        "Your account is made. Recovery codes would be a good next step."
    } else {
        "Signed in. Your search is being fetched."
    };
    session.toast(words.into(), false);
    session.with_platform(|platform| platform.focus("heading"));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_moves_is_said_in_every_number() {
        assert!(moving_words(0, false, true).ends_with("nothing is moved."));
        assert_eq!(
            moving_words(0, true, true),
            "What you have written on this device will be in the account, too."
        );
        assert_eq!(
            moving_words(1, true, true),
            "The one opportunity on this device will be in the account, too, with all else you have written here."
        );
        assert!(
            moving_words(2, true, false).starts_with("The 2 opportunities on this device, all")
        );
        assert!(!moving_words(0, true, false).contains("nothing is moved"));
    }
}
