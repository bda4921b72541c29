//! Passkey ceremonies: the state between their two halves, kept for one use, one purpose and five
//! minutes.

use domain::sync::protocol::account::{Ceremony, Challenge};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

use super::passkeys::PasskeyError;
use crate::secret;
use crate::store::accounts::CeremonyRow;
use crate::store::{Store, now_ms};

/// How long the second half may take to come, in milliseconds: five minutes.
const LASTS_MS: u64 = 5 * 60_000;

/// Whose ceremonies are that begin before anybody is signed in.
pub(crate) const NOBODY: &str = "";

/// The purpose of a ceremony: one begun for another cannot be finished here.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Purpose {
    NewAccount,
    NewPasskey,
    SignIn,
    Confirm,
}

impl Purpose {
    /// As it is stored.
    const fn as_str(self) -> &'static str {
        match self {
            Self::NewAccount => "account",
            Self::NewPasskey => "passkey",
            Self::SignIn => "session",
            Self::Confirm => "confirm",
        }
    }
}

/// Stores the state for the second half, and returns the challenge for the browser.
pub(crate) async fn begin<T: Serialize>(
    store: &Store,
    purpose: Purpose,
    account: &str,
    (options, kept): (Value, T),
) -> Result<Challenge, PasskeyError> {
    let ceremony = secret::random_token();
    let row = CeremonyRow {
        account: account.to_owned(),
        state: serde_json::to_string(&kept).map_err(|_| PasskeyError::Rejected)?,
    };
    let now = now_ms();
    let hash = secret::hash(&ceremony);
    let begun = store.begin_ceremony(hash, purpose.as_str(), row, (now, now + LASTS_MS));
    if !begun.await? {
        return Err(PasskeyError::NoAccount);
    }
    let options = options.get("publicKey").cloned().unwrap_or_default();
    Ok(Challenge { ceremony, options })
}

/// Takes the state that the first half stored: once, for its purpose, for whoever began it, in
/// time.
pub(crate) async fn take<T: DeserializeOwned>(
    store: &Store,
    purpose: Purpose,
    begun_by: &str,
    ceremony: &Ceremony,
) -> Result<T, PasskeyError> {
    let hash = secret::hash(&ceremony.ceremony);
    let kept = store.take_ceremony(hash, purpose.as_str(), begun_by, now_ms());
    let kept = kept.await?.ok_or(PasskeyError::Over)?;
    serde_json::from_str(&kept).map_err(|_| PasskeyError::Over)
}
