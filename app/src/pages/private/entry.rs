//! One entry of the private page: its fields, stored with every letter, and the way to delete it
//! and to take that back.

use domain::exchange::private_entry::{PrivateEntry, PrivateText};
use domain::values::id::RecordId;
use leptos::prelude::*;

use crate::components::field::human_help;
use crate::components::icon::Icon;
use crate::components::live::live;
use crate::session::Session;

/// A field of an entry: the word its id begins with, its label, how many lines it shows at least.
pub(super) struct PrivateField {
    pub(super) name: &'static str,
    pub(super) label: String,
    pub(super) rows: u32,
    pub(super) which: PrivateText,
}

/// The entry with an id as it is stored now, else as it was.
fn stored(session: Session, held: &PrivateEntry) -> PrivateEntry {
    session
        .private_entry(held.id())
        .unwrap_or_else(|| held.clone())
}

/// Changes an entry as it is stored now: another tab may have written another of its fields.
pub(super) fn change(
    session: Session,
    held: StoredValue<PrivateEntry>,
    change: impl FnOnce(&mut PrivateEntry),
) -> bool {
    let mut entry = held.with_value(|held| stored(session, held));
    change(&mut entry);
    let is_stored = session.store_private(&entry);
    held.set_value(entry);
    is_stored
}

/// A field, stored with every letter.
pub(super) fn field(
    session: Session,
    held: StoredValue<PrivateEntry>,
    field: PrivateField,
) -> AnyView {
    let PrivateField {
        name,
        label,
        rows,
        which,
    } = field;
    let text = RwSignal::new(held.with_value(|held| held.text(which).to_owned()));
    let is_lost = RwSignal::new(false);
    let write = move |input| {
        let typed = event_target_value(&input);
        let now_ms = session.exact_now().ms;
        is_lost.set(!change(session, held, |entry| {
            entry.write(which, &typed, now_ms)
        }));
        text.set(typed);
    };
    let id = format!("{name}-{}", held.with_value(PrivateEntry::id));
    let warning = move || {
        is_lost.get().then_some(
            "This device has no room left for it. Copy this text before you leave the page.",
        )
    };
    view! {
        <div class="field">
            <label for=id.clone()>{label}</label>
            // A spelling service of the browser's maker would be sent the text.
            <textarea
                id=id
                rows=rows
                dir="auto"
                spellcheck="false"
                autocomplete="off"
                prop:value=move || text.get()
                on:input=write
            ></textarea>
            <p class="field__error" role="alert">{live(warning)}</p>
            {human_help(text)}
        </div>
    }
    .into_any()
}

/// An entry with a button that deletes it, and in its place the way to take that back.
pub(super) fn with_delete(
    session: Session,
    held: StoredValue<PrivateEntry>,
    label: &'static str,
    fields: impl Fn() -> AnyView + Send + 'static,
) -> AnyView {
    let is_deleted = RwSignal::new(false);
    let id = held.with_value(PrivateEntry::id);
    let toggle = move |deletes: bool| {
        if deletes {
            held.set_value(held.with_value(|held| stored(session, held)));
            session.delete_private(id);
            session.announce("Deleted from this device.");
        } else {
            held.with_value(|held| session.store_private(held));
        }
        is_deleted.set(deletes);
        session.with_platform(|platform| platform.focus(&button_id(id)));
    };
    let body = move || {
        if is_deleted.get() {
            return view! {
                <p class="cluster">
                    "Deleted from this device. "
                    <button
                        id=button_id(id)
                        type="button"
                        class="btn btn--small"
                        on:click=move |_| toggle(false)
                    >
                        <Icon name="undo" />
                        "Put it back"
                    </button>
                </p>
            }
            .into_any();
        }
        view! {
            {fields()}
            <p>
                <button
                    id=button_id(id)
                    type="button"
                    class="btn btn--small btn--quiet"
                    on:click=move |_| toggle(true)
                >
                    <Icon name="trash" />
                    {label}
                </button>
            </p>
        }
        .into_any()
    };
    view! { <li class="stack">{live(body)}</li> }.into_any()
}

fn button_id(entry: RecordId) -> String {
    format!("delete-{entry}")
}
