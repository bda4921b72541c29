//! The theme of this device.

use app::platform::Theme;
use leptos::prelude::document;

use crate::storage;

/// Where the theme is stored; the script in the head of every document reads it, too.
const THEME_KEY: &str = "one-yes:theme";

/// The theme chosen on this device.
pub(crate) fn chosen() -> Theme {
    Theme::parse(&storage::get(THEME_KEY).unwrap_or_default())
}

/// Chooses the theme of this device and shows it.
pub(crate) fn choose(theme: Theme) {
    let root = document().document_element();
    // Full storage must not keep anyone from changing the theme of this page.
    match theme {
        Theme::System => {
            storage::remove(THEME_KEY);
            let _ = root.map(|root| root.remove_attribute("data-theme"));
        }
        Theme::Light | Theme::Dark => {
            storage::set(THEME_KEY, theme.id());
            let _ = root.map(|root| root.set_attribute("data-theme", theme.id()));
        }
    }
}
