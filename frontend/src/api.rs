//! Asking the server: `fetch` with JSON, and what came of it as the app and the sync client
//! understand it.

use app::sync::{Method, ServerAnswer};
use domain::sync::client::{Ask, Response};
use domain::sync::protocol::problem_codes::{ANOTHER_ACCOUNT, SIGNED_OUT};
use domain::sync::protocol::{Problem, Pull, RejectCode, paths};
use leptos::prelude::window;
use serde::de::DeserializeOwned;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Headers, RequestCache, RequestInit};

/// A response of the server, before it is understood.
struct Reply {
    status: u16,
    retry_after_s: Option<u64>,
    body: String,
}

/// Asks on behalf of a page.
pub(crate) async fn ask(method: Method, path: &str, body: Option<String>) -> ServerAnswer {
    match send(method.as_str(), path, body.as_deref()).await {
        None => ServerAnswer::Unreachable,
        Some(reply) if reply.status < 300 => ServerAnswer::Done(reply.body),
        Some(reply) => {
            let mut problem = serde_json::from_str::<Problem>(&reply.body).unwrap_or_default();
            if problem.detail.is_empty() {
                problem.status = reply.status;
                problem.detail =
                    "The server could not do that. Nothing is lost; try again in a while.".into();
            }
            ServerAnswer::Problem(problem)
        }
    }
}

/// Asks on behalf of the sync client.
pub(crate) async fn sync(ask: &Ask) -> Response {
    let reply = match ask {
        Ask::Push(push) => {
            let body = serde_json::to_string(push).unwrap_or_default();
            send("POST", paths::PUSH, Some(&body)).await
        }
        Ask::Pull(pull) => send("GET", &address_of(pull), None).await,
    };
    let Some(reply) = reply else {
        return Response::Failed;
    };
    match reply.status {
        200 => match ask {
            Ask::Push(_) => read(&reply.body, Response::Pushed),
            Ask::Pull(_) => read(&reply.body, Response::Pulled),
        },
        // A proxy, or the page one signs in to a hotel's network with, denies by its own rules.
        401 if has_code(&reply.body, SIGNED_OUT) => Response::SignedOut,
        // Somebody else has signed in on this device: their session is none for the account this
        // search belongs to.
        409 if has_code(&reply.body, ANOTHER_ACCOUNT) => Response::SignedOut,
        // Rejected for its content: the same request would get the same response forever.
        400 | 422 if is_final(ask, &reply) => Response::Rejected(RejectCode::BadRecord),
        413 if is_final(ask, &reply) => Response::Rejected(RejectCode::TooLarge),
        _ => reply.retry_after_s.map_or(Response::Failed, |seconds| {
            Response::RetryLater(seconds.saturating_mul(1_000))
        }),
    }
}

/// The address of a pull. An epoch and an id are letters and digits; whatever else a server made of
/// them must not change the address.
fn address_of(pull: &Pull) -> String {
    let mut address = format!("{}?after={}", paths::CHANGES, pull.after);
    if let Some(epoch) = &pull.epoch {
        address.push_str("&epoch=");
        address.extend(epoch.chars().filter(char::is_ascii_alphanumeric));
    }
    if let Some(account) = &pull.account {
        address.push_str("&account=");
        address.extend(account.chars().filter(|letter| is_plain(*letter)));
    }
    address
}

/// Whether a push was rejected without a time to try again.
const fn is_final(ask: &Ask, reply: &Reply) -> bool {
    matches!(ask, Ask::Push(_)) && reply.retry_after_s.is_none()
}

/// Whether a body is a problem of this product's server, with this code.
fn has_code(body: &str, code: &str) -> bool {
    serde_json::from_str::<Problem>(body).is_ok_and(|problem| problem.code == code)
}

/// Whether a letter of an id means only itself in an address.
const fn is_plain(letter: char) -> bool {
    letter.is_ascii_alphanumeric() || matches!(letter, '-' | '_')
}

fn read<T: DeserializeOwned>(body: &str, answer: impl FnOnce(T) -> Response) -> Response {
    serde_json::from_str(body).map_or(Response::Failed, answer)
}

async fn send(method: &str, path: &str, body: Option<&str>) -> Option<Reply> {
    try_to_send(method, path, body).await.ok()
}

async fn try_to_send(method: &str, path: &str, body: Option<&str>) -> Result<Reply, JsValue> {
    let request = RequestInit::new();
    request.set_method(method);
    request.set_cache(RequestCache::NoStore);
    if let Some(body) = body {
        let headers = Headers::new()?;
        headers.set("content-type", "application/json")?;
        request.set_headers(&headers);
        request.set_body(&JsValue::from_str(body));
    }
    let answer = window().fetch_with_str_and_init(&format!("{}{path}", paths::API), &request);
    let response: web_sys::Response = JsFuture::from(answer).await?.dyn_into()?;
    let retry_after = response.headers().get("retry-after")?;
    let text = JsFuture::from(response.text()?).await?;
    Ok(Reply {
        status: response.status(),
        retry_after_s: retry_after.and_then(|seconds| seconds.parse().ok()),
        body: text.as_string().unwrap_or_default(),
    })
}
