//! The description of the interface, OpenAPI 3.1, made from the handlers and the types they take and give.

use axum::Json;
use axum::extract::State;
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Response};
use utoipa::OpenApi;
use utoipa::openapi::security::{ApiKey, ApiKeyValue, SecurityRequirement, SecurityScheme};

use crate::accounts::{account, mail, passkey, recovery, session};
use crate::api::sync;
use crate::state::AppState;

/// What is open to whoever asks: the ways in, what a mailed link confirms, and what the server offers. Everything else wants the cookie;
/// a test tries both.
const OPEN: [(&str, &str); 11] = [
    ("post", "/api/v1/accounts"),
    ("post", "/api/v1/session"),
    ("post", "/api/v1/session/recovery"),
    ("post", "/api/v1/session/reset"),
    ("post", "/api/v1/session/reset/finish"),
    ("post", "/api/v1/account/mail/confirm"),
    ("post", "/api/v1/passkeys/account/begin"),
    ("post", "/api/v1/passkeys/account/finish"),
    ("post", "/api/v1/passkeys/session/begin"),
    ("post", "/api/v1/passkeys/session/finish"),
    ("get", "/api/v1/server"),
];

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
        mail::pending,
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
    modifiers(&Known)
)]
struct Description;

/// Says of each operation whether it wants to know who asks.
struct Known;

impl utoipa::Modify for Known {
    fn modify(&self, description: &mut utoipa::openapi::OpenApi) {
        for (path, item) in &mut description.paths.paths {
            for (method, operation) in [
                ("get", &mut item.get),
                ("put", &mut item.put),
                ("post", &mut item.post),
                ("delete", &mut item.delete),
            ] {
                if let Some(operation) = operation {
                    // Several handlers have the same name, and ids have to differ.
                    operation.operation_id = None;
                    operation.security = Some(wanted(method, path));
                }
            }
        }
    }
}

fn wanted(method: &str, path: &str) -> Vec<SecurityRequirement> {
    if OPEN.contains(&(method, path)) {
        Vec::new()
    } else {
        vec![SecurityRequirement::new("session", [""; 0])]
    }
}

/// The answer at `/api/v1/openapi.json`.
pub(crate) async fn description(State(state): State<AppState>) -> Response {
    let mut description = Description::openapi();
    let cookie = ApiKeyValue::new(state.accounts.cookie.name());
    let scheme = SecurityScheme::ApiKey(ApiKey::Cookie(cookie));
    let components = description.components.get_or_insert_default();
    components.add_security_scheme("session", scheme);
    let no_cache = [(header::CACHE_CONTROL, HeaderValue::from_static("no-cache"))];
    (no_cache, Json(description)).into_response()
}
