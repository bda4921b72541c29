//! Whatever is wrong with a request is told as a problem with the security headers, by every layer that may refuse it.

use axum::body::Body;
use axum::http::{Method, Request, StatusCode};
use serde_json::json;
use server::router::router;
use tower::ServiceExt;

use crate::fixtures::{Answer, Device, PASSWORD, TestSite, code_of, credentials};

on_both_databases!(
    every_bad_address_is_told_as_a_problem_with_the_security_headers,
    every_bad_body_is_told_as_a_problem_with_the_security_headers,
    texts_that_postgres_does_not_take_are_told_as_problems,
    bad_methods_cookies_and_origins_are_told_as_problems,
    who_asks_too_often_is_told_when_to_come_back,
);

/// The path, headers and body of a POST, and the status and code of its answer.
type Case<'a> = (&'a str, &'a [(&'a str, &'a str)], &'a str, &'a str);

const JSON: (&str, &str) = ("content-type", "application/json");

/// A request with its length told ahead, as clients do.
async fn send(
    site: &TestSite,
    method: &Method,
    path: &str,
    headers: &[(&str, &str)],
    body: &str,
) -> Answer {
    let mut request = Request::builder()
        .method(method)
        .uri(path)
        .header("host", "one.example")
        .header("content-length", body.len());
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    let request = request.body(Body::from(body.to_owned())).unwrap();
    site.send(request).await
}

/// The code of a problem; fails where it lacks what every answer carries.
fn code_of_guarded(answer: &Answer, case: &str) -> String {
    for (name, value) in [
        ("x-content-type-options", "nosniff"),
        ("referrer-policy", "no-referrer"),
        ("x-frame-options", "DENY"),
        ("cross-origin-resource-policy", "same-origin"),
        ("cache-control", "no-store"),
    ] {
        assert_eq!(answer.header(name), value, "{case}: {name}");
    }
    let policy = answer.header("content-security-policy");
    assert!(policy.starts_with("default-src 'none'"), "{case}");
    code_of(answer)
}

/// Sends a request, and checks the status and the code of its answer.
async fn must_be_refused(
    site: &TestSite,
    (method, path): (&Method, &str),
    headers: &[(&str, &str)],
    body: &str,
    expected: &str,
) {
    let shown: String = body.chars().take(30).collect();
    let case = format!("{method} {path} {shown}");
    let answer = send(site, method, path, headers, body).await;
    let code = code_of_guarded(&answer, &case);
    let told = format!("{} {code}", answer.status.as_u16());
    assert_eq!(told, expected, "{case}: {}", answer.text());
}

/// Someone who is signed in, and has not shown who they are for a while.
async fn unconfirmed(site: &TestSite) -> Device<'_> {
    let ada = Device::sign_up(site, "ada").await;
    ada.forget_confirmation().await;
    ada
}

/// The asking person, method and path of a request without a body, and the status and code of its
/// answer.
const BAD_ADDRESSES: &str = "
nobody GET    /api/v1/none                           404 no-such-address
nobody GET    one.example                            400 no-path
nobody POST   /api/v1/openapi.json                   405 no-such-method
ada    DELETE /api/v1/account/sessions/%FF           404 unreadable-address
ada    DELETE /api/v1/account/sessions/%00           404 unreadable-address
ada    DELETE /api/v1/account/passkeys/a%00          404 unreadable-address
ada    DELETE /api/v1/account/passkeys/%zz           404 unreadable-address
ada    GET    /api/v1/records/%FF/x/versions         404 unreadable-address
ada    GET    /api/v1/records/event/%00/versions     404 unreadable-address
ada    GET    /api/v1/records/event/x/versions       404 no-such-record
ada    GET    /api/v1/changes?after=%FF              400 unreadable
ada    GET    /api/v1/changes?after=x                400 unreadable
ada    GET    /api/v1/changes?limit=0                400 bad-limit
nobody GET    /calendar/%FF.ics                      404 unreadable-address
nobody GET    /calendar/a.ics                        404 no-calendar
nobody GET    /api/v1/account                        401 signed-out
ada    DELETE /api/v1/account                        403 confirm-first
";

async fn every_bad_address_is_told_as_a_problem_with_the_security_headers(site: &TestSite) {
    let ada = unconfirmed(site).await;
    for line in BAD_ADDRESSES.trim().lines() {
        let parts: Vec<&str> = line.split_whitespace().collect();
        let [who, method, path, status, code] = parts[..] else {
            panic!("five parts: {line}")
        };
        let signed_in = [("cookie", ada.cookie.as_str())];
        let headers: &[(&str, &str)] = if who == "ada" { &signed_in } else { &[] };
        let method = method.parse().unwrap();
        let expected = format!("{status} {code}");
        must_be_refused(site, (&method, path), headers, "", &expected).await;
    }
}

