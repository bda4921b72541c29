//! The account's data that a first visit embeds into its page, so that the app draws from it at
//! once.

use axum::http::HeaderMap;
use domain::sync::protocol::{FirstVisit, Pull};

use crate::api::signed_in::account_of_page;
use crate::limits::Permit;
use crate::state::AppState;
use crate::store::now_ms;

/// The most cells put into a page, and the most bytes of them; the rest comes by syncing.
const MOST: (u32, u64) = (20_000, 4 * 1024 * 1024);

/// The account's data to embed, with its concurrency permit. `None` for guests, and if the database
/// is busy or away: the page is then rendered empty and the app fetches.
pub(super) async fn of(headers: HeaderMap, state: &AppState) -> Option<(FirstVisit, Permit)> {
    let (account, name) = account_of_page(state, &headers).await?;
    let permit = state.limits.page_permit(&account).await?;
    let now = now_ms();
    let page = state
        .store
        .page(&account, &Pull::default(), MOST, now)
        .await;
    let visit = FirstVisit {
        account: account.0,
        name,
        now,
        page: page.ok()??,
    };
    Some((visit, permit))
}

/// JSON that cannot end the element it stands in.
pub(super) fn to_script(visit: &FirstVisit) -> Option<String> {
    let json = serde_json::to_string(visit).ok()?;
    Some(json.replace('<', "\\u003c"))
}
