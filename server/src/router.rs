//! Every route the network sees, one line each, grouped by who calls it.

use std::path::Path;
use std::time::Duration;

use axum::Router;
use axum::body::Body;
use axum::extract::DefaultBodyLimit;
use axum::http::uri::Authority;
use axum::http::{Request, StatusCode, Version, header};
use axum::middleware::{Next, from_fn, from_fn_with_state};
use axum::response::{IntoResponse, Response};
use axum::routing::{any, get};
use domain::sync::protocol::links::{FEEDBACK_PAGE, SHARED_PAGE};
use domain::sync::protocol::paths;
use tower_http::CompressionLevel;
use tower_http::compression::CompressionLayer;
use tower_http::csrf::CsrfLayer;
use tower_http::services::{ServeDir, ServeFile};
use tower_http::trace::TraceLayer;

use crate::api::extract::connection;
use crate::api::public_links::{self, LinkPages};
use crate::api::{calendar_feed, middleware};
use crate::health::HealthCheck;
use crate::service::Service;
use crate::settings::Settings;
use crate::site::build::Build;
use crate::site::document::{self, Documents};
use crate::site::javascript::{self, BootScript};
use crate::site::service_worker::{self, ServiceWorker};
use crate::site::shell::{self, Shell};
use crate::state::AppState;
use crate::{api, headers, health, metrics, problem, settings};

/// A request that takes longer is given up.
const LONGEST_REQUEST: Duration = Duration::from_secs(15);

/// The longest address of a file, in bytes. A name may have 255 on the disks that Linux has; the
/// folder in front of it leaves room for the ending of a compressed one.
const LONGEST_PATH: usize = 255;

/// Ids have 36 characters and the longest names of files 24; the shortest secrets have 43.
const LONGEST_LOGGED_SEGMENT: usize = 40;

/// What comes after these in a path is a secret, however much of it is missing.
const BEFORE_SECRETS: [&str; 3] = ["calendar", "feedback", "shared"];

/// The parts of a path that are logged. The longest ones of ours have 6.
const MOST_LOGGED_SEGMENTS: usize = 8;

/// All routes over one build and the parts of a running server.
pub fn router(build: Build, settings: &Settings, service: &Service) -> Router {
    let state = service.state();
    let counted = from_fn_with_state(state.clone(), middleware::count);
    let health = HealthCheck::new(build.id.clone(), service.store());
    let worker = ServiceWorker::new(&build, settings::is_watching());
    let documents = Documents::new(&build, settings, state.clone());
    let routes = Router::new()
        // The service worker and what it keeps
        .route("/sw.js", get(service_worker::script).with_state(worker))
        .route("/shell", get(shell::page).with_state(Shell::new(&build)))
        // Browsers
        .route(
            &build.boot_script,
            get(javascript::boot).with_state(BootScript::new(&build)),
        )
        .merge(files(&build.site_dir))
        // Whoever watches over the server
        .route("/healthz", get(health::report).with_state(health))
        // Programs: installed clients, and whoever writes one
        .nest(paths::API, api::routes(state.clone()))
        .route("/api", any(problem::no_such_address))
        .route("/api/", any(problem::no_such_address))
        .route("/api/{*rest}", any(problem::no_such_address))
        // Calendars that subscribe
        .merge(calendars(&state))
        // People: every other address is a page, or the page that says there is none
        .fallback(get(document::page).with_state(documents).layer(counted));
    let counted = from_fn_with_state(state.clone(), middleware::count_writing);
    // Counted before it is turned away: whatever the reason, nobody asks without end.
    let link_pages = link_pages(LinkPages::new(&build, state.clone()));
    let routes = addressed(from_this_site(routes).merge(link_pages)).layer(counted);
    guarded(routes, headers::Policy::new(settings), LONGEST_REQUEST)
        // Files of the build were compressed when it was made; this is for documents, where speed
        // counts.
        .layer(from_fn_with_state(state.metrics.clone(), metrics::count))
        .layer(CompressionLayer::new().quality(CompressionLevel::Fastest))
        .layer(
            TraceLayer::new_for_http()
                .make_span_with(move |request: &Request<_>| span(&state, request)),
        )
}

/// Files of the build, compressed when it was made.
fn files(site_dir: &Path) -> Router {
    let file = |name: &str| {
        ServeFile::new(site_dir.join(name))
            .precompressed_br()
            .precompressed_gzip()
    };
    let folder = |name: &str| {
        ServeDir::new(site_dir.join(name))
            .precompressed_br()
            .precompressed_gzip()
            .append_index_html_on_directories(false)
    };
    Router::new()
        .nest_service("/pkg", folder("pkg"))
        .nest_service("/icons", folder("icons"))
        .nest_service("/screenshots", folder("screenshots"))
        .layer(from_fn(with_short_path))
        .route_service("/manifest.webmanifest", file("manifest.webmanifest"))
        // Search engines
        .route_service("/robots.txt", file("robots.txt"))
}

/// The calendars behind secret links.
fn calendars(state: &AppState) -> Router {
    let counted = from_fn_with_state(state.clone(), middleware::count);
    Router::new().route(
        "/calendar/{name}",
        get(calendar_feed::feed)
            .layer(from_fn(middleware::readable_address))
            .layer(counted)
            .with_state(state.clone()),
    )
}

