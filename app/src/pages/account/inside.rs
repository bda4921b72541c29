//! The account as its owner sees it: how far things are, devices, passkeys, password, recovery codes, everything as a file.

use domain::sync::protocol::account::{Account, Password, RecoveryCodes};
use domain::sync::protocol::paths;
use leptos::prelude::*;

use super::calendar::Calendar;
use super::leave::Leave;
use super::mail::Address;
use super::reminders::Reminders;
use super::{Desk, to_json};
use crate::components::field::PasswordField;
use crate::components::live::{Show, live};
use crate::components::sync_state::sentence;
use crate::sync::{Method, PasskeyUse};

/// Everything about the account.
#[component]
pub(super) fn Inside(desk: Desk) -> impl IntoView {
    let session = desk.session;
    let name = move || session.sync().account.unwrap_or_default();
    let since = move || {
        desk.account.with(|account| {
            account
                .as_ref()
                .map(|account| format!("Made {}.", session.now().say(account.created)))
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
        <Show when=move || desk.is_out_of_reach.get() && desk.account.with(Option::is_none)>
            <p class="quiet-line">
                "Devices, ways in, the calendar link and reminders are kept on the server. They are shown here once it can be reached."
            </p>
        </Show>
        <Show when=move || desk.account.with(Option::is_some)>
            <Devices desk=desk />
            <WaysIn desk=desk />
            <Calendar desk=desk />
            <Reminders desk=desk />
            <Export desk=desk />
        </Show>
        <Leave desk=desk />
    }
    .into_any()
}

#[component]
fn Export(desk: Desk) -> impl IntoView {
    let session = desk.session;
    let download = move |_| {
        desk.ask(Method::Get, paths::ACCOUNT_EXPORT, None, move |body| {
            session.with_platform(|platform| {
                platform.download("one-yes-account.json", "application/json", &body);
            });
        });
    };
    view! {
        <section class="card stack" aria-labelledby="export-title">
            <h2 id="export-title">"What the server holds"</h2>
            <p>"Your account, every record and every earlier version, in one file."</p>
            <p>
                <button type="button" class="btn" on:click=download>
                    "Download everything"
                </button>
            </p>
        </section>
    }
    .into_any()
}

/// A row of a list: what it is, a line about it, and what can be done.
fn row(
    desk: Desk,
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
                on:click=move |_| desk.ask(Method::Delete, &path, None, move |_| desk.reload())
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

fn rows(
    desk: Desk,
    make: impl Fn(&Account) -> Vec<AnyView> + Send + Sync + 'static,
) -> impl IntoView {
    move || desk.account.with(|account| account.as_ref().map(&make))
}

#[component]
fn Devices(desk: Desk) -> impl IntoView {
    let session = desk.session;
    let list = rows(desk, move |account| {
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
                row(desk, device.label.clone(), line, "Sign out", path)
            })
            .collect()
    });
    let has_others = move || {
        desk.account.with(|account| {
            account
                .as_ref()
                .is_some_and(|account| account.sessions.len() > 1)
        })
    };
    view! {
        <section class="card stack" aria-labelledby="devices-title">
            <h2 id="devices-title">"Devices"</h2>
            <ul class="account-list">{list}</ul>
            <p hidden=move || !has_others()>
                <button
                    type="button"
                    class="btn"
                    on:click=move |_| {
                        desk.ask(Method::Delete, paths::ACCOUNT_SESSIONS, None, move |_| desk.reload());
                    }
                >
                    "Sign out all other devices"
                </button>
            </p>
        </section>
    }
    .into_any()
}

#[component]
fn WaysIn(desk: Desk) -> impl IntoView {
    let session = desk.session;
    let password = RwSignal::new(String::new());
    let passkeys = rows(desk, move |account| {
        let now = session.now();
        account
            .passkeys
            .iter()
            .map(|passkey| {
                let line = format!("Last used {}", now.say(passkey.last_used));
                let path = Some(paths::account_passkey(&passkey.id));
                row(
                    desk,
                    format!("Passkey made with {}", passkey.label),
                    line,
                    "Remove",
                    path,
                )
            })
            .collect()
    });
    let add_passkey = move |_| {
        desk.passkey(PasskeyUse::Make, paths::PASSKEYS, None, move |_| {
            session.toast("The passkey was added.".into(), false);
            desk.reload();
        });
    };
    let set_password = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let given = Password {
            password: password.get_untracked(),
        };
        desk.ask(
            Method::Put,
            paths::ACCOUNT_PASSWORD,
            to_json(&given),
            move |_| {
                password.set(String::new());
                session.toast(
                    "The password is set. Other devices sign in with it anew, and a calendar link has ended.".into(),
                    false,
                );
                desk.reload();
            },
        );
    };
    let make_codes = move |_| {
        desk.ask(
            Method::Post,
            paths::ACCOUNT_RECOVERY_CODES,
            None,
            move |body| {
                if let Some(made) = desk.read::<RecoveryCodes>(&body) {
                    desk.codes.set(made.codes);
                    desk.show("codes", true);
                    desk.reload();
                }
            },
        );
    };
    let codes_left = move || {
        let left = desk
            .account
            .with(|account| account.as_ref().map(|account| account.recovery_codes));
        match left {
            None => String::new(),
            Some(0) => {
                "You have no recovery codes. They let you in when everything else is lost.".into()
            }
            Some(1) => "One recovery code is left.".into(),
            Some(left) => format!("{left} recovery codes are left."),
        }
    };
    view! {
        <section class="card stack" aria-labelledby="ways-title">
            <h2 id="ways-title">"Ways in"</h2>
            <ul class="account-list">{passkeys}</ul>
            <p>
                <button type="button" class="btn" on:click=add_passkey>
                    "Add a passkey"
                </button>
            </p>
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
                        "All other devices are signed out. A calendar link and links that were mailed end, too. Recovery codes stay; make new ones if someone else may have seen them."
                    </p>
                    <p>
                        <button type="submit" class="btn">
                            "Set this password"
                        </button>
                    </p>
                </form>
            </details>
            <Address desk=desk />
            <p>{live(codes_left)}</p>
            <p class="cluster">
                // A dialog closes at a stray key; codes that were not kept yet are not lost with it.
                <button
                    type="button"
                    class="btn btn--primary"
                    hidden=move || desk.codes.with(Vec::is_empty)
                    on:click=move |_| desk.show("codes", true)
                >
                    "Show the new codes"
                </button>
                <button type="button" class="btn" id="make-codes" on:click=make_codes>
                    "Make new recovery codes"
                </button>
            </p>
        </section>
    }
    .into_any()
}
