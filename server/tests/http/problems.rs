//! Problems as programs read them, frozen: status, headers and body.

use axum::http::Method;
use serde_json::{Value, json};

use crate::fixtures::{Answer, Device, PASSWORD, TestSite, credentials, json_of};

/// An answer as text. Waiting times are left out: they depend on the clock.
fn told(answer: &Answer) -> String {
    let mut body = json_of(answer);
    let detail = body["detail"].as_str().unwrap();
    let words = detail.split(' ').map(without_number);
    body["detail"] = json!(words.collect::<Vec<_>>().join(" "));
    let names = ["content-type", "cache-control", "retry-after"];
    let headers = names
        .iter()
        .filter(|name| answer.headers.contains_key(**name))
        .map(|name| format!("{name}: {}\n", without_number(answer.header(name))));
    format!(
        "{}\n{}\n{}",
        answer.status,
        headers.collect::<String>(),
        serde_json::to_string_pretty(&body).unwrap()
    )
}

fn without_number(word: &str) -> &str {
    if word.parse::<u64>().is_ok() {
        "(number)"
    } else {
        word
    }
}

fn must_be_as_before(name: &str, answer: &Answer) {
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path("../snapshots");
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.bind(|| insta::assert_snapshot!(name, told(answer)));
}

#[tokio::test]
async fn problems_are_told_as_before() {
    let site = TestSite::new();
    let mut nobody = Device::new(&site);
    let mut ada = Device::sign_up(&site, "ada").await;

    let unreadable = ada.post("/push", json!("no push")).await;
    must_be_as_before("unreadable-body", &unreadable);
    must_be_as_before("not-signed-in", &nobody.get("/account").await);
    ada.forget_confirmation().await;
    let unconfirmed = ada.ask(Method::DELETE, "/account", Value::Null).await;
    must_be_as_before("not-confirmed", &unconfirmed);
    let large = json!({"text": "x".repeat(70_000)});
    let large = nobody.post("/accounts", large).await;
    must_be_as_before("too-large", &large);
    must_be_as_before("unknown-address", &nobody.get("/weather").await);
    let taken = nobody.post("/accounts", credentials("Ada", PASSWORD)).await;
    must_be_as_before("name-taken", &taken);
}

#[tokio::test]
async fn who_asks_too_often_is_told_as_before() {
    let site = TestSite::new();
    let mut nobody = Device::new(&site);
    let mut answer = nobody.get("/weather").await;
    for _ in 0..12 {
        answer = nobody
            .post("/session/recovery", json!({"name": "ada", "code": "none"}))
            .await;
    }
    must_be_as_before("rate-limited", &answer);
}
