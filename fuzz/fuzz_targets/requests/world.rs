//! A real server over a real database, with an account that asks and another one that must not be
//! reached.

use std::cell::{Cell, RefCell};
use std::net::SocketAddr;
use std::path::Path;
use std::{env, fs, process};

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::extract::ConnectInfo;
use axum::http::{HeaderMap, HeaderValue, Request, StatusCode};
use clap::Parser;
use serde_json::{Value, json};
use server::router::router;
use server::service::Service;
use server::settings::Settings;
use server::site::build::Build;
use server::store::Store;
use tokio::runtime::Runtime;
use tower::ServiceExt;

/// The connection of every request: a proxy of ours, so that the header of the forwarded peer is
/// read.
const PROXY: ([u8; 4], u16) = ([10, 0, 0, 1], 1);

/// The password of the account that asks.
const PASSWORD: &str = "a quiet lighthouse keeper";

/// A text that only another account holds.
pub(crate) const OF_ANOTHER: &str = "only-bob-knows";

/// The addresses at which another account finds its own text.
const ITS_ADDRESSES: [&str; 3] = [
    "/api/v1/changes",
    "/api/v1/account/export",
    "/api/v1/records/opportunity/0190f5a0-0000-7000-8000-000000000009/versions",
];

pub(crate) struct Answer {
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Vec<u8>,
}

/// A server with an account that asks and another one that must not be reached.
pub(crate) struct World {
    pub(crate) runtime: Runtime,
    pub(crate) router: Router,
    pub(crate) store: Store,
    /// The token of the session.
    pub(crate) session: RefCell<String>,
    pub(crate) hashes: Cell<usize>,
    pub(crate) ceremonies: Cell<usize>,
}

impl World {
    pub(crate) fn new() -> Self {
        let folder = env::temp_dir().join(format!("one-yes-fuzz-{}", process::id()));
        // Of a process before with this number.
        let _ = fs::remove_dir_all(&folder);
        for (name, text) in [
            ("pkg/one-yes.abc.js", "export default () => {};"),
            ("pkg/__wasm_split.abc.js", "export {};"),
            ("pkg/one-yes.def.wasm", "\0asm"),
            ("pkg/one-yes.ghi.css", "body{}"),
            (
                "icons/sprite.svg",
                "<svg xmlns=\"http://www.w3.org/2000/svg\"/>",
            ),
            ("manifest.webmanifest", "{}"),
        ] {
            let path = folder.join(name);
            fs::create_dir_all(path.parent().unwrap_or(&folder)).expect("a folder can be made");
            fs::write(path, text).expect("a file can be written");
        }
        Self::start(&folder)
    }

    pub(crate) fn start(folder: &Path) -> Self {
        let mut settings = Settings::parse_from([
            "server",
            "--rate-limits",
            "off",
            "--trusted-proxies",
            "10.0.0.1",
            // An address on which nobody listens.
            "--smtp",
            "smtp://127.0.0.1:1",
        ]);
        settings.data_dir = folder.join("data");
        let runtime = Runtime::new().expect("there are threads");
        let service = runtime
            .block_on(Service::start(&settings))
            .expect("it starts");
        let build = Build::read(folder).expect("the site is whole");
        let router = {
            let _inside = runtime.enter();
            router(build, &settings, &service)
        };
        let world = Self {
            runtime,
            router,
            store: service.store(),
            session: RefCell::default(),
            hashes: Cell::new(0),
            ceremonies: Cell::new(0),
        };
        world.sign_up("bob", "nobody else would think of it");
        // The first becomes an earlier version: it is long, and its replacement is written on
        // another device.
        let before = format!("{OF_ANOTHER} {}", "since long ago ".repeat(20));
        for (stamp, notes) in [
            ("019ec5a0000000000000000000000001", before.as_str()),
            ("019ec5a0000100000000000000000002", OF_ANOTHER),
        ] {
            let stamps = json!({stamp: {"notes": notes}});
            let changes = json!({"opportunity:0190f5a0-0000-7000-8000-000000000009": stamps});
            world.ask("POST", "/api/v1/push", &json!({"changes": changes}));
        }
        for address in ITS_ADDRESSES {
            let answer = world.ask("GET", address, &json!(null));
            assert!(holds(&answer.body, OF_ANOTHER), "bob has it at {address}");
        }
        world.sign_up("ada", PASSWORD);
        for address in ITS_ADDRESSES {
            let answer = world.ask("GET", address, &json!(null));
            assert!(!holds(&answer.body, OF_ANOTHER), "ada has it at {address}");
        }
        world
    }

