//! Two columns: a sentence as it came, and as a fair friend would say it.

use domain::exchange::private_entry::{PrivateEntry, PrivateText};
use domain::values::id::RecordId;
use leptos::prelude::*;

use super::entry::{PrivateField, field, with_delete};
use super::model::written;
use crate::components::card::Card;
use crate::components::icon::Icon;
use crate::components::live::live;
use crate::session::Session;

/// The card of sentences.
pub(super) fn card(session: Session) -> AnyView {
    let entries = RwSignal::new(Vec::<PrivateEntry>::new());
    // The server knows nothing of this device; the list is filled in once the page is alive.
    Effect::new(move |_| {
        if session.is_loaded() {
            entries.set(sentences(session));
        }
    });
    let add = move |_| {
        let entry = PrivateEntry::sentence(session.new_id());
        let first = field_id(PrivateText::Came, entry.id());
        // All rows are drawn again, as they are stored by now.
        let mut all = sentences(session);
        all.insert(0, entry);
        entries.set(all);
        session.with_platform(|platform| platform.focus(&first));
    };
    let rows = move || {
        let entries = entries.get().into_iter();
        entries.map(|entry| row(session, entry)).collect_view()
    };
    let empty = move || entries.with(Vec::is_empty);
    view! {
        <Card name="sentences" title="Two ways to say it" class="card stack">
            <p>
                "Write a harsh sentence down exactly as it came. Then write it as a fair friend would say it, with the facts left in."
            </p>
            <p>
                <button type="button" class="btn" on:click=add>
                    <Icon name="add" />
                    {live(move || if empty() { "Add a sentence" } else { "Add another sentence" })}
                </button>
            </p>
            <ul class="stack" role="list" hidden=empty>{live(rows)}</ul>
        </Card>
    }
    .into_any()
}

/// The sentences of this device.
fn sentences(session: Session) -> Vec<PrivateEntry> {
    let mut all = session.private_entries();
    let shown = written(&all, false, None);
    all.retain(|entry| shown.contains(&entry.id()));
    all
}

const fn name(which: PrivateText) -> &'static str {
    match which {
        PrivateText::Fair => "fair",
        _ => "came",
    }
}

fn field_id(which: PrivateText, entry: RecordId) -> String {
    format!("{}-{entry}", name(which))
}

fn row(session: Session, entry: PrivateEntry) -> AnyView {
    let held = StoredValue::new(entry);
    let columns = move || {
        let column = |which: PrivateText, label: &str| {
            let shown = PrivateField {
                name: name(which),
                label: label.to_owned(),
                rows: 3,
                which,
            };
            field(session, held, shown)
        };
        view! {
            <div class="field-row">
                {column(PrivateText::Came, "As it came")}
                {column(PrivateText::Fair, "As a fair friend would say it")}
            </div>
        }
        .into_any()
    };
    with_delete(session, held, "Delete this sentence", columns)
}
