//! Push messages through a push service of our own on loopback: told once and on time, sealed, and never where it may not go.

use std::sync::Arc;
use std::sync::atomic::{AtomicU16, Ordering};
use std::time::Duration;

use axum::http::{Method, StatusCode};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use domain::model::action::Action;
use domain::state::edit::Edit;
use domain::values::id::RecordId;
use ring::aead::{AES_128_GCM, Aad, LessSafeKey, Nonce, UnboundKey};
use ring::agreement::{ECDH_P256, EphemeralPrivateKey, UnparsedPublicKey, agree_ephemeral};
use ring::hkdf;
use ring::rand::SystemRandom;
use ring::signature::{ECDSA_P256_SHA256_FIXED, UnparsedPublicKey as Verifying};
use serde_json::{Value, json};
use server::service::Service;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpListener;
use tokio::sync::mpsc;

use crate::fixtures::{Device, TestSite, changes, code_of, json_of};

/// A browser's public key and secret, where nobody opens what was sealed (RFC 8291, appendix A).
const P256DH: &str =
    "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4";
const AUTH: &str = "BTBZMqHH6r4Tts7J_aSIgg";

const AUTH_BYTES: [u8; 16] = [
    0x05, 0x30, 0x59, 0x32, 0xa1, 0xc7, 0xea, 0xbe, 0x13, 0xb6, 0xce, 0xc9, 0xfd, 0xa4, 0x88, 0x82,
];

/// Opens a message as a browser does (RFC 8188 and RFC 8291), with its private key.
fn open_sealed(private: EphemeralPrivateKey, body: &[u8]) -> Value {
    struct Length(usize);
    impl hkdf::KeyType for Length {
        fn len(&self) -> usize {
            self.0
        }
    }
    fn derive<const N: usize>(salt: &[u8], material: &[u8], info: &[&[u8]]) -> [u8; N] {
        let mut derived = [0; N];
        let key = hkdf::Salt::new(hkdf::HKDF_SHA256, salt).extract(material);
        let filled = key.expand(info, Length(N)).unwrap().fill(&mut derived);
        filled.unwrap();
        derived
    }
    let own = private.compute_public_key().unwrap();
    let (salt, rest) = body.split_at(16);
    let (sender, sealed) = rest[5..].split_at(usize::from(rest[4]));
    let peer = UnparsedPublicKey::new(&ECDH_P256, sender);
    let shared: [u8; 32] = agree_ephemeral(private, &peer, |secret| {
        let info: [&[u8]; 3] = [b"WebPush: info\0", own.as_ref(), sender];
        derive(&AUTH_BYTES, secret, &info)
    })
    .unwrap();
    let key: [u8; 16] = derive(salt, &shared, &[b"Content-Encoding: aes128gcm\0"]);
    let nonce: [u8; 12] = derive(salt, &shared, &[b"Content-Encoding: nonce\0"]);
    let key = LessSafeKey::new(UnboundKey::new(&AES_128_GCM, &key).unwrap());
    let mut sealed = sealed.to_vec();
    let nonce = Nonce::assume_unique_for_key(nonce);
    let plain = key.open_in_place(nonce, Aad::empty(), &mut sealed).unwrap();
    let end = plain.iter().rposition(|byte| *byte == 2).unwrap();
    serde_json::from_slice(&plain[..end]).unwrap()
}