    pub(crate) fn sign_up(&self, name: &str, password: &str) {
        self.session.take();
        let who = json!({"name": name, "password": password});
        let answer = self.ask("POST", "/api/v1/accounts", &who);
        assert_eq!(answer.status, StatusCode::CREATED, "an account can be made");
        self.keep(new_token(&answer.headers).expect("a session begins"));
    }

    /// Keeps a token. For ever the person has just shown who they are: requests that need this are
    /// read, too.
    pub(crate) fn keep(&self, token: String) {
        self.session.replace(token);
        let confirm = "UPDATE sessions SET confirmed = 4000000000000000";
        self.runtime.block_on(self.store.execute_for_tests(confirm));
    }

    /// Sends a request with the session.
    pub(crate) fn ask(&self, method: &str, address: &str, body: &Value) -> Answer {
        let request = Request::builder()
            .method(method)
            .uri(address)
            .header("content-type", "application/json")
            .header("cookie", format!("one-yes={}", self.session.borrow()))
            .body(Body::from(body.to_string()));
        self.send(request.expect("it is a request"))
    }

    pub(crate) fn send(&self, mut request: Request<Body>) -> Answer {
        let peer = ConnectInfo(SocketAddr::from(PROXY));
        request.extensions_mut().insert(peer);
        // Requests without a host get no further than this.
        let host = HeaderValue::from_static("one.example");
        request.headers_mut().entry("host").or_insert(host);
        // Compressed responses cannot be searched; static files contain no account data.
        if !request.uri().path().starts_with("/pkg/") {
            request.headers_mut().remove("accept-encoding");
        }
        let cookies = request.headers().get_all("cookie").iter();
        let mut cookies = cookies.map(|cookie| cookie.as_bytes());
        let sends_session = cookies.any(|cookie| holds(cookie, &self.session.borrow()));
        let answer = self.runtime.block_on(async {
            let answer = self.router.clone().oneshot(request).await;
            let (parts, body) = answer.expect("the router answers").into_parts();
            let kind = parts.headers.get("content-type");
            let never_ends = kind.is_some_and(|kind| kind == "text/event-stream");
            let body = if never_ends {
                Vec::new()
            } else {
                to_bytes(body, usize::MAX)
                    .await
                    .expect("the answer is whole")
                    .to_vec()
            };
            Answer {
                status: parts.status,
                headers: parts.headers,
                body,
            }
        });
        let token = new_token(&answer.headers);
        if let Some(token) = token.filter(|token| sends_session && *token != *self.session.borrow())
        {
            self.keep(token);
        }
        answer
    }

    /// Begins another session if the last request ended the present one: without a session, nothing
    /// of an account can be reached.
    pub(crate) fn stay_signed_in(&self) {
        let account = self.ask("GET", "/api/v1/account", &json!(null));
        if account.status == StatusCode::UNAUTHORIZED {
            let number = self.count_hash();
            // A name that no input has taken.
            self.sign_up(&format!("ada {number} of {}", process::id()), PASSWORD);
        }
    }

    pub(crate) fn count_hash(&self) -> usize {
        self.hashes.set(self.hashes.get() + 1);
        self.hashes.get()
    }
}

/// The token that a browser would keep from now on.
fn new_token(headers: &HeaderMap) -> Option<String> {
    let cookie = headers.get("set-cookie")?.to_str().ok()?;
    let token = cookie.strip_prefix("one-yes=")?.split(';').next()?;
    (!token.is_empty()).then(|| token.to_owned())
}

pub(crate) fn holds(text: &[u8], part: &str) -> bool {
    !part.is_empty()
        && text
            .windows(part.len())
            .any(|window| window == part.as_bytes())
}
