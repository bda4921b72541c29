//! Showing once more who is there: what a session may do before and after, and what ends with it.

use axum::body::Body;
use axum::http::{Method, Request, StatusCode};
use serde_json::{Value, json};
use server::router::router;
use server::service::Service;
use tower::ServiceExt;

use crate::fixtures::{Device, PASSWORD, TestSite, code_of, json_of};

on_both_databases!(
    a_confirmed_session_has_a_new_token_and_the_old_one_does_nothing_dangerous,
    a_recovery_code_shows_who_is_there_where_the_passkey_is_lost,
    a_calendar_link_wants_confirmation_and_ends_with_the_password,
);

async fn a_confirmed_session_has_a_new_token_and_the_old_one_does_nothing_dangerous(
    site: &TestSite,
) {
    let mut ada = Device::sign_up(site, "ada").await;
    ada.forget_confirmation().await;
    let old = ada.cookie.clone();
    let password = json!({"password": PASSWORD});
    let confirmed = ada.post("/session/confirm", password).await;
    assert_eq!(confirmed.status, StatusCode::NO_CONTENT);
    assert_ne!(ada.cookie, old, "the token is another one");

    let mut thief = Device::new(site);
    thief.cookie.clone_from(&old);
    let under_way = thief.get("/changes").await;
    assert_eq!(under_way.status, StatusCode::OK, "sent before the answer");
    let dangerous = thief.ask(Method::DELETE, "/account", Value::Null).await;
    assert_eq!(code_of(&dangerous), "confirm-first");
    let elsewhere = Service::start(&site.settings_of()).await.unwrap();
    let request = Request::get("/api/v1/account")
        .header("host", "one.example")
        .header("cookie", &old);
    let answer = router(site.build(), &site.settings_of(), &elsewhere)
        .oneshot(request.body(Body::empty()).unwrap())
        .await
        .unwrap();
    assert_eq!(
        answer.status(),
        StatusCode::UNAUTHORIZED,
        "the database knows the new one alone"
    );

    let shown = json_of(&ada.get("/account").await);
    assert_eq!(shown["sessions"].as_array().unwrap().len(), 1);
    assert_eq!(shown["is_confirmed"], true);
    ada.ask(Method::DELETE, "/session", Value::Null).await;
    assert_eq!(code_of(&thief.get("/changes").await), "signed-out");
}

async fn a_recovery_code_shows_who_is_there_where_the_passkey_is_lost(site: &TestSite) {
    let mut ada = Device::sign_up(site, "Ada").await;
    let codes = json_of(&ada.post("/account/recovery-codes", Value::Null).await);
    let code = codes["codes"][0].as_str().unwrap().to_owned();
    assert_eq!(code.split('-').count(), 6);
    let store = site.service().await.store();
    store
        .execute_for_tests("UPDATE accounts SET password_hash = NULL")
        .await;
    ada.forget_confirmation().await;
    for wrong in [
        json!({"name": "ada", "code": "0000-0000-0000-0000"}),
        json!({"name": "bob", "code": code}),
        json!({"password": code}),
    ] {
        let answer = ada.post("/session/confirm", wrong).await;
        assert_eq!(code_of(&answer), "wrong-credentials");
    }
    let right = json!({"name": "ada", "code": code.to_uppercase()});
    let before = ada.cookie.clone();
    let answer = ada.post("/session/confirm", right.clone()).await;
    assert_eq!(answer.status, StatusCode::NO_CONTENT, "{}", answer.text());
    assert_ne!(ada.cookie, before);
    assert_eq!(json_of(&ada.get("/account").await)["recovery_codes"], 9);
    let again = ada.post("/session/confirm", right).await;
    assert_eq!(code_of(&again), "wrong-credentials", "it works once");
    let dangerous = ada.post("/account/recovery-codes", Value::Null).await;
    assert_eq!(dangerous.status, StatusCode::OK);
}

#[tokio::test]
async fn a_code_of_an_earlier_version_goes_on_working() {
    let site = TestSite::new();
    let mut ada = Device::sign_up(&site, "ada").await;
    let store = site.service().await.store();
    // The hash of 0123456789abcdef.
    store
        .execute_for_tests("INSERT INTO recovery_codes SELECT id, 'n59REfeyengfHx3d5evC3St5a_xzZcnCi1SOVkF2kp8', 1 FROM accounts")
        .await;
    let recovery = json!({"name": "ada", "code": "0123-4567-89AB-CDEF"});
    let answer = ada.post("/session/recovery", recovery).await;
    assert_eq!(answer.status, StatusCode::OK, "{}", answer.text());
}

async fn a_calendar_link_wants_confirmation_and_ends_with_the_password(site: &TestSite) {
    let mut ada = Device::sign_up(site, "ada").await;
    ada.forget_confirmation().await;
    let make =
        async |ada: &mut Device<'_>| ada.ask(Method::PUT, "/account/calendar", Value::Null).await;
    assert_eq!(code_of(&make(&mut ada).await), "confirm-first");
    let password = json!({"password": PASSWORD});
    ada.post("/session/confirm", password).await;
    let path = json_of(&make(&mut ada).await)["path"].clone();
    let path = path.as_str().unwrap();
    assert_eq!(site.get(path).await.status, StatusCode::OK);
    let password = json!({"password": "seven slow herons"});
    ada.ask(Method::PUT, "/account/password", password).await;
    assert_eq!(code_of(&site.get(path).await), "no-calendar");
}
