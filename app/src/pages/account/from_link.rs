//! The page opened by a mailed link: it keeps the mail address, or lets the person choose a new
//! password.

use domain::sync::protocol::account::{MailToken, NewPassword};
use domain::sync::protocol::paths;
use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::{use_location, use_navigate};

use super::entering::{enter, what_happens};
use super::form::{AccountForm, to_json};
use crate::components::card::Card;
use crate::components::field::PasswordField;
use crate::components::live::live;
use crate::sync::Method;

/// A mailed link, as the fragment of the address carries it.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Link {
    ConfirmMail(String),
    NewPassword(String),
}

/// Reads the fragment of an address.
fn read_link(hash: &str) -> Option<Link> {
    let (word, token) = hash.trim_start_matches('#').split_once('=')?;
    match word {
        "confirm-mail" => Some(Link::ConfirmMail(token.to_owned())),
        "new-password" => Some(Link::NewPassword(token.to_owned())),
        _ => None,
    }
}

/// Does what a mailed link asks for.
#[component]
pub(super) fn FromLink(form: AccountForm) -> impl IntoView {
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
            Link::ConfirmMail(token) => confirm_mail(form, token),
            Link::NewPassword(given) => token.set(Some(given)),
        }
    });
    move || {
        token
            .with(Option::is_some)
            .then(|| view! { <ChoosePassword form=form token=token /> })
    }
}

fn confirm_mail(form: AccountForm, token: String) {
    let given = to_json(&MailToken { token });
    form.ask(
        Method::Post,
        paths::ACCOUNT_MAIL_CONFIRM,
        given,
        move |_| {
            let session = form.session;
            session.toast(
                "Address saved. You can use it to get back in if you ever need to.".into(),
                false,
            );
            if session.sync().account.is_some() {
                form.reload();
            }
        },
    );
}

#[component]
fn ChoosePassword(form: AccountForm, token: RwSignal<Option<String>>) -> impl IntoView {
    let password = RwSignal::new(String::new());
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let given = to_json(&NewPassword {
            token: token.get_untracked().unwrap_or_default(),
            password: password.get_untracked(),
        });
        form.ask(
            Method::Post,
            paths::SESSION_RESET_FINISH,
            given,
            move |body| {
                token.set(None);
                enter(form, &body, false);
            },
        );
    };
    view! {
        <Card name="new-password" title="A new password" class="card stack">
            <p>"It replaces the old one. All other devices are signed out, and any calendar link ends."</p>
            <p>{live(move || what_happens(form, false))}</p>
            <form class="stack" on:submit=submit>
                <PasswordField id="mailed-password" value=password is_new=true />
                <p>
                    <button type="submit" class="btn btn--primary" aria-disabled=move || form.is_busy.get().to_string()>
                        "Set it and sign in"
                    </button>
                </p>
            </form>
        </Card>
    }
    .into_any()
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
