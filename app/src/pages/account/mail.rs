//! Mail as a last way in: asking for a link, choosing a new password by one, and the address it is mailed to.

use domain::sync::protocol::account::{MailAddress, MailToken, Name, NewPassword, Offers};
use domain::sync::protocol::paths;
use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::{use_location, use_navigate};

use super::way_in::{enter, what_happens};
use super::{Desk, to_json};
use crate::components::field::{PasswordField, TextField};
use crate::components::live::live;
use crate::sync::{Method, ServerAnswer};

/// What a mailed link carries in its fragment, where the page was opened by one.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Link {
    ConfirmMail(String),
    NewPassword(String),
}

fn read_link(hash: &str) -> Option<Link> {
    let (word, token) = hash.trim_start_matches('#').split_once('=')?;
    match word {
        "confirm-mail" => Some(Link::ConfirmMail(token.to_owned())),
        "new-password" => Some(Link::NewPassword(token.to_owned())),
        _ => None,
    }
}

/// Does what a mailed link asks for: keeps the address, or lets the person choose a new password.
#[component]
pub(super) fn FromLink(desk: Desk) -> impl IntoView {
    let session = desk.session;
    let hash = use_location().hash;
    let token = RwSignal::new(None::<String>);
    let navigate = use_navigate();
    Effect::new(move |_| {
        let Some(link) = read_link(&hash.get()) else {
            return;
        };
        // A token works once: it is not to stay in the address, nor in the history.
        let instead = NavigateOptions {
            replace: true,
            scroll: false,
            ..NavigateOptions::default()
        };
        navigate("/account", instead);
        match link {
            Link::ConfirmMail(token) => {
                let given = to_json(&MailToken { token });
                desk.ask(
                    Method::Post,
                    paths::ACCOUNT_MAIL_CONFIRM,
                    given,
                    move |_| {
                        session.toast(
                            "The address is kept. It lets you in again, should you need it.".into(),
                            false,
                        );
                        if session.sync().account.is_some() {
                            desk.reload();
                        }
                    },
                );
            }
            Link::NewPassword(given) => token.set(Some(given)),
        }
    });
    let password = RwSignal::new(String::new());
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let given = NewPassword {
            token: token.get_untracked().unwrap_or_default(),
            password: password.get_untracked(),
        };
        desk.ask(
            Method::Post,
            paths::SESSION_RESET_FINISH,
            to_json(&given),
            move |body| {
                password.set(String::new());
                token.set(None);
                enter(desk, &body, false);
            },
        );
    };
    let form = move || {
        view! {
            <section class="card stack" aria-labelledby="new-password-title">
                <h2 id="new-password-title">"A new password"</h2>
                <p>"It takes the place of the old one. All other devices are signed out, and a calendar link ends."</p>
                <p>{live(move || what_happens(desk, false))}</p>
                <form class="stack" on:submit=submit>
                    <PasswordField id="mailed-password" value=password is_new=true />
                    <p>
                        <button type="submit" class="btn btn--primary" aria-disabled=move || desk.is_busy.get().to_string()>
                            "Set it and sign in"
                        </button>
                    </p>
                </form>
            </section>
        }
        .into_any()
    };
    move || token.with(Option::is_some).then(form)
}

/// Asks for a link to a new password, where the server sends mail.
#[component]
pub(super) fn AskForLink(desk: Desk) -> impl IntoView {
    let session = desk.session;
    let is_offered = RwSignal::new(false);
    let is_asked = RwSignal::new(false);
    let name = RwSignal::new(String::new());
    Effect::new(move |_| {
        session.ask_server(Method::Get, paths::SERVER, None, move |answer| {
            if let ServerAnswer::Done(body) = answer {
                let offers = serde_json::from_str::<Offers>(&body).unwrap_or_default();
                is_offered.set(offers.mail);
            }
        });
    });
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let given = Name {
            name: name.get_untracked(),
        };
        desk.ask(
            Method::Post,
            paths::SESSION_RESET,
            to_json(&given),
            move |_| {
                is_asked.set(true);
            },
        );
    };
    let form = move || {
        view! {
            <form class="stack" on:submit=submit>
                <TextField id="reset-name" label="Account to mail a link for" value=name autocomplete="username" />
                <p>
                    <button type="submit" class="btn" aria-disabled=move || desk.is_busy.get().to_string()>
                        "Mail me a link"
                    </button>
                </p>
                <p role="status">
                    {live(move || {
                        is_asked
                            .get()
                            .then_some(
                                "If the account has a mail address, a link is on its way. It works for ten minutes; if it comes later than that, ask once more.",
                            )
                    })}
                </p>
            </form>
        }
        .into_any()
    };
    move || is_offered.get().then(form)
}

/// The mail address of the account.
#[component]
pub(super) fn Address(desk: Desk) -> impl IntoView {
    let session = desk.session;
    let address = RwSignal::new(String::new());
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let given = MailAddress {
            address: address.get_untracked(),
        };
        desk.ask(
            Method::Put,
            paths::ACCOUNT_MAIL,
            to_json(&given),
            move |_| {
                address.set(String::new());
                session.toast(
                    "A link is on its way. Open it, and the address is kept.".into(),
                    false,
                );
                desk.reload();
            },
        );
    };
    let remove = move |_| {
        desk.ask(Method::Delete, paths::ACCOUNT_MAIL, None, move |_| {
            session.toast("The address is forgotten.".into(), false);
            desk.reload();
        });
    };
    // Memos, so that a form stays as it is while the account is fetched anew.
    let held = Memo::new(move |_| {
        desk.account
            .with(|account| account.as_ref().and_then(|account| account.mail.clone()))
    });
    let is_offered = Memo::new(move |_| {
        desk.account
            .with(|account| account.as_ref().is_some_and(|account| account.offers_mail))
    });
    let waiting = RwSignal::new(String::new());
    Effect::new(move |_| {
        desk.account.track();
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
                        "A link was mailed to " <strong>{address}</strong>
                        ". Once it is opened, that address lets you in. If you did not ask for it, sign out all other devices, and the link ends."
                    </p>
                </div>
            }
            .into_any()
        })
    };
    let row = move |address: String| {
        view! {
            <p class="cluster">
                <span>"A link for a new password can be mailed to " <strong>{address}</strong> "."</span>
                <button type="button" class="btn btn--small" on:click=remove>
                    "Forget the address"
                </button>
            </p>
        }
        .into_any()
    };
    let form = move || {
        view! {
            <details class="disclosure">
                <summary>{live(move || if held.with(Option::is_some) { "Another mail address" } else { "Add a mail address" })}</summary>
                <form class="stack" on:submit=submit>
                    <TextField
                        id="mail-address"
                        label="Mail address"
                        kind="email"
                        value=address
                        autocomplete="email"
                        hint="For a link, should you lose every other way in. Nothing else is sent to it."
                    />
                    <p>
                        <button type="submit" class="btn" aria-disabled=move || desk.is_busy.get().to_string()>
                            "Mail a link to it"
                        </button>
                    </p>
                </form>
            </details>
        }
        .into_any()
    };
    view! {
        {live(move || held.get().map(row))}
        {live(pending)}
        {live(move || is_offered.get().then(form))}
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mailed_link_is_recognised_and_nothing_else_is() {
        assert_eq!(
            read_link("#new-password=abc"),
            Some(Link::NewPassword("abc".into()))
        );
        assert_eq!(
            read_link("#confirm-mail=x=y"),
            Some(Link::ConfirmMail("x=y".into()))
        );
        for other in ["", "#", "#heading", "#old-password=x"] {
            assert_eq!(read_link(other), None);
        }
    }
}
