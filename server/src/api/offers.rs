//! The handler that lists what this server offers.

use axum::Json;
use axum::extract::State;
use domain::sync::protocol::account::Offers;
use domain::sync::protocol::paths;

use super::problems::Problems;
use crate::state::AppState;

/// Tells what this server offers besides what every one does.
#[utoipa::path(get, path = paths::SERVER, tag = "server", security(),
    responses((status = 200, description = "What it offers", body = Offers), Problems))]
pub(super) async fn server(State(state): State<AppState>) -> Json<Offers> {
    Json(Offers {
        mail: state.mailer.is_some(),
        push_key: state.push.public_key(),
    })
}
