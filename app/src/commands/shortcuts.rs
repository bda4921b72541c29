//! The keyboard: single keys, two keys in a row, and the chords for the palette and undo.

use leptos::ev::{KeyboardEvent, keydown};
use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast;
use leptos::web_sys::Element;

use super::run::{navigator, run};
use super::table::{COMMANDS, CommandAction};
use crate::session::{Session, session};

/// How long a first key counts for the second, in milliseconds.
const PREFIX_MS: f64 = 1_500.0;

/// Listens to the keyboard. Draws nothing.
#[component]
pub fn Shortcuts() -> impl IntoView {
    let session = session();
    let go = navigator();
    let prefix = RwSignal::new(None::<f64>);
    // Effects run in the browser only, where there is a window to listen to.
    Effect::new(move |_| {
        let go = go.clone();
        let listener = window_event_listener(keydown, move |press| {
            if let Some(action) = action_of(session, prefix, &press) {
                press.prevent_default();
                run(session, action, &go);
            }
        });
        on_cleanup(move || listener.remove());
    });
}

/// The action a pressed key asks for.
fn action_of(
    session: Session,
    prefix: RwSignal<Option<f64>>,
    press: &KeyboardEvent,
) -> Option<CommandAction> {
    let key = press.key();
    let with_command = press.ctrl_key() || press.meta_key();
    if with_command && key.eq_ignore_ascii_case("k") {
        return Some(CommandAction::OpenPalette);
    }
    if is_typing(press) {
        return None;
    }
    if with_command && key.eq_ignore_ascii_case("z") && !press.shift_key() {
        return Some(CommandAction::Undo);
    }
    let allowed = session.peek(|journal| journal.settings().single_key_shortcuts);
    if with_command || press.alt_key() || !allowed {
        return None;
    }
    let follows_g = prefix
        .get_untracked()
        .is_some_and(|at| press.time_stamp() - at < PREFIX_MS);
    prefix.set((key == "g").then(|| press.time_stamp()));
    let typed = if follows_g { format!("g {key}") } else { key };
    let command = COMMANDS.iter().find(|command| command.keys == typed)?;
    Some(command.action)
}

/// Whether the key goes into a field, or to an open dialog.
fn is_typing(press: &KeyboardEvent) -> bool {
    let target = press.target();
    let element = target.and_then(|target| target.dyn_into::<Element>().ok());
    element.is_some_and(|element| {
        matches!(element.tag_name().as_str(), "INPUT" | "TEXTAREA" | "SELECT")
            || element.closest("dialog[open]").ok().flatten().is_some()
    })
}
