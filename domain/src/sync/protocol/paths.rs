//! The addresses of the interface, each as it stands after [`API`]: the server's routes, its
//! description and every caller use these.

use crate::state::record::RecordKey;

/// The prefix of every address.
pub const API: &str = "/api/v1";

/// The description of the interface (OpenAPI).
pub const OPENAPI: &str = "/openapi.json";

/// The server's features.
pub const SERVER: &str = "/server";

/// Takes changes.
pub const PUSH: &str = "/push";

/// Gives changes.
pub const CHANGES: &str = "/changes";

/// Streams the sequence number of the account as it changes.
pub const POKES: &str = "/pokes";

/// Earlier texts of a record; [`record_versions`] fills it in.
pub const RECORD_VERSIONS: &str = "/records/{kind}/{id}/versions";

/// New accounts.
pub const ACCOUNTS: &str = "/accounts";

/// The account that is signed in.
pub const ACCOUNT: &str = "/account";

/// Everything the server holds of the account.
pub const ACCOUNT_EXPORT: &str = "/account/export";

/// The password.
pub const ACCOUNT_PASSWORD: &str = "/account/password";

/// The mail address that lets a person back in.
pub const ACCOUNT_MAIL: &str = "/account/mail";

/// Confirms a mail address by a mailed link.
pub const ACCOUNT_MAIL_CONFIRM: &str = "/account/mail/confirm";

/// The calendar link.
pub const ACCOUNT_CALENDAR: &str = "/account/calendar";

/// Reminders on this device.
pub const ACCOUNT_PUSH: &str = "/account/push";

/// Recovery codes.
pub const ACCOUNT_RECOVERY_CODES: &str = "/account/recovery-codes";

/// The devices that are signed in.
pub const ACCOUNT_SESSIONS: &str = "/account/sessions";

/// One of these devices; [`account_session`] fills it in.
pub const ACCOUNT_SESSION: &str = "/account/sessions/{id}";

/// A passkey of the account; [`account_passkey`] fills it in.
pub const ACCOUNT_PASSKEY: &str = "/account/passkeys/{id}";

/// Signing in with a password, and out.
pub const SESSION: &str = "/session";

/// Signing in with a recovery code.
pub const SESSION_RECOVERY: &str = "/session/recovery";

/// Asks for a mailed link to set a new password.
pub const SESSION_RESET: &str = "/session/reset";

/// Sets a new password by that link.
pub const SESSION_RESET_FINISH: &str = "/session/reset/finish";

/// Proves once more who is there, with a password or a recovery code.
pub const SESSION_CONFIRM: &str = "/session/confirm";

/// The two halves of a passkey ceremony.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CeremonyPaths {
    /// Gives the challenge.
    pub begin: &'static str,
    /// Takes the browser's answer to it.
    pub finish: &'static str,
}

/// Adds a passkey to the account.
pub const PASSKEYS: CeremonyPaths = CeremonyPaths {
    begin: "/passkeys/begin",
    finish: "/passkeys/finish",
};

/// Makes an account with a passkey.
pub const PASSKEYS_ACCOUNT: CeremonyPaths = CeremonyPaths {
    begin: "/passkeys/account/begin",
    finish: "/passkeys/account/finish",
};

/// Signs in with a passkey.
pub const PASSKEYS_SESSION: CeremonyPaths = CeremonyPaths {
    begin: "/passkeys/session/begin",
    finish: "/passkeys/session/finish",
};

/// Proves once more who is there, with a passkey.
pub const PASSKEYS_CONFIRM: CeremonyPaths = CeremonyPaths {
    begin: "/passkeys/confirm/begin",
    finish: "/passkeys/confirm/finish",
};

/// The address of the earlier texts of a record.
#[must_use]
pub fn record_versions(key: &RecordKey) -> String {
    filled(
        RECORD_VERSIONS,
        &[("{kind}", key.kind.as_str()), ("{id}", &key.id.to_string())],
    )
}

/// The address of a device that is signed in.
#[must_use]
pub fn account_session(id: &str) -> String {
    filled(ACCOUNT_SESSION, &[("{id}", id)])
}

/// The address of a passkey.
#[must_use]
pub fn account_passkey(id: &str) -> String {
    filled(ACCOUNT_PASSKEY, &[("{id}", id)])
}

fn filled(path: &str, places: &[(&str, &str)]) -> String {
    places.iter().fold(path.to_owned(), |path, (place, value)| {
        path.replace(place, value)
    })
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a failed unwrap fails the test")]
    use super::*;

    #[test]
    fn a_place_in_an_address_is_filled_in() {
        let key = RecordKey::parse("event:0190f5a0-0000-7000-8000-000000000000").unwrap();
        assert_eq!(
            record_versions(&key),
            "/records/event/0190f5a0-0000-7000-8000-000000000000/versions"
        );
        assert_eq!(account_session("a1"), "/account/sessions/a1");
        assert_eq!(account_passkey("b-2"), "/account/passkeys/b-2");
    }
}
