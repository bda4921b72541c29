//! Messages of the frame: toasts with undo, a new version, and what storage has to say.

use std::time::Duration;

use leptos::prelude::*;

use crate::components::copy_by_hand::CopyByHand;
use crate::components::icon::Icon;
use crate::components::live::{Show, live};
use crate::session::{Session, Toast, session};
use crate::sync::StorageState;

/// How long a message stays. What it offers to undo can be undone afterwards, too, by Ctrl Z or the palette.
const TOAST_STAYS: Duration = Duration::from_secs(12);

/// The message at the foot of the page, with “Undo” where there is something to take back.
#[component]
pub fn Toasts() -> impl IntoView {
    let session = session();
    let toast = session.shown_toast();
    Effect::new(move |_| {
        let Some(number) = toast.with(|shown| shown.as_ref().map(|shown| shown.number)) else {
            return;
        };
        let hide = move || {
            let is_still_shown =
                |shown: &Option<Toast>| shown.as_ref().is_some_and(|shown| shown.number == number);
            if toast.try_with_untracked(is_still_shown).unwrap_or(false) {
                toast.set(None);
            }
        };
        set_timeout(hide, TOAST_STAYS);
    });
    view! {
        <div class="toasts" role="region" aria-label="Messages">
            {live(move || {
                toast
                    .get()
                    .map(|shown| {
                        view! {
                            <div class="toast">
                                <span>{shown.text}</span>
                                {shown
                                    .can_undo
                                    .then(|| {
                                        view! {
                                            <button
                                                type="button"
                                                class="btn btn--quiet btn--small"
                                                on:click=move |_| session.undo()
                                            >
                                                <Icon name="undo" />
                                                "Undo"
                                            </button>
                                        }
                                    })}
                                <button
                                    type="button"
                                    class="btn btn--icon btn--quiet"
                                    aria-label="Hide this message"
                                    on:click=move |_| toast.set(None)
                                >
                                    <Icon name="close" />
                                </button>
                            </div>
                        }
                            .into_any()
                    })
            })}
        </div>
        <CopyByHand />
    }
    .into_any()
}

/// Says that a new version waits; it comes when the person wants it.
#[component]
pub fn UpdateNotice() -> impl IntoView {
    let session = session();
    view! {
        <Show when=move || session.has_new_version()>
            <div class="notice update-notice" role="status">
                <p>"A new version of One Yes is ready. Everything you wrote is saved."</p>
                <button
                    type="button"
                    class="btn btn--small"
                    on:click=move |_| session.with_platform(|platform| platform.use_new_version())
                >
                    "Use the new version"
                </button>
            </div>
        </Show>
    }
    .into_any()
}

/// Says when what is written may not stay, and how to take it out.
#[component]
pub fn StorageNotice() -> impl IntoView {
    let session = session();
    let text = move || {
        let sentence = match session.storage() {
            StorageState::Kept => None,
            StorageState::FillingUp => {
                Some("This browser’s storage is filling up. A backup keeps everything safe.")
            }
            StorageState::Full => Some(
                "This browser has no room left. New changes last only while this page is open: download a backup now.",
            ),
            StorageState::Blocked => Some(
                "This browser won’t let us save anything. Your search lasts only while this page is open: download a backup before you leave.",
            ),
        };
        sentence.or_else(|| {
            (session.unreadable() > 0).then_some(
                "Some of what was saved on this device couldn’t be read. It’s been set aside, and nothing was deleted: see Settings.",
            )
        })
    };
    Effect::new(move |_| {
        if session.is_loaded() {
            session.read_restore_note();
        }
    });
    Effect::new(move |_| {
        let _ = session.storage();
        session.look_after_restore();
    });
    view! {
        {live(move || session.restore_note().map(|note| restore_notice(session, note)))}
        {live(move || {
            text()
                .map(|sentence| {
                    view! {
                        <div class="notice notice--warn" role="status">
                            <p>{sentence}</p>
                            <a class="btn btn--small" href="/settings#backup">
                                "Go to backup"
                            </a>
                        </div>
                    }
                        .into_any()
                })
        })}
    }
    .into_any()
}

/// What a restore found no room for, until the person has read it.
fn restore_notice(session: Session, note: String) -> AnyView {
    view! {
        <div class="notice notice--warn" role="status">
            <p dir="auto">{note}</p>
            <p class="cluster">
                <a class="btn btn--small" href="/settings#backup">
                    "Go to backup"
                </a>
                <button
                    type="button"
                    class="btn btn--small btn--quiet"
                    on:click=move |_| session.dismiss_restore_note()
                >
                    "Hide this"
                </button>
            </p>
        </div>
    }
    .into_any()
}
