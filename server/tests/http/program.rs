//! The program itself: it listens where told, keeps queries out of its logs, and stops politely.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use crate::crash::sign_up;
use crate::fixtures::TestSite;

const BINARY: &str = env!("CARGO_BIN_EXE_server");

/// Logged when the server stops although requests still run.
const GAVE_UP: &str = "still running and were cut off";

pub(crate) struct Program {
    child: Child,
    logs: BufReader<std::process::ChildStderr>,
    pub(crate) address: String,
}

impl Drop for Program {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

impl Program {
    pub(crate) fn id(&self) -> u32 {
        self.child.id()
    }

    /// Tells it to stop.
    pub(crate) fn terminate(&self) {
        self.signal("-TERM");
    }

    /// Sends it a signal.
    pub(crate) fn signal(&self, signal: &str) {
        let sent = Command::new("kill")
            .args([signal, &self.child.id().to_string()])
            .status()
            .unwrap();
        assert!(sent.success());
    }

    /// Reads its logs up to a line with these words.
    pub(crate) fn wait_for(&mut self, words: &str) -> String {
        let mut line = String::new();
        while !line.contains(words) {
            line.clear();
            let length = self.logs.read_line(&mut line).unwrap();
            assert_ne!(length, 0, "the server ended before it said {words}");
        }
        line
    }

    /// What it has logged and nobody has read, once it has ended.
    pub(crate) fn rest_of_logs(&mut self) -> String {
        let mut rest = String::new();
        self.logs.read_to_string(&mut rest).unwrap();
        rest
    }

    /// Waits until it has ended well, and gives the rest of its logs. The deadline measures
    /// nothing: it fails a program that hangs.
    pub(crate) fn must_end(&mut self) -> String {
        let deadline = Instant::now() + Duration::from_secs(60);
        let status = loop {
            if let Some(status) = self.child.try_wait().unwrap() {
                break status;
            }
            assert!(Instant::now() < deadline, "it does not end");
            std::thread::sleep(Duration::from_millis(10));
        };
        let mut rest = String::new();
        self.logs.read_to_string(&mut rest).unwrap();
        assert!(status.success(), "{rest}");
        rest
    }

    /// Ends it as a power cut would.
    pub(crate) fn kill(mut self) {
        self.kill_now();
    }

    /// As `kill`, and keeps what is known of it.
    pub(crate) fn kill_now(&mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }
}

fn start(site: &TestSite) -> Program {
    start_with(site, "127.0.0.1:0", &[], "debug")
}

/// Starts the program over a site, with further options.
pub(crate) fn start_with(site: &TestSite, listen: &str, options: &[&str], logs: &str) -> Program {
    start_by(Command::new(BINARY), site, listen, options, logs)
}

/// The same, with a signal ignored that the system sends where a file may not grow any more.
pub(crate) fn start_limited(site: &TestSite, options: &[&str], logs: &str) -> Program {
    let mut shell = Command::new("sh");
    shell.args(["-c", "trap '' XFSZ; exec \"$0\" \"$@\"", BINARY]);
    start_by(shell, site, "127.0.0.1:0", options, logs)
}

/// The same, on a disk where no file grows beyond so many bytes from the start.
pub(crate) fn start_on_full_disk(site: &TestSite, bytes: u32, options: &[&str]) -> Program {
    let mut shell = Command::new("sh");
    let limited = format!("trap '' XFSZ; exec prlimit --fsize={bytes}: -- \"$0\" \"$@\"");
    shell.args(["-c", &limited, BINARY]);
    start_by(shell, site, "127.0.0.1:0", options, "info")
}

fn start_by(
    mut command: Command,
    site: &TestSite,
    listen: &str,
    options: &[&str],
    logs: &str,
) -> Program {
    let mut child = command
        .args(["--listen", listen, "--log-format", "json"])
        .arg("--site-dir")
        .arg(&site.folder)
        .arg("--data-dir")
        .arg(site.folder.join("data"))
        .args(options)
        .env("RUST_LOG", logs)
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let logs = BufReader::new(child.stderr.take().unwrap());
    let mut program = Program {
        child,
        logs,
        address: String::new(),
    };
    let mut met = String::new();
    while program.address.is_empty() {
        let mut line = String::new();
        let length = program.logs.read_line(&mut line).unwrap();
        assert_ne!(length, 0, "the server ended at once: {met}");
        met.push_str(&line);
        let entry: serde_json::Value = serde_json::from_str(&line).unwrap();
        if let Some(address) = entry["fields"]["address"].as_str() {
            address.clone_into(&mut program.address);
        }
    }
    program
}

pub(crate) fn get(address: &str, path: &str) -> String {
    let mut stream = TcpStream::connect(address).unwrap();
    write!(
        stream,
        "GET {path} HTTP/1.1\r\nhost: test\r\nconnection: close\r\n\r\n"
    )
    .unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).unwrap();
    answer
}

