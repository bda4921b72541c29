//! Short messages, seen and heard.

use leptos::prelude::*;

use super::state::{Session, Toast};

impl Session {
    /// Shows a short message, spoken by screen readers as well.
    pub fn toast(&self, text: String, can_undo: bool) {
        self.announce(&text);
        self.toast.update(|toast| {
            let number = toast.as_ref().map_or(0, |shown| shown.number) + 1;
            *toast = Some(Toast {
                text,
                can_undo,
                number,
            });
        });
    }

    /// The message shown now.
    #[must_use]
    pub const fn shown_toast(&self) -> RwSignal<Option<Toast>> {
        self.toast
    }

    /// Has a screen reader say a sentence.
    pub fn announce(&self, text: &str) {
        self.announcement.set(text.to_owned());
    }

    /// The sentence for screen readers.
    #[must_use]
    pub const fn announcement(&self) -> RwSignal<String> {
        self.announcement
    }
}
