//! Where the focus goes when what had it is gone: whoever goes by keys, or listens, goes on from
//! the nearest part that is still there.

use std::cell::RefCell;
use std::rc::Rc;

use leptos::ev;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};

use crate::dom;

/// Parts of a page that a heading names.
const PARTS: &str = "section, dialog, .page";

/// Follows the focus for as long as the app runs.
pub(crate) fn keep() {
    let path = Rc::new(RefCell::new(Vec::new()));
    // What had the focus last: an undo may be done, and it gone, before this hears of the keys.
    let last = Rc::new(RefCell::new(None::<Element>));
    let (held, held_last) = (path.clone(), last.clone());
    let (parts, focused) = (path.clone(), last);
    let came = window_event_listener(ev::focusin, move |event| {
        let target = event.target().and_then(|target| target.dyn_into().ok());
        held_last.replace(target.clone());
        held.replace(parts_around(target));
    });
    let pressed = window_event_listener(ev::click, move |event| {
        // Pressed without a pointer. With one, nothing is to scroll.
        if event.detail() == 0 {
            let path = path.clone();
            // After what it did was drawn, and after a page has put the focus where it wants it.
            request_animation_frame(move || {
                // Given out first: what gets the focus is noted at once.
                request_animation_frame(move || {
                    let parts = path.borrow().clone();
                    go_on(&parts);
                });
            });
        }
    });
    let undone = window_event_listener(ev::keydown, move |press| {
        let with_command = press.ctrl_key() || press.meta_key();
        if with_command && press.key().eq_ignore_ascii_case("z") {
            find_again(focused.borrow().clone(), parts.borrow().clone());
        }
    });
    on_cleanup(move || {
        came.remove();
        pressed.remove();
        undone.remove();
    });
}

/// Undo can draw the link that has the focus again, elsewhere: it keeps the focus.
fn find_again(lost: Option<Element>, parts: Vec<HtmlElement>) {
    request_animation_frame(move || {
        request_animation_frame(move || {
            let Some(lost) = lost.filter(|lost| !lost.is_connected()) else {
                return;
            };
            if has_focus() {
                return;
            }
            let address = lost.get_attribute("href");
            if let Some(link) = address.and_then(|address| dom::link_to(&address)) {
                let _ = link.focus();
            }
            go_on(&parts);
        });
    });
}

/// The parts an element is in, from the inside out.
fn parts_around(element: Option<Element>) -> Vec<HtmlElement> {
    let mut parts = Vec::new();
    let mut at = element;
    while let Some(found) = at.and_then(|element| element.closest(PARTS).ok().flatten()) {
        at = found.parent_element();
        parts.extend(found.dyn_into().ok());
    }
    parts
}

fn has_focus() -> bool {
    let active = document().active_element();
    active.is_some_and(|active| active.tag_name() != "BODY")
}

/// Where nothing has the focus, gives it to the heading of the first of these parts that is still
/// seen, else to that of the page.
fn go_on(parts: &[HtmlElement]) {
    if has_focus() {
        return;
    }
    let heading_of = |part: &HtmlElement| part.query_selector("h1, h2, h3").ok().flatten();
    let is_seen = |part: &&HtmlElement| part.is_connected() && part.offset_width() > 0;
    let near = parts.iter().filter(is_seen).find_map(heading_of);
    let heading = near.or_else(|| document().get_element_by_id("heading"));
    if let Some(heading) = heading.and_then(|heading| heading.dyn_into::<HtmlElement>().ok()) {
        let _ = heading.set_attribute("tabindex", "-1");
        let _ = heading.focus();
    }
}
