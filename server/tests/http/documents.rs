//! Pages: rendered whole, never kept, each with one heading, and none with anything the policy would block.

use axum::http::StatusCode;

use crate::fixtures::{PAGES, TestSite, tags};

#[tokio::test]
async fn every_page_is_rendered_with_a_title_and_one_heading() {
    let site = TestSite::new();
    for address in PAGES {
        let answer = site.get(address).await;
        let html = answer.text();
        assert_eq!(answer.status, StatusCode::OK, "{address}");
        assert_eq!(answer.header("content-type"), "text/html; charset=utf-8");
        assert!(html.starts_with("<!DOCTYPE html>"), "{address}");
        assert!(html.contains("data-rendered=\"server\""), "{address}");
        assert_eq!(html.matches("<title>").count(), 1, "{address}");
        assert_eq!(tags(html, "h1").len(), 1, "{address}");
    }
}

#[tokio::test]
async fn pages_are_never_kept_in_caches() {
    let site = TestSite::new();
    for address in PAGES.iter().chain(&["/no-such-page"]) {
        let answer = site.get(address).await;
        assert_eq!(answer.header("cache-control"), "no-store", "{address}");
    }
}

#[tokio::test]
async fn an_unknown_address_says_so_as_a_page() {
    let site = TestSite::new();
    for address in ["/no-such-page", "/method/no-such-practice", "/search/a/b"] {
        let answer = site.get(address).await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND, "{address}");
        assert_eq!(tags(answer.text(), "h1").len(), 1, "{address}");
    }
}

#[tokio::test]
async fn no_page_carries_inline_styles_or_handlers() {
    let site = TestSite::new();
    for address in PAGES.iter().chain(&["/shell", "/no-such-page"]) {
        let answer = site.get(address).await;
        let html = answer.text();
        assert!(!html.contains(" style="), "{address}");
        assert!(!html.contains("<style"), "{address}");
        assert!(!html.contains(" onclick="), "{address}");
        assert!(!html.contains("javascript:"), "{address}");
    }
}

#[tokio::test]
async fn links_for_search_engines_name_the_public_origin() {
    let site = TestSite::with_options(&["--origin", "https://one.example"]);
    let answer = site.get("/method?from=elsewhere").await;
    let html = answer.text();
    let canonical = tags(html, "link")
        .into_iter()
        .find(|tag| tag.contains("canonical"))
        .unwrap();
    assert!(
        canonical.contains("href=\"https://one.example/method\""),
        "{canonical}"
    );
    assert!(html.contains("https://one.example/icons/og.png"));
}

#[tokio::test]
async fn text_in_an_address_stays_text() {
    let site = TestSite::new();
    for address in [
        "/search?title=%3Cscript%3Ealert(1)%3C/script%3E",
        "/search/%3Cscript%3Ealert(1)%3C%2Fscript%3E",
        "/method/%22%3E%3Cscript%3Ealert(1)",
        "/%F0%9F%92%8D/%D8%B9%D9%85%D9%84",
        "/%FF%FE",
        "//double//slashes",
    ] {
        let answer = site.get(address).await;
        assert!(!answer.status.is_server_error(), "{address}");
        assert!(!answer.text().contains("<script>alert"), "{address}");
    }
}

#[tokio::test]
async fn a_page_links_the_files_of_this_build() {
    let site = TestSite::new();
    let build = site.build();
    let answer = site.get("/").await;
    assert!(answer.text().contains(&build.stylesheet));
    assert!(answer.text().contains(&build.boot_script));
    let shell = site.get("/shell").await;
    assert!(shell.text().contains(&build.stylesheet));
    assert!(shell.text().contains(&build.boot_script));
    for page in [&answer, &shell] {
        let integrity = format!("integrity=\"{}\"", build.boot_integrity());
        assert!(page.text().contains(&integrity));
    }
    assert!(!shell.text().contains("data-rendered"));
}