/// Checks who sends as a push service does (RFC 8292): the signature by the key that stands beside it, for whom, until when, by whom.
fn check_sender(head: &str, origin: &str, push_key: &str, now_ms: u64) {
    let line = head.lines().find_map(|line| {
        let (name, value) = line.split_once(": ")?;
        name.eq_ignore_ascii_case("authorization").then_some(value)
    });
    let (token, key) = line
        .unwrap()
        .strip_prefix("vapid t=")
        .unwrap()
        .split_once(", k=")
        .unwrap();
    assert_eq!(key, push_key, "the key browsers subscribe with");
    let decode = |text: &str| URL_SAFE_NO_PAD.decode(text).unwrap();
    let (signed, signature) = token.rsplit_once('.').unwrap();
    Verifying::new(&ECDSA_P256_SHA256_FIXED, decode(key))
        .verify(signed.as_bytes(), &decode(signature))
        .unwrap();
    let (head, claims) = signed.split_once('.').unwrap();
    let head: Value = serde_json::from_slice(&decode(head)).unwrap();
    assert_eq!(head, json!({"typ": "JWT", "alg": "ES256"}));
    let claims: Value = serde_json::from_slice(&decode(claims)).unwrap();
    assert_eq!(claims["aud"], origin);
    let now = now_ms / 1_000;
    let exp = claims["exp"].as_u64().unwrap();
    assert!(now < exp && exp <= now + 24 * 3_600, "{exp}");
    let sub = claims["sub"].as_str().unwrap();
    assert!(sub.starts_with("mailto:") || sub.starts_with("https:"));
}

const HOUR_MS: u64 = 3_600_000;

/// The answer of a push service that lets one wait.
const NOT_YET: u16 = 0;

/// A push service that answers as it is told to, and keeps what came.
struct PushService {
    endpoint: String,
    answers: Arc<AtomicU16>,
    came: mpsc::UnboundedReceiver<(String, Vec<u8>)>,
}

impl PushService {
    async fn open() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let endpoint = format!("http://{}/send/abc", listener.local_addr().unwrap());
        let answers = Arc::new(AtomicU16::new(201));
        let (sender, came) = mpsc::unbounded_channel();
        let status = answers.clone();
        tokio::spawn(async move {
            while let Ok((mut stream, _)) = listener.accept().await {
                let mut received = Vec::new();
                let mut part = [0; 4_096];
                let (head, body) = loop {
                    let read = stream.read(&mut part).await.unwrap_or(0);
                    received.extend_from_slice(&part[..read]);
                    let text = String::from_utf8_lossy(&received).into_owned();
                    if let Some((head, _)) = text.split_once("\r\n\r\n") {
                        let length: usize = head
                            .lines()
                            .find_map(|line| {
                                line.to_lowercase()
                                    .strip_prefix("content-length: ")?
                                    .parse()
                                    .ok()
                            })
                            .unwrap_or(0);
                        if received.len() >= head.len() + 4 + length {
                            break (head.to_owned(), received[head.len() + 4..].to_vec());
                        }
                    }
                    if read == 0 {
                        break (text, Vec::new());
                    }
                };
                let _ = sender.send((head, body));
                while status.load(Ordering::Relaxed) == NOT_YET {
                    tokio::time::sleep(Duration::from_millis(5)).await;
                }
                let code = status.load(Ordering::Relaxed);
                let answer = format!(
                    "HTTP/1.1 {code} x\r\nretry-after: 120\r\ncontent-length: 0\r\nconnection: close\r\n\r\n"
                );
                let _ = stream.write_all(answer.as_bytes()).await;
            }
        });
        Self {
            endpoint,
            answers,
            came,
        }
    }

    fn answer(&self, status: u16) {
        self.answers.store(status, Ordering::Relaxed);
    }

    fn origin(&self) -> &str {
        self.endpoint.trim_end_matches("/send/abc")
    }

    fn count(&mut self) -> usize {
        std::iter::from_fn(|| self.came.try_recv().ok()).count()
    }
}

fn wish(endpoint: &str) -> Value {
    json!({"endpoint": endpoint, "p256dh": P256DH, "auth": AUTH, "zone": "UTC", "minute": 540, "quiet_from": 1_320, "quiet_to": 420})
}

