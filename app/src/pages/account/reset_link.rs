//! The request for a link to a new password, where the server sends mail.

use domain::sync::protocol::account::{Name, Offers};
use domain::sync::protocol::paths;
use leptos::prelude::*;

use super::form::{AccountForm, to_json};
use crate::components::field::TextField;
use crate::components::live::live;
use crate::sync::{Method, ServerAnswer};

/// Asks for a link to a new password, where the server sends mail.
#[component]
pub(super) fn AskForLink(form: AccountForm) -> impl IntoView {
    let session = form.session;
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
        form.ask(
            Method::Post,
            paths::SESSION_RESET,
            to_json(&given),
            move |_| {
                is_asked.set(true);
            },
        );
    };
    let shown = move || {
        view! {
            <form class="stack" on:submit=submit>
                <TextField id="reset-name" label="Account to email a link for" value=name autocomplete="username" />
                <p>
                    <button type="submit" class="btn" aria-disabled=move || form.is_busy.get().to_string()>
                        "Email me a link"
                    </button>
                </p>
                <p role="status">
                    {live(move || {
                        is_asked
                            .get()
                            .then_some(
                                "If the account has an email address, we’ve sent a link to it. It works for ten minutes; if it arrives later than that, ask again.",
                            )
                    })}
                </p>
            </form>
        }
        .into_any()
    };
    move || is_offered.get().then(shown)
}
