//! The palette: everything that can be found, added or done, by typing a part of it.

use domain::capture::read_all;
use leptos::ev::KeyboardEvent;
use leptos::prelude::*;

use super::find::{PaletteItem, Target, find};
use super::run::{PALETTE, navigator, run};
use crate::actions::opportunities::add_captured;
use crate::components::live::live;
use crate::components::typing::is_composing;
use crate::session::{Session, session};

/// The palette, closed until its command opens it.
#[component]
pub fn Palette() -> impl IntoView {
    let session = session();
    let typed = RwSignal::new(String::new());
    let chosen = RwSignal::new(0_usize);
    let items = Memo::new(move |_| {
        // Nobody can open it before the app is alive, so the server's document does without.
        if !session.is_loaded() {
            return Vec::new();
        }
        let typed = typed.get();
        session.read(|journal| find(journal, &typed))
    });
    let go = navigator();
    let take = move |item: &PaletteItem| {
        close(session);
        match &item.target {
            Target::Command(action) => run(session, *action, &go),
            Target::Page(address) => go(address),
            Target::Add(text) => add(session, text),
        }
    };
    Effect::new(move |_| {
        let id = format!("palette-{}", chosen.get());
        session.with_platform(|platform| platform.scroll_to(&id));
    });
    // However it was closed, the next time begins empty.
    let forget = move |_| {
        typed.set(String::new());
        chosen.set(0);
    };
    let taken = take.clone();
    let lines = move || {
        let numbered = items.get().into_iter().enumerate();
        numbered
            .map(|(number, item)| line(number, item, chosen, taken.clone()))
            .collect_view()
    };
    view! {
        <dialog
            class="sheet"
            id=PALETTE
            aria-label="Find or add anything"
            // The backdrop is a part of the dialog, its content is not.
            on:click=move |press| {
                if press.target() == press.current_target() {
                    close(session);
                }
            }
            on:close=forget
        >
            <div class="palette">
                {field(typed, chosen, items, take)}
                <ul role="listbox" id="palette-list" aria-label="Found" hidden=move || items.with(Vec::is_empty)>
                    {live(lines)}
                </ul>
                <p class="field__hint" id="palette-hint">
                    "Find or add anything. Type > for commands, or “no from” and a company."
                </p>
            </div>
        </dialog>
    }
    .into_any()
}

/// The field, which says to who listens what is chosen below it.
fn field(
    typed: RwSignal<String>,
    chosen: RwSignal<usize>,
    items: Memo<Vec<PaletteItem>>,
    take: impl Fn(&PaletteItem) + 'static,
) -> AnyView {
    let has_lines = move || items.with(|items| !items.is_empty());
    view! {
        <input
            type="text"
            role="combobox"
            autofocus
            autocomplete="off"
            aria-autocomplete="list"
            aria-expanded=move || has_lines().to_string()
            aria-controls="palette-list"
            aria-activedescendant=move || {
                has_lines().then(|| format!("palette-{}", chosen.get()))
            }
            aria-label="Find or add anything"
            placeholder="Acme, Data engineer"
            aria-describedby="palette-hint"
            prop:value=move || typed.get()
            on:input=move |input| {
                typed.set(event_target_value(&input));
                chosen.set(0);
            }
            on:keydown=on_key(items, chosen, take)
        />
    }
    .into_any()
}

fn close(session: Session) {
    session.with_platform(|platform| platform.show_dialog(PALETTE, false));
}

/// Adds what a text is read as.
fn add(session: Session, text: &str) {
    if let Ok(captures) = read_all(text) {
        session.perform(|_, moment| add_captured(moment, &captures));
    }
}

/// Moves the choice by the arrows, and takes it with Enter.
fn on_key(
    items: Memo<Vec<PaletteItem>>,
    chosen: RwSignal<usize>,
    take: impl Fn(&PaletteItem) + 'static,
) -> impl Fn(KeyboardEvent) + 'static {
    move |press| {
        if is_composing(&press) {
            return;
        }
        let count = items.with(Vec::len).max(1);
        match press.key().as_str() {
            "ArrowDown" => chosen.update(|at| *at = (*at + 1) % count),
            "ArrowUp" => chosen.update(|at| *at = (*at + count - 1) % count),
            "Enter" => {
                let item = items.with(|all| all.get(chosen.get_untracked()).cloned());
                item.iter().for_each(&take);
            }
            _ => return,
        }
        press.prevent_default();
    }
}

fn line(
    number: usize,
    item: PaletteItem,
    chosen: RwSignal<usize>,
    take: impl Fn(&PaletteItem) + 'static,
) -> AnyView {
    let (label, kind, keys) = (item.label.clone(), item.kind, item.keys);
    view! {
        <li
            role="option"
            id=format!("palette-{number}")
            aria-selected=move || (chosen.get() == number).to_string()
            on:click=move |_| take(&item)
        >
            <span dir="auto">{label}</span>
            <span class="palette__kind">{kind}</span>
            {(!keys.is_empty()).then(|| view! { <kbd>{keys}</kbd> })}
        </li>
    }
    .into_any()
}