/// Someone with a thing due, whose device is told at nine in UTC. Gives the device and the next nine o'clock.
async fn with_a_device(site: &TestSite, wish: Value) -> (Device<'_>, u64) {
    let mut ada = Device::sign_up(site, "ada").await;
    let now = std::time::SystemTime::now()
        .duration_since(std::time::UNIX_EPOCH)
        .unwrap();
    let now = u64::try_from(now.as_millis()).unwrap();
    // What nobody touched for long would not be told any more.
    let today = domain::values::date::Now {
        ms: now,
        offset_minutes: 0,
    };
    let action = Action {
        text: "Call the library".into(),
        due: Some(today.today()),
        ..Action::default()
    };
    let edit = Edit::new("").create(RecordId::fixed(1), &action);
    ada.post("/push", changes(&edit, now)).await;
    put(&mut ada, wish).await;
    let nine = now / 86_400_000 * 86_400_000 + 9 * HOUR_MS;
    let next = if nine > now { nine } else { nine + 86_400_000 };
    (ada, next)
}

async fn put(device: &mut Device<'_>, wish: Value) {
    let answer = device.ask(Method::PUT, "/account/push", wish).await;
    assert_eq!(answer.status, StatusCode::NO_CONTENT, "{}", answer.text());
}

async fn devices(service: &Service) -> u64 {
    let rows = service.store().counts().await.unwrap();
    let found = rows.iter().find(|(name, _)| *name == "push_devices");
    found.unwrap().1
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_device_is_told_once_a_day_at_its_time_even_by_two_servers() {
    let site = TestSite::with_options(&["--push-loopback"]);
    told_once_a_day_by_two_servers(&site).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn on_postgres_a_device_is_told_once_a_day_by_two_servers_too() {
    let database = crate::postgres::Database::new();
    let site = TestSite::with_options(&["--push-loopback", "--database", &database.url]);
    told_once_a_day_by_two_servers(&site).await;
}

async fn told_once_a_day_by_two_servers(site: &TestSite) {
    let mut office = PushService::open().await;
    let (mut ada, nine) = with_a_device(site, wish(&office.endpoint)).await;
    let offers = json_of(&ada.get("/server").await);
    let first = site.service().await.clone();
    let second = Service::start(&site.settings_of()).await.unwrap();
    first.tell_as_of(nine - 1).await;
    assert_eq!(office.count(), 0, "not before its time");
    tokio::join!(first.tell_as_of(nine), second.tell_as_of(nine));
    let (head, body) = office.came.recv().await.unwrap();
    assert!(head.starts_with("POST /send/abc "), "{head}");
    for line in ["content-encoding: aes128gcm", "ttl: 43200"] {
        assert!(head.to_lowercase().contains(line), "{head}");
    }
    check_sender(
        &head,
        office.origin(),
        offers["push_key"].as_str().unwrap(),
        nine,
    );
    assert_eq!(body.len(), 16 + 4 + 1 + 65 + 512 + 16, "always of one size");
    first.tell_as_of(nine + 60_000).await;
    assert_eq!(office.count(), 0, "once a day, by whichever server");
    // A server that was off at nine catches up; one that was off all day does not.
    let late = nine + 24 * HOUR_MS + 2 * HOUR_MS;
    for _ in 0..5 {
        tokio::join!(first.tell_as_of(late), second.tell_as_of(late));
    }
    assert_eq!(office.count(), 1);
    first.tell_as_of(nine + 48 * HOUR_MS + 10 * HOUR_MS).await;
    assert_eq!(office.count(), 0);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_push_service_in_trouble_is_asked_again_later_and_a_lost_device_is_forgotten() {
    let mut office = PushService::open().await;
    let site = TestSite::with_options(&["--push-loopback"]);
    let (_, nine) = with_a_device(&site, wish(&office.endpoint)).await;
    let service = site.service().await.clone();
    office.answer(429);
    service.tell_as_of(nine).await;
    assert_eq!(office.count(), 1);
    service.tell_as_of(nine + 60_000).await;
    assert_eq!(office.count(), 0, "it asked for two minutes");
    office.answer(201);
    service.tell_as_of(nine + 120_000).await;
    assert_eq!(office.count(), 1);
    office.answer(410);
    service.tell_as_of(nine + 24 * HOUR_MS).await;
    assert_eq!(office.count(), 1);
    assert_eq!(devices(&service).await, 0, "410 means the device is gone");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_browser_opens_the_message_and_finds_no_name_in_it() {
    let mut office = PushService::open().await;
    let site = TestSite::with_options(&["--push-loopback"]);
    let private = EphemeralPrivateKey::generate(&ECDH_P256, &SystemRandom::new()).unwrap();
    let mut wish = wish(&office.endpoint);
    wish["p256dh"] = URL_SAFE_NO_PAD
        .encode(private.compute_public_key().unwrap().as_ref())
        .into();
    let (_, nine) = with_a_device(&site, wish).await;
    site.service().await.tell_as_of(nine).await;
    let (_, body) = office.came.recv().await.unwrap();
    let message = open_sealed(private, &body);
    assert_eq!(message["body"], "One thing is ready for you today.");
    assert_eq!((&message["due"], &message["url"]), (&json!(1), &json!("/")));
    assert!(!message.to_string().contains("library"));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_push_service_that_fails_is_asked_ever_later_and_again_the_next_day() {
    let mut office = PushService::open().await;
    office.answer(400);
    let site = TestSite::with_options(&["--push-loopback"]);
    let (_, nine) = with_a_device(&site, wish(&office.endpoint)).await;
    let service = site.service().await.clone();
    for day in 0..2 {
        let mut at = nine + day * 24 * HOUR_MS;
        for failures in 0..8_u32 {
            service.tell_as_of(at - 1).await;
            assert_eq!(office.count(), 0, "too early after {failures} failures");
            service.tell_as_of(at).await;
            assert_eq!(office.count(), 1, "after {failures} failures");
            at += 60_000 << failures;
        }
        // Given up for this day, and for this day only.
        service
            .tell_as_of(nine + (day + 1) * 24 * HOUR_MS - 1)
            .await;
        assert_eq!(office.count(), 0);
    }
    office.answer(201);
    service.tell_as_of(nine + 48 * HOUR_MS).await;
    assert_eq!(office.count(), 1);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_device_is_kept_while_nothing_answers_at_its_address() {
    let gone = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let endpoint = format!("http://{}/x", gone.local_addr().unwrap());
    drop(gone);
    let site = TestSite::with_options(&["--push-loopback"]);
    let (_, mut at) = with_a_device(&site, wish(&endpoint)).await;
    let service = site.service().await.clone();
    for failures in 0..10_u32 {
        service.tell_as_of(at).await;
        assert_eq!(devices(&service).await, 1, "after {failures} failures");
        at += 60_000 << failures;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_silent_push_service_keeps_nobody_waiting() {
    let silent = PushService::open().await;
    silent.answer(NOT_YET);
    let mut office = PushService::open().await;
    let site = TestSite::with_options(&["--push-loopback", "--rate-limits", "off"]);
    let (_, nine) = with_a_device(&site, wish(&format!("{}/0", silent.endpoint))).await;
    for number in 1..7 {
        let mut other = Device::sign_in(&site, "ada").await;
        put(&mut other, wish(&format!("{}/{number}", silent.endpoint))).await;
    }
    let mut last = Device::sign_in(&site, "ada").await;
    put(&mut last, wish(&office.endpoint)).await;
    let service = site.service().await.clone();
    let telling = tokio::spawn(async move { service.tell_as_of(nine).await });
    let came = tokio::time::timeout(Duration::from_secs(5), office.came.recv()).await;
    assert!(came.is_ok_and(|message| message.is_some()));
    assert!(!telling.is_finished(), "the others are still being asked");
    telling.abort();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn one_look_tells_everyone_however_many_there_are() {
    let mut office = PushService::open().await;
    let site = TestSite::with_options(&["--push-loopback"]);
    let (_, nine) = with_a_device(&site, wish(&office.endpoint)).await;
    let service = site.service().await.clone();
    let store = service.store();
    store
        .execute_for_tests("INSERT INTO sessions WITH RECURSIVE numbers (number) AS (SELECT 1 UNION ALL SELECT number + 1 FROM numbers WHERE number < 249) SELECT id || number, account, token_hash || number, label, created, last_used, confirmed FROM sessions, numbers")
        .await;
    store
        .execute_for_tests("INSERT INTO push_devices SELECT sessions.id, push_devices.account, endpoint || sessions.id, p256dh, auth, zone, minute, quiet_from, quiet_to, next_at, failures FROM sessions, push_devices WHERE sessions.id <> push_devices.session")
        .await;
    assert_eq!(devices(&service).await, 250);
    service.tell_as_of(nine).await;
    assert_eq!(office.count(), 250);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn one_browser_is_told_once_whoever_signed_in_there() {
    let mut office = PushService::open().await;
    let site = TestSite::with_options(&["--push-loopback"]);
    let (_, nine) = with_a_device(&site, wish(&office.endpoint)).await;
    let mut again = Device::sign_in(&site, "ada").await;
    put(&mut again, wish(&office.endpoint)).await;
    let service = site.service().await.clone();
    assert_eq!(devices(&service).await, 1);
    service.tell_as_of(nine).await;
    assert_eq!(office.count(), 1);
    let mut bob = Device::sign_up(&site, "bob").await;
    put(&mut bob, wish(&office.endpoint)).await;
    assert_eq!(devices(&service).await, 1);
    let mut other = wish(&office.endpoint);
    other["endpoint"] = format!("{}/other", office.endpoint).into();
    put(&mut again, other).await;
    assert_eq!(devices(&service).await, 2);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_address_that_ended_while_the_browser_gave_a_new_one_takes_nothing_with_it() {
    let mut office = PushService::open().await;
    office.answer(NOT_YET);
    let site = TestSite::with_options(&["--push-loopback"]);
    let (mut ada, nine) = with_a_device(&site, wish(&office.endpoint)).await;
    let service = site.service().await.clone();
    let telling = tokio::spawn({
        let service = service.clone();
        async move { service.tell_as_of(nine).await }
    });
    office.came.recv().await.unwrap();
    put(&mut ada, wish(&format!("{}/new", office.endpoint))).await;
    office.answer(410);
    telling.await.unwrap();
    assert_eq!(devices(&service).await, 1);
}

#[tokio::test]
async fn an_address_that_points_inward_is_refused_and_signing_out_forgets_the_device() {
    let site = TestSite::new();
    let mut ada = Device::sign_up(&site, "ada").await;
    for endpoint in [
        "http://127.0.0.1:1/x",
        "https://localhost/x",
        "https://10.0.0.1/x",
        "https://169.254.169.254/x",
        "x",
    ] {
        let answer = ada.ask(Method::PUT, "/account/push", wish(endpoint)).await;
        assert_eq!(code_of(&answer), "bad-push", "{endpoint}");
    }
    for (field, value) in [
        ("p256dh", json!("abc")),
        ("zone", json!("Mars/Olympus")),
        ("minute", json!(1_440)),
    ] {
        let mut bad = wish("https://push.example/x");
        bad[field] = value;
        let answer = ada.ask(Method::PUT, "/account/push", bad).await;
        assert_eq!(code_of(&answer), "bad-push", "{field}");
    }
    ada.ask(Method::PUT, "/account/push", wish("https://push.example/x"))
        .await;
    let shown = json_of(&ada.get("/account/push").await);
    assert_eq!(
        (&shown["minute"], &shown["auth"]),
        (&json!(540), &json!("")),
        "without its keys"
    );
    assert!(
        json_of(&ada.get("/server").await)["push_key"]
            .as_str()
            .unwrap()
            .len()
            == 87
    );
    let store = site.service().await.store();
    ada.ask(Method::DELETE, "/session", Value::Null).await;
    assert!(store.counts().await.unwrap().contains(&("push_devices", 0)));
}
