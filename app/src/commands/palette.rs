//! The palette: every command and every opportunity, by typing a part of it.

use domain::values::text::Query;
use leptos::ev::KeyboardEvent;
use leptos::prelude::*;

use super::items::{PaletteItem, Target, commands, opportunities};
use super::run::{PALETTE, navigator, run};
use crate::components::live::live;
use crate::session::{Session, session};

/// The palette, closed until its command opens it.
#[component]
pub fn Palette() -> impl IntoView {
    let session = session();
    let typed = RwSignal::new(String::new());
    let chosen = RwSignal::new(0_usize);
    let items = Memo::new(move |_| items(session, &typed.get()));
    let go = navigator();
    let take = move |item: Option<PaletteItem>| {
        let Some(item) = item else { return };
        session.with_platform(|platform| platform.show_dialog(PALETTE, false));
        typed.set(String::new());
        chosen.set(0);
        match item.target {
            Target::Command(action) => run(session, action, &go),
            Target::Opportunity(address) => go(&address),
        }
    };
    let take_chosen = {
        let take = take.clone();
        move || take(items.with(|all| all.get(chosen.get_untracked()).cloned()))
    };
    let on_key = move |press: KeyboardEvent| {
        let count = items.with(Vec::len).max(1);
        match press.key().as_str() {
            "ArrowDown" => chosen.update(|at| *at = (*at + 1) % count),
            "ArrowUp" => chosen.update(|at| *at = (*at + count - 1) % count),
            "Enter" => take_chosen(),
            _ => return,
        }
        press.prevent_default();
    };
    // Nobody can open it before the app is alive, so the server's document does without.
    let shown = move || {
        if session.is_loaded() {
            items.get()
        } else {
            Vec::new()
        }
    };
    let lines = move || {
        shown()
            .into_iter()
            .enumerate()
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
    take: impl Fn(Option<PaletteItem>) + 'static,
) -> AnyView {
    let (label, keys) = (item.label.clone(), item.keys);
    view! {
        <li
            role="option"
            id=format!("palette-{number}")
            aria-selected=move || (chosen.get() == number).to_string()
            on:click=move |_| take(Some(item.clone()))
        >
            <span>{label}</span>
            {(!keys.is_empty()).then(|| view! { <kbd>{keys}</kbd> })}
        </li>
    }
    .into_any()
}
