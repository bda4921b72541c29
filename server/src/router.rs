//! What the network sees, one line a route, grouped by who calls it.

use std::time::Duration;

use axum::Router;
use axum::http::{HeaderName, HeaderValue, StatusCode, header};
use axum::middleware::from_fn_with_state;
use axum::response::IntoResponse;
use axum::routing::{any, get};
use tower_http::CompressionLevel;
use tower_http::compression::CompressionLayer;
use tower_http::csrf::CsrfLayer;
use tower_http::limit::RequestBodyLimitLayer;
use tower_http::services::{ServeDir, ServeFile};
use tower_http::timeout::TimeoutLayer;
use tower_http::trace::TraceLayer;

use crate::build::Build;
use crate::service::Service;
use crate::settings::Settings;
use crate::{api, calendar, document, headers, health, limits, problem, service_worker, shell};

/// Larger request bodies are refused everywhere; most addresses take far less.
const LARGEST_BODY: usize = domain::protocol::LARGEST_PUSH;

/// A request that takes longer is given up.
const LONGEST_REQUEST: Duration = Duration::from_secs(15);

const FOR_EVER: &str = "public, max-age=31536000, immutable";

/// All routes over one build and what the server keeps.
pub fn router(build: Build, settings: &Settings, service: &Service) -> Router {
    let site = build.site_dir.clone();
    let documents = document::handler(&build, settings, service);
    let boot = build.boot_text();
    let file = |name: &str| {
        ServeFile::new(site.join(name))
            .precompressed_br()
            .precompressed_gzip()
    };
    let folder = |name: &str| {
        ServeDir::new(site.join(name))
            .precompressed_br()
            .precompressed_gzip()
            .append_index_html_on_directories(false)
    };

    Router::new()
        // The service worker and what it keeps
        .route("/sw.js", get(service_worker::script(&build)))
        .route("/shell", get(shell::page(&build)))
        // Browsers
        .route(
            &build.boot_script,
            get(move || async move { javascript(boot, FOR_EVER) }),
        )
        .nest_service("/pkg", folder("pkg"))
        .nest_service("/icons", folder("icons"))
        .nest_service("/screenshots", folder("screenshots"))
        .route_service("/manifest.webmanifest", file("manifest.webmanifest"))
        // Search engines
        .route_service("/robots.txt", file("robots.txt"))
        // Whoever watches over the server
        .route("/healthz", get(health::report(&build, service.store())))
        // Programs: installed clients, and whoever writes one
        .nest("/api/v1", api::routes(service.state()))
        .route("/api", any(problem::no_such_address))
        .route("/api/", any(problem::no_such_address))
        .route("/api/{*rest}", any(problem::no_such_address))
        // Calendars that subscribe
        .route(
            "/calendar/{name}",
            get(calendar::feed)
                .layer(from_fn_with_state(service.state(), limits::count))
                .with_state(service.state()),
        )
        // People: every other address is a page, or the page that says there is none
        .fallback(get(documents))
        .layer(from_fn_with_state(
            headers::Policy::new(settings),
            headers::add,
        ))
        .layer(
            CsrfLayer::new()
                .with_rejection_response(|_| problem::from_another_site().into_response()),
        )
        // Files of the build were compressed when it was made; this is for documents, where speed counts.
        .layer(CompressionLayer::new().quality(CompressionLevel::Fastest))
        .layer(RequestBodyLimitLayer::new(LARGEST_BODY))
        .layer(TimeoutLayer::with_status_code(
            StatusCode::REQUEST_TIMEOUT,
            LONGEST_REQUEST,
        ))
        .layer(TraceLayer::new_for_http().make_span_with(span))
}

/// A script with its caching rule.
pub(crate) fn javascript(text: String, caching: &'static str) -> impl IntoResponse {
    let content_type = HeaderValue::from_static("text/javascript; charset=utf-8");
    let headers: [(HeaderName, HeaderValue); 2] = [
        (header::CONTENT_TYPE, content_type),
        (header::CACHE_CONTROL, HeaderValue::from_static(caching)),
    ];
    (headers, text)
}

/// Names a request in the logs by method and path. The query is left out: shared postings arrive in it. So is the secret of a calendar.
fn span<B>(request: &axum::http::Request<B>) -> tracing::Span {
    let path = request.uri().path();
    let path = if path.starts_with("/calendar/") {
        "/calendar/…"
    } else {
        path
    };
    tracing::info_span!(
        "request",
        method = %request.method(),
        path,
    )
}
