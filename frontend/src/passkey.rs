//! Passkeys: the browser's own dialog, given and giving the JSON forms of Web Authentication level 3.

use app::sync::{PasskeyAnswer, PasskeyUse};
use js_sys::{Function, JSON, Object, Promise, Reflect};
use leptos::prelude::window;
use serde_json::Value;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

/// Makes or uses a passkey with the options of the server.
pub(crate) async fn ceremony(what: PasskeyUse, options: &Value) -> PasskeyAnswer {
    let Some((parse, act)) = functions(what) else {
        return PasskeyAnswer::Unavailable;
    };
    match run(&parse, &act, options).await {
        Ok(credential) => PasskeyAnswer::Credential(credential),
        // The standard keeps the reasons apart from pages on purpose; closing the dialog is by far the commonest.
        Err(error) if name_of(&error) == "SecurityError" => PasskeyAnswer::Unavailable,
        Err(_) => PasskeyAnswer::Cancelled,
    }
}

/// The function that reads options from JSON, and the one that opens the dialog; none where the browser has no passkeys.
fn functions(what: PasskeyUse) -> Option<(Bound, Bound)> {
    let (parse, act) = match what {
        PasskeyUse::Make => ("parseCreationOptionsFromJSON", "create"),
        PasskeyUse::Use => ("parseRequestOptionsFromJSON", "get"),
    };
    let class = get(&window(), "PublicKeyCredential").ok()?;
    let credentials = get(&window().navigator(), "credentials").ok()?;
    Some((Bound::new(class, parse)?, Bound::new(credentials, act)?))
}

async fn run(parse: &Bound, act: &Bound, options: &Value) -> Result<Value, JsValue> {
    // The server may wrap the options as the browser takes them, or give them bare.
    let bare = options.get("publicKey").unwrap_or(options);
    let options = JSON::parse(&bare.to_string())?;
    let wrapped = Object::new();
    Reflect::set(
        &wrapped,
        &JsValue::from_str("publicKey"),
        &parse.call(&options)?,
    )?;
    let promise: Promise = act.call(&wrapped)?.dyn_into()?;
    let credential = JsFuture::from(promise).await?;
    let text = JSON::stringify(&credential)?;
    let text = text.as_string().unwrap_or_default();
    serde_json::from_str(&text).map_err(|_| JsValue::UNDEFINED)
}

/// A function with the object it belongs to.
struct Bound {
    owner: JsValue,
    function: Function,
}

impl Bound {
    fn new(owner: JsValue, name: &str) -> Option<Self> {
        let function = get(&owner, name).ok()?.dyn_into().ok()?;
        Some(Self { owner, function })
    }

    fn call(&self, argument: &JsValue) -> Result<JsValue, JsValue> {
        self.function.call1(&self.owner, argument)
    }
}

fn get(owner: &JsValue, name: &str) -> Result<JsValue, JsValue> {
    Reflect::get(owner, &JsValue::from_str(name))
}

fn name_of(error: &JsValue) -> String {
    get(error, "name")
        .ok()
        .and_then(|name| name.as_string())
        .unwrap_or_default()
}
