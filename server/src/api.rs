//! The programming interface for installed clients, `/api/v1`: one line a route. A route and its
//! description follow from the attribute of its handler.

mod account;
mod account_view;
mod calendar;
pub(crate) mod calendar_feed;
mod export;
pub(crate) mod extract;
mod incoming;
mod letters;
mod links;
mod mail;
pub(crate) mod middleware;
mod offers;
mod openapi;
mod passkey_account;
mod passkey_session;
mod passkeys;
mod problems;
pub(crate) mod public_links;
mod push;
mod recovery;
mod reset;
mod session_start;
mod sessions;
pub(crate) mod signed_in;
mod sync;

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::middleware::{from_fn, from_fn_with_state, map_response};
use axum::routing::{any, get};
use domain::sync::protocol::{LARGEST_PUSH, paths};
use utoipa_axum::router::{OpenApiRouter, UtoipaMethodRouterExt};
use utoipa_axum::routes;

use crate::problem::{no_such_address, no_such_method};
use crate::state::AppState;
use openapi::Description;

/// The largest body of anything but a push, in bytes.
pub(crate) const LARGEST_BODY: usize = 64 * 1024;

/// All routes of version 1, to be nested under [`paths::API`].
pub(crate) fn routes(state: AppState) -> Router {
    let described = sync_routes().merge(account_routes());
    let (routes, description) = described.split_for_parts();
    let description = Description::of_routes(description, state.auth.cookie.name());
    let itself = get(openapi::description).with_state(description);
    routes
        .route(paths::OPENAPI, itself)
        .fallback(any(no_such_address))
        .method_not_allowed_fallback(no_such_method)
        .layer(DefaultBodyLimit::max(LARGEST_BODY))
        .layer(from_fn(middleware::readable_address))
        .layer(from_fn_with_state(state.clone(), middleware::count))
        .with_state(state)
}

/// The routes of devices that sync, and those that describe the server to everyone.
fn sync_routes() -> OpenApiRouter<AppState> {
    let large = DefaultBodyLimit::max(LARGEST_PUSH);
    OpenApiRouter::default()
        .routes(routes!(sync::push).layer(large))
        .routes(routes!(sync::changes))
        .routes(routes!(sync::pokes))
        .routes(routes!(sync::versions))
        .routes(routes!(offers::server))
}

/// The routes of people and their accounts.
fn account_routes() -> OpenApiRouter<AppState> {
    OpenApiRouter::default()
        .routes(routes!(account::create))
        .routes(routes!(account::show, account::remove))
        .routes(routes!(account::set_password))
        .routes(routes!(export::export))
        .routes(routes!(mail::pending, mail::set, mail::remove))
        .routes(routes!(mail::confirm))
        .routes(routes!(calendar::renew, calendar::end))
        .routes(routes!(links::make, links::list))
        .routes(routes!(links::end))
        .routes(routes!(push::show, push::set, push::end))
        .routes(routes!(recovery::renew))
        .routes(routes!(recovery::sign_in))
        .routes(routes!(reset::begin_reset))
        .routes(routes!(reset::finish_reset))
        .routes(routes!(sessions::sign_in, sessions::sign_out))
        .routes(routes!(sessions::confirm))
        .routes(routes!(sessions::end))
        .routes(routes!(sessions::end_others))
        .routes(routes!(passkeys::begin))
        .routes(routes!(passkeys::finish))
        .routes(routes!(passkeys::remove))
        .routes(routes!(passkey_account::begin_account))
        .routes(routes!(passkey_account::finish_account))
        .routes(routes!(passkey_session::begin_session_use))
        .routes(routes!(passkey_session::finish_session_use))
        .routes(routes!(passkey_session::begin_confirm))
        .routes(routes!(passkey_session::finish_confirm))
        .layer(map_response(middleware::not_stored))
}
