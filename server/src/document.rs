//! Pages rendered on the server: the first visit and the public pages. A guest's search is not here; it lives on their device.

mod kept;

use std::pin::Pin;
use std::sync::{Arc, OnceLock};
use std::time::{Instant, SystemTime, UNIX_EPOCH};

use app::document::{Assets, Document, Embedded, RequestPath};
use app::platform::{Device, Files, NoticeBoard, Page, Server, Store};
use app::routes::head;
use app::session::Session;
use axum::body::Body;
use axum::http::{HeaderMap, HeaderValue, Request, StatusCode, header};
use axum::response::Response;
use domain::sync::protocol::{FirstVisit, Pull};
use domain::values::date::Now;
use leptos::nonce::use_nonce;
use leptos::prelude::*;
use leptos_axum::{ResponseOptions, render_app_async_with_context};

use self::kept::Kept;
use crate::api::signed_in::{account_of_page, cookie_of_page};
use crate::build::Build;
use crate::headers::page_policy;
use crate::limits::Permit;
use crate::service::Service;
use crate::settings::Settings;
use crate::state::AppState;
use crate::store::now_ms;

/// The most cells put into a page, and the most bytes of them; the rest comes by syncing.
const MOST: (u32, u64) = (20_000, 4 * 1024 * 1024);

type Answer = Pin<Box<dyn Future<Output = Response> + Send>>;

/// The handler of every page.
pub(crate) fn handler(
    build: &Build,
    settings: &Settings,
    service: &Service,
) -> impl Fn(Request<Body>) -> Answer + Clone + use<> {
    // Leptos hands its tasks to this executor. Only the first call counts; later ones (tests make many routers) say it is set.
    let _ = any_spawner::Executor::init_tokio();
    let assets = Assets {
        boot_script: build.boot_script.clone(),
        boot_integrity: build.boot_integrity(),
        stylesheet: build.stylesheet.clone(),
        origin: settings.origin.clone(),
    };
    let (state, kept) = (service.state(), Kept::default());
    move |request: Request<Body>| {
        let (assets, state, kept) = (assets.clone(), state.clone(), kept.clone());
        Box::pin(async move { answer(request, assets, &state, &kept).await })
    }
}

/// Gives a page: a kept one where it is the same for everyone who asks now, else one of the request's own.
async fn answer(request: Request<Body>, assets: Assets, state: &AppState, kept: &Kept) -> Response {
    let path = request.uri().path().to_owned();
    let visit = if is_public(&path) {
        None
    } else {
        first_visit(request.headers().clone(), state).await
    };
    let is_same = visit.is_none() && request.uri().query().is_none() && kept::may_be_kept(&path);
    if !is_same {
        let session = visit.is_some().then(|| request.headers().clone());
        let (mut response, _) = render(request, assets, visit).await;
        if let Some(headers) = session
            && let Some(cookie) = cookie_of_page(state, &headers).await
        {
            response.headers_mut().extend(cookie);
        }
        return response;
    }
    if let Some(response) = kept.get(&path, Instant::now()) {
        return response;
    }
    let (response, nonce) = render(request, assets, None).await;
    kept.keep(path, response, &nonce, Instant::now()).await
}

/// Renders a page, and says which nonce its scripts carry.
async fn render(
    request: Request<Body>,
    assets: Assets,
    visit: Option<(FirstVisit, Permit)>,
) -> (Response, String) {
    let path = request.uri().path().to_owned();
    let is_page = head(&path).is_some();
    let (visit, permit) = visit.unzip();
    let embedded = Embedded(visit.as_ref().and_then(to_script));
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
    let mut response = render(request).await;
    if !is_page {
        *response.status_mut() = StatusCode::NOT_FOUND;
    }
    response
        .headers_mut()
        .insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    let response = match permit {
        Some(permit) => permit.hold_until_read(response),
        None => response,
    };
    (response, nonce.get().cloned().unwrap_or_default())
}

/// Whether a page is the same for everyone: the method belongs to nobody, and nobody's search is put into it.
fn is_public(path: &str) -> bool {
    path.strip_prefix("/method")
        .is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}

/// What the account of this request holds, with the page's turn to hold it; none for guests, and where the database does not answer or
/// too many are asked for at once: the page is drawn without, and the app fetches by itself.
async fn first_visit(headers: HeaderMap, state: &AppState) -> Option<(FirstVisit, Permit)> {
    let (account, name) = account_of_page(state, &headers).await?;
    let permit = state.limits.page_permit().await?;
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
fn to_script(visit: &FirstVisit) -> Option<String> {
    let json = serde_json::to_string(visit).ok()?;
    Some(json.replace('<', "\\u003c"))
}

/// The platform while rendering: it knows the time and nothing of any device.
struct ServerSide;

impl Device for ServerSide {
    fn now(&self) -> Now {
        let since_1970 = SystemTime::now()
            .duration_since(UNIX_EPOCH)
            .unwrap_or_default();
        Now {
            ms: u64::try_from(since_1970.as_millis()).unwrap_or(u64::MAX),
            offset_minutes: 0,
        }
    }

    fn random(&self) -> u128 {
        0
    }
}

impl Store for ServerSide {}
impl Files for ServerSide {}
impl Page for ServerSide {}
impl NoticeBoard for ServerSide {}
impl Server for ServerSide {}
