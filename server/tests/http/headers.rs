//! Security headers on every kind of answer, and the content security policy against what pages really hold.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest, Sha256};

use crate::fixtures::{PAGES, TestSite, tags};

#[tokio::test]
async fn every_kind_of_answer_carries_the_security_headers() {
    let site = TestSite::new();
    for address in [
        "/",
        "/method",
        "/no-such-page",
        "/shell",
        "/sw.js",
        "/pkg/one-yes.abc.js",
        "/pkg/none.js",
        "/icons/sprite.svg",
        "/manifest.webmanifest",
        "/healthz",
        "/api/none",
    ] {
        let answer = site.get(address).await;
        for (name, value) in [
            ("x-content-type-options", "nosniff"),
            ("referrer-policy", "no-referrer"),
            ("cross-origin-opener-policy", "same-origin"),
            ("cross-origin-embedder-policy", "require-corp"),
            ("cross-origin-resource-policy", "same-origin"),
        ] {
            assert_eq!(answer.header(name), value, "{address} {name}");
        }
        let is_document = answer.header("content-type").starts_with("text/html");
        let permissions = answer.header("permissions-policy");
        assert_eq!(permissions.contains("camera=()"), is_document, "{address}");
        let policy = answer.header("content-security-policy");
        assert!(policy.starts_with("default-src 'none'"), "{address}");
        assert!(policy.contains("frame-ancestors 'none'"), "{address}");
        assert!(!policy.contains("'unsafe-inline'"), "{address}");
        assert!(!policy.contains("'unsafe-eval'"), "{address}");
        assert_eq!(answer.header("strict-transport-security"), "", "{address}");
        assert_eq!(answer.header("server"), "", "{address}");
        assert_eq!(
            answer.header("location"),
            "",
            "{address} leads nowhere else"
        );
        let shared = answer.header("access-control-allow-origin");
        assert_eq!(shared, "", "{address} is for this origin");
    }
}

#[tokio::test]
async fn strict_transport_is_asked_for_only_where_the_origin_is_secure() {
    let site = TestSite::with_options(&["--origin", "https://one.example"]);
    let answer = site.get("/").await;
    assert!(
        answer
            .header("strict-transport-security")
            .starts_with("max-age=63072000")
    );
}

#[tokio::test]
async fn every_script_of_a_page_carries_the_nonce_of_its_answer() {
    let site = TestSite::new();
    // Twice: some pages are kept for a moment.
    for address in PAGES.iter().flat_map(|address| [address; 2]) {
        let answer = site.get(address).await;
        let expected = format!("nonce=\"{}\"", answer.nonce());
        let scripts = tags(answer.text(), "script");
        assert!(scripts.len() >= 2, "{address}");
        for script in scripts {
            assert!(script.contains(&expected), "{address}: <script{script}>");
        }
    }
}

#[tokio::test]
async fn a_nonce_is_used_once() {
    let site = TestSite::new();
    let (first, second) = (site.get("/").await, site.get("/").await);
    assert_ne!(first.nonce(), second.nonce());
    assert!(first.nonce().len() >= 22, "at least 128 bits");
}

#[tokio::test]
async fn the_one_inline_script_of_the_shell_is_allowed_by_its_hash() {
    let site = TestSite::new();
    let answer = site.get("/shell").await;
    let html = answer.text();
    let inline: Vec<&str> = html
        .split("<script>")
        .skip(1)
        .map(|rest| rest.split("</script>").next().unwrap())
        .collect();
    assert_eq!(inline.len(), 1);
    let hash = STANDARD.encode(Sha256::digest(inline[0]));
    let policy = answer.header("content-security-policy");
    assert!(policy.contains(&format!("'sha256-{hash}'")), "{policy}");
    assert!(
        !policy.contains("nonce"),
        "a kept document cannot have a nonce used once"
    );
}
