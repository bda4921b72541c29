//! Translated pages. A browser's translator puts an element of its own (`<font>`) in the place of a
//! text; the app goes on changing the text, which nobody sees any more. So the text stays in its
//! place, empty beside the translation, and takes over again when the app changes it. The
//! translator then translates what is new.

use js_sys::Array;
use leptos::prelude::document;
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::Closure;
use web_sys::{Element, MutationObserver, MutationObserverInit, MutationRecord, Node, Text};

/// The name of a translator's elements.
const TRANSLATION: &str = "FONT";

/// A text of the app and the translation shown instead.
struct Translated {
    text: Text,
    /// What it said when it was translated.
    original: String,
    shown: Element,
}

/// Follows translations for as long as the app runs. While there is none, a change costs next to
/// nothing.
pub(crate) fn follow() {
    let Some(body) = document().body() else {
        return;
    };
    let translations = document().get_elements_by_tag_name("font");
    let mut translated: Vec<Translated> = Vec::new();
    let react = move |changes: Array, observer: MutationObserver| {
        if translations.length() == 0 && translated.is_empty() {
            return;
        }
        for change in changes.iter() {
            follow_change(&mut translated, &change.unchecked_into());
        }
        translated.retain(is_still_shown);
        // What was done here is no news.
        observer.take_records();
    };
    let react = Closure::<dyn FnMut(Array, MutationObserver)>::new(react);
    let Ok(observer) = MutationObserver::new(react.as_ref().unchecked_ref()) else {
        return;
    };
    react.forget();
    let what = MutationObserverInit::new();
    what.set_child_list(true);
    what.set_character_data(true);
    what.set_subtree(true);
    // Without it a translated page shows what it showed when it was translated.
    let _ = observer.observe_with_options(&body, &what);
}

fn follow_change(translated: &mut Vec<Translated>, change: &MutationRecord) {
    let Some(target) = change.target() else {
        return;
    };
    if let Some(text) = target.dyn_ref::<Text>() {
        // The app has changed it: it shows itself again.
        if let Some(place) = translated.iter().position(|one| one.text == *text) {
            translated.swap_remove(place).shown.remove();
        }
        return;
    }
    let removed = change.removed_nodes();
    let texts = (0..removed.length()).filter_map(|at| removed.get(at)?.dyn_into::<Text>().ok());
    for text in texts.filter(|text| !text.is_connected()) {
        let Some(shown) = translation_in(change) else {
            continue;
        };
        let is_taken = translated.iter().any(|one| one.shown == shown);
        let is_known = translated.iter().any(|one| one.text == text);
        let parent = shown.parent_node().filter(|_| !is_known && !is_taken);
        let is_back =
            parent.is_some_and(|parent| parent.insert_before(&text, Some(&shown)).is_ok());
        if is_back {
            let original = text.data();
            text.set_data("");
            translated.push(Translated {
                text,
                original,
                shown,
            });
        }
    }
}

/// The translation that a change has put in the place of a text: added by the same step, or beside
/// it.
fn translation_in(change: &MutationRecord) -> Option<Element> {
    let added = change.added_nodes();
    let added = (0..added.length()).filter_map(|at| added.get(at));
    let beside = [change.previous_sibling(), change.next_sibling()];
    let mut candidates = added.chain(beside.into_iter().flatten());
    candidates.find_map(|node: Node| {
        let element = node.dyn_into::<Element>().ok()?;
        (element.tag_name() == TRANSLATION && element.is_connected()).then_some(element)
    })
}

/// Whether a translation still stands for its text. It goes where the app has removed the text, and
/// the text speaks for itself where the translator has taken back the translation.
fn is_still_shown(one: &Translated) -> bool {
    match (one.text.is_connected(), one.shown.is_connected()) {
        (true, true) => true,
        (false, _) => {
            one.shown.remove();
            false
        }
        (true, false) => {
            if one.text.data().is_empty() {
                one.text.set_data(&one.original);
            }
            false
        }
    }
}
