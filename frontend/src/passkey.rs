//! Passkeys: the browser's own dialog, given and giving the JSON forms of Web Authentication level
//! 3. `web_sys` has these forms only behind `web_sys_unstable_apis`.

use app::sync::{PasskeyAnswer, PasskeyUse};
use js_sys::{JSON, Object};
use leptos::prelude::window;
use serde_json::Value;
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    CredentialCreationOptions, CredentialRequestOptions, CredentialsContainer,
    PublicKeyCredentialCreationOptions, PublicKeyCredentialRequestOptions,
};

use crate::support::{has, is_named};

#[wasm_bindgen]
extern "C" {
    /// The class; missing in browsers without passkeys.
    #[wasm_bindgen(thread_local_v2, js_name = PublicKeyCredential)]
    static CLASS: Option<Object>;

    type PublicKeyCredential;

    #[wasm_bindgen(static_method_of = PublicKeyCredential, catch, js_name = parseCreationOptionsFromJSON)]
    fn parse_creation_options(
        json: &JsValue,
    ) -> Result<PublicKeyCredentialCreationOptions, JsValue>;

    #[wasm_bindgen(static_method_of = PublicKeyCredential, catch, js_name = parseRequestOptionsFromJSON)]
    fn parse_request_options(json: &JsValue) -> Result<PublicKeyCredentialRequestOptions, JsValue>;
}

/// Makes or uses a passkey with the options of the server.
pub(crate) async fn ceremony(what: PasskeyUse, options: &Value) -> PasskeyAnswer {
    let Some(credentials) = credentials(what) else {
        return PasskeyAnswer::Unavailable;
    };
    match run(&credentials, what, options).await {
        Ok(credential) => PasskeyAnswer::Credential(credential),
        // The standard keeps the reasons apart from pages on purpose; closing the dialog is by far
        // the commonest.
        Err(error) if is_named(&error, "SecurityError") => PasskeyAnswer::Unavailable,
        Err(_) => PasskeyAnswer::Cancelled,
    }
}

/// The browser's credentials, if it has passkeys and reads their options from JSON.
fn credentials(what: PasskeyUse) -> Option<CredentialsContainer> {
    let (parse, act) = match what {
        PasskeyUse::Make => ("parseCreationOptionsFromJSON", "create"),
        PasskeyUse::Use => ("parseRequestOptionsFromJSON", "get"),
    };
    let has_parse = CLASS.with(|class| class.as_ref().is_some_and(|class| has(class, parse)));
    let credentials = window().navigator().credentials();
    (has_parse && has(&credentials, act)).then_some(credentials)
}

async fn run(
    credentials: &CredentialsContainer,
    what: PasskeyUse,
    options: &Value,
) -> Result<Value, JsValue> {
    // The server may wrap the options as the browser takes them, or give them bare.
    let bare = options.get("publicKey").unwrap_or(options);
    let json = JSON::parse(&bare.to_string())?;
    let promise = match what {
        PasskeyUse::Make => {
            let options = CredentialCreationOptions::new();
            options.set_public_key(&PublicKeyCredential::parse_creation_options(&json)?);
            credentials.create_with_options(&options)?
        }
        PasskeyUse::Use => {
            let options = CredentialRequestOptions::new();
            options.set_public_key(&PublicKeyCredential::parse_request_options(&json)?);
            credentials.get_with_options(&options)?
        }
    };
    let credential = JsFuture::from(promise).await?;
    let text = JSON::stringify(&credential)?;
    let text = text.as_string().unwrap_or_default();
    serde_json::from_str(&text).map_err(|_| JsValue::UNDEFINED)
}
