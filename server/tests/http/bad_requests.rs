//! Whatever is wrong with a request is told as a problem with the security headers, by every layer that may refuse it.

use axum::body::Body;
use axum::http::{Method, Request, StatusCode};
use serde_json::json;
use server::router::router;
use tower::ServiceExt;

use crate::fixtures::{Answer, Device, PASSWORD, TestSite, code_of, credentials};

on_both_databases!(
    every_bad_request_is_told_as_a_problem_with_the_security_headers,
    who_asks_too_often_is_told_when_to_come_back,
);

/// Method, path, headers and body of a request, and the status and code of its answer.
type Case<'a> = (
    &'a Method,
    &'a str,
    &'a [(&'a str, &'a str)],
    &'a str,
    u16,
    &'a str,
);

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

async fn every_bad_request_is_told_as_a_problem_with_the_security_headers(site: &TestSite) {
    let ada = Device::sign_up(site, "ada").await;
    ada.forget_confirmation().await;
    let signed_in = ("cookie", ada.cookie.as_str());
    let large = "x".repeat(70_000);
    let larger = "x".repeat(1_100_000);
    let largest = "x".repeat(9_000_000);
    let deep = format!(
        "{{\"changes\":{}1{}}}",
        "{\"a\":".repeat(500),
        "}".repeat(500)
    );
    let nul =
        |name: &str| json!({name: "a\u{0}", "code": "\u{0}", "password": "\u{0}"}).to_string();
    let nul_name = nul("name");
    let nul_ceremony = json!({"ceremony": "\u{0}", "credential": {"id": "\u{0}"}}).to_string();
    let (get, post, put, delete) = (Method::GET, Method::POST, Method::PUT, Method::DELETE);
    let patch = Method::PATCH;
    let session = "/api/v1/session";
    let push = "/api/v1/push";
    let cases: &[Case<'_>] = &[
        // What no address takes
        (&get, "/api/v1/none", &[], "", 404, "no-such-address"),
        (&get, "one.example", &[], "", 400, "no-path"),
        (
            &post,
            "/api/v1/none",
            &[JSON],
            &largest,
            404,
            "no-such-address",
        ),
        (&patch, session, &[JSON], "{}", 405, "no-such-method"),
        (
            &put,
            "/api/v1/changes",
            &[JSON],
            "{}",
            405,
            "no-such-method",
        ),
        (
            &post,
            "/api/v1/openapi.json",
            &[],
            "",
            405,
            "no-such-method",
        ),
        // Bodies
        (&post, session, &[], "name=ada", 415, "not-json"),
        (
            &post,
            session,
            &[("content-type", "text/plain")],
            "{}",
            415,
            "not-json",
        ),
        (&post, session, &[JSON], "", 400, "unreadable"),
        (&post, session, &[JSON], "{", 400, "unreadable"),
        (&post, session, &[JSON], "{\"name\": 5}", 400, "unreadable"),
        (&post, session, &[JSON], &large, 413, "too-large"),
        (&post, session, &[JSON], &larger, 413, "too-large"),
        (&post, session, &[JSON], &largest, 413, "too-large"),
        (&post, push, &[JSON, signed_in], &larger, 413, "too-large"),
        (&post, push, &[JSON, signed_in], &largest, 413, "too-large"),
        (&post, push, &[JSON, signed_in], &deep, 400, "unreadable"),
        (
            &post,
            push,
            &[JSON, signed_in],
            "{\"changes\": []}",
            400,
            "unreadable",
        ),
        // Addresses that are no text, or hold what no id has
        (
            &delete,
            "/api/v1/account/sessions/%FF",
            &[signed_in],
            "",
            404,
            "unreadable-address",
        ),
        (
            &delete,
            "/api/v1/account/sessions/%00",
            &[signed_in],
            "",
            404,
            "unreadable-address",
        ),
        (
            &delete,
            "/api/v1/account/passkeys/a%00",
            &[signed_in],
            "",
            404,
            "unreadable-address",
        ),
        (
            &delete,
            "/api/v1/account/passkeys/%zz",
            &[signed_in],
            "",
            404,
            "unreadable-address",
        ),
        (
            &get,
            "/api/v1/records/%FF/x/versions",
            &[signed_in],
            "",
            404,
            "unreadable-address",
        ),
        (
            &get,
            "/api/v1/records/event/%00/versions",
            &[signed_in],
            "",
            404,
            "unreadable-address",
        ),
        (
            &get,
            "/api/v1/records/event/x/versions",
            &[signed_in],
            "",
            404,
            "no-such-record",
        ),
        (
            &get,
            "/api/v1/changes?after=%FF",
            &[signed_in],
            "",
            400,
            "unreadable",
        ),
        (
            &get,
            "/api/v1/changes?after=x",
            &[signed_in],
            "",
            400,
            "unreadable",
        ),
        (
            &get,
            "/api/v1/changes?limit=0",
            &[signed_in],
            "",
            400,
            "bad-limit",
        ),
        (
            &get,
            "/calendar/%FF.ics",
            &[],
            "",
            404,
            "unreadable-address",
        ),
        (&get, "/calendar/a.ics", &[], "", 404, "no-calendar"),
        // Texts that PostgreSQL does not take
        (&post, session, &[JSON], &nul_name, 401, "wrong-credentials"),
        (
            &post,
            "/api/v1/session/recovery",
            &[JSON],
            &nul_name,
            401,
            "wrong-credentials",
        ),
        (
            &post,
            "/api/v1/accounts",
            &[JSON],
            &nul_name,
            400,
            "bad-name",
        ),
        (
            &post,
            "/api/v1/passkeys/account/begin",
            &[JSON],
            &nul_name,
            400,
            "bad-name",
        ),
        (
            &post,
            "/api/v1/passkeys/session/finish",
            &[JSON],
            &nul_ceremony,
            400,
            "ceremony-over",
        ),
        (
            &post,
            "/api/v1/session/confirm",
            &[JSON, signed_in],
            &nul_name,
            401,
            "wrong-credentials",
        ),
        // Who asks, and from where
        (&get, "/api/v1/account", &[], "", 401, "signed-out"),
        (
            &get,
            "/api/v1/account",
            &[("cookie", "one-yes=é")],
            "",
            401,
            "signed-out",
        ),
        (
            &delete,
            "/api/v1/account",
            &[signed_in],
            "",
            403,
            "confirm-first",
        ),
        (
            &delete,
            "/api/v1/account",
            &[signed_in, ("sec-fetch-site", "cross-site")],
            "",
            403,
            "another-site",
        ),
        (
            &post,
            session,
            &[JSON, ("origin", "https://evil.example")],
            "{}",
            403,
            "another-site",
        ),
    ];
    for (method, path, headers, body, status, code) in cases {
        let shown: String = body.chars().take(30).collect();
        let case = format!("{method} {path} {shown}");
        let answer = send(site, method, path, headers, body).await;
        assert_eq!(answer.status.as_u16(), *status, "{case}: {}", answer.text());
        assert_eq!(code_of_guarded(&answer, &case), *code, "{case}");
    }
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
        let request = Request::post("/search").body(Body::empty()).unwrap();
        let answer = router.clone().oneshot(request).await.unwrap();
        waits |= answer.status() == StatusCode::TOO_MANY_REQUESTS;
        if waits {
            break;
        }
    }
    assert!(waits);
}
