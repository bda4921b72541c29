//! The pages behind links, for people without an account, and the forms on them: plain HTML that
//! works without JavaScript. No cookie is read or set; the token in the address is all there is.
//!
//! A token that is unknown, expired, ended or has no answers left gets one and the same answer.

mod asked;
mod feedback;
mod shared;

use std::sync::Arc;

use axum::extract::Request;
use axum::http::{HeaderName, HeaderValue, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use domain::exchange::web_page::{Style, gone_page, unavailable_page};
use domain::model::settings::Settings;
use domain::state::edit::Edit;
use domain::state::entity::{Entity, read};
use domain::state::record::RecordKey;
use domain::sync::protocol::links::{LinkKind, MOST_ANSWERS};
use domain::values::date::Now;
use domain::values::id::RecordId;
use domain::values::zone::read_zone;
use sha2::{Digest, Sha256};

use super::incoming;
use crate::headers::LINK_PAGE;
use crate::limits::Peer;
use crate::problem::Problem;
use crate::secret;
use crate::site::build::Build;
use crate::state::AppState;
use crate::store::links::LinkRow;
use crate::store::now_ms;
use crate::zones::Zones;

pub(crate) use feedback::{answer, show as feedback};
pub(crate) use shared::{leave_note, show as shared};

/// The same text, sent once more within this time, is a form that was sent twice, in milliseconds.
const SENT_TWICE_MS: u64 = 10 * 60_000;

/// Everything these pages are made with; cheap to clone.
#[derive(Clone, Debug)]
pub(crate) struct LinkPages {
    state: AppState,
    stylesheet: Arc<str>,
    zones: Arc<Zones>,
}

/// Why a page is not shown.
enum NotShown {
    /// There is none, or not any more.
    Gone,
    /// Too many were asked for, or the server cannot do it now.
    Now(Problem),
}

impl<E: Into<Problem>> From<E> for NotShown {
    fn from(error: E) -> Self {
        Self::Now(error.into())
    }
}

impl LinkPages {
    /// The pages of a build, over the state of the API.
    pub(crate) fn new(build: &Build, state: AppState) -> Self {
        Self {
            state,
            stylesheet: build.stylesheet.as_str().into(),
            zones: Arc::default(),
        }
    }

    /// The state of the API below.
    pub(crate) fn state(&self) -> AppState {
        self.state.clone()
    }

    fn style(&self) -> Style<'_> {
        Style::Linked(&self.stylesheet)
    }

    /// The link that a token opens now, with the record it leads to and the present day of its
    /// owner. Guesses count.
    async fn open<T: Entity>(
        &self,
        kind: LinkKind,
        token: &str,
        peer: Peer,
    ) -> Result<Opened<T>, NotShown> {
        match self.find(kind, token).await? {
            Some(opened) => Ok(opened),
            None => {
                self.state.limits.count_link_try(peer)?;
                Err(NotShown::Gone)
            }
        }
    }

    async fn find<T: Entity>(
        &self,
        kind: LinkKind,
        token: &str,
    ) -> Result<Option<Opened<T>>, Problem> {
        let store = &self.state.store;
        let now_ms = now_ms();
        let hash = secret::hash(token);
        let Some(link) = store.link_by_token(kind, &hash, now_ms).await? else {
            return Ok(None);
        };
        let Some(record) = self.record::<T>(&link, link.record).await? else {
            return Ok(None);
        };
        let settings = self.record::<Settings>(&link, RecordId::ONLY).await?;
        let zone = settings.unwrap_or_default().zone;
        let offset_of = |zone: &str, ms: u64| self.zones.offset(zone, ms);
        let zone = read_zone(&zone, &offset_of).ok();
        let offset_minutes = zone.and_then(|zone| self.zones.offset(&zone, now_ms));
        let now = Now {
            ms: now_ms,
            offset_minutes: offset_minutes.unwrap_or(0),
        };
        Ok(Some(Opened { link, record, now }))
    }

    /// A record of the account of a link; `None` if it is not there, or was removed.
    async fn record<T: Entity>(&self, link: &LinkRow, id: RecordId) -> Result<Option<T>, Problem> {
        let key = RecordKey::new(T::KIND, id);
        let record = self.state.store.record(&link.account, &key).await?;
        let record = record.filter(|record| !record.is_removed());
        Ok(record.as_ref().map(read))
    }

    /// Notes that a page was opened. The page is shown all the same if that fails.
    async fn note_seen(&self, opened: &Opened<impl Entity>) {
        let noted = self.state.store.note_link_seen(&opened.link, opened.now.ms);
        if let Err(error) = noted.await {
            tracing::error!(%error, "it could not be noted that a link was opened");
        }
    }

    /// Writes what came by a form into the account of its link, unless the same came just now. Says
    /// whether it is there.
    ///
    /// # Errors
    /// If the link takes no more, or the server cannot write now.
    async fn take<T: Entity>(
        &self,
        opened: &Opened<impl Entity>,
        texts: &[&str],
        sent: &T,
    ) -> Result<bool, NotShown> {
        let Opened { link, now, .. } = opened;
        let slice = now.ms / SENT_TWICE_MS;
        let [this, before] = [slice, slice.saturating_sub(1)].map(|slice| {
            let id = sent_id(link, texts, slice);
            RecordKey::new(T::KIND, id)
        });
        let store = &self.state.store;
        for key in [&this, &before] {
            if store.record(&link.account, key).await?.is_some() {
                return Ok(true);
            }
        }
        if !store.take_link_answer(link, now.ms).await? {
            return Err(NotShown::Gone);
        }
        let edit = Edit::new("").create(this.id, sent);
        let written = incoming::write(&self.state, &link.account, &edit).await;
        if !matches!(written, Ok(true)) {
            store.give_link_answer_back(link).await?;
        }
        let is_there = written?;
        if is_there {
            tracing::info!(account = link.account.0, kind = ?link.kind, "an answer came by a link");
        }
        Ok(is_there)
    }

    fn not_shown(&self, why: NotShown) -> Response {
        match why {
            NotShown::Gone => page(StatusCode::NOT_FOUND, gone_page(self.style())),
            NotShown::Now(problem) => {
                let mut response = page(problem.status(), unavailable_page(self.style()));
                retry_later(&mut response, &problem);
                response
            }
        }
    }
}

