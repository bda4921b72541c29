//! The description of the interface, OpenAPI 3.1, made from the handlers and the types they take and give.

use axum::Json;
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Response};
use utoipa::OpenApi;
use utoipa::openapi::security::{ApiKey, ApiKeyValue, SecurityScheme};

use crate::accounts::{account, mail, passkey, recovery, session};
use crate::api::sync;

/// Everything under `/api/v1`. A handler that is missing here fails a test.
#[derive(OpenApi)]
#[openapi(
    info(
        title = "One Yes",
        description = "The interface of installed clients. Everything is JSON; whatever is wrong is told as problem details (RFC 9457) with a `code`.",
        license(name = "MIT OR Apache-2.0")
    ),
    paths(
        sync::push,
        sync::changes,
        sync::pokes,
        sync::versions,
        account::create,
        account::show,
        account::remove,
        account::export,
        account::set_password,
        mail::set,
        mail::confirm,
        mail::remove,
        mail::begin_reset,
        mail::finish_reset,
        super::server,
        crate::calendar::renew,
        crate::calendar::end,
        crate::push::put,
        crate::push::show,
        crate::push::end,
        recovery::renew,
        recovery::sign_in,
        session::sign_in,
        session::sign_out,
        session::confirm,
        session::end,
        session::end_others,
        passkey::remove,
        passkey::begin,
        passkey::finish,
        passkey::begin_account,
        passkey::finish_account,
        passkey::begin_session,
        passkey::finish_session,
        passkey::begin_confirm,
        passkey::finish_confirm,
    ),
    modifiers(&Cookie)
)]
struct Description;

/// The session's cookie, as the one way to be known.
struct Cookie;

impl utoipa::Modify for Cookie {
    fn modify(&self, description: &mut utoipa::openapi::OpenApi) {
        let cookie = ApiKeyValue::new(session::COOKIE);
        let scheme = SecurityScheme::ApiKey(ApiKey::Cookie(cookie));
        description
            .components
            .get_or_insert_default()
            .add_security_scheme("session", scheme);
    }
}

/// The answer at `/api/v1/openapi.json`.
pub(crate) async fn description() -> Response {
    let no_cache = [(header::CACHE_CONTROL, HeaderValue::from_static("no-cache"))];
    (no_cache, Json(Description::openapi())).into_response()
}
