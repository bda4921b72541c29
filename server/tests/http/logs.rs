//! What the operator reads: who came in and who did not, what changed, from where; and no name, no content and no secret.

use std::io;
use std::net::SocketAddr;
use std::sync::{Arc, Mutex};

use axum::body::Body;
use axum::extract::ConnectInfo;
use axum::http::{Method, Request};
use serde_json::{Value, json};
use tokio::io::{AsyncBufReadExt, AsyncWriteExt, BufReader};
use tokio::net::TcpListener;
use tracing::Level;
use tracing::subscriber::DefaultGuard;

use crate::fixtures::{Answer, TestSite, credentials, json_of};

const NAME: &str = "zebrafinch";
const PASSWORD: &str = "a quiet lighthouse keeper";
const NEW_PASSWORD: &str = "seven slow herons";

/// The log lines of this thread, as JSON.
#[derive(Clone, Default)]
struct Lines(Arc<Mutex<Vec<u8>>>);

impl io::Write for Lines {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.lock().unwrap().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl Lines {
    fn follow() -> (Self, DefaultGuard) {
        let lines = Self::default();
        let writer = lines.clone();
        let subscriber = tracing_subscriber::fmt()
            .json()
            .with_max_level(Level::INFO)
            .with_writer(move || writer.clone())
            .finish();
        (lines, tracing::subscriber::set_default(subscriber))
    }

    fn text(&self) -> String {
        String::from_utf8(self.0.lock().unwrap().clone()).unwrap()
    }

    /// The lines with this message.
    fn with(&self, message: &str) -> Vec<Value> {
        self.text()
            .lines()
            .map(|line| serde_json::from_str::<Value>(line).unwrap())
            .filter(|line| line["fields"]["message"] == message)
            .collect()
    }
}

/// A browser at a public address.
struct Browser<'a> {
    site: &'a TestSite,
    cookie: String,
}

impl Browser<'_> {
    async fn ask(&mut self, method: Method, path: &str, body: Value) -> Answer {
        let peer: SocketAddr = "198.51.100.7:4321".parse().unwrap();
        let request = Request::builder()
            .method(method)
            .uri(format!("/api/v1{path}"))
            .header("content-type", "application/json")
            .header("cookie", &self.cookie)
            .extension(ConnectInfo(peer))
            .body(Body::from(body.to_string()))
            .unwrap();
        let answer = self.site.send(request).await;
        if let Some(cookie) = answer.headers.get("set-cookie") {
            let cookie = cookie.to_str().unwrap();
            self.cookie = cookie.split(';').next().unwrap().to_owned();
        }
        answer
    }
}

/// The lines of ada's day in the log, each at least this often.
const LOGGED: [(&str, usize); 16] = [
    ("an account was made", 1),
    ("signed in", 2),
    ("somebody could not sign in", 3),
    ("new recovery codes were made", 1),
    ("showed once more who is there", 2),
    ("a passkey was removed", 1),
    ("a session was ended from another", 1),
    ("all other sessions were ended", 1),
    ("the mail address was removed", 1),
    ("the password was changed", 1),
    ("signed out", 1),
    ("a request was refused", 2),
    ("an account was deleted", 1),
    ("a calendar link was made", 1),
    ("the calendar link was ended", 1),
    ("an account was exported", 1),
];

fn assert_logged_with_the_peer(lines: &Lines) {
    for (message, at_least) in LOGGED {
        let found = lines.with(message);
        assert!(found.len() >= at_least, "{message}: {}", found.len());
        for line in found {
            assert_eq!(line["level"], "INFO", "{line}");
            assert_eq!(line["span"]["peer"], "198.51.100.7", "{line}");
        }
    }
}

