//! The description of the interface against the interface: every route, every method, who may ask.

use std::collections::BTreeSet;

use axum::http::{Method, StatusCode};
use serde_json::Value;
use server::router::router;

use crate::fixtures::{TestSite, json_of};

const ITSELF: &str = "/api/v1/openapi.json";

async fn described(site: &TestSite) -> Value {
    json_of(&site.get(ITSELF).await)
}

fn paths(description: &Value) -> BTreeSet<String> {
    let paths = description["paths"].as_object().unwrap();
    paths.keys().cloned().collect()
}

#[tokio::test]
async fn it_is_openapi_3_1_and_says_of_every_operation_who_may_ask() {
    for (origin, cookie) in [
        ("https://one.example", "__Host-one-yes"),
        ("http://localhost", "one-yes"),
    ] {
        let site = TestSite::with_options(&["--origin", origin]);
        let description = described(&site).await;
        assert!(description["openapi"].as_str().unwrap().starts_with("3.1."));
        let scheme = &description["components"]["securitySchemes"]["session"];
        assert_eq!(scheme["in"], "cookie");
        assert_eq!(scheme["name"], cookie);
        let mut open = 0;
        for (path, methods) in description["paths"].as_object().unwrap() {
            for (method, operation) in methods.as_object().unwrap() {
                let security = operation["security"].as_array();
                let security = security.unwrap_or_else(|| panic!("{method} {path}"));
                open += usize::from(security.is_empty());
                assert!(security.iter().all(|one| one["session"].is_array()));
                assert_eq!(operation.get("operationId"), None, "they have to differ");
            }
        }
        assert_eq!(open, 11, "every open address says so in its attribute");
    }
}

#[tokio::test]
async fn every_route_is_described_and_nothing_else() {
    let site = TestSite::new();
    let router = router(site.build(), &site.settings_of(), site.service().await);
    // The router tells its routes nowhere but here.
    let told = format!("{router:?}");
    let routes: BTreeSet<String> = told
        .split('"')
        .filter(|text| text.starts_with("/api/v1/") && !text.contains('*'))
        .map(str::to_owned)
        .collect();
    let mut expected = paths(&described(&site).await);
    expected.insert(ITSELF.to_owned());
    assert_eq!(routes, expected);
}

#[tokio::test]
async fn a_parameter_is_in_the_path_where_the_path_has_its_place_and_in_the_query_else() {
    let description = described(&TestSite::new()).await;
    let mut in_query = 0;
    for (path, methods) in description["paths"].as_object().unwrap() {
        for (method, operation) in methods.as_object().unwrap() {
            for parameter in operation["parameters"].as_array().into_iter().flatten() {
                let name = parameter["name"].as_str().unwrap();
                let is_in_path = path.contains(&format!("{{{name}}}"));
                let expected = if is_in_path { "path" } else { "query" };
                assert_eq!(parameter["in"], expected, "{method} {path} {name}");
                in_query += usize::from(!is_in_path);
            }
        }
    }
    assert_eq!(in_query, 4, "those of a pull");
}

#[tokio::test]
async fn every_method_of_a_route_is_described_and_nothing_else() {
    let site = TestSite::new();
    let description = described(&site).await;
    for (path, methods) in description["paths"].as_object().unwrap() {
        let address = path.replace("{kind}", "event").replace("{id}", "x");
        let answer = site.call(Method::PATCH, &address, Vec::new()).await;
        assert_eq!(answer.status, StatusCode::METHOD_NOT_ALLOWED, "{path}");
        let allowed: BTreeSet<String> = answer
            .header("allow")
            .split(',')
            .filter(|method| *method != "HEAD")
            .map(str::to_lowercase)
            .collect();
        let described: BTreeSet<String> = methods.as_object().unwrap().keys().cloned().collect();
        assert_eq!(allowed, described, "{path}");
    }
}
