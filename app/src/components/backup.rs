//! The backup as a file: made in Settings, and offered wherever a search could be lost. The private
//! page is in it only where that was asked for, and that is asked each time.

use domain::exchange::backup;
use leptos::prelude::*;

use crate::components::choice::Choice;
use crate::session::Session;

/// Hands the backup to the person as a file named after the day. The wish to have the private page
/// in it holds for this one file.
pub(crate) fn download_backup(session: Session, with_private: RwSignal<bool>) {
    let now = session.exact_now();
    let private = if with_private.get_untracked() {
        session.private_entries()
    } else {
        Vec::new()
    };
    let text = session.peek(|journal| backup::export_with_private(journal, now, &private));
    let name = format!("one-yes-{}.json", now.today());
    session.with_platform(|platform| platform.download(&name, "application/json", &text));
    let words = if private.is_empty() {
        "Backup made."
    } else {
        "Backup made, including your private page."
    };
    session.toast(words.into(), false);
    with_private.set(false);
}

/// Whether this device has something on its private page, once that is known.
pub(crate) fn has_private(session: Session) -> RwSignal<bool> {
    let has_private = RwSignal::new(false);
    // The server knows nothing of this device.
    Effect::new(move |_| {
        if session.is_loaded() {
            has_private.set(session.has_private());
        }
    });
    has_private
}

/// The question whether a backup is to have the private page in it, only where there is one.
pub(crate) fn private_choice(session: Session, with_private: RwSignal<bool>) -> AnyView {
    let has_private = has_private(session);
    view! {
        <Choice
            label="Include my private page"
            hint="Anyone who opens the file can read it."
            checked=with_private
            hidden=Signal::derive(move || !has_private.get())
            on_change=Callback::new(move |wanted| with_private.set(wanted))
        />
    }
    .into_any()
}
