//! Everything the server holds of an account, as one file.

use axum::Json;
use axum::extract::State;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use domain::sync::protocol::account::{Account, PushWish};
use domain::sync::protocol::{Changes, paths};
use serde::Serialize;

use super::account_view::seen_by;
use super::problems::Problems;
use super::push::without_keys;
use super::signed_in::SignedIn;
use crate::problem::Problem;
use crate::state::AppState;
use crate::store::export::VersionRow;
use crate::store::mail::MailedLink;
use crate::store::now_ms;

/// Everything the server holds of an account, but for hashes and keys, which say nothing to anyone, and what it keeps order by: sequence
/// numbers, sizes, names folded for looking up, when a device is told next.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub(super) struct Export {
    /// The account with its sessions and passkeys.
    account: Account,
    /// Every record, also removed ones, in the form of the interface.
    #[schema(value_type = std::collections::BTreeMap<String, serde_json::Value>)]
    records: Changes,
    /// Earlier texts.
    versions: Vec<VersionRow>,
    /// Devices that are told what is due.
    reminders: Vec<PushWish>,
    /// Links that were mailed and not used yet.
    mailed_links: Vec<MailedLink>,
}

/// Gives everything the server holds of the account, as a file.
#[utoipa::path(get, path = paths::ACCOUNT_EXPORT, tag = "account",
    responses((status = 200, description = "One JSON file", body = Export), Problems))]
pub(super) async fn export(
    State(state): State<AppState>,
    who: SignedIn,
) -> Result<Response, Problem> {
    let account = seen_by(&state, &who).await?;
    let devices = state.store.pushes_of(&who.account).await?;
    let export = Export {
        account,
        records: state.store.all_cells(&who.account).await?,
        versions: state.store.all_versions(&who.account).await?,
        reminders: devices.into_iter().map(without_keys).collect(),
        mailed_links: state.store.mailed_links(&who.account, now_ms()).await?,
    };
    tracing::info!(account = who.account.0, "an account was exported");
    let as_file = "attachment; filename=\"one-yes-account.json\"";
    Ok(([(header::CONTENT_DISPOSITION, as_file)], Json(export)).into_response())
}
