//! Pages that are the same for everyone who asks within a moment, cached without the nonce, which
//! differs each time.

use std::collections::HashMap;
use std::sync::{Arc, PoisonError, RwLock};
use std::time::{Duration, Instant};

use axum::body::{Body, to_bytes};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};

use crate::headers::page_policy;
use crate::secret;

/// How long a page is cached: its text may depend on the time, and a second is no longer than
/// it takes to arrive.
const LIFETIME: Duration = Duration::from_secs(1);

/// No page is larger, in bytes.
const LARGEST_PAGE: usize = 1024 * 1024;

/// The pages by address; cheap to clone.
#[derive(Clone, Debug, Default)]
pub(super) struct PageCache(Arc<RwLock<HashMap<String, Page>>>);

/// A page as it was rendered.
#[derive(Debug)]
struct Page {
    headers: HeaderMap,
    /// The text before, between and after the places of the nonce.
    pieces: Vec<String>,
    rendered: Instant,
}

impl PageCache {
    /// A page rendered a moment ago, with a new nonce.
    pub(super) fn get(&self, path: &str, now: Instant) -> Option<Response> {
        let pages = self.0.read().unwrap_or_else(PoisonError::into_inner);
        let page = pages.get(path)?;
        let age = now.saturating_duration_since(page.rendered);
        if age > LIFETIME {
            return None;
        }
        let nonce = secret::random_token();
        let policy = HeaderValue::from_str(&page_policy(&nonce)).ok()?;
        let mut response = Body::from(page.pieces.join(&nonce)).into_response();
        let headers = response.headers_mut();
        headers.clone_from(&page.headers);
        headers.insert(header::CONTENT_SECURITY_POLICY, policy);
        Some(response)
    }

    /// Keeps a page that was rendered with this nonce, and gives it back.
    pub(super) async fn put(
        &self,
        path: String,
        response: Response,
        nonce: &str,
        now: Instant,
    ) -> Response {
        if response.status() != StatusCode::OK || nonce.is_empty() {
            return response;
        }
        let (parts, body) = response.into_parts();
        let Ok(body) = to_bytes(body, LARGEST_PAGE).await else {
            return StatusCode::INTERNAL_SERVER_ERROR.into_response();
        };
        if let Ok(text) = std::str::from_utf8(&body) {
            let page = Page {
                headers: parts.headers.clone(),
                pieces: text.split(nonce).map(ToOwned::to_owned).collect(),
                rendered: now,
            };
            let mut pages = self.0.write().unwrap_or_else(PoisonError::into_inner);
            pages.insert(path, page);
        }
        Response::from_parts(parts, Body::from(body))
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a failed unwrap fails the test")]
    use super::*;

    #[tokio::test]
    async fn a_kept_page_has_its_own_nonce_and_ends_after_a_moment() {
        let (cache, now) = (PageCache::default(), Instant::now());
        let rendered = Response::new(Body::from("a<script nonce=\"old\">b"));
        cache.put("/".into(), rendered, "old", now).await;
        let response = cache.get("/", now + LIFETIME).unwrap();
        let policy = response.headers()[header::CONTENT_SECURITY_POLICY].clone();
        let text = to_bytes(response.into_body(), LARGEST_PAGE).await.unwrap();
        let text = std::str::from_utf8(&text).unwrap();
        let nonce = text.split('"').nth(1).unwrap();
        assert_ne!(nonce, "old");
        assert_eq!(policy.to_str().unwrap(), page_policy(nonce));
        assert!(cache.get("/method", now).is_none());
        let later = now + LIFETIME + Duration::from_millis(1);
        assert!(cache.get("/", later).is_none());
    }

    #[tokio::test]
    async fn what_is_no_page_is_not_kept() {
        let (cache, now) = (PageCache::default(), Instant::now());
        let missing = (StatusCode::NOT_FOUND, "none").into_response();
        cache.put("/method/none".into(), missing, "old", now).await;
        assert!(cache.get("/method/none", now).is_none());
    }
}
