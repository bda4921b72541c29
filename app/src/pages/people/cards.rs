//! Address books: cards in, with a preview of the changes they would make, and cards out.

mod download;
mod import_preview;

use domain::exchange::vcard::{LARGEST_FILE, Version};
use leptos::prelude::*;

use crate::components::icon::Icon;
use crate::components::live::live;
use crate::platform::Encoding;
use crate::session::{Session, session};

use import_preview::ImportPreview;

pub(super) use download::download;

/// The disclosure with import and export.
#[component]
pub(super) fn Cards() -> impl IntoView {
    let session = session();
    let preview = RwSignal::new(None::<ImportPreview>);
    let problem = RwSignal::new(None::<String>);
    let read = move |_| {
        preview.set(None);
        problem.set(None);
        session.read_file(
            "cards-file",
            LARGEST_FILE,
            Encoding::Any,
            move |file| match session.peek(|journal| ImportPreview::of(journal, file)) {
                Ok(read) => preview.set(Some(read)),
                Err(sentence) => problem.set(Some(sentence)),
            },
        );
    };
    let shown = move || preview.get().map(|read| notice(session, &read, preview));
    view! {
        <details class="disclosure" id="cards">
            <summary>"Import or export contacts"</summary>
            <div class="stack">
                <div class="field">
                    <label for="cards-file">"Import contacts"</label>
                    <input
                        id="cards-file"
                        type="file"
                        accept=".vcf,text/vcard,text/x-vcard"
                        aria-describedby="cards-problem"
                        on:change=read
                    />
                    <p class="field__hint">"A vCard file (.vcf): one card or a whole address book. You’ll see what would change first."</p>
                    <p class="field__error" id="cards-problem" role="alert">
                        {live(move || problem.get())}
                    </p>
                </div>
                {live(shown)}
                <p class="cluster">
                    <button type="button" class="btn btn--small" on:click=move |_| export(session, Version::V4, "one-yes-people.vcf")>
                        <Icon name="download" />
                        "Export everyone"
                    </button>
                    <button
                        type="button"
                        class="btn btn--small btn--quiet"
                        on:click=move |_| export(session, Version::V3, "one-yes-people-3.vcf")
                    >
                        "For older apps (vCard 3.0)"
                    </button>
                </p>
            </div>
        </details>
    }
    .into_any()
}

/// The preview of a file, to import it or leave it.
fn notice(
    session: Session,
    read: &ImportPreview,
    preview: RwSignal<Option<ImportPreview>>,
) -> AnyView {
    let import = move |_| {
        if let Some(read) = preview.get_untracked() {
            session.perform(|_, _| read.import.edit());
            preview.set(None);
        }
    };
    let changes = read
        .changes()
        .into_iter()
        .map(|line| view! { <li dir="auto">{line}</li> }.into_any())
        .collect_view();
    view! {
        <div class="notice" role="status">
            <p>{read.words()}</p>
            <p class="quiet-line" dir="auto">
                {read.names()}
            </p>
            <details class="disclosure" hidden=read.import.changed.is_empty()>
                <summary>"What would be updated"</summary>
                <ul class="quiet-line">{changes}</ul>
            </details>
            <p class="cluster">
                <button type="button" class="btn" hidden=read.import.is_empty() on:click=import>
                    "Import"
                </button>
                <button type="button" class="btn btn--quiet" on:click=move |_| preview.set(None)>
                    "Leave it"
                </button>
            </p>
        </div>
    }
    .into_any()
}

/// Hands everyone to the person as a file.
fn export(session: Session, version: Version, file_name: &str) {
    let everyone = session.peek(|journal| {
        let people = journal.people().iter();
        people
            .map(|(id, person)| (id, person.clone()))
            .collect::<Vec<_>>()
    });
    download(session, &everyone, version, file_name);
}
