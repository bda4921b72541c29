//! The description of the interface, OpenAPI 3.1, made from the routes and the types they take and
//! give.

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use axum::http::{HeaderName, header};
use domain::sync::protocol::paths;
use utoipa::OpenApi as _;
use utoipa::openapi::OpenApi;
use utoipa::openapi::path::{Operation, PathItem};
use utoipa::openapi::security::{ApiKey, ApiKeyValue, SecurityRequirement, SecurityScheme};

/// How the description names the cookie of a session.
const SESSION: &str = "session";

/// The head of the description.
#[derive(utoipa::OpenApi)]
#[openapi(info(
    title = "One Yes",
    description = "The interface of installed clients. Everything is JSON; errors are problem details (RFC 9457) with a `code`.",
    license(name = "MIT OR Apache-2.0")
))]
struct Head;

/// The description; cheap to clone.
#[derive(Clone)]
pub(super) struct Description(Arc<OpenApi>);

impl Description {
    /// Describes these routes. Every operation wants the cookie, except those whose attribute has
    /// an empty `security()`; a test tries both.
    pub(super) fn of_routes(mut routes: OpenApi, cookie: &str) -> Self {
        let items = routes.paths.paths.values_mut();
        for operation in items.flat_map(operations) {
            // Several handlers have the same name, and ids have to differ.
            operation.operation_id = None;
            operation
                .security
                .get_or_insert_with(|| vec![SecurityRequirement::new(SESSION, [""; 0])]);
        }
        let mut description = Head::openapi().nest(paths::API, routes);
        let scheme = SecurityScheme::ApiKey(ApiKey::Cookie(ApiKeyValue::new(cookie)));
        let components = description.components.get_or_insert_default();
        components.add_security_scheme(SESSION, scheme);
        Self(Arc::new(description))
    }
}

fn operations(item: &mut PathItem) -> impl Iterator<Item = &mut Operation> {
    [
        &mut item.get,
        &mut item.put,
        &mut item.post,
        &mut item.delete,
    ]
    .into_iter()
    .flatten()
}

/// Gives the description of the interface.
pub(super) async fn description(
    State(Description(description)): State<Description>,
) -> ([(HeaderName, &'static str); 1], Json<Arc<OpenApi>>) {
    ([(header::CACHE_CONTROL, "no-cache")], Json(description))
}
