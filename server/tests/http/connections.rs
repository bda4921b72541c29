//! What comes about below the routes, on real connections: heads that are none, hosts that are
//! missing or named twice, signals.

use std::fs;
use std::io::{Read, Write};
use std::net::TcpStream;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use crate::fixtures::TestSite;
use crate::program::{Program, start_with};

fn started(site: &TestSite) -> Program {
    start_with(site, "127.0.0.1:0", &["--backups", "0"], "info")
}

/// The answer to bytes as they are.
fn answer(address: &str, sent: &str) -> String {
    let mut stream = TcpStream::connect(address).unwrap();
    stream.write_all(sent.as_bytes()).unwrap();
    let mut answer = String::new();
    let _ = stream.read_to_string(&mut answer);
    answer
}

#[test]
fn what_is_no_request_is_answered_with_the_security_headers() {
    let site = TestSite::new();
    let program = started(&site);
    let long = "x".repeat(1_000_000);
    for (sent, status) in [
        ("no request at all\r\n\r\n".to_owned(), "400"),
        ("GET / HTTP/1.1\r\nbad header\r\n\r\n".to_owned(), "400"),
        (
            format!("GET / HTTP/1.1\r\nhost: a\r\nx: {long}\r\n\r\n"),
            "431",
        ),
        (
            "GET / HTTP/1.1\r\nconnection: close\r\n\r\n".to_owned(),
            "400",
        ),
        (
            "GET / HTTP/1.1\r\nhost: a\r\nhost: a\r\nconnection: close\r\n\r\n".to_owned(),
            "400",
        ),
        (
            "GET / HTTP/1.1\r\nhost: a/b\r\nconnection: close\r\n\r\n".to_owned(),
            "400",
        ),
        ("GET /robots.txt HTTP/1.0\r\n\r\n".to_owned(), "404"),
        (
            "GET /healthz HTTP/1.1\r\nhost: a:1\r\nconnection: close\r\n\r\n".to_owned(),
            "200",
        ),
    ] {
        let answer = answer(&program.address, &sent);
        let shown = &sent[..sent.len().min(60)];
        let status_line = format!(" {status} ");
        assert!(answer[..20].contains(&status_line), "{shown}: {answer}");
        for header in [
            "x-content-type-options: nosniff",
            "x-frame-options: DENY",
            "content-security-policy: default-src 'none'",
            "referrer-policy: no-referrer",
        ] {
            assert_eq!(answer.matches(header).count(), 1, "{shown}: {answer}");
        }
    }
}

#[test]
fn hanging_up_changes_nothing_and_is_told() {
    let site = TestSite::new();
    let mut program = started(&site);
    for _ in 0..2 {
        program.signal("-HUP");
        program.wait_for("Settings are loaded once, at startup");
    }
    let healthy = answer(&program.address, "GET /healthz HTTP/1.0\r\n\r\n");
    assert!(healthy.contains(" 200 "), "{healthy}");
    program.terminate();
    program.must_end();
}

/// As the first process of a container, which no signal ends by itself. The deadline measures
/// nothing: it fails a program that hangs.
#[test]
fn it_ends_as_the_first_process_at_whatever_moment_it_is_told() {
    let unshare = [
        "--user",
        "--map-root-user",
        "--pid",
        "--fork",
        "--kill-child",
    ];
    let tried = Command::new("unshare").args(unshare).arg("true").status();
    if !tried.is_ok_and(|status| status.success()) {
        eprintln!("left out: this machine gives no name space for processes");
        return;
    }
    for milliseconds in [0, 10, 20, 40, 80, 160, 320, 640] {
        let site = TestSite::new();
        let mut outer = Command::new("unshare")
            .args(unshare)
            .arg(env!("CARGO_BIN_EXE_server"))
            .args(["--listen", "127.0.0.1:0", "--site-dir"])
            .arg(&site.folder)
            .arg("--data-dir")
            .arg(site.folder.join("data"))
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let inner = program_within(outer.id());
        std::thread::sleep(Duration::from_millis(milliseconds));
        let deadline = Instant::now() + Duration::from_secs(30);
        while outer.try_wait().unwrap().is_none() {
            assert!(
                Instant::now() < deadline,
                "{milliseconds} ms: it does not end"
            );
            // A signal before the first line of the program is lost, whatever it does.
            let _ = Command::new("kill").args(["-TERM", &inner]).status();
            std::thread::sleep(Duration::from_millis(500));
        }
        assert!(outer.wait().unwrap().success(), "{milliseconds} ms");
    }
}

/// The process that `unshare` has begun, once it is the program.
fn program_within(unshare: u32) -> String {
    let children = format!("/proc/{unshare}/task/{unshare}/children");
    loop {
        let children = fs::read_to_string(&children).unwrap_or_default();
        let child = children.trim();
        let program = fs::read_link(format!("/proc/{child}/exe"));
        if program.is_ok_and(|program| program.ends_with("server")) {
            return child.to_owned();
        }
        std::thread::sleep(Duration::from_millis(1));
    }
}
