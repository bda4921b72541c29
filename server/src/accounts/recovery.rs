//! Recovery codes: ten words for the drawer, each good for one way in when password and passkey are lost.

use axum::Json;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use domain::protocol::account::{Account, Recovery, RecoveryCodes};

use super::account::{fold_name, no_store};
use super::{SignedIn, session};
use crate::api::Body;
use crate::limits::Peer;
use crate::problem::{ApiError, Problems};
use crate::secret;
use crate::state::AppState;
use crate::store::{AccountId, now_ms};

/// How many codes there are at a time.
const CODES: usize = 10;

/// Letters and digits that are not taken for each other. There are 32, so every byte gives five bits evenly; 16 make 80 bits.
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
    let code = Some(hash(&recovery.code));
    session::begin(&state, &headers, &id, StatusCode::OK, code).await
}

/// A code in four groups of four.
fn new_code() -> String {
    let letters: Vec<char> = secret::random_bytes::<16>()
        .iter()
        .map(|byte| char::from(ALPHABET[usize::from(byte % 32)]))
        .collect();
    let groups: Vec<String> = letters
        .chunks(4)
        .map(|group| group.iter().collect())
        .collect();
    groups.join("-")
}

/// What of a code is stored. Spaces, hyphens and case do not matter. 80 random bits need no slow hash.
fn hash(code: &str) -> String {
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
        assert_eq!(code.len(), 19);
        assert_eq!(hash(&code), hash(&code.to_uppercase().replace('-', " ")));
        assert_ne!(hash(&code), hash(&new_code()));
    }
}
