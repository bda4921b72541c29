//! How a person shows who they are: passwords, passkeys, recovery codes and the cookie of a
//! session. Nothing here knows a handler.

pub(crate) mod ceremonies;
pub(crate) mod cookie;
pub(crate) mod device_label;
pub(crate) mod names;
pub(crate) mod passkeys;
pub(crate) mod password;
pub(crate) mod password_rules;
pub(crate) mod recovery_code;
pub(crate) mod rotated_tokens;

use crate::settings::Settings;
use cookie::SessionCookie;
use passkeys::Passkeys;
use password::PasswordHasher;
use rotated_tokens::RotatedTokens;

/// Everything that signing in needs besides the database.
#[derive(Debug)]
pub(crate) struct Auth {
    pub(crate) passwords: PasswordHasher,
    /// `None` at an origin for which browsers have no passkeys.
    pub(crate) passkeys: Option<Passkeys>,
    pub(crate) rotated_tokens: RotatedTokens,
    pub(crate) cookie: SessionCookie,
}

impl Auth {
    /// Everything after these settings.
    ///
    /// # Errors
    /// Says in a sentence which setting cannot be used.
    pub(crate) fn new(settings: &Settings) -> Result<Self, String> {
        Ok(Self {
            passwords: PasswordHasher::new(),
            passkeys: Passkeys::new(&settings.origin)?,
            rotated_tokens: RotatedTokens::default(),
            cookie: SessionCookie::new(&settings.origin),
        })
    }
}
