//! The account as its owner sees it.

use domain::sync::protocol::account::Account;

use super::problems::signed_out;
use super::signed_in::SignedIn;
use crate::problem::Problem;
use crate::state::AppState;
use crate::store::AccountId;

/// The account as this session sees it.
pub(super) async fn seen_by(state: &AppState, who: &SignedIn) -> Result<Account, Problem> {
    seen_by_owner(state, &who.account, &who.session, who.is_confirmed()).await
}

/// The account as its owner sees it from one session.
pub(super) async fn seen_by_owner(
    state: &AppState,
    account: &AccountId,
    session: &str,
    is_confirmed: bool,
) -> Result<Account, Problem> {
    let store = &state.store;
    let row = store.account(account).await?.ok_or_else(signed_out)?;
    let codes = store.count_recovery_codes(account).await?;
    Ok(Account {
        id: row.id.0,
        name: row.name,
        created: row.created,
        has_password: row.password_hash.is_some(),
        passkeys: store.passkeys(account).await?,
        sessions: store.sessions(account, session).await?,
        recovery_codes: u32::try_from(codes).unwrap_or(u32::MAX),
        records: store.count_records(account).await?,
        mail: store.mail_address(account).await?,
        offers_mail: state.mailer.is_some(),
        calendar: store.calendar_made(account).await?,
        is_confirmed,
    })
}
