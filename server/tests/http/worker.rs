//! The service worker's script: it names this build's files, all of which exist, and nothing else.

use std::collections::BTreeSet;

use axum::http::StatusCode;

use crate::fixtures::TestSite;

fn files_named_in(script: &str) -> Vec<String> {
    let list = script
        .split("const FILES = ")
        .nth(1)
        .unwrap()
        .split(';')
        .next()
        .unwrap();
    serde_json::from_str(list).unwrap()
}

#[tokio::test]
async fn the_worker_names_only_files_that_exist() {
    let site = TestSite::new();
    let answer = site.get("/sw.js").await;
    let files = files_named_in(answer.text());
    for file in &files {
        assert_eq!(site.get(file).await.status, StatusCode::OK, "{file}");
    }
    let distinct: BTreeSet<&String> = files.iter().collect();
    assert_eq!(distinct.len(), files.len(), "addAll refuses duplicates");
}

#[tokio::test]
async fn the_worker_keeps_all_that_a_start_without_network_needs() {
    let site = TestSite::new();
    let build = site.build();
    let answer = site.get("/sw.js").await;
    let files = files_named_in(answer.text());
    for needed in [
        &build.script,
        &build.wasm,
        &build.stylesheet,
        &build.boot_script,
    ] {
        assert!(files.contains(needed), "{needed}");
    }
    assert!(files.contains(&"/icons/sprite.svg".to_owned()));
    assert!(
        answer
            .text()
            .contains(&format!("const BUILD = \"{}\"", build.id))
    );
}

#[tokio::test]
async fn another_build_makes_another_worker() {
    let site = TestSite::new();
    let before = site.get("/sw.js").await;
    site.write("pkg/one-yes.ghi.css", "body{color:CanvasText}");
    let after = site.get("/sw.js").await;
    assert_ne!(before.text(), after.text());
}

#[tokio::test]
async fn the_worker_may_fetch_from_here_under_its_own_policy() {
    let site = TestSite::new();
    let answer = site.get("/sw.js").await;
    let policy = answer.header("content-security-policy");
    assert!(policy.contains("connect-src 'self'"), "{policy}");
}
