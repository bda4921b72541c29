//! The numbers for whoever watches over the server: on an address of its own, by route, and without
//! anything that names a person.

use std::io::{Read, Write};
use std::net::TcpStream;

use crate::crash::sign_up;
use crate::fixtures::TestSite;
use crate::program::{Program, start_with};

fn ask(address: &str, request: &str) -> String {
    let mut stream = TcpStream::connect(address).unwrap();
    write!(
        stream,
        "{request}\r\nhost: test\r\nconnection: close\r\n\r\n"
    )
    .unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).unwrap();
    answer
}

fn metrics_address(program: &mut Program) -> String {
    let line = program.wait_for("Metrics are served");
    let line: serde_json::Value = serde_json::from_str(&line).unwrap();
    line["fields"]["metrics_address"]
        .as_str()
        .unwrap()
        .to_owned()
}

/// The number after a name and its labels.
fn number(metrics: &str, name: &str) -> f64 {
    let line = metrics.lines().find_map(|line| line.strip_prefix(name));
    let number = line.unwrap_or_else(|| panic!("{name} is missing in {metrics}"));
    number.trim().parse().unwrap()
}

/// Asks for what is counted: pages, an account, a push and a pull.
fn use_it(address: &str) {
    let cookie = sign_up(address);
    for path in [
        "/search?title=private",
        "/no/such/page",
        "/people",
        "/calendar/secret.ics",
        "/feedback/secret",
        "/shared/secret?sent",
    ] {
        ask(address, &format!("GET {path} HTTP/1.1"));
    }
    let key = "opportunity:0190f5a0-0000-7000-8000-000000000001";
    let stamp = "019ec5a0000000000000000000000001";
    let body = format!(
        "{{\"changes\":{{\"{key}\":{{\"{stamp}\":{{\"company\":\"Acme\",\"role\":1}}}}}}}}"
    );
    let headers = format!(
        "cookie: {cookie}\r\ncontent-type: application/json\r\ncontent-length: {}",
        body.len()
    );
    let mut pushing = TcpStream::connect(address).unwrap();
    write!(
        pushing,
        "POST /api/v1/push HTTP/1.1\r\nhost: test\r\nconnection: close\r\n{headers}\r\n\r\n{body}"
    )
    .unwrap();
    let mut pushed = String::new();
    pushing.read_to_string(&mut pushed).unwrap();
    assert!(pushed.starts_with("HTTP/1.1 200"), "{pushed}");
    let with_cookie = format!("GET /api/v1/changes HTTP/1.1\r\ncookie: {cookie}");
    assert!(ask(address, &with_cookie).starts_with("HTTP/1.1 200"));
}

fn assert_numbers(metrics: &str) {
    for (name, at_least) in [
        (
            "one_yes_http_requests_total{method=\"GET\",route=\"page\",status=\"200\"}",
            2.0,
        ),
        (
            "one_yes_http_requests_total{method=\"GET\",route=\"page\",status=\"404\"}",
            1.0,
        ),
        (
            "one_yes_http_requests_total{method=\"GET\",route=\"/calendar/{name}\",status=\"404\"}",
            1.0,
        ),
        (
            "one_yes_http_requests_total{method=\"GET\",route=\"/feedback/{token}\",status=\"404\"}",
            1.0,
        ),
        (
            "one_yes_http_requests_total{method=\"GET\",route=\"/shared/{token}\",status=\"404\"}",
            1.0,
        ),
        (
            "one_yes_http_requests_total{method=\"POST\",route=\"/api/v1/push\",status=\"200\"}",
            1.0,
        ),
        (
            "one_yes_http_request_duration_seconds_count{route=\"/api/v1/push\"}",
            1.0,
        ),
        ("one_yes_pushes_total", 1.0),
        ("one_yes_pushed_cells_total", 2.0),
        ("one_yes_rejected_cells_total", 0.0),
        ("one_yes_pulls_total", 1.0),
        ("one_yes_listeners", 0.0),
        ("one_yes_store_errors_total", 0.0),
        ("one_yes_database_bytes", 10_000.0),
    ] {
        assert!(number(metrics, name) >= at_least, "{name}: {metrics}");
    }
    for pool in [
        "one_yes_pool_connections{pool=",
        "one_yes_build_info{version=",
    ] {
        assert!(metrics.contains(pool), "{metrics}");
    }
}

fn told(options: &[&str]) {
    let site = TestSite::new();
    let options = [options, &["--metrics-address", "127.0.0.1:0"]].concat();
    let mut program = start_with(&site, "127.0.0.1:0", &options, "info");
    let watched = metrics_address(&mut program);
    use_it(&program.address);
    let metrics = ask(&watched, "GET /metrics HTTP/1.1");
    assert!(
        metrics.contains("content-type: application/openmetrics-text"),
        "{metrics}"
    );
    assert!(
        metrics.trim_end().ends_with("# EOF") || metrics.contains("# EOF"),
        "{metrics}"
    );
    assert_numbers(&metrics);
    for private in ["private", "secret", "no/such", "Acme", "127.0.0.1"] {
        assert!(!metrics.contains(private), "{private}: {metrics}");
    }
    assert!(ask(&watched, "GET / HTTP/1.1").starts_with("HTTP/1.1 404"));
    let outside = ask(&program.address, "GET /metrics HTTP/1.1");
    assert!(!outside.contains("one_yes_pushes"), "strangers see none");
}

#[test]
fn numbers_are_told_on_an_address_of_their_own() {
    told(&["--backups", "0"]);
    let database = crate::postgres::Database::new();
    told(&["--backups", "0", "--database", &database.url]);
}