/// Ends, changes and takes out everything an account has, and signs out.
async fn use_every_right(site: &TestSite, ada: &mut Browser<'_>) {
    let store = site.service().await.store();
    for statement in [
        "INSERT INTO passkeys (id, account, label, credential, created, last_used) SELECT 'p', id, '', '{}', 1, 1 FROM accounts",
        "INSERT INTO sessions (id, account, token_hash, label, created, last_used, confirmed) SELECT 's', id, 'h', '', 1, 1, 1 FROM accounts",
    ] {
        store.execute_for_tests(statement).await;
    }
    for (method, path, body) in [
        (Method::DELETE, "/account/passkeys/p", Value::Null),
        (Method::DELETE, "/account/sessions/s", Value::Null),
        (Method::DELETE, "/account/sessions", Value::Null),
        (Method::DELETE, "/account/mail", Value::Null),
        (Method::PUT, "/account/calendar", Value::Null),
        (Method::DELETE, "/account/calendar", Value::Null),
        (Method::GET, "/account/export", Value::Null),
        (
            Method::PUT,
            "/account/password",
            json!({"password": NEW_PASSWORD}),
        ),
        (Method::DELETE, "/session", Value::Null),
    ] {
        let answer = ada.ask(method, path, body).await;
        assert!(answer.status.is_success(), "{path}: {}", answer.text());
    }
}

#[tokio::test]
async fn what_happens_to_accounts_is_logged_with_the_peer_and_without_secrets() {
    let (lines, _guard) = Lines::follow();
    let site = TestSite::new();
    let cookie = String::new();
    let mut ada = Browser {
        site: &site,
        cookie,
    };
    let (post, delete) = (Method::POST, Method::DELETE);
    let mut secrets = vec![NAME.to_owned(), PASSWORD.to_owned()];
    ada.ask(post.clone(), "/accounts", credentials(NAME, PASSWORD))
        .await;
    secrets.push(ada.cookie.split('=').nth(1).unwrap().to_owned());
    let wrong = credentials(NAME, "not the right one");
    ada.ask(post.clone(), "/session", wrong).await;
    let wrong = json!({"name": NAME, "code": "not-a-code"});
    ada.ask(post.clone(), "/session/recovery", wrong).await;
    let wrong = json!({"ceremony": "x", "credential": {}});
    ada.ask(post.clone(), "/passkeys/session/finish", wrong)
        .await;
    let codes = ada
        .ask(post.clone(), "/account/recovery-codes", Value::Null)
        .await;
    secrets.push(json_of(&codes)["codes"][0].as_str().unwrap().to_owned());
    let confirm = json!({"password": PASSWORD});
    ada.ask(post.clone(), "/session/confirm", confirm).await;
    use_every_right(&site, &mut ada).await;
    let right = credentials(NAME, NEW_PASSWORD);
    ada.ask(post.clone(), "/session", right).await;
    let store = site.service().await.store();
    store
        .execute_for_tests("UPDATE sessions SET confirmed = 0")
        .await;
    let password = json!({"password": NEW_PASSWORD});
    ada.ask(delete.clone(), "/account", Value::Null).await;
    ada.ask(post.clone(), "/session/confirm", password).await;
    ada.ask(delete, "/account", Value::Null).await;
    for _ in 0..20 {
        ada.ask(post.clone(), "/session", credentials("x", "y"))
            .await;
    }

    assert_logged_with_the_peer(&lines);
    let field = |message: &str, name: &str| -> Vec<String> {
        let found = lines.with(message);
        let values = found.iter().map(|line| line["fields"][name].to_string());
        values.collect()
    };
    for way in ["\"password\"", "\"code\"", "\"passkey\""] {
        let ways = field("somebody could not sign in", "way");
        assert!(ways.contains(&way.to_owned()), "{way}");
    }
    for code in ["\"confirm-first\"", "\"slow-down\""] {
        let codes = field("a request was refused", "code");
        assert!(codes.contains(&code.to_owned()), "{code}");
    }
    for secret in secrets {
        assert!(!lines.text().contains(&secret), "{secret}");
    }
}

