//! A draft: subject and text to edit, in several lengths and registers, looked over while it is
//! typed, copied, opened in the mail program, shared, and marked as sent. The app never sends
//! anything by itself.

mod begun;
mod buttons;
mod editing;
mod fields;
mod hints;
mod noted;
mod signature;
mod styles;
mod templates;

use domain::journal::Journal;
use domain::method::Occasion;
use domain::planning::plan::Planned;
use domain::state::record::{RecordKey, RecordKind};
use domain::tone::Addressee;
use domain::values::id::RecordId;
use leptos::prelude::*;

use self::buttons::DraftButtons;
use self::editing::Editing;
use self::fields::DraftFields;
use self::noted::noted;
use self::signature::Signature;
use self::styles::Styles;
use self::templates::Templates;
use crate::actions::messages::Purpose;
use crate::components::versions::EarlierVersions;
use crate::session::session;

/// The editor of one message for one occasion. A message begun before is taken up again.
#[component]
pub fn DraftEditor(
    /// What the message is about.
    #[prop(optional_no_strip)]
    opportunity: Option<RecordId>,
    /// What it is for.
    occasion: Occasion,
    /// To whom, where it is one person.
    #[prop(optional_no_strip)]
    person: Option<RecordId>,
    /// The planned touch that is settled when it is sent.
    #[prop(optional_no_strip)]
    touch: Option<Planned>,
    /// The action it is written for, of which several may be open on one page.
    #[prop(optional)]
    action: Option<RecordId>,
    /// The request for feedback it makes, or the answer it thanks for.
    #[prop(optional)]
    feedback: Option<RecordId>,
) -> impl IntoView {
    let session = session();
    let whom =
        |journal: &Journal| person.or_else(|| Addressee::whom(journal, occasion, opportunity?));
    // Several planned messages and actions of one occasion can be open on one page.
    let named = match touch.as_ref().map(|touch| touch.id).or(action) {
        Some(cause) => format!("{}-{cause}", occasion.id()),
        None => occasion.id().to_owned(),
    };
    let named = match (feedback, person) {
        (Some(about), Some(person)) => format!("{named}-{about}-{person}"),
        (Some(about), None) => format!("{named}-{about}"),
        _ => named,
    };
    let editing = Editing::new(
        session,
        Purpose {
            opportunity,
            occasion,
            person: session.peek(whom),
            is_person_given: person.is_some(),
            touch,
            feedback,
        },
    );
    let within = format!("-{named}");
    view! {
        <div class="draft">
            {editing.to.with_value(noted)}
            <DraftFields named=named.clone() editing=editing />
            <EarlierVersions
                record=RecordKey::new(RecordKind::Message, editing.id)
                field="body"
                shown=editing.body
                within=within
            />
            <Signature named=named.clone() editing=editing />
            <DraftButtons editing=editing />
            <Styles named=named.clone() editing=editing />
            <Templates named=named editing=editing />
        </div>
    }
    .into_any()
}
