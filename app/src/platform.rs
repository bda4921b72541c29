//! What only a browser (or a server) can give: time, randomness, storage, clipboard, files. The app asks through this trait.

use domain::model::person::Person;
use domain::state::record::RecordKey;
use domain::sync::protocol::Changes;
use domain::sync::protocol::account::PushWish;
use domain::values::date::Now;
use serde_json::Value;

use crate::sync::{AccountChange, Method, PasskeyAnswer, PasskeyUse, ServerAnswer};

/// Where a page runs. `frontend` implements it over the browser, `server` over nothing but the time.
pub trait Platform: Send + Sync + 'static {
    /// The present moment on this device.
    fn now(&self) -> Now;

    /// 128 random bits for a new id.
    fn random(&self) -> u128;

    /// Keeps what an edit wrote, and sends it where there is an account. That there is no room is told through
    /// [`crate::session::Session::storage_changed`].
    fn keep_edit(&self, written: &Changes);

    /// Merges records of a backup file into the session, keeps and sends them like an edit.
    fn import(&self, records: Changes);

    /// Forgets everything kept on this device and starts anew.
    fn erase_everything(&self);

    /// Copies text to the clipboard.
    fn copy(&self, text: &str);

    /// Hands a text to the person as a file.
    fn download(&self, file_name: &str, media_type: &str, text: &str);

    /// Reads the file chosen in the file input with this id, if it is not larger than this many bytes. One marked `data-encoding="any"`
    /// may be in another encoding than UTF-8.
    fn read_file(&self, input_id: &str, largest: usize, then: Box<dyn FnOnce(FileRead)>);

    /// Moves the focus to the element with this id.
    fn focus(&self, element_id: &str);

    /// Shows the dialog with this id and holds the focus in it, or closes it.
    fn show_dialog(&self, element_id: &str, open: bool);

    /// Tells the browser the title of the page.
    fn set_title(&self, title: &str);

    /// The theme chosen on this device.
    fn theme(&self) -> Theme;

    /// Chooses the theme of this device.
    fn set_theme(&self, theme: Theme);

    /// How many characters are kept on this device, and how many fit.
    fn storage_use(&self) -> StorageUse;

    /// Shows how many things are due on the app's icon, where the browser can.
    fn set_badge(&self, count: usize);

    /// Whether the device has a sheet to share with (the Web Share API).
    fn can_share(&self) -> bool;

    /// Opens the sheet to share a text.
    fn share(&self, title: &str, text: &str);

    /// Whether people can be picked from the device's own contacts (the Contact Picker API).
    fn can_pick_contacts(&self) -> bool;

    /// Has the person pick from the device's contacts; nobody where they close the picker.
    fn pick_contacts(&self, then: Box<dyn FnOnce(Vec<Person>)>);

    /// Whether this device may show notices, and whether it can be told while the app is closed.
    fn notices(&self) -> Notices;

    /// Asks the person whether this device may show notices, then says whether it may.
    fn ask_for_notices(&self, then: Box<dyn FnOnce(bool)>);

    /// Shows a notice, if the device may.
    fn notify(&self, text: &str);

    /// Whether this device shows notices of its own while the app is open, and a choice of that.
    fn shows_notices(&self) -> bool;

    /// Chooses whether this device shows notices of its own while the app is open.
    fn set_shows_notices(&self, shows: bool);

    /// Subscribes this device at its push service with the key of the server; none where that fails.
    fn subscribe(&self, key: &str, then: Box<dyn FnOnce(Option<PushWish>)>);

    /// Ends the subscription of this device.
    fn unsubscribe(&self);

    /// The address of this site, without a path.
    fn origin(&self) -> String;

    /// The time zone of the device, by its name in the IANA database; empty where it is not known.
    fn zone(&self) -> String;

    /// How many minutes a zone is ahead of UTC at a moment; none where the zone is not known.
    fn zone_offset(&self, zone: &str, ms: u64) -> Option<i32>;

    /// Lets the waiting new version take over and reloads.
    fn use_new_version(&self);

    /// Asks the server; `path` comes after `/api/v1`, `body` is JSON.
    fn ask_server(
        &self,
        method: Method,
        path: &str,
        body: Option<String>,
        then: Box<dyn FnOnce(ServerAnswer)>,
    );

    /// Has the browser make or use a passkey, with the options of the server.
    fn passkey(&self, what: PasskeyUse, options: &Value, then: Box<dyn FnOnce(PasskeyAnswer)>);

    /// This device now belongs to another account, or to none.
    fn account_changed(&self, change: AccountChange);

    /// Sends what waits now, instead of when it is due.
    fn sync_now(&self);

    /// Takes an entry off the list of what the server refused; the text stays on this device.
    fn dismiss_refused(&self, record: &RecordKey, field: &str);
}

/// What a device can do about notices.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Notices {
    /// It has none.
    #[default]
    Missing,
    /// The person has refused them; only the browser's settings change that.
    Refused,
    /// They may be asked for.
    Askable,
    /// They are allowed.
    Allowed,
}

/// What came of reading a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FileRead {
    /// Its text.
    Text(String),
    /// It is larger than asked for.
    TooLarge,
    /// No file was chosen, or the browser could not read it.
    Unreadable,
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

/// How much of the browser's storage is taken.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct StorageUse {
    /// UTF-16 code units kept.
    pub used: usize,
    /// UTF-16 code units that fit.
    pub limit: usize,
}
