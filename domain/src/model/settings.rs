//! Settings that belong to the search and travel with it (the theme belongs to a device and is not here).

use serde::{Deserialize, Serialize};

use crate::state::entity::Entity;
use crate::state::record::RecordKind;

/// The recovery windows offered, in hours; 0 means none.
pub const RECOVERY_HOURS: [u32; 4] = [24, 36, 48, 0];

/// The numbers of quiet days after which the app may offer to close as no answer.
pub const QUIET_DAYS: [u32; 4] = [14, 21, 30, 45];

/// The person's settings, in the one record of this kind.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Settings {
    /// Length of the recovery window offered first after a no.
    pub recovery_hours: u32,
    /// Days without an event after which an open application counts as quiet.
    pub quiet_days: u32,
    /// Whether single-key shortcuts work (WCAG 2.1.4 asks that they can be turned off).
    pub single_key_shortcuts: bool,
    /// How the person signs messages.
    pub name: String,
    /// The time zone of the device that a time was last noted on, or the calendar link made. The
    /// calendar link reads times by it that have no zone of their own, as older builds wrote them.
    pub zone: String,
    /// The year in which it was last answered whom to greet at its end.
    pub greetings_asked: Option<i32>,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            recovery_hours: 24,
            quiet_days: 21,
            single_key_shortcuts: true,
            name: String::new(),
            zone: String::new(),
            greetings_asked: None,
        }
    }
}

impl Entity for Settings {
    const KIND: RecordKind = RecordKind::Settings;
}
