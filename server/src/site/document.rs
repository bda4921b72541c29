//! Pages rendered on the server: the first visit and the public pages. A guest's search is not
//! here; it lives on their device.

use std::sync::{Arc, OnceLock};
use std::time::Instant;

use app::document::{Assets, Document, Embedded, RequestPath};
use app::session::Session;
use axum::body::{Body, to_bytes};
use axum::extract::State;
use axum::http::{HeaderValue, Request, StatusCode, header};
use axum::response::Response;
use domain::sync::protocol::FirstVisit;
use leptos::nonce::use_nonce;
use leptos::prelude::*;
use leptos_axum::{ResponseOptions, render_app_async_with_context};

use super::build::Build;
use super::page_cache::PageCache;
use super::platform::ServerSide;
use super::{first_visit, outline, pages};
use crate::api::signed_in::cookie_of_page;
use crate::headers::page_policy;
use crate::limits::Permit;
use crate::settings::Settings;
use crate::state::AppState;

/// Everything pages are rendered with; cheap to clone.
#[derive(Clone, Debug)]
pub(crate) struct Documents {
    assets: Assets,
    state: AppState,
    cache: PageCache,
}

impl Documents {
    /// The pages of a build, over the state of the API.
    pub(crate) fn new(build: &Build, settings: &Settings, state: AppState) -> Self {
        // Leptos hands its tasks to this executor. Only the first call counts; later ones (tests
        // make many routers) say it is set.
        let _ = any_spawner::Executor::init_tokio();
        let assets = Assets {
            boot_script: build.boot_script.clone(),
            boot_integrity: build.boot_integrity(),
            stylesheet: build.stylesheet.clone(),
            origin: settings.origin.clone(),
        };
        Self {
            assets,
            state,
            cache: PageCache::default(),
        }
    }
}

/// The handler of every page: answers with a cached one where it is the same for everyone who asks
/// now, else with one rendered for this request.
pub(crate) async fn page(State(documents): State<Documents>, request: Request<Body>) -> Response {
    let Documents {
        assets,
        state,
        cache,
    } = documents;
    let path = request.uri().path().to_owned();
    let visit = if pages::is_public(&path) {
        None
    } else {
        first_visit::of(request.headers().clone(), &state).await
    };
    let is_same = visit.is_none() && request.uri().query().is_none() && pages::is_cacheable(&path);
    if !is_same {
        let session = visit.is_some().then(|| request.headers().clone());
        let (mut response, _) = render(request, assets, visit).await;
        if let Some(headers) = session
            && let Some(cookie) = cookie_of_page(&state, &headers).await
        {
            response.headers_mut().extend(cookie);
        }
        return response;
    }
    if let Some(response) = cache.get(&path, Instant::now()) {
        return response;
    }
    let (response, nonce) = render(request, assets, None).await;
    cache.put(path, response, &nonce, Instant::now()).await
}

/// Renders a page. Gives the nonce its scripts carry, too.
async fn render(
    request: Request<Body>,
    assets: Assets,
    visit: Option<(FirstVisit, Permit)>,
) -> (Response, String) {
    let path = request.uri().path().to_owned();
    let is_page = pages::is_page(&path);
    let (visit, permit) = visit.unzip();
    let embedded = Embedded(visit.as_ref().and_then(first_visit::to_script));
    let nonce = Arc::new(OnceLock::new());
    let told = nonce.clone();
    let render = render_app_async_with_context(
        move || {
            provide_context(assets.clone());
            provide_context(RequestPath(path.clone()));
            provide_context(embedded.clone());
            let session = Session::new(Arc::new(ServerSide), 0);
            if let Some(visit) = &visit {
                session.begin_as(visit);
            }
            provide_context(session);
            if let (Some(nonce), Some(options)) = (use_nonce(), use_context::<ResponseOptions>())
                && let Ok(policy) = HeaderValue::from_str(&page_policy(&nonce))
            {
                let _ = told.set(nonce.to_string());
                options.insert_header(header::CONTENT_SECURITY_POLICY, policy);
            }
        },
        || view! { <Document /> },
    );
    let mut response = with_outline(render(request).await).await;
    if !is_page {
        *response.status_mut() = StatusCode::NOT_FOUND;
    }
    response
        .headers_mut()
        .insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    let response = match permit {
        // It is rendered: only the account's own next page waits for whoever reads this one.
        Some(permit) => permit.leave_to_others().hold_until_read(response),
        None => response,
    };
    (response, nonce.get().cloned().unwrap_or_default())
}

/// The page with the number of its nodes. The rendered text is all there, so nothing is waited for.
async fn with_outline(response: Response) -> Response {
    let (parts, body) = response.into_parts();
    let body = match to_bytes(body, usize::MAX).await {
        Ok(bytes) => match String::from_utf8(bytes.into()) {
            Ok(html) => Body::from(outline::with_count(html)),
            Err(error) => Body::from(error.into_bytes()),
        },
        Err(_) => Body::empty(),
    };
    Response::from_parts(parts, body)
}