#[tokio::test]
async fn links_are_logged_without_what_opens_them_or_came_by_them() {
    let (lines, _guard) = Lines::follow();
    let site = TestSite::new();
    let cookie = String::new();
    let mut ada = Browser {
        site: &site,
        cookie,
    };
    ada.ask(Method::POST, "/accounts", credentials(NAME, PASSWORD))
        .await;
    let request = json!({"changes": {"feedback-request:0190f5a0-0000-7000-8000-000000000001": {"019ec5a0000000000000000000000001": {"title": "a secret CV"}}}});
    ada.ask(Method::POST, "/push", request).await;
    let asked = json!({"kind": "feedback", "record": "0190f5a0-0000-7000-8000-000000000001"});
    let made = json_of(&ada.ask(Method::POST, "/links", asked).await);
    let page = made["url"].as_str().unwrap();
    let form = Request::post(page).header("content-type", "application/x-www-form-urlencoded");
    let form = form.body(Body::from("q0=a+secret+answer&name=a+secret+name"));
    let sent = site.send(form.unwrap()).await;
    assert_eq!(sent.status, 303);
    site.get(sent.header("location")).await;
    // Copied without its end, and sent from another site.
    site.get(&page[..page.len() - 9]).await;
    let foreign = Request::post(&page[..page.len() - 2]).header("sec-fetch-site", "cross-site");
    site.send(foreign.body(Body::empty()).unwrap()).await;
    for _ in 0..12 {
        site.get("/shared/nobodys-secret").await;
    }
    let path = format!("/links/{}", made["id"].as_str().unwrap());
    ada.ask(Method::DELETE, &path, Value::Null).await;
    for message in [
        "a link was made",
        "an answer came by a link",
        "a link was ended",
    ] {
        assert_eq!(lines.with(message).len(), 1, "{message}");
    }
    let text = lines.text();
    for secret in [&page[10..40], "secret", NAME] {
        assert!(!text.contains(secret), "{secret}: {text}");
    }
}

/// A mail server that knows nobody, and says whom.
async fn rude_post_office() -> String {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("smtp://{}", listener.local_addr().unwrap());
    tokio::spawn(async move {
        while let Ok((stream, _)) = listener.accept().await {
            let mut stream = BufReader::new(stream);
            let mut line = String::from("220 localhost");
            loop {
                let answer = match line.get(..4).unwrap_or_default() {
                    "RCPT" => "550 5.1.1 <zebrafinch@example.org> lives elsewhere",
                    _ => "220 localhost",
                };
                let answer = answer.replace(
                    "220",
                    if line.starts_with("220") {
                        "220"
                    } else {
                        "250"
                    },
                );
                let _ = stream.write_all(format!("{answer}\r\n").as_bytes()).await;
                line.clear();
                if stream.read_line(&mut line).await.unwrap_or(0) == 0 {
                    break;
                }
            }
        }
    });
    url
}

#[tokio::test]
async fn a_mail_that_is_refused_is_logged_without_the_address() {
    let (lines, _guard) = Lines::follow();
    let site = TestSite::with_options(&["--smtp", &rude_post_office().await]);
    let cookie = String::new();
    let mut ada = Browser {
        site: &site,
        cookie,
    };
    ada.ask(Method::POST, "/accounts", credentials(NAME, PASSWORD))
        .await;
    let address = json!({"address": "zebrafinch@example.org"});
    let asked = ada.ask(Method::PUT, "/account/mail", address).await;
    assert!(asked.status.is_success(), "{}", asked.text());
    let mut found = Vec::new();
    for _ in 0..200 {
        found = lines.with("a mail could not be sent");
        if !found.is_empty() {
            break;
        }
        tokio::time::sleep(std::time::Duration::from_millis(20)).await;
    }
    assert_eq!(found[0]["fields"]["kind"], "refused");
    assert_eq!(found[0]["fields"]["status"], "550");
    assert!(!lines.text().contains(NAME), "{}", lines.text());
}
