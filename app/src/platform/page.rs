//! The page in front of a person: focus, dialogs, title, theme, and the version it runs.

/// The document and the window around it.
pub trait Page {
    /// Moves the focus to the element with this id.
    fn focus(&self, _element_id: &str) {}

    /// Scrolls a list to the line with this id, as little as that needs.
    fn scroll_to(&self, _element_id: &str) {}

    /// Begins a page the app has moved on to: at its heading, or where the person was when they come
    /// back to it.
    fn arrive(&self) {}

    /// Shows the dialog with this id and holds the focus in it, or closes it.
    fn show_dialog(&self, _element_id: &str, _open: bool) {}

    /// Sets the title of the page.
    fn set_title(&self, _title: &str) {}

    /// The theme chosen on this device.
    fn theme(&self) -> Theme {
        Theme::System
    }

    /// Chooses the theme of this device.
    fn set_theme(&self, _theme: Theme) {}

    /// Lets the waiting new version take over and reloads.
    fn use_new_version(&self) {}

    /// Asks whether the server has another build than the one that runs here; `false` where it
    /// cannot be reached.
    fn ask_whether_outdated(&self, then: Box<dyn FnOnce(bool)>) {
        then(false);
    }

    /// Opens the dialog for printing the page.
    fn print(&self) {}

    /// Loads the page anew, from whichever build the server has.
    fn reload(&self) {}
}

/// Light, dark, or as the system has it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Theme {
    /// As the system has it.
    #[default]
    System,
    /// Light.
    Light,
    /// Dark.
    Dark,
}

impl Theme {
    /// All themes, in the order they are offered.
    pub const ALL: [Self; 3] = [Self::System, Self::Light, Self::Dark];

    /// The word stored and used in markup.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::System => "system",
            Self::Light => "light",
            Self::Dark => "dark",
        }
    }

    /// The word shown.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::System => "As the system",
            Self::Light => "Light",
            Self::Dark => "Dark",
        }
    }

    /// The theme with this word; the system's for any other.
    #[must_use]
    pub fn parse(id: &str) -> Self {
        match id {
            "light" => Self::Light,
            "dark" => Self::Dark,
            _ => Self::System,
        }
    }
}
