//! What is refused, and what programs are told: unknown interfaces, wrong methods, more at once than fits into memory.

use std::time::Duration;

use axum::body::{Body, to_bytes};
use axum::http::{Method, Request, StatusCode};
use axum::response::Response;
use serde_json::{Value, json};
use server::router::router;
use tokio::time::timeout;
use tower::ServiceExt;

use crate::fixtures::{Device, TestSite, change, json_of};

#[tokio::test]
async fn health_is_told_with_version_and_build() {
    let site = TestSite::new();
    let answer = site.get("/healthz").await;
    assert_eq!(answer.status, StatusCode::OK);
    assert_eq!(answer.header("content-type"), "application/json");
    let told: serde_json::Value = serde_json::from_slice(&answer.body).unwrap();
    assert_eq!(told["status"], "ok");
    assert_eq!(told["version"], env!("CARGO_PKG_VERSION"));
    assert_eq!(told["build"], site.build().id.as_str());
}

#[tokio::test]
async fn an_unknown_interface_is_told_as_problem_details() {
    let site = TestSite::new();
    for address in ["/api", "/api/", "/api/v1/none"] {
        for method in [Method::GET, Method::POST] {
            let answer = site.call(method, address, Vec::new()).await;
            assert_eq!(answer.status, StatusCode::NOT_FOUND, "{address}");
            assert_eq!(answer.header("content-type"), "application/problem+json");
            let told: serde_json::Value = serde_json::from_slice(&answer.body).unwrap();
            assert_eq!(told["status"], 404);
            assert!(told["title"].is_string());
        }
    }
}

#[tokio::test]
async fn pages_answer_only_to_reading() {
    let site = TestSite::new();
    for method in [Method::POST, Method::PUT, Method::DELETE] {
        let answer = site.call(method, "/search", Vec::new()).await;
        assert_eq!(answer.status, StatusCode::METHOD_NOT_ALLOWED);
    }
    let head = site.call(Method::HEAD, "/", Vec::new()).await;
    assert_eq!(head.status, StatusCode::OK);
    assert!(head.body.is_empty());
}

/// An account whose export is larger than what is handed over at once.
async fn large_account(site: &TestSite) -> Device<'_> {
    let mut ada = Device::sign_up(site, "ada").await;
    for part in 1..=3 {
        let cells: serde_json::Map<String, Value> = (1..=8)
            .map(|number| {
                let key = format!("opportunity:0190f5a0-0000-7000-8000-0000000{part}000{number}");
                let stamp = "019ec5a0000000000000000000000001";
                (key, json!({stamp: {"notes": "x".repeat(100_000)}}))
            })
            .collect();
        let pushed = ada.post("/push", json!({"changes": cells})).await;
        assert_eq!(pushed.status, StatusCode::OK, "{}", pushed.text());
    }
    ada
}

/// The answer to a reading request, with its body unread; `None` if it does not come. The timeout
/// is a hang guard and no speed assertion: an answer comes long before it, and an export or a
/// calendar without a permit still waits for one long after it.
async fn ask(site: &TestSite, path: &str, cookie: &str) -> Option<Response> {
    let router = router(site.build(), &site.settings_of(), site.service().await);
    let request = Request::get(path)
        .header("host", "one.example")
        .header("cookie", cookie);
    let request = request.body(Body::empty()).unwrap();
    let answer = timeout(Duration::from_secs(3), router.oneshot(request)).await;
    answer.ok().map(Result::unwrap)
}

#[tokio::test]
async fn few_whole_accounts_are_in_memory_at_a_time_however_slowly_they_are_read() {
    let site = TestSite::new();
    let mut ada = large_account(&site).await;
    let link = ada.ask(Method::PUT, "/account/calendar", Value::Null).await;
    let calendar = json_of(&link)["path"].as_str().unwrap().to_owned();
    let export = "/api/v1/account/export";
    let first = ask(&site, export, &ada.cookie).await;
    let second = ask(&site, export, &ada.cookie).await;
    assert!(first.is_some() && second.is_some());
    assert!(ask(&site, export, &ada.cookie).await.is_none());
    assert!(ask(&site, &calendar, "").await.is_none());
    let mut bob = Device::sign_up(&site, "bob").await;
    assert!(ask(&site, export, &bob.cookie).await.is_some());
    let link = bob.ask(Method::PUT, "/account/calendar", Value::Null).await;
    let his = json_of(&link)["path"].as_str().unwrap().to_owned();
    assert!(ask(&site, &his, "").await.is_some(), "he waits for nobody");
    drop(first);
    assert!(ask(&site, &calendar, "").await.is_some());
    let whole = ask(&site, export, &ada.cookie).await.unwrap();
    let whole = to_bytes(whole.into_body(), usize::MAX).await.unwrap();
    let whole: Value = serde_json::from_slice(&whole).unwrap();
    assert_eq!(whole["records"].as_object().unwrap().len(), 24);
}

#[tokio::test]
async fn a_page_is_drawn_without_the_account_where_too_many_are_asked_for() {
    let site = TestSite::new();
    let ada = large_account(&site).await;
    let mut unread = Vec::new();
    for _ in 0..2 {
        unread.push(ask(&site, "/search", &ada.cookie).await.unwrap());
    }
    let text = async |answer: Response| {
        let body = to_bytes(answer.into_body(), usize::MAX).await.unwrap();
        String::from_utf8(body.to_vec()).unwrap()
    };
    let without = ask(&site, "/search", &ada.cookie).await.unwrap();
    assert_eq!(without.status(), StatusCode::OK);
    assert!(!text(without).await.contains("first-visit"));
    let bob = Device::sign_up(&site, "bob").await;
    let of_another = ask(&site, "/search", &bob.cookie).await.unwrap();
    assert!(text(of_another).await.contains("first-visit"));
    let with = text(unread.pop().unwrap()).await;
    assert!(with.contains("first-visit") && with.contains("</html>"));
    let again = ask(&site, "/search", &ada.cookie).await.unwrap();
    assert!(text(again).await.contains("first-visit"));
}

#[tokio::test]
async fn a_push_that_comes_slowly_keeps_no_other_one_waiting() {
    let site = TestSite::new();
    let mut ada = Device::sign_up(&site, "ada").await;
    let router = router(site.build(), &site.settings_of(), site.service().await);
    let never = tokio_stream::pending::<Result<Vec<u8>, std::io::Error>>();
    let slow = Request::post("/api/v1/push")
        .header("host", "one.example")
        .header("content-type", "application/json")
        .header("cookie", &ada.cookie)
        .body(Body::from_stream(never))
        .unwrap();
    let sending = tokio::spawn(router.oneshot(slow));
    tokio::time::sleep(Duration::from_millis(200)).await;
    assert!(!sending.is_finished(), "it is still being sent");
    // A hang guard: the turn would come after ten seconds at most, with a problem.
    let pushed = timeout(Duration::from_secs(5), ada.post("/push", change("quick")));
    assert_eq!(pushed.await.unwrap().status, StatusCode::OK);
    sending.abort();
}
