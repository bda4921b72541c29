//! Everything the server holds of an account, as one file.

use std::time::Duration;

use axum::body::{Body, Bytes};
use axum::extract::State;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use domain::sync::protocol::account::{Account, PushWish};
use domain::sync::protocol::links::LinkView;
use domain::sync::protocol::{Changes, paths};
use serde::Serialize;
use tokio::sync::mpsc;
use tokio::time::timeout;

use super::account_view::seen_by;
use super::links::links_of;
use super::problems::Problems;
use super::push::without_keys;
use super::signed_in::SignedIn;
use crate::limits::Pieces;
use crate::problem::{Problem, unavailable};
use crate::state::AppState;
use crate::store::export::VersionRow;
use crate::store::mail::MailedLink;
use crate::store::{AccountId, RecordPages, Store, StoreError, now_ms};

/// How long a client may take to read an export.
const LONGEST_READING: Duration = Duration::from_secs(600);

const ATTACHMENT: &str = "attachment; filename=\"one-yes-account.json\"";

/// Everything the server holds of an account, but for hashes and keys, which say nothing to anyone, and what it keeps order by: sequence
/// numbers, sizes, names folded for looking up, when a device is told next.
#[derive(utoipa::ToSchema)]
#[expect(
    dead_code,
    reason = "read by the description; it is written a few records at a time"
)]
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
    /// Links for people without an account.
    links: Vec<LinkView>,
}

/// Gives everything the server holds of the account, as a file.
#[utoipa::path(get, path = paths::ACCOUNT_EXPORT, tag = "account",
    responses((status = 200, description = "One JSON file", body = Export), Problems))]
pub(super) async fn export(
    State(state): State<AppState>,
    who: SignedIn,
) -> Result<Response, Problem> {
    let reader = state.limits.reader_permit(&who.account).await?;
    let account = json(&seen_by(&state, &who).await?)?;
    let devices = state.store.pushes_of(&who.account).await?;
    let reminders: Vec<PushWish> = devices.into_iter().map(without_keys).collect();
    let mailed_links = state.store.mailed_links(&who.account, now_ms()).await?;
    let links = links_of(&state, &who.account).await?;
    let (reminders, mailed_links) = (json(&reminders)?, json(&mailed_links)?);
    let links = json(&links)?;
    tracing::info!(account = who.account.0, "an account was exported");
    let (sender, receiver) = mpsc::channel(1);
    let parts = Parts {
        store: state.store.clone(),
        account: who.account,
        pieces: sender,
    };
    tokio::spawn(async move {
        let before = format!("{{\"account\":{account},\"records\":{{");
        let after = format!(
            "],\"reminders\":{reminders},\"mailed_links\":{mailed_links},\"links\":{links}}}"
        );
        // Whoever does not read it gives the turn to another reader of the same account.
        let _ = timeout(LONGEST_READING, parts.send(before, after)).await;
        drop(reader);
    });
    let as_file = [
        (header::CONTENT_DISPOSITION, ATTACHMENT),
        (header::CONTENT_TYPE, "application/json"),
    ];
    let body = Body::from_stream(Pieces::of(receiver));
    Ok((as_file, body).into_response())
}

fn json(value: &impl Serialize) -> Result<String, Problem> {
    serde_json::to_string(value).map_err(|error| {
        tracing::error!(%error, "a part of an export could not be written");
        unavailable()
    })
}

/// The parts of an export, read a few records at a time: whatever an account holds, little of it is
/// in memory, and no connection to the database waits for a slow reader.
struct Parts {
    store: Store,
    account: AccountId,
    pieces: mpsc::Sender<Option<Bytes>>,
}

/// The export ends early: the database failed, or nobody reads.
struct EndedEarly;

impl From<StoreError> for EndedEarly {
    fn from(error: StoreError) -> Self {
        tracing::error!(%error, "an export ended early");
        Self
    }
}

impl Parts {
    /// Sends all of it, and the mark of its end.
    async fn send(self, before: String, after: String) -> Result<(), EndedEarly> {
        self.piece(before).await?;
        let mut pages = RecordPages::all(&self.store, &self.account);
        let mut is_first = true;
        while let Some(records) = pages.next().await? {
            self.piece(members(&records, &mut is_first)).await?;
        }
        self.piece("},\"versions\":[".into()).await?;
        let mut sent = 0;
        loop {
            let some = self.store.some_versions(&self.account, sent).await?;
            if some.is_empty() {
                break;
            }
            let mut is_first = sent == 0;
            sent += u32::try_from(some.len()).unwrap_or(u32::MAX);
            self.piece(members_of_list(&some, &mut is_first)).await?;
        }
        self.piece(after).await?;
        self.pieces.send(None).await.map_err(|_| EndedEarly)
    }

    async fn piece(&self, text: String) -> Result<(), EndedEarly> {
        let sent = self.pieces.send(Some(text.into())).await;
        sent.map_err(|_| EndedEarly)
    }
}

/// Records as members of an object, with a comma before each but the first.
fn members(records: &Changes, is_first: &mut bool) -> String {
    without_ends(
        &serde_json::to_string(records).unwrap_or_default(),
        is_first,
    )
}

/// Texts as members of a list, with a comma before each but the first.
fn members_of_list(versions: &[VersionRow], is_first: &mut bool) -> String {
    without_ends(
        &serde_json::to_string(versions).unwrap_or_default(),
        is_first,
    )
}

fn without_ends(json: &str, is_first: &mut bool) -> String {
    let inner = json
        .get(1..json.len().saturating_sub(1))
        .unwrap_or_default();
    if inner.is_empty() {
        return String::new();
    }
    let comma = if std::mem::take(is_first) { "" } else { "," };
    format!("{comma}{inner}")
}
