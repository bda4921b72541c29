//! Notices of this device while the app is open.

use leptos::prelude::*;

use crate::components::card::Card;
use crate::components::choice::Choice;
use crate::components::live::live;
use crate::session::session;

/// The card of notices.
#[component]
pub(super) fn NoticesHere() -> impl IntoView {
    let session = session();
    let is_on = RwSignal::new(false);
    let is_denied = RwSignal::new(false);
    Effect::new(move |_| {
        if session.is_loaded() {
            is_on.set(session.with_platform(|platform| platform.shows_notices()));
        }
    });
    let choose = move |wants: bool| {
        session.with_platform(|platform| {
            let then = move |is_allowed: bool| {
                session.with_platform(|platform| platform.set_shows_notices(wants && is_allowed));
                is_on.set(wants && is_allowed);
                is_denied.set(wants && !is_allowed);
            };
            if wants {
                platform.ask_for_notices(Box::new(then));
            } else {
                then(false);
            }
        });
    };
    view! {
        <Card name="notices" title="Notices" class="card stack">
            <Choice
                label="Notify me while One Yes is open"
                hint="What’s due each morning, and a quarter of an hour before a round. Only on this device."
                checked=is_on
                on_change=Callback::new(choose)
            />
            <p class="field__error" role="alert">
                {live(move || {
                    is_denied
                        .get()
                        .then_some("Your browser is blocking notifications from One Yes. You can change that in its settings for this site.")
                })}
            </p>
            <p class="quiet-line">
                "With an account, you can get reminders while the app is closed: see “Reminders” on the account page."
            </p>
        </Card>
    }
    .into_any()
}
