//! The server as a page reaches it, and the account this device belongs to.

use domain::state::record::RecordKey;
use serde_json::Value;

use crate::sync::{AccountChange, Method, PasskeyAnswer, PasskeyUse, ServerAnswer};

/// Requests on behalf of a page, and messages to the driver of syncing.
pub trait Server {
    /// Asks the server; `path` comes after `/api/v1`, `body` is JSON.
    fn ask_server(
        &self,
        _method: Method,
        _path: &str,
        _body: Option<String>,
        then: Box<dyn FnOnce(ServerAnswer)>,
    ) {
        then(ServerAnswer::Unreachable);
    }

    /// Has the browser make or use a passkey, with the options of the server.
    fn passkey(&self, _what: PasskeyUse, _options: &Value, then: Box<dyn FnOnce(PasskeyAnswer)>) {
        then(PasskeyAnswer::Unavailable);
    }

    /// Takes note that this device now belongs to another account, or to none.
    fn account_changed(&self, _change: AccountChange) {}

    /// Sends waiting changes now, instead of when they are due.
    fn sync_now(&self) {}

    /// Takes an entry off the list of what the server rejected; the text stays on this device.
    fn dismiss_rejected(&self, _record: &RecordKey, _field: &str) {}
}
