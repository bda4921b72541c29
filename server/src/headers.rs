//! Security headers: on every response, with a content security policy that fits what the response is.

use app::document::EARLY_SCRIPT;
use axum::extract::{Request, State};
use axum::http::{HeaderName, HeaderValue, header};
use axum::middleware::Next;
use axum::response::Response;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest, Sha256};

use crate::connections::ErrorHead;
use crate::settings::Settings;

static FIXED: [(HeaderName, &str); 6] = [
    (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    (header::REFERRER_POLICY, "no-referrer"),
    (
        HeaderName::from_static("cross-origin-opener-policy"),
        "same-origin",
    ),
    (
        HeaderName::from_static("cross-origin-embedder-policy"),
        "require-corp",
    ),
    (
        HeaderName::from_static("cross-origin-resource-policy"),
        "same-origin",
    ),
    (header::X_FRAME_OPTIONS, "DENY"),
];

/// What documents may ask of a device. No other response can ask, and a first visit is a kilobyte
/// lighter without it on each file.
const PERMISSIONS: &str = "accelerometer=(), camera=(), display-capture=(), geolocation=(), gyroscope=(), magnetometer=(), microphone=(), midi=(), payment=(), usb=()";

/// What is not a page may load nothing at all.
const NOTHING: &str = "default-src 'none'; base-uri 'none'; frame-ancestors 'none'";

/// The browser uses HTTPS alone from now on.
const A_YEAR: &str = "max-age=63072000; includeSubDomains; preload";

const PAGE: &str = "default-src 'none'; script-src 'self' {allowed} 'wasm-unsafe-eval'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; manifest-src 'self'; worker-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

/// Pages for people without an account load their style and nothing else, and no script runs there.
pub(crate) const LINK_PAGE: &str = "default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

/// What depends on the settings.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Policy {
    is_https: bool,
}

impl Policy {
    pub(crate) fn new(settings: &Settings) -> Self {
        Self {
            is_https: settings.origin.starts_with("https://"),
        }
    }
}

/// The headers for answers that come about below the routes.
#[must_use]
pub fn error_head(settings: &Settings) -> ErrorHead {
    let fixed = FIXED.iter().map(|(name, value)| (name.as_str(), *value));
    let others = [
        (header::CONTENT_SECURITY_POLICY.as_str(), NOTHING),
        (header::CACHE_CONTROL.as_str(), "no-store"),
    ];
    let https = [(header::STRICT_TRANSPORT_SECURITY.as_str(), A_YEAR)];
    let is_https = Policy::new(settings).is_https;
    let https = https.into_iter().filter(|_| is_https);
    ErrorHead::new(fixed.chain(others).chain(https))
}

/// The policy of a rendered page, whose scripts carry this nonce.
pub(crate) fn page_policy(nonce: &str) -> String {
    PAGE.replace("{allowed}", &format!("'nonce-{nonce}'"))
}

/// The policy of the offline shell. It is kept in caches, so its one inline script is allowed by its hash instead.
pub(crate) fn shell_policy() -> String {
    let hash = STANDARD.encode(Sha256::digest(EARLY_SCRIPT));
    PAGE.replace("{allowed}", &format!("'sha256-{hash}'"))
}

/// Adds the headers to a response, and caching rules to files of the build.
pub(crate) async fn add(State(policy): State<Policy>, request: Request, next: Next) -> Response {
    let path = request.uri().path().to_owned();
    let mut response = next.run(request).await;
    let is_success = response.status().is_success();
    let headers = response.headers_mut();
    for (name, value) in &FIXED {
        headers.insert(name, HeaderValue::from_static(value));
    }
    headers
        .entry(header::CONTENT_SECURITY_POLICY)
        .or_insert(HeaderValue::from_static(NOTHING));
    if policy.is_https {
        let a_year = HeaderValue::from_static(A_YEAR);
        headers.insert(header::STRICT_TRANSPORT_SECURITY, a_year);
    }
    let kind = headers.get(header::CONTENT_TYPE);
    if kind.is_some_and(|kind| kind.as_bytes().starts_with(b"text/html")) {
        let name = HeaderName::from_static("permissions-policy");
        headers.insert(name, HeaderValue::from_static(PERMISSIONS));
    } else if let Some(in_full) = kind.and_then(|kind| with_charset(kind.as_bytes())) {
        headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(in_full));
    }
    let caching = if is_success && carries_hash(&path) {
        "public, max-age=31536000, immutable"
    } else {
        "no-cache"
    };
    headers
        .entry(header::CACHE_CONTROL)
        .or_insert(HeaderValue::from_static(caching));
    response
}

/// The types of the build's text files in full; guessed from the name of a file they lack their encoding.
fn with_charset(kind: &[u8]) -> Option<&'static str> {
    match kind {
        b"text/javascript" => Some("text/javascript; charset=utf-8"),
        b"text/css" => Some("text/css; charset=utf-8"),
        b"image/svg+xml" => Some("image/svg+xml; charset=utf-8"),
        _ => None,
    }
}

/// Whether a name changes with its content, like `/pkg/one-yes.<hash>.js`. Everything else is asked for again each time; so are
/// the files of `make dev`, which carry no hash.
fn carries_hash(path: &str) -> bool {
    path.strip_prefix("/pkg/")
        .is_some_and(|name| name.matches('.').count() > 1)
}
