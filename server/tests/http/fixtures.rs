//! The fixtures of the tests: a site to ask, devices that sign up and in, and readers of what comes
//! back.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use axum::body::{Body, BodyDataStream, to_bytes};
use axum::http::{HeaderMap, HeaderValue, Method, Request, StatusCode};
use axum::response::Response;
use clap::Parser;
use domain::journal::Journal;
use domain::state::edit::Edit;
use domain::state::stamp::Clock;
use domain::sync::protocol::Poke;
use serde_json::{Value, json};
use server::router::router;
use server::service::Service;
use server::settings::Settings;
use server::site::build::Build;
use tokio::sync::OnceCell;
use tokio::time::timeout;
use tokio_stream::StreamExt;
use tower::ServiceExt;

/// Every page there is, by one address each.
pub(crate) use app::routes::EXAMPLE_ADDRESSES as PAGES;

/// A site folder of its own for one test.
pub(crate) struct TestSite {
    pub(crate) folder: PathBuf,
    pub(crate) settings: Settings,
    service: OnceCell<Service>,
}

/// An answer with its body read.
pub(crate) struct Answer {
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Vec<u8>,
}

impl TestSite {
    /// A site as the build lays it, with small contents.
    pub(crate) fn new() -> Self {
        Self::with_options(&[])
    }