/// The pages behind links, for people without an account. They are outside of the check for other
/// sites: their forms come with the origin `null` where a browser says nothing else (no referrer is
/// given), and without a cookie there is nothing that another site could misuse.
fn link_pages(pages: LinkPages) -> Router {
    let counted = from_fn_with_state(pages.state(), middleware::count);
    Router::new()
        .route(
            FEEDBACK_PAGE,
            get(public_links::feedback).post(public_links::answer),
        )
        .route(
            SHARED_PAGE,
            get(public_links::shared).post(public_links::leave_note),
        )
        .layer(DefaultBodyLimit::max(api::LARGEST_BODY))
        .layer(counted)
        .layer(from_fn(public_links::unlisted))
        .with_state(pages)
}

/// The layer that turns away requests from other sites.
fn from_this_site(routes: Router) -> Router {
    routes.layer(
        CsrfLayer::new().with_rejection_response(|_| problem::from_another_site().into_response()),
    )
}

/// The layers that turn away requests without a path or a host.
fn addressed(routes: Router) -> Router {
    routes.layer(from_fn(with_path)).layer(from_fn(with_host))
}

/// The layers around every answer, also to a request that does not get as far as its route.
fn guarded(routes: Router, policy: headers::Policy, longest: Duration) -> Router {
    routes
        .layer(from_fn_with_state(longest, middleware::in_time))
        .layer(from_fn_with_state(policy, headers::add))
}

/// Turns away a request that names no path: pages take one for granted.
async fn with_path(request: Request<Body>, next: Next) -> Response {
    if request.uri().path_and_query().is_some() {
        next.run(request).await
    } else {
        problem::no_path().into_response()
    }
}

/// Turns away a request that names no host or several (RFC 9112, 3.2): what stands in front of this
/// server may have taken it for another one than this server would.
async fn with_host(request: Request<Body>, next: Next) -> Response {
    let mut hosts = request.headers().get_all(header::HOST).iter();
    let (first, second) = (hosts.next(), hosts.next());
    let is_named = match first {
        Some(host) => Authority::try_from(host.as_bytes()).is_ok(),
        None => request.version() < Version::HTTP_11 || request.uri().host().is_some(),
    };
    if is_named && second.is_none() {
        next.run(request).await
    } else {
        problem::no_host().into_response()
    }
}

/// Answers 404 to an address longer than names of files can be: the disk would give an error.
async fn with_short_path(request: Request<Body>, next: Next) -> Response {
    if request.uri().path().len() <= LONGEST_PATH {
        next.run(request).await
    } else {
        StatusCode::NOT_FOUND.into_response()
    }
}

/// Names a request in the logs by method, path and where it comes from. The query is left out:
/// shared postings arrive in it.
fn span<B>(state: &AppState, request: &Request<B>) -> tracing::Span {
    let connection = connection(request.extensions());
    let peer = state.limits.peer(connection, request.headers());
    state
        .limits
        .warn_of_unnamed_proxy(connection, request.headers());
    tracing::info_span!(
        "request",
        method = %request.method(),
        path = path_in_logs(request.uri().path()),
        %peer,
    )
}

/// A path without what may be a secret, such as the token of a calendar, also of one that was
/// mistyped; and never longer than a line.
fn path_in_logs(path: &str) -> String {
    let segments = path.split('/').take(MOST_LOGGED_SEGMENTS);
    let mut before = "";
    let shown = segments.map(|segment| {
        // The app's own page of a request, `/feedback/of/<id>`.
        let is_secret = BEFORE_SECRETS.contains(&before) && !["", "of"].contains(&segment);
        before = segment;
        if is_secret || segment.len() > LONGEST_LOGGED_SEGMENT {
            "…"
        } else {
            segment
        }
    });
    shown.collect::<Vec<_>>().join("/")
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a failed unwrap fails the test")]
    use clap::Parser;
    use tower::ServiceExt;

    use super::*;

    #[test]
    fn a_path_in_the_logs_is_short_and_holds_no_secret() {
        let token = crate::secret::random_token();
        for path in [
            format!("/calendar/{token}.ics"),
            format!("//calendar//{token}"),
            format!("/calender%2F{token}.ics"),
            format!("/{}", "a".repeat(60_000)),
            "/a".repeat(30_000),
        ] {
            let shown = path_in_logs(&path);
            assert!(!shown.contains(&token) && shown.len() < 300, "{shown}");
        }
        // Copied without its end, it is a secret all the same.
        for kind in ["feedback", "shared", "calendar"] {
            let path = format!("/{kind}/{}", &token[..30]);
            assert_eq!(path_in_logs(&path), format!("/{kind}/…"));
        }
        for path in [
            "/search/0190f5a0-0000-7000-8000-000000000001",
            "/feedback/of/0190f5a0-0000-7000-8000-000000000001",
            "/feedback",
            "/feedback/",
        ] {
            assert_eq!(path_in_logs(path), path);
        }
    }

    #[tokio::test]
    async fn what_takes_too_long_is_told_as_a_problem_with_the_security_headers() {
        let never = get(std::future::pending::<()>);
        let routes = Router::new().route("/never", never);
        let policy = headers::Policy::new(&Settings::parse_from(["server"]));
        let guarded = guarded(routes, policy, Duration::from_millis(20));
        let request = Request::get("/never").body(Body::empty()).unwrap();
        let answer = guarded.oneshot(request).await.unwrap();
        assert_eq!(answer.status(), StatusCode::REQUEST_TIMEOUT);
        let header = |name: &str| answer.headers()[name].to_str().unwrap();
        assert_eq!(header("content-type"), "application/problem+json");
        assert_eq!(header("x-content-type-options"), "nosniff");
    }
}
