//! The calendar of the account: a secret link that any calendar can subscribe to, replaced or ended at any time.

use domain::sync::protocol::account::CalendarLink;
use domain::sync::protocol::paths;
use leptos::prelude::*;

use super::form::AccountForm;
use crate::actions::settings;
use crate::components::card::Card;
use crate::components::live::live;
use crate::session::Session;
use crate::sync::Method;

/// The card of the calendar link.
#[component]
pub(super) fn Calendar(form: AccountForm) -> impl IntoView {
    let session = form.session;
    let link = RwSignal::new(None::<String>);
    let made = Memo::new(move |_| {
        form.account
            .with(|account| account.as_ref().and_then(|account| account.calendar))
    });
    let make = move |_| {
        form.ask(Method::Put, paths::ACCOUNT_CALENDAR, None, move |body| {
            if let Some(made) = form.read::<CalendarLink>(&body) {
                let origin = session.with_platform(|platform| platform.origin());
                link.set(Some(format!("{origin}{}", made.path)));
                let zone = session.with_platform(|platform| platform.zone());
                session.perform_quietly(|journal, _| settings::note_zone(journal, &zone));
                form.reload();
            }
        });
    };
    let end = move |_| {
        form.ask(Method::Delete, paths::ACCOUNT_CALENDAR, None, move |_| {
            link.set(None);
            session.toast(
                "The link has ended. Calendars that used it will no longer update.".into(),
                false,
            );
            form.reload();
        });
    };
    let words = move || match made.get() {
        Some(ms) => format!("You have a link, made {}.", session.now().say(ms)),
        None => "You don’t have a link yet.".into(),
    };
    view! {
        <Card name="calendar" title="In your own calendar" class="card stack">
            <p>"A secret link your calendar can subscribe to, with every round and every message you plan."</p>
            <p class="quiet-line">{live(words)}</p>
            {live(move || link.get().map(|address| made_link(session, address)))}
            <p class="cluster">
                <button type="button" class="btn" on:click=make>
                    {live(move || if made.get().is_some() { "Make a new link" } else { "Make a link" })}
                </button>
                <button type="button" class="btn btn--quiet" hidden=move || made.get().is_none() on:click=end>
                    "End the link"
                </button>
            </p>
        </Card>
    }
    .into_any()
}

/// A link just made. Shown as an address and not as a `webcal:` link: some calendars ask for those
/// by http first, and the secret would travel in the clear.
fn made_link(session: Session, address: String) -> AnyView {
    let copied = address.clone();
    view! {
        <div class="field">
            <label for="calendar-link">"Your calendar link, shown this once"</label>
            <input id="calendar-link" type="text" readonly prop:value=address />
            <p class="field__hint">"Anyone who has it can see these dates. Paste it where your calendar says “subscribe” or “from URL”."</p>
        </div>
        <p class="cluster">
            <button type="button" class="btn" on:click=move |_| session.copy(&copied, "Link")>
                "Copy the link"
            </button>
        </p>
    }
    .into_any()
}