#[test]
fn it_serves_stops_when_told_and_logs_no_query() {
    let site = TestSite::new();
    let mut program = start(&site);
    assert!(get(&program.address, "/healthz").starts_with("HTTP/1.1 200"));
    assert!(get(&program.address, "/search?title=very-private").starts_with("HTTP/1.1 200"));

    program.terminate();
    let rest = program.must_end();
    assert!(rest.contains("Stopping"));
    assert!(
        rest.contains("/search"),
        "requests are logged at this level"
    );
    assert!(
        !rest.contains("very-private"),
        "shared postings arrive in the query"
    );
}

#[test]
fn it_stops_whoever_listens_or_stalls() {
    let site = TestSite::new();
    let options = ["--rate-limits", "off", "--backups", "0"];
    let mut program = start_with(&site, "127.0.0.1:0", &options, "info");
    let cookie = sign_up(&program.address);
    let mut listening = TcpStream::connect(&program.address).unwrap();
    write!(
        listening,
        "GET /api/v1/pokes HTTP/1.1\r\nhost: test\r\ncookie: {cookie}\r\n\r\n"
    )
    .unwrap();
    let mut lines = BufReader::new(listening).lines();
    lines.find(|line| line.as_ref().unwrap().contains("event: poke"));

    program.terminate();
    let rest = program.must_end();
    assert!(!rest.contains(GAVE_UP), "nothing was waited for: {rest}");
    assert!(lines.all(|line| line.is_ok()), "the stream ended in order");

    let mut program = start_with(&site, "127.0.0.1:0", &options, "info");
    let mut stalling = TcpStream::connect(&program.address).unwrap();
    write!(
        stalling,
        "POST /api/v1/push HTTP/1.1\r\nhost: test\r\ncookie: {cookie}\r\ncontent-type: application/json\r\ncontent-length: 9\r\n\r\n{{"
    )
    .unwrap();
    // So that the request has begun.
    assert!(get(&program.address, "/healthz").starts_with("HTTP/1.1 200"));
    program.terminate();
    let rest = program.must_end();
    assert!(rest.contains(GAVE_UP), "it stalls: {rest}");
}

/// Starts two at the same moment, on a new database each time.
fn start_together(site: &TestSite, options: &[&str]) {
    let start = || start_with(site, "127.0.0.1:0", options, "info");
    let (one, two) = std::thread::scope(|scope| {
        let (one, two) = (scope.spawn(start), scope.spawn(start));
        (one.join().unwrap(), two.join().unwrap())
    });
    for program in [one, two] {
        assert!(get(&program.address, "/healthz").starts_with("HTTP/1.1 200"));
    }
}

#[test]
fn two_that_start_at_once_both_come_up() {
    for _ in 0..3 {
        start_together(&TestSite::new(), &[]);
        let database = crate::postgres::Database::new();
        start_together(&TestSite::new(), &["--database", &database.url]);
    }
}

#[test]
fn help_has_a_line_for_every_option() {
    let output = Command::new(env!("CARGO_BIN_EXE_server"))
        .arg("--help")
        .output()
        .unwrap();
    let help = String::from_utf8(output.stdout).unwrap();
    for option in [
        "--listen",
        "--site-dir",
        "--origin",
        "--log-format",
        "--workers",
        "--database",
        "--data-dir",
        "--backups",
    ] {
        assert!(help.contains(option), "{option}");
    }
}

#[test]
fn its_version_names_the_product_and_the_build() {
    let site = TestSite::new();
    let output = Command::new(env!("CARGO_BIN_EXE_server"))
        .arg("--version")
        .arg("--site-dir")
        .arg(&site.folder)
        .output()
        .unwrap();
    let told = String::from_utf8(output.stdout).unwrap();
    let (version, build) = (env!("CARGO_PKG_VERSION"), site.build().id);
    assert_eq!(told, format!("One Yes {version}, build {build}\n"));
}

#[test]
fn a_database_that_is_not_there_is_named_by_its_address() {
    let url = "postgres://ada:s3cret@127.0.0.1:1/search";
    let output = Command::new(env!("CARGO_BIN_EXE_server"))
        .args(["--database", url, "check"])
        .output()
        .unwrap();
    let told = String::from_utf8(output.stderr).unwrap();
    assert!(told.contains("database search at 127.0.0.1:1"), "{told}");
    assert!(!told.contains("s3cret"), "{told}");
}

#[test]
fn a_wrong_setting_is_told_in_a_sentence() {
    let output = Command::new(env!("CARGO_BIN_EXE_server"))
        .args(["--site-dir", "/nowhere"])
        .output()
        .unwrap();
    assert!(!output.status.success());
    assert!(
        String::from_utf8(output.stderr)
            .unwrap()
            .contains("make build")
    );
}