/// A link that works, with what it leads to.
struct Opened<T> {
    link: LinkRow,
    record: T,
    now: Now,
}

impl<T> Opened<T> {
    /// Whether the link takes no more answers.
    fn is_full(&self) -> bool {
        self.link.answers >= MOST_ANSWERS
    }
}

/// The id of what came by a form: the same for the same text on the same link in a slice of time.
fn sent_id(link: &LinkRow, texts: &[&str], slice: u64) -> RecordId {
    let mut hash = Sha256::new();
    hash.update(&link.id);
    for text in texts {
        hash.update(u64::try_from(text.len()).unwrap_or(u64::MAX).to_be_bytes());
        hash.update(text);
    }
    let mut number = [0; 8];
    number.copy_from_slice(&hash.finalize()[..8]);
    let number = u64::from_be_bytes(number) ^ slice;
    RecordId::derived("sent by a link", &[link.record], number)
}

fn page(status: StatusCode, html: String) -> Response {
    let kind = HeaderValue::from_static("text/html; charset=utf-8");
    (status, [(header::CONTENT_TYPE, kind)], html).into_response()
}

/// The same page once more, read anew: loading it again sends no form.
fn see_other(address: &str) -> Response {
    (StatusCode::SEE_OTHER, [(header::LOCATION, address)]).into_response()
}

fn retry_later(response: &mut Response, problem: &Problem) {
    if let Some(seconds) = problem.seconds_to_wait() {
        let headers = response.headers_mut();
        headers.insert(header::RETRY_AFTER, HeaderValue::from(seconds));
    }
}

/// Middleware that keeps everything behind links out of caches and search engines, and lets it load
/// nothing but the style.
pub(crate) async fn unlisted(request: Request, next: Next) -> Response {
    let mut response = next.run(request).await;
    for (name, value) in [
        (header::CACHE_CONTROL, "no-store"),
        (header::CONTENT_SECURITY_POLICY, LINK_PAGE),
        (HeaderName::from_static("x-robots-tag"), "noindex, nofollow"),
    ] {
        let headers = response.headers_mut();
        headers.insert(name, HeaderValue::from_static(value));
    }
    response
}
