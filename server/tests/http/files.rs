//! Files of the build: types, caching, the compressed copies made at build time.

use axum::http::StatusCode;

use crate::fixtures::TestSite;

const A_YEAR: &str = "public, max-age=31536000, immutable";

#[tokio::test]
async fn hashed_names_are_kept_for_a_year_and_others_asked_for_again() {
    let site = TestSite::new();
    let boot = site.build().boot_script;
    for (address, caching) in [
        ("/pkg/one-yes.abc.js", A_YEAR),
        ("/pkg/one-yes.def.wasm", A_YEAR),
        ("/pkg/one-yes.ghi.css", A_YEAR),
        (boot.as_str(), A_YEAR),
        ("/pkg/one-yes.other.js", "no-cache"),
        ("/icons/sprite.svg", "no-cache"),
        ("/manifest.webmanifest", "no-cache"),
        ("/sw.js", "no-cache"),
        ("/shell", "no-cache"),
    ] {
        assert_eq!(
            site.get(address).await.header("cache-control"),
            caching,
            "{address}"
        );
    }
}

#[tokio::test]
async fn every_file_says_what_it_is() {
    let site = TestSite::new();
    let boot = site.build().boot_script;
    for (address, kind) in [
        ("/pkg/one-yes.abc.js", "text/javascript; charset=utf-8"),
        ("/pkg/one-yes.def.wasm", "application/wasm"),
        ("/pkg/one-yes.ghi.css", "text/css; charset=utf-8"),
        (boot.as_str(), "text/javascript; charset=utf-8"),
        ("/icons/sprite.svg", "image/svg+xml; charset=utf-8"),
        ("/icons/icon-192.png", "image/png"),
        ("/manifest.webmanifest", "application/manifest+json"),
        ("/sw.js", "text/javascript; charset=utf-8"),
        ("/shell", "text/html; charset=utf-8"),
    ] {
        let answer = site.get(address).await;
        assert_eq!(answer.status, StatusCode::OK, "{address}");
        assert_eq!(answer.header("content-type"), kind, "{address}");
    }
}

#[tokio::test]
async fn the_copy_compressed_at_build_time_is_sent_to_who_takes_it() {
    let site = TestSite::new();
    let script = "/pkg/one-yes.abc.js";
    let brotli = site.get_accepting(script, "gzip, br").await;
    assert_eq!(brotli.header("content-encoding"), "br");
    assert_eq!(brotli.text(), "brotli of the script");
    assert_eq!(
        brotli.header("content-type"),
        "text/javascript; charset=utf-8"
    );
    let gzip = site.get_accepting(script, "gzip").await;
    assert_eq!(gzip.header("content-encoding"), "gzip");
    assert_eq!(gzip.text(), "gzip of the script");
    let plain = site.get(script).await;
    assert_eq!(plain.header("content-encoding"), "");
    assert_eq!(plain.text(), "export default () => {};");
}

#[tokio::test]
async fn documents_are_compressed_for_who_takes_it() {
    let site = TestSite::new();
    let answer = site.get_accepting("/", "gzip").await;
    assert_eq!(answer.header("content-encoding"), "gzip");
    assert!(answer.body.len() < site.get("/").await.body.len() / 2);
}

#[tokio::test]
async fn nothing_outside_the_site_is_served() {
    let site = TestSite::new();
    site.write("secret.txt", "not for the network");
    for address in [
        "/secret.txt",
        "/pkg/../secret.txt",
        "/pkg/%2e%2e/secret.txt",
        "/icons/..%2f..%2fCargo.toml",
        "/pkg/",
        "/pkg",
    ] {
        let answer = site.get(address).await;
        assert_ne!(answer.status, StatusCode::OK, "{address}");
    }
}

#[tokio::test]
async fn a_file_of_whatever_name_that_is_not_there_is_not_found() {
    let site = TestSite::new();
    for name in [
        "none.js",
        &"n".repeat(250),
        &"n".repeat(300),
        "%00",
        "%FF",
        "%",
    ] {
        let answer = site.get(&format!("/pkg/{name}")).await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND, "{name}");
        assert_eq!(answer.header("x-content-type-options"), "nosniff");
    }
}

#[tokio::test]
async fn the_build_id_follows_every_file() {
    let site = TestSite::new();
    let before = site.build().id;
    assert_eq!(before, site.build().id);
    site.write(
        "icons/sprite.svg",
        "<svg xmlns=\"http://www.w3.org/2000/svg\"><g/></svg>",
    );
    assert_ne!(before, site.build().id);
}

#[test]
fn a_missing_site_is_told_with_a_way_out() {
    let nowhere = std::path::Path::new("/nowhere/at/all");
    let sentence = server::site::build::Build::read(nowhere).unwrap_err();
    assert!(sentence.contains("make build"), "{sentence}");
}
