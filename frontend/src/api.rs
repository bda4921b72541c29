//! Asking the server: `fetch` with JSON, and what came of it as the app and the sync client understand it.

use app::sync::{Method, ServerAnswer};
use domain::sync::client::{Ask, Response};
use domain::sync::protocol::{Problem, RejectCode};
use leptos::prelude::window;
use serde::de::DeserializeOwned;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Headers, RequestCache, RequestInit, Response};

/// Where installed clients find the server.
const BASE: &str = "/api/v1";

/// The code of the problem where the session is another account's than the device's.
const OTHER_ACCOUNT: &str = "another-account";

/// What the server said.
struct Told {
    status: u16,
    retry_after_s: Option<u64>,
    body: String,
}

/// Asks on behalf of a page.
pub(crate) async fn ask(method: Method, path: &str, body: Option<String>) -> ServerAnswer {
    match tell(method.as_str(), path, body.as_deref()).await {
        None => ServerAnswer::Unreachable,
        Some(told) if told.status < 300 => ServerAnswer::Done(told.body),
        Some(told) => {
            let mut problem = serde_json::from_str::<Problem>(&told.body).unwrap_or_default();
            if problem.detail.is_empty() {
                problem.status = told.status;
                problem.detail =
                    "The server could not do that. Nothing is lost; try again in a while.".into();
            }
            ServerAnswer::Problem(problem)
        }
    }
}

/// Asks on behalf of the sync client.
pub(crate) async fn sync(ask: &Ask) -> Response {
    let told = match ask {
        Ask::Push(push) => {
            let body = serde_json::to_string(push).unwrap_or_default();
            tell("POST", "/push", Some(&body)).await
        }
        Ask::Pull(pull) => {
            let mut path = format!("/changes?after={}", pull.after);
            if let Some(epoch) = &pull.epoch {
                // An epoch is letters and digits; whatever else a server made of it must not change the address.
                path.push_str("&epoch=");
                path.extend(epoch.chars().filter(char::is_ascii_alphanumeric));
            }
            if let Some(account) = &pull.account {
                path.push_str("&account=");
                path.extend(account.chars().filter(|letter| is_plain(*letter)));
            }
            tell("GET", &path, None).await
        }
    };
    let Some(told) = told else {
        return Response::Failed;
    };
    match told.status {
        200 => match ask {
            Ask::Push(_) => read(&told.body, Response::Pushed),
            Ask::Pull(_) => read(&told.body, Response::Pulled),
        },
        401 => Response::SignedOut,
        // Somebody else has signed in on this device: their session is none for the account this search belongs to.
        409 if is_other_account(&told.body) => Response::SignedOut,
        // For what it carries: the same would be answered the same for ever.
        400 | 422 if is_final(ask, &told) => Response::Rejected(RejectCode::BadRecord),
        413 if is_final(ask, &told) => Response::Rejected(RejectCode::TooLarge),
        _ => told.retry_after_s.map_or(Response::Failed, |seconds| {
            Response::RetryLater(seconds.saturating_mul(1_000))
        }),
    }
}

/// Whether a push was refused without a word of when it would be taken.
const fn is_final(ask: &Ask, told: &Told) -> bool {
    matches!(ask, Ask::Push(_)) && told.retry_after_s.is_none()
}

fn is_other_account(body: &str) -> bool {
    serde_json::from_str::<Problem>(body).is_ok_and(|problem| problem.code == OTHER_ACCOUNT)
}

/// Whether a letter of an id means only itself in an address.
const fn is_plain(letter: char) -> bool {
    letter.is_ascii_alphanumeric() || matches!(letter, '-' | '_')
}

fn read<T: DeserializeOwned>(body: &str, answer: impl FnOnce(T) -> Response) -> Response {
    serde_json::from_str(body).map_or(Response::Failed, answer)
}

async fn tell(method: &str, path: &str, body: Option<&str>) -> Option<Told> {
    try_to_tell(method, path, body).await.ok()
}

async fn try_to_tell(method: &str, path: &str, body: Option<&str>) -> Result<Told, JsValue> {
    let request = RequestInit::new();
    request.set_method(method);
    request.set_cache(RequestCache::NoStore);
    if let Some(body) = body {
        let headers = Headers::new()?;
        headers.set("content-type", "application/json")?;
        request.set_headers(&headers);
        request.set_body(&JsValue::from_str(body));
    }
    let answer = window().fetch_with_str_and_init(&format!("{BASE}{path}"), &request);
    let response: Response = JsFuture::from(answer).await?.dyn_into()?;
    let retry_after = response.headers().get("retry-after")?;
    let text = JsFuture::from(response.text()?).await?;
    Ok(Told {
        status: response.status(),
        retry_after_s: retry_after.and_then(|seconds| seconds.parse().ok()),
        body: text.as_string().unwrap_or_default(),
    })
}
