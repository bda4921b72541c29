//! Quick add: one line, a link or a whole posting becomes an opportunity; duplicates are pointed
//! out while typing.

mod duplicates;
mod preview;

use domain::capture::{Capture, read};
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

use crate::actions::opportunities;
use crate::components::icon::Icon;
use crate::components::live::live;
use crate::session::{Session, session};
use duplicates::duplicates;
use preview::{capture_preview, duplicate_notice};

const HINT: &str =
    "Company and role in one line, or paste a link or a whole posting. Enter adds it.";

/// The field labelled “Add an opportunity”.
#[component]
pub(super) fn QuickAdd() -> impl IntoView {
    let session = session();
    let typed = RwSignal::new(String::new());
    fill_from_address(session, typed);
    let reading = Memo::new(move |_| typed.with(|text| reading_of(text)));
    let duplicates = Memo::new(move |_| match reading.get() {
        Some(Ok(capture)) => session.read(|journal| duplicates(journal, &capture.opportunity())),
        _ => Vec::new(),
    });
    let problem = move || reading.get().and_then(Result::err);
    let add = move || {
        if let Some(Ok(capture)) = reading.get_untracked() {
            let opportunity = capture.opportunity();
            session.perform(|_, moment| opportunities::add(moment, &opportunity));
            typed.set(String::new());
        }
    };
    view! {
        <form
            class="quick-add"
            on:submit=move |event| {
                event.prevent_default();
                add();
            }
        >
            <label for="quick-add">"Add an opportunity"</label>
            <div class="quick-add__row">
                <textarea
                    id="quick-add"
                    rows=move || if typed.with(|text| is_long(text)) { 5 } else { 1 }
                    dir="auto"
                    autocomplete="off"
                    // Enter adds, also when it was pressed before the app ran.
                    enterkeyhint="done"
                    placeholder="Acme, Data engineer"
                    aria-describedby="quick-add-hint"
                    aria-invalid=move || problem().map(|_| "true")
                    prop:value=move || typed.get()
                    on:input=move |input| typed.set(event_target_value(&input))
                    on:keydown=move |press| {
                        if press.key() == "Enter" && !press.shift_key() && !press.is_composing() {
                            press.prevent_default();
                            add();
                        }
                    }
                ></textarea>
                <button type="submit" class="btn">
                    <Icon name="add" />
                    "Add"
                </button>
            </div>
            <p class="field__hint" id="quick-add-hint">
                {live(move || problem().unwrap_or_else(|| HINT.to_owned()))}
            </p>
            <div aria-live="polite">
                {live(move || capture_preview(reading.get()))}
                {live(move || duplicate_notice(duplicates.get()))}
            </div>
        </form>
    }
    .into_any()
}

/// Reads a text, or says why it cannot be read; `None` while nothing is typed.
fn reading_of(text: &str) -> Option<Result<Capture, String>> {
    let is_typed = !text.trim().is_empty();
    is_typed.then(|| read(text).map_err(|problem| problem.to_string()))
}

/// Whether a text needs more than one line of room.
fn is_long(text: &str) -> bool {
    text.contains('\n') || text.len() > 90
}

/// Takes over texts that the share sheet or a shortcut put into the address, and moves the focus to
/// the field.
fn fill_from_address(session: Session, typed: RwSignal<String>) {
    let query = use_query_map();
    Effect::new(move |_| {
        let parts = ["title", "text", "url"]
            .map(|name| query.with(|query| query.get(name)).unwrap_or_default());
        let shared: Vec<String> = parts
            .into_iter()
            .filter(|part| !part.trim().is_empty())
            .collect();
        if !shared.is_empty() {
            typed.set(shared.join("\n"));
        }
        if !shared.is_empty() || query.with(|query| query.get("add").is_some()) {
            session.with_platform(|platform| platform.focus("quick-add"));
        }
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_typed_is_neither_understood_nor_wrong() {
        assert!(reading_of("  \n").is_none());
        let read = reading_of("Acme, Data engineer").and_then(Result::ok);
        let opportunity = read.map(|capture| capture.opportunity());
        let title = opportunity.map(|opportunity| opportunity.title());
        assert_eq!(title.as_deref(), Some("Data engineer at Acme"));
    }

    #[test]
    fn a_posting_gets_more_room_than_a_line() {
        assert!(!is_long("Acme, Data engineer"));
        assert!(is_long("Acme\nData engineer"));
        assert!(is_long(&"a".repeat(91)));
    }
}
