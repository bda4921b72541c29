//! Whole requests, as anyone may send them, through the real router over a real database: whatever they hold, they are served or refused
//! with a reason, and nothing of another account is in the answer. Cookies, addresses, forwarded peers, queries, bodies, credentials of
//! passkeys, keys and addresses for push messages are read on the way.
#![no_main]

#[path = "requests/filling.rs"]
mod filling;
#[path = "requests/world.rs"]
mod world;

use std::collections::BTreeMap;

use axum::body::Body;
use axum::http::{HeaderName, HeaderValue, Method, Request, Uri};
use domain::sync::protocol::Problem;
use libfuzzer_sys::{Corpus, fuzz_target};

use filling::Filling;
use world::{Answer, OF_ANOTHER, World, holds};

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
