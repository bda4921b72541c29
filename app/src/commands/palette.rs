//! The palette: every command and every opportunity, by typing a part of it.

use domain::values::text::Query;
use leptos::ev::KeyboardEvent;
use leptos::prelude::*;

use super::items::{PaletteItem, Target, commands, opportunities};
use super::run::{PALETTE, navigator, run};
use crate::components::live::live;
use crate::components::typing::is_composing;
use crate::session::{Session, session};

/// The palette, closed until its command opens it.
#[component]
pub fn Palette() -> impl IntoView {
    let session = session();
    let typed = RwSignal::new(String::new());
    let chosen = RwSignal::new(0_usize);
    let items = Memo::new(move |_| items(session, &typed.get()));
    let go = navigator();
    let take = move |item: &PaletteItem| {
        session.with_platform(|platform| platform.show_dialog(PALETTE, false));
        typed.set(String::new());
        chosen.set(0);
        match &item.target {
            Target::Command(action) => run(session, *action, &go),
            Target::Opportunity(address) => go(address),
        }
    };
    let on_key = on_key(items, chosen, take.clone());
    // Nobody can open it before the app is alive, so the server's document does without.
    let shown = move || {
        if session.is_loaded() {
            items.get()
        } else {
            Vec::new()
        }
    };
    let lines = move || {
        let numbered = shown().into_iter().enumerate();
        numbered
            .map(|(number, item)| line(number, item, chosen, take.clone()))
            .collect_view()
    };
    view! {
        <dialog class="sheet" id=PALETTE aria-label="Command palette">
            <div class="palette">
                <input
                    type="text"
                    role="combobox"
                    autofocus
                    aria-expanded="true"
                    aria-controls="palette-list"
                    aria-activedescendant=move || format!("palette-{}", chosen.get())
                    aria-label="Command or opportunity"
                    placeholder="Type a command or a company"
                    prop:value=move || typed.get()
                    on:input=move |input| {
                        typed.set(event_target_value(&input));
                        chosen.set(0);
                    }
                    on:keydown=on_key
                />
                <ul role="listbox" id="palette-list" aria-label="Commands">
                    {live(lines)}
                </ul>
            </div>
        </dialog>
    }
    .into_any()
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

fn items(session: Session, typed: &str) -> Vec<PaletteItem> {
    let query = Query::parse(typed);
    let mut items = commands(&query);
    if !query.is_empty() {
        items.extend(session.read(|journal| opportunities(journal, &query)));
    }
    items
}

fn line(
    number: usize,
    item: PaletteItem,
    chosen: RwSignal<usize>,
    take: impl Fn(&PaletteItem) + 'static,
) -> AnyView {
    let (label, keys) = (item.label.clone(), item.keys);
    view! {
        <li
            role="option"
            id=format!("palette-{number}")
            aria-selected=move || (chosen.get() == number).to_string()
            on:click=move |_| take(&item)
        >
            <span>{label}</span>
            {(!keys.is_empty()).then(|| view! { <kbd>{keys}</kbd> })}
        </li>
    }
    .into_any()
}
