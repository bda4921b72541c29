//! Whole requests, as anyone may send them, through the real router over a real database: whatever they hold, they are served or refused
//! with a reason, and nothing of another account is in the answer. Cookies, addresses, forwarded peers, queries, bodies, credentials of
//! passkeys, keys and addresses for push messages are read on the way.
#![no_main]

use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;
use std::net::SocketAddr;
use std::path::Path;
use std::{env, fs, process};

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::extract::ConnectInfo;
use axum::http::{HeaderMap, HeaderName, HeaderValue, Method, Request, StatusCode, Uri};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use clap::Parser;
use domain::sync::protocol::Problem;
use domain::sync::protocol::account::CalendarLink;
use libfuzzer_sys::{Corpus, fuzz_target};
use serde_json::{Value, json};
use server::build::Build;
use server::router::router;
use server::service::Service;
use server::settings::Settings;
use server::store::Store;
use tokio::runtime::Runtime;
use tower::ServiceExt;

/// The connection of every request: a proxy of ours, so that the header of the forwarded peer is read.
const PROXY: ([u8; 4], u16) = ([10, 0, 0, 1], 1);

/// The password of the account that asks.
const PASSWORD: &str = "a quiet lighthouse keeper";

/// What only another account holds.
const OF_ANOTHER: &str = "only-bob-knows";

/// Hashing is slow, and the fuzzer finds it soon: so many times in all.
const MOST_HASHES: usize = 200;

/// Where a password is hashed, with the method.
const HASHING: [(Method, &str); 4] = [
    (Method::POST, "/api/v1/accounts"),
    (Method::POST, "/api/v1/session"),
    (Method::POST, "/api/v1/session/confirm"),
    (Method::PUT, "/api/v1/account/password"),
];

/// What may end the session: then a password is hashed for another account.
const ENDING: [(Method, &str); 3] = [
    (Method::DELETE, "/api/v1/account"),
    (Method::DELETE, "/api/v1/session"),
    (Method::DELETE, "/api/v1/account/sessions/{id}"),
];

/// Below these, sessions end.
const ENDS_BELOW: [&str; 2] = ["/api/v1/account", "/api/v1/session"];

/// Where another account is told what only it holds.
const ITS_ADDRESSES: [&str; 3] = [
    "/api/v1/changes",
    "/api/v1/account/export",
    "/api/v1/records/opportunity/0190f5a0-0000-7000-8000-000000000009/versions",
];

/// What begins the ceremonies that an input may ask for.
const CEREMONIES: [(&str, &str); 4] = [
    ("account", "/api/v1/passkeys/account/begin"),
    ("session", "/api/v1/passkeys/session/begin"),
    ("passkey", "/api/v1/passkeys/begin"),
    ("confirm", "/api/v1/passkeys/confirm/begin"),
];

/// A place in an input is no longer than this, with its braces.
const LONGEST_PLACE: usize = 24;

struct Answer {
    status: StatusCode,
    headers: HeaderMap,
    body: Vec<u8>,
}

/// A server with an account that asks and another one that must not be reached.
struct World {
    runtime: Runtime,
    router: Router,
    store: Store,
    /// The token of the session.
    session: RefCell<String>,
    hashes: Cell<usize>,
    ceremonies: Cell<usize>,
}

