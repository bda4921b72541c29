//! Elements of the page: found by id, focused, shown as dialogs.

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{FocusOptions, HtmlDialogElement, HtmlElement};

/// A value of the browser as this type, if it is one.
pub(crate) fn cast<T: JsCast>(value: impl JsCast) -> Option<T> {
    value.dyn_into().ok()
}

/// Sets an attribute of `<html>`, which style sheet and start script look at.
pub(crate) fn mark_root(name: &str, value: &str) {
    if let Some(root) = document().document_element() {
        let _ = root.set_attribute(name, value);
    }
}

/// Removes everything the document shows.
pub(crate) fn empty_body() {
    if let Some(body) = document().body() {
        body.set_inner_html("");
    }
}

/// Loads this page anew.
pub(crate) fn reload() {
    let _ = window().location().reload();
}

/// Opens the dialog for printing the page, once it shows what was typed last.
pub(crate) fn print() {
    request_animation_frame(|| {
        let _ = window().print();
    });
}

/// The element with this id, if it is there and of this type.
pub(crate) fn element<E: JsCast>(id: &str) -> Option<E> {
    document().get_element_by_id(id)?.dyn_into().ok()
}

/// Moves the focus, after the page has been drawn, so that the element is there.
pub(crate) fn focus(id: &str) {
    let id = id.to_owned();
    request_animation_frame(move || {
        if let Some(element) = element::<HtmlElement>(&id) {
            let _ = element.focus();
        }
    });
}

/// Scrolls a list to one of its lines once it is drawn, as little as that needs. The page stays.
pub(crate) fn scroll_to(id: &str) {
    let id = id.to_owned();
    request_animation_frame(move || {
        let line = element::<HtmlElement>(&id);
        let list = line.as_ref().and_then(|line| line.parent_element());
        let (Some(line), Some(list)) = (line, list.and_then(cast::<HtmlElement>)) else {
            return;
        };
        let top = line.offset_top() - list.offset_top();
        let lowest = top + line.offset_height() - list.client_height();
        let scrolled = list.scroll_top();
        // A line above is shown at the top, one below at the foot.
        list.set_scroll_top(scrolled.min(top).max(lowest));
    });
}

/// The link of the page that leads to an address.
pub(crate) fn link_to(address: &str) -> Option<HtmlElement> {
    let selector = format!("main a[href={address:?}]");
    let found = document().query_selector(&selector).ok().flatten()?;
    found.dyn_into().ok()
}

/// Gives an element the focus without scrolling to it.
pub(crate) fn focus_in_place(element: &HtmlElement) {
    let options = FocusOptions::new();
    options.set_prevent_scroll(true);
    let _ = element.focus_with_options(&options);
}

/// Shows a dialog and holds the focus in it, or closes it.
pub(crate) fn show_dialog(id: &str, open: bool) {
    let Some(dialog) = element::<HtmlDialogElement>(id) else {
        return;
    };
    if open && !dialog.open() {
        let _ = dialog.show_modal();
    } else if !open {
        dialog.close();
    }
}

/// Leaves this page for a fresh one at the start.
pub(crate) fn restart() {
    let _ = window().location().replace("/");
}
