//! Recovery codes: ten texts for the drawer, each good for one way in when password and passkey are lost.

use axum::Json;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use domain::sync::protocol::account::{Account, Recovery, RecoveryCodes};

use super::account::{fold_name, no_store};
use super::session::Way;
use super::{SignedIn, mail, session};
use crate::api::Body;
use crate::limits::Peer;
use crate::problem::{ApiError, Problems};
use crate::secret;
use crate::state::AppState;
use crate::store::{AccountId, now_ms};

/// How many codes there are at a time.
const CODES: usize = 10;

/// How many letters a code has. Each is worth five bits; 120 bits cannot be guessed from a stolen database (ASVS 5.0, 6.5.2, asks for 112).
/// Codes of earlier versions had 16, and go on working.
const LETTERS: usize = 24;

/// Letters and digits that are not taken for each other. There are 32, so every byte gives five bits evenly.
const ALPHABET: &[u8; 32] = b"0123456789abcdefghjkmnpqrstvwxyz";

/// Makes new recovery codes; the old ones end.
#[utoipa::path(post, path = "/api/v1/account/recovery-codes", tag = "account",
    responses((status = 200, description = "The codes, told this once", body = RecoveryCodes), Problems))]
pub(crate) async fn renew(
    State(state): State<AppState>,
    who: SignedIn,
) -> Result<Response, ApiError> {
    who.must_be_confirmed()?;
    let codes: Vec<String> = (0..CODES).map(|_| new_code()).collect();
    let hashes = codes.iter().map(|code| hash(code)).collect();
    state
        .store
        .replace_recovery_codes(&who.account, hashes, now_ms())
        .await?;
    tracing::info!(account = who.account.0, "new recovery codes were made");
    mail::tell_of_codes(&state, &who.account).await?;
    Ok((no_store(), Json(RecoveryCodes { codes })).into_response())
}

/// Signs in with a recovery code, which ends by it.
#[utoipa::path(post, path = "/api/v1/session/recovery", tag = "sessions", request_body = Recovery,
    responses((status = 200, description = "Signed in and confirmed; the session is in the cookie", body = Account), Problems))]
pub(crate) async fn sign_in(
    State(state): State<AppState>,
    peer: Peer,
    headers: HeaderMap,
    Body(recovery): Body<Recovery>,
) -> Result<Response, ApiError> {
    let name = fold_name(&recovery.name);
    state.accounts.limits.count_attempt(peer, &name)?;
    let account = state.store.account_by_name(&name).await?;
    // For an unknown name a code is looked for all the same, in an account that cannot be.
    let id = account.map_or_else(|| AccountId(String::new()), |account| account.id);
    let way = Way::Code(hash(&recovery.code));
    session::begin(&state, &headers, &id, StatusCode::OK, way).await
}

/// A code in groups of four.
fn new_code() -> String {
    let letters: Vec<char> = secret::random_bytes::<LETTERS>()
        .iter()
        .map(|byte| char::from(ALPHABET[usize::from(byte % 32)]))
        .collect();
    let groups: Vec<String> = letters
        .chunks(4)
        .map(|group| group.iter().collect())
        .collect();
    groups.join("-")
}

/// What of a code is stored. Spaces, hyphens and case do not matter. So many random bits need no slow hash and no salt.
pub(super) fn hash(code: &str) -> String {
    let folded: String = code
        .chars()
        .filter(|letter| letter.is_alphanumeric())
        .flat_map(char::to_lowercase)
        .collect();
    secret::hash(&folded)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_is_recognised_however_it_is_typed() {
        let code = new_code();
        assert_eq!(code.len(), 29);
        let letters = code.chars().filter(char::is_ascii_alphanumeric).count();
        let bits = letters as u32 * ALPHABET.len().ilog2();
        assert!(bits >= 112, "{bits} bits");
        assert_eq!(hash(&code), hash(&code.to_uppercase().replace('-', " ")));
        assert_ne!(hash(&code), hash(&new_code()));
    }
}
