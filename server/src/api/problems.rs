//! The problems that handlers share, and those of the rooms below as callers see them.

use axum::http::StatusCode;
use domain::sync::protocol::account::{LONGEST_NAME, LONGEST_PASSWORD, SHORTEST_PASSWORD};
use domain::sync::protocol::{self as wire, problem_codes};

use crate::auth::passkeys::{PasskeyError, Passkeys};
use crate::auth::password::HashingFailed;
use crate::auth::password_rules::PasswordFlaw;
use crate::problem::Problem;
use crate::state::AppState;

/// The caller is not signed in, or not any more.
pub(crate) fn signed_out() -> Problem {
    Problem::new(
        StatusCode::UNAUTHORIZED,
        problem_codes::SIGNED_OUT,
        "Not signed in",
        "Sign in and try again. What you wrote is saved on this device.",
    )
}

/// Whatever is wrong about who signs in: the same for unknown names, wrong passwords and wrong
/// codes.
pub(super) fn wrong_credentials() -> Problem {
    Problem::new(
        StatusCode::UNAUTHORIZED,
        problem_codes::WRONG_CREDENTIALS,
        "That didn’t match",
        "The name and the password or code don’t match. Check both and try again.",
    )
}

/// A thing is not there, or is another's: both look alike.
pub(super) fn no_such(thing: &str) -> Problem {
    Problem::new(
        StatusCode::NOT_FOUND,
        problem_codes::NOT_FOUND,
        "Not found",
        format!("There is no such {thing} in your account."),
    )
}

/// The text is no name for an account.
pub(super) fn bad_name() -> Problem {
    Problem::new(
        StatusCode::BAD_REQUEST,
        problem_codes::BAD_NAME,
        "Another name",
        format!("Choose a name of 1 to {LONGEST_NAME} characters, on one line."),
    )
}

/// Another account has the name.
pub(super) fn name_taken() -> Problem {
    Problem::new(
        StatusCode::CONFLICT,
        problem_codes::NAME_TAKEN,
        "The name is taken",
        "Someone already has this name. If it’s you, sign in; if not, choose another.",
    )
}

/// The mailed link was used before, or is too old.
pub(super) fn link_ended() -> Problem {
    Problem::new(
        StatusCode::BAD_REQUEST,
        problem_codes::LINK_ENDED,
        "The link has ended",
        "This link has already been used, or is too old. Ask for a new one.",
    )
}

/// The passkey does not fit.
pub(super) fn passkey_rejected() -> Problem {
    Problem::new(
        StatusCode::BAD_REQUEST,
        problem_codes::PASSKEY_REFUSED,
        "The passkey didn’t match",
        "This passkey can’t be used here. Try again, or sign in another way.",
    )
}

/// The body is larger than the address takes.
pub(super) fn too_large() -> Problem {
    Problem::new(
        StatusCode::PAYLOAD_TOO_LARGE,
        problem_codes::TOO_LARGE,
        "Too large",
        "Send less at once. Nothing in this request was saved.",
    )
}

/// The passkeys of this server, if browsers have any for its origin.
pub(super) fn passkeys_of(state: &AppState) -> Result<&Passkeys, Problem> {
    state.auth.passkeys.as_ref().ok_or_else(|| {
        Problem::new(
            StatusCode::NOT_FOUND,
            problem_codes::NO_PASSKEYS,
            "No passkeys here",
            "This server is reached by an IP address, and browsers don’t allow passkeys there. Use a password.",
        )
    })
}

impl From<HashingFailed> for Problem {
    fn from(_: HashingFailed) -> Self {
        Self::new(
            StatusCode::SERVICE_UNAVAILABLE,
            problem_codes::UNAVAILABLE,
            "Not available now",
            "The server could not check passwords just now. Try again shortly.",
        )
    }
}

impl From<PasswordFlaw> for Problem {
    fn from(flaw: PasswordFlaw) -> Self {
        let (code, detail) = match flaw {
            PasswordFlaw::TooShort => (
                problem_codes::PASSWORD_TOO_SHORT,
                format!(
                    "Choose a password of at least {SHORTEST_PASSWORD} characters; a few words work well."
                ),
            ),
            PasswordFlaw::TooLong => (
                problem_codes::PASSWORD_TOO_LONG,
                format!("Choose a password of at most {LONGEST_PASSWORD} characters."),
            ),
            PasswordFlaw::Common => (
                problem_codes::PASSWORD_COMMON,
                "This password would be among the first to be guessed. A few words that only you would put together are safer.".into(),
            ),
        };
        Self::new(StatusCode::BAD_REQUEST, code, "Another password", detail)
    }
}

impl From<PasskeyError> for Problem {
    fn from(error: PasskeyError) -> Self {
        match error {
            PasskeyError::Rejected => passkey_rejected(),
            PasskeyError::Over => Self::new(
                StatusCode::BAD_REQUEST,
                problem_codes::CEREMONY_OVER,
                "Too late, or already used",
                "This took too long, or was sent twice. Start again.",
            ),
            PasskeyError::NoAccount => signed_out(),
            PasskeyError::Store(error) => error.into(),
        }
    }
}

/// The problems any address of the interface may answer with, for its description.
#[derive(utoipa::IntoResponses)]
#[expect(dead_code, reason = "read by the description, made by nobody")]
pub(crate) enum Problems {
    /// What was sent cannot be used; the detail says why
    #[response(status = 400, content_type = "application/problem+json")]
    Unusable(wire::Problem),
    /// Nobody is signed in, or what was given does not match
    #[response(status = 401, content_type = "application/problem+json")]
    SignedOut(wire::Problem),
    /// The request comes from another site, or the person has to confirm first
    #[response(status = 403, content_type = "application/problem+json")]
    Refused(wire::Problem),
    /// There is no such thing in this account
    #[response(status = 404, content_type = "application/problem+json")]
    NotThere(wire::Problem),
    /// It took too long and was given up
    #[response(status = 408, content_type = "application/problem+json")]
    TookTooLong(wire::Problem),
    /// It would contradict what is there
    #[response(status = 409, content_type = "application/problem+json")]
    Conflict(wire::Problem),
    /// More than may be sent at once
    #[response(status = 413, content_type = "application/problem+json")]
    TooLarge(wire::Problem),
    /// The body is not JSON
    #[response(status = 415, content_type = "application/problem+json")]
    NotJson(wire::Problem),
    /// Too many requests; `retry-after` says how long to wait
    #[response(status = 429, content_type = "application/problem+json")]
    SlowDown(wire::Problem),
    /// The server cannot reach its data
    #[response(status = 503, content_type = "application/problem+json")]
    Unavailable(wire::Problem),
}
