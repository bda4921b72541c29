//! The document this page began with: rendered by the server with or without an account's data, or
//! the empty offline shell.

use app::document::FIRST_VISIT_ID;
use domain::sync::protocol::FirstVisit;
use leptos::prelude::document;
use web_sys::Element;

use crate::dom::element;

/// Whether the document at hand came rendered from the server.
pub(crate) fn is_rendered_by_server() -> bool {
    document()
        .document_element()
        .is_some_and(|root| root.has_attribute("data-rendered"))
}

/// Whether the server rendered this page from somebody's search.
pub(crate) fn has_search() -> bool {
    element::<Element>(FIRST_VISIT_ID).is_some()
}

/// The data the server rendered this page from, if someone is signed in.
pub(crate) fn read() -> Option<FirstVisit> {
    let text = element::<Element>(FIRST_VISIT_ID)?.text_content()?;
    serde_json::from_str(&text).ok()
}
