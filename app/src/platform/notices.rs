//! Notices: shown by this device while the app is open, pushed by the server while it is closed.

use domain::sync::protocol::account::PushWish;

/// Notices and badges: the parts of the app outside of its page.
pub trait NoticeBoard {
    /// Whether this device may show notices, and whether it can be asked to.
    fn notices(&self) -> Notices {
        Notices::Missing
    }

    /// Asks the person whether this device may show notices, then says whether it may.
    fn ask_for_notices(&self, then: Box<dyn FnOnce(bool)>) {
        then(false);
    }

    /// Shows a notice, if the device may.
    fn notify(&self, _text: &str) {}

    /// Whether this device shows notices of its own while the app is open.
    fn shows_notices(&self) -> bool {
        false
    }

    /// Chooses whether this device shows notices of its own while the app is open.
    fn set_shows_notices(&self, _shows: bool) {}

    /// Subscribes this device at its push service with the key of the server. `None` if that fails.
    fn subscribe(&self, _key: &str, then: Box<dyn FnOnce(Option<PushWish>)>) {
        then(None);
    }

    /// Ends the subscription of this device.
    fn unsubscribe(&self) {}

    /// Shows how many things are due on the app's icon, if the browser can.
    fn set_badge(&self, _count: usize) {}
}

/// The permission of a device to show notices.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Notices {
    /// It has none.
    #[default]
    Missing,
    /// The person has denied them; only the browser's settings change that.
    Refused,
    /// They may be asked for.
    Askable,
    /// They are allowed.
    Allowed,
}
