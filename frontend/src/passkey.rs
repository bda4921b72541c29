//! Passkeys: the browser's own dialog, given and giving the JSON forms of Web Authentication level
//! 3. `web_sys` has these forms only behind `web_sys_unstable_apis`.

use app::sync::{PasskeyAnswer, PasskeyUse};
use js_sys::{JSON, Object};
use leptos::prelude::{document, window};
use serde_json::Value;
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    CredentialCreationOptions, CredentialRequestOptions, CredentialsContainer,
    PublicKeyCredentialCreationOptions, PublicKeyCredentialRequestOptions, Url,
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
    let cannot =
        || site_elsewhere(options).map_or(PasskeyAnswer::Unavailable, PasskeyAnswer::WrongAddress);
    let Some(credentials) = credentials(what) else {
        // Without https a browser has none, which is a wrong address as well.
        return cannot();
    };
    match run(&credentials, what, options).await {
        Ok(credential) => PasskeyAnswer::Credential(credential),
        // The standard keeps the reasons apart from pages on purpose; closing the dialog is by far
        // the commonest.
        Err(error) if is_named(&error, "SecurityError") => cannot(),
        Err(_) => PasskeyAnswer::Cancelled,
    }
}

/// The address of the site that the options are for, where this page is not at it: its host is neither the site's
/// name nor ends in it (Web Authentication level 3, section 5.1.3).
fn site_elsewhere(options: &Value) -> Option<String> {
    let bare = options.get("publicKey").unwrap_or(options);
    let named = bare.get("rpId").or_else(|| bare.get("rp")?.get("id"));
    let site = named?.as_str()?;
    let location = window().location();
    let host = location.hostname().ok()?;
    let is_within = host == site
        || host
            .strip_suffix(site)
            .is_some_and(|rest| rest.ends_with('.'));
    let is_safe = location
        .protocol()
        .is_ok_and(|protocol| protocol == "https:")
        || host == "localhost";
    (!is_within || !is_safe).then(|| address_of(site))
}

/// The address of a site by its name: the one the page calls its own, which knows scheme and port,
/// or what most sites have.
fn address_of(site: &str) -> String {
    let link = document().query_selector("link[rel=canonical]").ok();
    let own = link.flatten().and_then(|link| link.get_attribute("href"));
    let own = own.and_then(|address| Url::new(&address).ok());
    let own = own.filter(|address| address.hostname() == site);
    own.map_or_else(|| format!("https://{site}"), |address| address.origin())
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
