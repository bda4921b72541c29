//! The server as the network sees it: the real router over a small site made here. `TestSite` is the way in.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "a test ends where something is not as it says"
)]

/// Has tests run on both databases, each with a site of its own.
macro_rules! on_both_databases {
    ($($test:ident),* $(,)?) => {
        mod on_sqlite {
            $(#[tokio::test]
            async fn $test() {
                super::$test(&crate::TestSite::new()).await;
            })*
        }
        mod on_postgres {
            $(#[tokio::test]
            async fn $test() {
                let database = crate::postgres::Database::new();
                let options = ["--database", database.url.as_str()];
                super::$test(&crate::TestSite::with_options(&options)).await;
            })*
        }
    };
}

mod accounts;
mod bad_requests;
mod calendar;
mod clients;
mod commands;
mod confirm;
mod crash;
mod documents;
mod files;
mod headers;
mod limits;
mod logs;
mod mail;
mod openapi;
mod postgres;
mod processes;
mod program;
mod push;
mod reach;
mod sync;
mod whole;
mod worker;

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};

use axum::body::{Body, to_bytes};
use axum::http::{HeaderMap, Method, Request, StatusCode};
use clap::Parser;
use server::build::Build;
use server::router::router;
use server::service::Service;
use server::settings::Settings;
use tokio::sync::OnceCell;
use tower::ServiceExt;

/// Every page there is, by one address each.
const PAGES: [&str; 11] = [
    "/",
    "/search",
    "/search/0190f5a0-0000-7000-8000-000000000000",
    "/comeback/new",
    "/comeback/0190f5a0-0000-7000-8000-000000000000",
    "/people",
    "/people/0190f5a0-0000-7000-8000-000000000000",
    "/learned",
    "/method",
    "/method/pause",
    "/settings",
];

/// A site folder of its own for one test.
struct TestSite {
    folder: PathBuf,
    settings: Settings,
    service: OnceCell<Service>,
}

/// An answer with its body read.
struct Answer {
    status: StatusCode,
    headers: HeaderMap,
    body: Vec<u8>,
}

impl TestSite {
    /// A site as the build lays it, with small contents.
    fn new() -> Self {
        Self::with_options(&[])
    }

    fn with_options(options: &[&str]) -> Self {
        static COUNT: AtomicUsize = AtomicUsize::new(0);
        let number = COUNT.fetch_add(1, Ordering::Relaxed);
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR"))
            .join(format!("site-{}-{number}", std::process::id()));
        let _ = fs::remove_dir_all(&folder);
        let mut settings = Settings::parse_from(["server"].iter().chain(options));
        settings.data_dir = folder.join("data");
        let site = Self {
            settings,
            folder,
            service: OnceCell::new(),
        };
        site.write("pkg/one-yes.abc.js", "export default () => {};");
        site.write("pkg/one-yes.abc.js.br", "brotli of the script");
        site.write("pkg/one-yes.abc.js.gz", "gzip of the script");
        site.write("pkg/one-yes.def.wasm", "\0asm");
        site.write("pkg/one-yes.ghi.css", "body{}");
        site.write(
            "icons/sprite.svg",
            "<svg xmlns=\"http://www.w3.org/2000/svg\"/>",
        );
        site.write("icons/icon-192.png", "png");
        site.write("manifest.webmanifest", "{\"name\":\"One Yes\"}");
        site
    }

    fn write(&self, name: &str, text: &str) {
        let path = self.folder.join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    fn build(&self) -> Build {
        Build::read(&self.folder).unwrap()
    }

    /// Settings of another server on the same database.
    fn settings_of(&self) -> Settings {
        self.settings.clone()
    }

    /// The running parts, the same for every request of a test.
    async fn service(&self) -> &Service {
        let start = || async { Service::start(&self.settings).await.unwrap() };
        self.service.get_or_init(start).await
    }

    async fn get(&self, address: &str) -> Answer {
        self.send(Request::get(address).body(Body::empty()).unwrap())
            .await
    }

    async fn get_accepting(&self, address: &str, encoding: &str) -> Answer {
        let request = Request::get(address).header("accept-encoding", encoding);
        self.send(request.body(Body::empty()).unwrap()).await
    }

    async fn call(&self, method: Method, address: &str, body: Vec<u8>) -> Answer {
        let request = Request::builder().method(method).uri(address);
        self.send(request.body(Body::from(body)).unwrap()).await
    }

    async fn send(&self, request: Request<Body>) -> Answer {
        let router = router(self.build(), &self.settings, self.service().await);
        let response = router.oneshot(request).await.unwrap();
        let (parts, body) = response.into_parts();
        Answer {
            status: parts.status,
            headers: parts.headers,
            body: to_bytes(body, 10_000_000).await.unwrap().to_vec(),
        }
    }
}

impl Drop for TestSite {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.folder);
    }
}

impl Answer {
    fn header(&self, name: &str) -> &str {
        self.headers
            .get(name)
            .map_or("", |value| value.to_str().unwrap())
    }

    fn text(&self) -> &str {
        std::str::from_utf8(&self.body).unwrap()
    }

    /// The nonce in the policy of the answer.
    fn nonce(&self) -> &str {
        let policy = self.header("content-security-policy");
        policy
            .split("'nonce-")
            .nth(1)
            .unwrap()
            .split('\'')
            .next()
            .unwrap()
    }
}

/// The opening tags of an element in a document.
fn tags<'a>(html: &'a str, name: &str) -> Vec<&'a str> {
    html.split(&format!("<{name}"))
        .skip(1)
        .filter(|rest| rest.starts_with([' ', '>', '/']))
        .map(|rest| rest.split('>').next().unwrap())
        .collect()
}
