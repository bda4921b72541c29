//! What is refused, and what programs are told: unknown interfaces, wrong methods, bodies nobody asked for.

use axum::http::{Method, StatusCode};

use crate::TestSite;

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

#[tokio::test]
async fn a_large_body_is_refused() {
    let site = TestSite::new();
    let answer = site
        .call(Method::POST, "/api/v1/none", vec![0; 1_100_000])
        .await;
    assert!(answer.status.is_client_error());
    let with_length = axum::http::Request::post("/api/v1/none")
        .header("content-length", "1100000")
        .body(axum::body::Body::from(vec![0; 1_100_000]))
        .unwrap();
    assert_eq!(
        site.send(with_length).await.status,
        StatusCode::PAYLOAD_TOO_LARGE
    );
}
