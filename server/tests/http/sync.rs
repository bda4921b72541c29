//! Devices that sync, as the network sees them: which database and which account answers, who may listen, what is refused alone.

use std::time::Duration;

use axum::body::Body;
use axum::http::{Method, Request, StatusCode};
use domain::state::stamp::Stamp;
use domain::sync::protocol::FURTHEST_AHEAD_MS;
use serde_json::{Value, json};
use server::router::router;
use server::service::Service;
use server::store::now_ms;
use tower::ServiceExt;

use crate::fixtures::{Device, TestSite, change, code_of, json_of, listen, next_poke};

on_both_databases!(
    a_database_restored_under_a_running_server_tells_of_itself,
    a_device_of_another_account_is_turned_away,
    few_streams_are_open_at_a_time,
    a_stamp_from_the_future_is_refused_alone,
);

const KEY: &str = "opportunity:0190f5a0-0000-7000-8000-000000000001";

async fn a_database_restored_under_a_running_server_tells_of_itself(site: &TestSite) {
    let mut ada = Device::sign_up(site, "ada").await;
    let link = ada.ask(Method::PUT, "/account/calendar", Value::Null).await;
    let calendar = json_of(&link)["path"].as_str().unwrap().to_owned();
    let before = json_of(&ada.post("/push", change("Acme")).await);
    let tag = site.get(&calendar).await.header("etag").to_owned();
    let store = site.service().await.store();
    store
        .execute_for_tests("UPDATE facts SET value = 'restored' WHERE name = 'epoch'")
        .await;
    for (epoch, more) in [(&before["epoch"], true), (&json!("restored"), false)] {
        let push = json!({"epoch": epoch, "cursor": 1, "changes": {}});
        let pushed = json_of(&ada.post("/push", push).await);
        assert_eq!(pushed["epoch"], "restored");
        assert_eq!(pushed["more"], more, "{epoch}");
    }
    assert_ne!(site.get(&calendar).await.header("etag"), tag);
}

async fn a_device_of_another_account_is_turned_away(site: &TestSite) {
    let mut ada = Device::sign_up(site, "ada").await;
    let hers = json_of(&ada.get("/account").await)["id"]
        .as_str()
        .unwrap()
        .to_owned();
    let push = |account: &str| {
        let mut push = change("Acme");
        push["account"] = json!(account);
        push
    };
    let mut bob = Device::sign_up(site, "bob").await;
    for account in [hers.as_str(), "", "nobody"] {
        for answer in [
            bob.post("/push", push(account)).await,
            bob.get(&format!("/changes?account={account}")).await,
        ] {
            assert_eq!(answer.status, StatusCode::CONFLICT);
            assert_eq!(code_of(&answer), "another-account");
        }
    }
    assert_eq!(json_of(&bob.get("/changes").await)["changes"], json!({}));
    let pushed = ada.post("/push", push(&hers)).await;
    assert_eq!(pushed.status, StatusCode::OK, "{}", pushed.text());
    let pulled = json_of(&ada.get(&format!("/changes?account={hers}")).await);
    assert!(pulled["changes"][KEY].is_object());
}

async fn few_streams_are_open_at_a_time(site: &TestSite) {
    let ada = Device::sign_up(site, "ada").await;
    let bob = Device::sign_up(site, "bob").await;
    let mut open = Vec::new();
    for _ in 0..20 {
        open.push(listen(site, &ada.cookie).await);
    }
    assert!(open.iter().all(|one| one.status() == StatusCode::OK));
    let refused = listen(site, &ada.cookie).await;
    assert_eq!(refused.status(), StatusCode::TOO_MANY_REQUESTS);
    assert_eq!(
        refused.headers()["content-type"],
        "application/problem+json"
    );
    assert!(refused.headers().contains_key("retry-after"));
    assert_eq!(listen(site, &bob.cookie).await.status(), StatusCode::OK);
    open.pop();
    assert_eq!(listen(site, &ada.cookie).await.status(), StatusCode::OK);
}

async fn a_stamp_from_the_future_is_refused_alone(site: &TestSite) {
    let mut ada = Device::sign_up(site, "ada").await;
    let stamp = |ms| {
        let (counter, node) = (0, 1);
        Stamp { ms, counter, node }.to_string()
    };
    let good = stamp(now_ms());
    let ahead = stamp(now_ms() + FURTHEST_AHEAD_MS + 60_000);
    let both = json!({&good: {"company": "Acme"}, &ahead: {"role": "Cook"}});
    let answer = ada.post("/push", json!({"changes": {KEY: both}})).await;
    assert_eq!(answer.status, StatusCode::OK, "{}", answer.text());
    let refused = json!({"record": KEY, "field": "role", "stamp": ahead, "code": "stamp-ahead"});
    assert_eq!(json_of(&answer)["rejected"], json!([refused]));
    let page = json_of(&ada.get("/changes").await);
    assert_eq!(page["changes"], json!({KEY: {&good: {"company": "Acme"}}}));
}

#[tokio::test]
async fn what_one_server_takes_is_told_at_another() {
    let database = crate::postgres::Database::new();
    let site = TestSite::with_options(&["--database", database.url.as_str()]);
    let mut ada = Device::sign_up(&site, "ada").await;
    let elsewhere = Service::start(&site.settings_of()).await.unwrap();
    let router = router(site.build(), &site.settings_of(), &elsewhere);
    let request = Request::get("/api/v1/pokes")
        .header("host", "one.example")
        .header("cookie", &ada.cookie);
    let request = request.body(Body::empty()).unwrap();
    let answer = router.oneshot(request).await.unwrap();
    let mut stream = answer.into_body().into_data_stream();
    assert_eq!(next_poke(&mut stream).await, 0);
    // The line between them may not be there yet.
    tokio::time::sleep(Duration::from_millis(500)).await;
    ada.post("/push", change("Acme")).await;
    assert_eq!(next_poke(&mut stream).await, 1);
}

#[tokio::test]
async fn nobodys_search_is_put_into_public_pages() {
    let site = TestSite::new();
    let mut ada = Device::sign_up(&site, "ada").await;
    ada.post("/push", change("Acme")).await;
    for (path, is_public) in [
        ("/method", true),
        ("/method/pause", true),
        ("/search", false),
        ("/methodical", false),
    ] {
        let request = Request::get(path).header("cookie", &ada.cookie);
        let page = site.send(request.body(Body::empty()).unwrap()).await;
        assert_eq!(page.text().contains("first-visit"), !is_public, "{path}");
        assert_eq!(page.text().contains("Acme"), !is_public, "{path}");
    }
}
