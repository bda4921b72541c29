//! Taking a person out of the app: as a contact card, or for good.

use domain::exchange::vcard::Version;
use domain::model::person::Person;
use domain::values::id::RecordId;
use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::use_navigate;

use crate::actions::people;
use crate::components::icon::Icon;
use crate::pages::people::cards::download;
use crate::session::session;

/// Two buttons: the card as a file, and the removal.
#[component]
pub(super) fn Remove(id: RecordId, about: Memo<Person>) -> impl IntoView {
    let session = session();
    let go = use_navigate();
    let export = move |_| {
        let person = about.get_untracked();
        download(session, &[(id, person)], Version::V4, "contact.vcf");
    };
    let remove = move |_| {
        session.perform(|journal, _| people::remove(journal, id));
        go("/people", NavigateOptions::default());
    };
    view! {
        <p class="cluster">
            <button type="button" class="btn btn--small" on:click=export>
                <Icon name="download" />
                "Contact card"
            </button>
            <button type="button" class="btn btn--danger btn--small" on:click=remove>
                <Icon name="trash" />
                "Remove this person"
            </button>
        </p>
    }
    .into_any()
}
