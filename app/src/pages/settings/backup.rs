//! Backup and restore: one file out, one file in, with a summary before anything is taken over.

mod preview;

use domain::exchange::backup::{Backup, LARGEST_FILE};
use leptos::prelude::*;

use self::preview::RestorePreview;
use crate::actions::trash::replace_by;
use crate::components::backup::{download_backup, private_choice};
use crate::components::card::Card;
use crate::components::icon::Icon;
use crate::components::live::live;
use crate::platform::Encoding;
use crate::session::{Session, session};

/// The card with “Download backup” and “Restore backup”.
#[component]
pub(super) fn Backup() -> impl IntoView {
    let session = session();
    let preview = RwSignal::new(None::<RestorePreview>);
    let problem = RwSignal::new(None::<String>);
    let with_private = RwSignal::new(false);
    let read = move |_| {
        preview.set(None);
        problem.set(None);
        let then = move |file| match session.peek(|journal| RestorePreview::read(journal, file)) {
            Ok(read) => preview.set(Some(read)),
            Err(sentence) => problem.set(Some(sentence)),
        };
        session.read_file("restore", LARGEST_FILE, Encoding::Utf8, then);
    };
    view! {
        <Card name="backup" title="Backup" anchor="backup">
            <p>"Your whole search in one file. Save it where you keep things that matter."</p>
            {private_choice(session, with_private)}
            <p>
                <button type="button" class="btn" on:click=move |_| download_backup(session, with_private)>
                    <Icon name="download" />
                    "Download backup"
                </button>
            </p>
            <div class="field">
                <label for="restore">"Restore backup"</label>
                <input
                    id="restore"
                    type="file"
                    accept=".json,application/json"
                    aria-describedby="restore-problem"
                    on:change=read
                />
                <p class="field__error" id="restore-problem" role="alert">{live(move || problem.get())}</p>
            </div>
            {live(move || preview.get().map(|read| restore_choices(session, preview, &read)))}
        </Card>
    }
    .into_any()
}

/// The ways to restore a file that was read, each with what it would do.
fn restore_choices(
    session: Session,
    preview: RwSignal<Option<RestorePreview>>,
    read: &RestorePreview,
) -> AnyView {
    let merge = move |_| {
        if let Some(read) = preview.get_untracked() {
            preview.set(None);
            restore_private(session, &read.file);
            if session.restore(|| session.commit_import(read.file.records)) {
                session.toast("The backup was added to your search.".into(), false);
            } else {
                session.toast(
                    "Only part of the backup fitted on this device. The note at the top says what’s missing.".into(),
                    false,
                );
            }
        }
    };
    let replace = move |_| {
        if let Some(read) = preview.get_untracked() {
            preview.set(None);
            restore_private(session, &read.file);
            session.restore(|| session.perform(|journal, _| replace_by(journal, &read.file)));
        }
    };
    view! {
        <div class="notice" role="status">
            <p>{read.words()}</p>
            <p class="cluster">
                <button type="button" class="btn" on:click=merge>
                    "Merge into my search"
                </button>
                <button type="button" class="btn" on:click=replace>
                    "Replace my search"
                </button>
                <button type="button" class="btn btn--quiet" on:click=move |_| preview.set(None)>
                    "Leave it"
                </button>
            </p>
        </div>
    }
    .into_any()
}

/// Takes the private page of a file over, to this device alone.
fn restore_private(session: Session, file: &Backup) {
    if !session.restore_private(&file.private) {
        session.announce("Only part of the private page fitted on this device.");
    }
}