async fn every_bad_body_is_told_as_a_problem_with_the_security_headers(site: &TestSite) {
    let ada = unconfirmed(site).await;
    let signed_in = ("cookie", ada.cookie.as_str());
    let large = "x".repeat(70_000);
    let larger = "x".repeat(1_100_000);
    let largest = "x".repeat(9_000_000);
    let (open, close) = ("{\"a\":".repeat(500), "}".repeat(500));
    let deep = format!("{{\"changes\":{open}1{close}}}");
    let no_cells = "{\"changes\": []}";
    let plain = ("content-type", "text/plain");
    let (session, push) = ("/api/v1/session", "/api/v1/push");
    let cases: &[Case<'_>] = &[
        (session, &[], "name=ada", "415 not-json"),
        (session, &[plain], "{}", "415 not-json"),
        (session, &[JSON], "", "400 unreadable"),
        (session, &[JSON], "{", "400 unreadable"),
        (session, &[JSON], "{\"name\": 5}", "400 unreadable"),
        (session, &[JSON], &large, "413 too-large"),
        (session, &[JSON], &larger, "413 too-large"),
        (session, &[JSON], &largest, "413 too-large"),
        (push, &[JSON, signed_in], &larger, "413 too-large"),
        (push, &[JSON, signed_in], &largest, "413 too-large"),
        (push, &[JSON, signed_in], &deep, "400 unreadable"),
        (push, &[JSON, signed_in], no_cells, "400 unreadable"),
        ("/api/v1/none", &[JSON], &largest, "404 no-such-address"),
    ];
    for (path, headers, body, expected) in cases {
        must_be_refused(site, (&Method::POST, path), headers, body, expected).await;
    }
}

async fn texts_that_postgres_does_not_take_are_told_as_problems(site: &TestSite) {
    let ada = unconfirmed(site).await;
    let signed_in = ("cookie", ada.cookie.as_str());
    let nul = json!({"name": "a\u{0}", "code": "\u{0}", "password": "\u{0}"}).to_string();
    let ceremony = json!({"ceremony": "\u{0}", "credential": {"id": "\u{0}"}}).to_string();
    let cases: &[Case<'_>] = &[
        ("session", &[JSON], &nul, "401 wrong-credentials"),
        ("session/recovery", &[JSON], &nul, "401 wrong-credentials"),
        ("accounts", &[JSON], &nul, "400 bad-name"),
        ("passkeys/account/begin", &[JSON], &nul, "400 bad-name"),
        (
            "passkeys/session/finish",
            &[JSON],
            &ceremony,
            "400 ceremony-over",
        ),
        (
            "session/confirm",
            &[JSON, signed_in],
            &nul,
            "401 wrong-credentials",
        ),
    ];
    for (path, headers, body, expected) in cases {
        let path = format!("/api/v1/{path}");
        must_be_refused(site, (&Method::POST, &path), headers, body, expected).await;
    }
}

async fn bad_methods_cookies_and_origins_are_told_as_problems(site: &TestSite) {
    let ada = unconfirmed(site).await;
    let signed_in = ("cookie", ada.cookie.as_str());
    let (session, account) = ("/api/v1/session", "/api/v1/account");
    let (patch, put) = (Method::PATCH, Method::PUT);
    let elsewhere = ("sec-fetch-site", "cross-site");
    let evil = ("origin", "https://evil.example");
    let odd = ("cookie", "one-yes=é");
    let no_method = "405 no-such-method";
    must_be_refused(site, (&patch, session), &[JSON], "{}", no_method).await;
    must_be_refused(site, (&put, "/api/v1/changes"), &[JSON], "{}", no_method).await;
    must_be_refused(site, (&Method::GET, account), &[odd], "", "401 signed-out").await;
    let another_site = "403 another-site";
    let delete = (&Method::DELETE, account);
    must_be_refused(site, delete, &[signed_in, elsewhere], "", another_site).await;
    let sign_in = (&Method::POST, session);
    must_be_refused(site, sign_in, &[JSON, evil], "{}", another_site).await;
    let allowed = send(site, &patch, session, &[], "").await;
    assert_eq!(allowed.header("allow"), "POST,DELETE");
}

async fn who_asks_too_often_is_told_when_to_come_back(site: &TestSite) {
    let body = credentials("nobody", PASSWORD).to_string();
    for _ in 0..10 {
        let answer = send(site, &Method::POST, "/api/v1/session", &[JSON], &body).await;
        assert_eq!(answer.status, StatusCode::UNAUTHORIZED);
    }
    let answer = send(site, &Method::POST, "/api/v1/session", &[JSON], &body).await;
    assert_eq!(answer.status, StatusCode::TOO_MANY_REQUESTS);
    assert_eq!(code_of_guarded(&answer, "often"), "slow-down");
    assert!(answer.header("retry-after").parse::<u64>().is_ok());
}

#[tokio::test]
async fn pages_are_counted_too() {
    let site = TestSite::new();
    let router = router(site.build(), &site.settings_of(), site.service().await);
    let mut waits = false;
    for _ in 0..5_000 {
        let request = Request::post("/search").header("host", "one.example");
        let request = request.body(Body::empty()).unwrap();
        let answer = router.clone().oneshot(request).await.unwrap();
        waits |= answer.status() == StatusCode::TOO_MANY_REQUESTS;
        if waits {
            break;
        }
    }
    assert!(waits);
}