impl World {
    fn new() -> Self {
        let folder = env::temp_dir().join(format!("one-yes-fuzz-{}", process::id()));
        // Of a process before with this number.
        let _ = fs::remove_dir_all(&folder);
        for (name, text) in [
            ("pkg/one-yes.abc.js", "export default () => {};"),
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

    fn start(folder: &Path) -> Self {
        let mut settings = Settings::parse_from([
            "server",
            "--rate-limits",
            "off",
            "--trusted-proxies",
            "10.0.0.1",
            // Where nobody listens.
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
        // The first becomes an earlier version: it is long, and what takes its place is written on another device.
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

    fn sign_up(&self, name: &str, password: &str) {
        self.session.take();
        let who = json!({"name": name, "password": password});
        let answer = self.ask("POST", "/api/v1/accounts", &who);
        assert_eq!(answer.status, StatusCode::CREATED, "an account can be made");
        self.keep(new_token(&answer.headers).expect("a session begins"));
    }

    /// Keeps a token. For ever the person has just shown who they are: what asks for that is read, too.
    fn keep(&self, token: String) {
        self.session.replace(token);
        let confirm = "UPDATE sessions SET confirmed = 4000000000000000";
        self.runtime.block_on(self.store.execute_for_tests(confirm));
    }

    /// Sends a request with the session.
    fn ask(&self, method: &str, address: &str, body: &Value) -> Answer {
        let request = Request::builder()
            .method(method)
            .uri(address)
            .header("content-type", "application/json")
            .header("cookie", format!("one-yes={}", self.session.borrow()))
            .body(Body::from(body.to_string()));
        self.send(request.expect("it is a request"))
    }

    fn send(&self, mut request: Request<Body>) -> Answer {
        let peer = ConnectInfo(SocketAddr::from(PROXY));
        request.extensions_mut().insert(peer);
        // What is compressed cannot be searched; nothing of anyone is in files.
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

    /// Begins another session where the last request has ended the one there was: without, nothing of an account could be reached.
    fn stay_signed_in(&self) {
        let account = self.ask("GET", "/api/v1/account", &json!(null));
        if account.status == StatusCode::UNAUTHORIZED {
            let number = self.count_hash();
            // A name that no input has taken.
            self.sign_up(&format!("ada {number} of {}", process::id()), PASSWORD);
        }
    }

    fn count_hash(&self) -> usize {
        self.hashes.set(self.hashes.get() + 1);
        self.hashes.get()
    }
}

/// What stands in the places of one input: the session, and what belongs to ceremonies that are begun for it, each once.
struct Filling<'world> {
    world: &'world World,
    begun: BTreeMap<String, Value>,
}

impl Filling<'_> {
    /// An input with its places filled.
    fn fill(&mut self, input: &[u8]) -> Vec<u8> {
        let mut filled = Vec::with_capacity(input.len());
        let mut rest = input;
        while let Some(at) = rest.iter().position(|byte| *byte == b'{') {
            let (before, place) = rest.split_at(at);
            filled.extend_from_slice(before);
            let inside = place
                .get(1..LONGEST_PLACE.min(place.len()))
                .unwrap_or_default();
            let end = inside.iter().position(|byte| *byte == b'}');
            let name = end.and_then(|end| str::from_utf8(&inside[..end]).ok());
            let (text, taken) = match name.and_then(|name| Some((self.of(name)?, name.len() + 2))) {
                Some((text, taken)) => (text.into_bytes(), taken),
                None => (b"{".to_vec(), 1),
            };
            filled.extend(text);
            rest = &place[taken..];
        }
        filled.extend_from_slice(rest);
        filled
    }

    fn of(&mut self, place: &str) -> Option<String> {
        if place == "session" {
            return Some(self.world.session.borrow().clone());
        }
        if place == "calendar" {
            let link = self
                .world
                .ask("PUT", "/api/v1/account/calendar", &json!(null));
            let link: CalendarLink = serde_json::from_slice(&link.body).ok()?;
            return Some(link.path);
        }
        let (what, purpose) = place.split_once(' ')?;
        let address = CEREMONIES.iter().find(|(name, _)| *name == purpose)?.1;
        if !self.begun.contains_key(purpose) {
            let number = self
                .world
                .ceremonies
                .replace(self.world.ceremonies.get() + 1);
            let name = json!({"name": format!("cleo {number}")});
            let begun = self.world.ask("POST", address, &name);
            let begun = serde_json::from_slice(&begun.body).ok()?;
            self.begun.insert(purpose.to_owned(), begun);
        }
        let begun = self.begun.get(purpose)?;
        let client_data = |kind: &str| {
            let challenge = begun.pointer("/options/challenge")?;
            let origin = "http://localhost:3000";
            let data = json!({"type": kind, "challenge": challenge, "origin": origin, "crossOrigin": false});
            Some(URL_SAFE_NO_PAD.encode(data.to_string()))
        };
        match what {
            "ceremony" => Some(begun.get("ceremony")?.as_str()?.to_owned()),
            "created" => client_data("webauthn.create"),
            "signed" => client_data("webauthn.get"),
            _ => None,
        }
    }
}

/// The token that a browser would keep from now on.
fn new_token(headers: &HeaderMap) -> Option<String> {
    let cookie = headers.get("set-cookie")?.to_str().ok()?;
    let token = cookie.strip_prefix("one-yes=")?.split(';').next()?;
    (!token.is_empty()).then(|| token.to_owned())
}

/// A request as it is written in an input: a line with method and address, lines with headers, an empty line, the body. None where it is
/// none that could be sent.
fn read(head: &[u8], body: &[u8]) -> Option<Request<Body>> {
    let mut lines = head.split(|byte| *byte == b'\n');
    let mut first = lines.next()?.splitn(2, |byte| *byte == b' ');
    let method = Method::from_bytes(first.next()?).ok()?;
    let address = Uri::try_from(first.next()?).ok()?;
    let mut request = Request::new(Body::from(body.to_vec()));
    *request.method_mut() = method;
    *request.uri_mut() = address;
    for line in lines.filter(|line| !line.is_empty()) {
        let colon = line.iter().position(|byte| *byte == b':')?;
        let name = HeaderName::from_bytes(&line[..colon]).ok()?;
        let value = HeaderValue::from_bytes(line[colon + 1..].trim_ascii()).ok()?;
        request.headers_mut().append(name, value);
    }
    Some(request)
}

/// Whether a request is one of these; `{id}` at the end stands for anything.
fn is_one_of(request: &Request<Body>, list: &[(Method, &str)]) -> bool {
    let (method, path) = (request.method(), request.uri().path());
    list.iter().any(|(of_list, address)| {
        let is_there = match address.strip_suffix("{id}") {
            Some(folder) => path.starts_with(folder),
            None => *address == path,
        };
        of_list == method && is_there
    })
}

fn holds(text: &[u8], part: &str) -> bool {
    !part.is_empty()
        && text
            .windows(part.len())
            .any(|window| window == part.as_bytes())
}

/// What holds for every answer.
fn check(path: &str, answer: &Answer) {
    let Answer {
        status,
        headers,
        body,
    } = answer;
    assert!(!status.is_server_error(), "{status}");
    let header = |name: &str| {
        headers
            .get(name)
            .map_or("", |value| value.to_str().unwrap_or(""))
    };
    assert_eq!(header("x-content-type-options"), "nosniff");
    assert!(header("content-security-policy").starts_with("default-src 'none'"));
    // The answer to HEAD has no body, whatever it says of one.
    let is_plain = !headers.contains_key("content-encoding") && !body.is_empty();
    if path.starts_with("/api/") && status.is_client_error() && is_plain {
        assert_eq!(header("content-type"), "application/problem+json");
        let problem: Problem = serde_json::from_slice(body).expect("it is a problem");
        assert_eq!(problem.status, status.as_u16());
        assert!(!problem.code.is_empty() && !problem.detail.is_empty());
    }
}

thread_local! {
    static WORLD: World = World::new();
}

fuzz_target!(|input: &[u8]| -> Corpus {
    WORLD.with(|world| {
        let end = input.windows(2).position(|window| window == b"\n\n");
        let (head, body) = match end {
            Some(end) => (&input[..end], &input[end + 2..]),
            None => (input, &[][..]),
        };
        let begun = BTreeMap::new();
        let mut filling = Filling { world, begun };
        let (head, body) = (filling.fill(head), filling.fill(body));
        let Some(request) = read(&head, &body) else {
            return Corpus::Reject;
        };
        let path = request.uri().path().to_owned();
        let query = request.uri().query().unwrap_or_default().to_owned();
        // What is sent may be told again, now or later: it is kept, or named where it is refused. The fuzzer learns what it is compared with.
        let is_sent = |secret: &str| {
            let sent = [&body, path.as_bytes(), query.as_bytes()];
            sent.into_iter().any(|part| holds(part, secret))
        };
        if is_sent(OF_ANOTHER) || is_sent(&world.session.borrow()) {
            return Corpus::Reject;
        }
        let is_hashing = is_one_of(&request, &HASHING);
        let is_costly = is_hashing || is_one_of(&request, &ENDING);
        if is_costly && world.hashes.get() >= MOST_HASHES {
            return Corpus::Reject;
        }
        if is_hashing {
            world.count_hash();
        }
        let may_end =
            !request.method().is_safe() && ENDS_BELOW.iter().any(|folder| path.starts_with(folder));
        let before = world.session.borrow().clone();
        let answer = world.send(request);
        check(&path, &answer);
        assert!(!holds(&answer.body, &before));
        if may_end {
            world.stay_signed_in();
        }
        assert!(!holds(&answer.body, OF_ANOTHER));
        assert!(!holds(&answer.body, &world.session.borrow()));
        Corpus::Keep
    })
});
