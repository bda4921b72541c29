//! What crosses the wire about accounts: signing up, in and out, passkeys, sessions, recovery codes.

use serde::{Deserialize, Serialize};
use serde_json::Value;

/// The shortest password, in characters (NIST SP 800-63B asks for 15 where it is the only factor; ASVS 5.0 for 8, better 15).
pub const SHORTEST_PASSWORD: usize = 12;

/// The longest password, in characters.
pub const LONGEST_PASSWORD: usize = 128;

/// The longest name of an account, in characters.
pub const LONGEST_NAME: usize = 80;

/// A name and a password: for a new account, and for signing in.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Credentials {
    /// The name of the account. Upper and lower case are the same; a mail address is fine, and nothing is ever sent to it.
    pub name: String,
    /// The password.
    pub password: String,
}

/// Without the password, so that no log ever holds one.
impl std::fmt::Debug for Credentials {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter
            .debug_struct("Credentials")
            .finish_non_exhaustive()
    }
}

/// A name and one of its recovery codes.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Recovery {
    /// The name of the account.
    pub name: String,
    /// A code that was not used yet. Spaces, hyphens and case do not matter.
    pub code: String,
}

/// A password alone: to confirm who is there, or to set a new one.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Password {
    /// The password.
    pub password: String,
}

/// A name alone: to begin a new account with a passkey.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Name {
    /// The name.
    pub name: String,
}

/// A mail address, to be confirmed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct MailAddress {
    /// The address.
    pub address: String,
}

/// What a mailed link carries.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct MailToken {
    /// What is behind the `=` of the link.
    pub token: String,
}

/// A new password, by a mailed link.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct NewPassword {
    /// What is behind the `=` of the link.
    pub token: String,
    /// The password.
    pub password: String,
}

/// A new calendar link, told this once.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CalendarLink {
    /// The path of the feed on this server. Whoever knows it can read along.
    pub path: String,
}

/// What a device asks to be told, and where.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(default)]
pub struct PushWish {
    /// The address the browser gave (`PushSubscription.endpoint`).
    pub endpoint: String,
    /// The browser's key, in base64url.
    pub p256dh: String,
    /// The browser's secret, in base64url.
    pub auth: String,
    /// The time zone of the device, by its IANA name.
    pub zone: String,
    /// When to be told, in minutes of the day.
    pub minute: u32,
    /// From this minute of the day nothing is told.
    pub quiet_from: u32,
    /// Until this minute of the day nothing is told; equal to the other where there are no quiet hours.
    pub quiet_to: u32,
}

/// Without keys and addresses: whoever has them can reach the device.
impl std::fmt::Debug for PushWish {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter
            .debug_struct("PushWish")
            .field("zone", &self.zone)
            .field("minute", &self.minute)
            .finish_non_exhaustive()
    }
}

/// What a server offers that not every one does.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Offers {
    /// Whether it mails links for new passwords.
    #[serde(default)]
    pub mail: bool,
    /// What browsers subscribe to push messages with (`applicationServerKey`), in base64url.
    #[serde(default)]
    pub push_key: String,
}

/// The first half of a passkey ceremony.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Challenge {
    /// What the second half is sent with; it works once and for five minutes.
    pub ceremony: String,
    /// What `navigator.credentials` is called with, in the JSON form of Web Authentication level 3 (the member `publicKey`).
    pub options: Value,
}

/// The second half of a passkey ceremony.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Ceremony {
    /// From the first half.
    pub ceremony: String,
    /// What the browser made, in the JSON form of Web Authentication level 3.
    pub credential: Value,
}

/// An account as its owner sees it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Account {
    /// The public id. It opens nothing.
    pub id: String,
    /// The name, as it was typed.
    pub name: String,
    /// When it was made, in milliseconds since 1970, UTC.
    pub created: u64,
    /// Whether there is a password.
    pub has_password: bool,
    /// The passkeys, oldest first.
    #[serde(default)]
    pub passkeys: Vec<Passkey>,
    /// The devices signed in, last used first.
    #[serde(default)]
    pub sessions: Vec<SignedIn>,
    /// Recovery codes not used yet.
    pub recovery_codes: u32,
    /// How many records the server holds, removed ones among them.
    #[serde(default)]
    pub records: u64,
    /// The mail address that lets the person in again, once it is confirmed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub mail: Option<String>,
    /// Whether the server sends mail, so that an address is of use.
    #[serde(default)]
    pub offers_mail: bool,
    /// When the calendar link was made, in milliseconds since 1970, UTC; none where there is none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub calendar: Option<u64>,
    /// Whether the person showed who they are in the last ten minutes, as dangerous things ask for.
    pub is_confirmed: bool,
}

/// A passkey.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Passkey {
    /// Which one.
    pub id: String,
    /// Where it was made, in words: “Firefox on Linux”.
    pub label: String,
    /// When it was made, in milliseconds since 1970, UTC.
    pub created: u64,
    /// When it was last used, in milliseconds since 1970, UTC.
    pub last_used: u64,
}

/// A device that is signed in.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SignedIn {
    /// Which one. It opens nothing.
    pub id: String,
    /// The device in words: “Firefox on Linux”.
    pub label: String,
    /// When it signed in, in milliseconds since 1970, UTC.
    pub created: u64,
    /// When it was last used, in milliseconds since 1970, UTC.
    pub last_used: u64,
    /// Whether it is the one that asks.
    pub is_this: bool,
}

/// New recovery codes, shown once.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct RecoveryCodes {
    /// Ten codes of six groups each.
    pub codes: Vec<String>,
}

/// What to say of a password while it is being chosen. The server decides whether it takes it.
#[must_use]
pub fn strength(password: &str) -> &'static str {
    let length = password.chars().count();
    let mut different = Vec::new();
    for character in password.chars() {
        if different.len() < 6 && !different.contains(&character) {
            different.push(character);
        }
    }
    if length < SHORTEST_PASSWORD {
        "12 characters or more. A few words that only you would put together work well."
    } else if different.len() < 6 {
        "Long enough, but easy to guess: few different characters."
    } else if length < 16 {
        "Good. Longer is stronger."
    } else {
        "Strong."
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn strength_grows_with_length_and_variety() {
        let words = [
            "short",
            "aaaaaaaaaaaaaaaa",
            "vogel-7-senf!",
            "a quiet lighthouse keeper",
        ];
        let said: std::collections::BTreeSet<_> = words.map(strength).into_iter().collect();
        assert_eq!(said.len(), 4);
    }
}