    pub(crate) fn with_options(options: &[&str]) -> Self {
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
        site.write("pkg/__wasm_split.abc.js", "export {};");
        site.write("pkg/split_rest.abc.wasm", "\0asm");
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

    pub(crate) fn write(&self, name: &str, text: &str) {
        let path = self.folder.join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    pub(crate) fn build(&self) -> Build {
        Build::read(&self.folder).unwrap()
    }

    /// Settings of another server on the same database.
    pub(crate) fn settings_of(&self) -> Settings {
        self.settings.clone()
    }

    /// The running parts, the same for every request of a test.
    pub(crate) async fn service(&self) -> &Service {
        let start = || async { Service::start(&self.settings).await.unwrap() };
        self.service.get_or_init(start).await
    }

    pub(crate) async fn get(&self, address: &str) -> Answer {
        self.send(Request::get(address).body(Body::empty()).unwrap())
            .await
    }

    pub(crate) async fn get_accepting(&self, address: &str, encoding: &str) -> Answer {
        let request = Request::get(address).header("accept-encoding", encoding);
        self.send(request.body(Body::empty()).unwrap()).await
    }

    pub(crate) async fn call(&self, method: Method, address: &str, body: Vec<u8>) -> Answer {
        let request = Request::builder().method(method).uri(address);
        self.send(request.body(Body::from(body)).unwrap()).await
    }

    pub(crate) async fn send(&self, mut request: Request<Body>) -> Answer {
        let host = HeaderValue::from_static("one.example");
        request.headers_mut().entry("host").or_insert(host);
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
    pub(crate) fn header(&self, name: &str) -> &str {
        self.headers
            .get(name)
            .map_or("", |value| value.to_str().unwrap())
    }

    pub(crate) fn text(&self) -> &str {
        std::str::from_utf8(&self.body).unwrap()
    }

    /// The nonce in the policy of the answer.
    pub(crate) fn nonce(&self) -> &str {
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
pub(crate) fn tags<'a>(html: &'a str, name: &str) -> Vec<&'a str> {
    html.split(&format!("<{name}"))
        .skip(1)
        .filter(|rest| rest.starts_with([' ', '>', '/']))
        .map(|rest| rest.split('>').next().unwrap())
        .collect()
}

pub(crate) const PASSWORD: &str = "a quiet lighthouse keeper";

/// A device: a site to ask, and the cookie it was given.
pub(crate) struct Device<'a> {
    site: &'a TestSite,
    pub(crate) cookie: String,
}

impl<'a> Device<'a> {
    pub(crate) fn new(site: &'a TestSite) -> Self {
        let cookie = String::new();
        Self { site, cookie }
    }

    pub(crate) async fn ask(&mut self, method: Method, path: &str, body: Value) -> Answer {
        let request = Request::builder()
            .method(method)
            .uri(format!("/api/v1{path}"))
            .header("content-type", "application/json")
            .header(
                "user-agent",
                "Mozilla/5.0 (X11; Linux x86_64) Firefox/140.0",
            )
            .header("cookie", &self.cookie)
            .body(Body::from(body.to_string()))
            .unwrap();
        let answer = self.site.send(request).await;
        if let Some(cookie) = answer.headers.get("set-cookie") {
            let cookie = cookie.to_str().unwrap();
            for part in ["HttpOnly", "SameSite=Lax", "Path=/"] {
                assert!(cookie.contains(part), "{cookie}");
            }
            let is_secure = self.site.settings.origin.starts_with("https:");
            assert_eq!(cookie.contains("; Secure"), is_secure);
            assert_eq!(cookie.starts_with("__Host-one-yes="), is_secure);
            self.cookie = cookie.split(';').next().unwrap().to_owned();
        }
        answer
    }

    pub(crate) async fn post(&mut self, path: &str, body: Value) -> Answer {
        self.ask(Method::POST, path, body).await
    }

    pub(crate) async fn get(&mut self, path: &str) -> Answer {
        self.ask(Method::GET, path, Value::Null).await
    }

    pub(crate) async fn sign_up(site: &'a TestSite, name: &str) -> Self {
        let mut device = Self::new(site);
        let answer = device.post("/accounts", credentials(name, PASSWORD)).await;
        assert_eq!(answer.status, StatusCode::CREATED, "{}", answer.text());
        device
    }

    pub(crate) async fn sign_in(site: &'a TestSite, name: &str) -> Self {
        let mut device = Self::new(site);
        let answer = device.post("/session", credentials(name, PASSWORD)).await;
        assert_eq!(answer.status, StatusCode::OK, "{}", answer.text());
        device
    }

    /// Makes the session one in which nobody has shown who they are for a while.
    pub(crate) async fn forget_confirmation(&self) {
        let store = self.site.service().await.store();
        store
            .execute_for_tests("UPDATE sessions SET confirmed = 0")
            .await;
    }
}

pub(crate) fn credentials(name: &str, password: &str) -> Value {
    json!({"name": name, "password": password})
}

pub(crate) fn json_of(answer: &Answer) -> Value {
    serde_json::from_slice(&answer.body).unwrap()
}

pub(crate) fn code_of(answer: &Answer) -> String {
    assert_eq!(answer.header("content-type"), "application/problem+json");
    let told = json_of(answer);
    assert_eq!(told["status"], answer.status.as_u16());
    assert!(told["detail"].as_str().unwrap().ends_with('.'));
    told["code"].as_str().unwrap().to_owned()
}

pub(crate) fn change(value: &str) -> Value {
    let key = "opportunity:0190f5a0-0000-7000-8000-000000000001";
    json!({"changes": {key: {"019ec5a0000000000000000000000001": {"company": value}}}})
}

/// The push of a device for an edit.
pub(crate) fn changes(edit: &Edit, at_ms: u64) -> Value {
    let applied = Journal::default().apply(edit, &mut Clock::new(1), at_ms);
    let records: serde_json::Map<String, Value> = applied
        .written
        .iter()
        .map(|(key, record)| (key.to_string(), serde_json::to_value(record).unwrap()))
        .collect();
    json!({ "changes": records })
}

/// Opens a stream of pokes.
pub(crate) async fn listen(site: &TestSite, cookie: &str) -> Response {
    let router = router(site.build(), &site.settings_of(), site.service().await);
    let request = Request::get("/api/v1/pokes")
        .header("host", "one.example")
        .header("cookie", cookie);
    let request = request.body(Body::empty()).unwrap();
    router.oneshot(request).await.unwrap()
}

/// The number in the next poke of a stream.
pub(crate) async fn next_poke(stream: &mut BodyDataStream) -> u64 {
    loop {
        let part = timeout(Duration::from_secs(10), stream.next()).await;
        let part = part.expect("a poke comes").unwrap().unwrap();
        let text = String::from_utf8(part.to_vec()).unwrap();
        let data = text.lines().find_map(|line| line.strip_prefix("data:"));
        if let Some(poke) = data.and_then(|data| serde_json::from_str::<Poke>(data).ok()) {
            return poke.seq;
        }
    }
}
