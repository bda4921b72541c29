//! Mail through a mail server of our own on loopback: an address is confirmed, a link lets its owner in again, nobody learns who has one.

use std::sync::Arc;
use std::time::Duration;

use axum::http::{Method, StatusCode};
use serde_json::{Value, json};
use tokio::io::{AsyncBufReadExt, AsyncWriteExt, BufReader};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{Mutex, mpsc};

use crate::fixtures::{Device, PASSWORD, TestSite, code_of, credentials, json_of};

/// A mail server that takes everything: the part of SMTP (RFC 5321) a client needs to hand over a message.
struct PostOffice {
    url: String,
    letters: mpsc::UnboundedReceiver<String>,
    /// Held, it greets nobody.
    door: Arc<Mutex<()>>,
}

impl PostOffice {
    async fn open() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("smtp://{}", listener.local_addr().unwrap());
        let (sender, letters) = mpsc::unbounded_channel();
        let door = Arc::new(Mutex::new(()));
        let at_door = door.clone();
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                drop(at_door.lock().await);
                let _ = serve(stream, &sender).await;
            }
        });
        Self { url, letters, door }
    }

    /// The next letter, whole, with its lines as they were before they were folded for the way.
    async fn letter(&mut self) -> String {
        let letter = tokio::time::timeout(Duration::from_secs(10), self.letters.recv()).await;
        letter
            .expect("a letter comes")
            .unwrap()
            .replace("=\r\n", "")
    }

    fn is_empty(&mut self) -> bool {
        self.letters.try_recv().is_err()
    }
}

async fn serve(
    stream: TcpStream,
    letters: &mpsc::UnboundedSender<String>,
) -> Result<(), std::io::Error> {
    let mut stream = BufReader::new(stream);
    stream.write_all(b"220 localhost\r\n").await?;
    let mut line = String::new();
    while stream.read_line(&mut line).await? > 0 {
        let answer: &[u8] = match line.get(..4).unwrap_or_default() {
            "DATA" => {
                stream.write_all(b"354 go on\r\n").await?;
                let mut letter = String::new();
                while !letter.ends_with("\r\n.\r\n") {
                    stream.read_line(&mut letter).await?;
                }
                let _ = letters.send(letter);
                b"250 kept\r\n"
            }
            "QUIT" => b"221 bye\r\n",
            _ => b"250 localhost\r\n",
        };
        stream.write_all(answer).await?;
        line.clear();
    }
    Ok(())
}

/// The token in the link of a letter.
fn token_of(letter: &str, word: &str) -> String {
    let link = letter
        .split(&format!("http://127.0.0.1:3000/account#{word}=3D"))
        .nth(1);
    let link = link.or_else(|| letter.split(&format!("/account#{word}=")).nth(1));
    let token: String = link
        .unwrap_or_else(|| panic!("no link in {letter}"))
        .chars()
        .take_while(|letter| letter.is_ascii_alphanumeric() || "-_".contains(*letter))
        .collect();
    assert_eq!(token.len(), 43, "{letter}");
    token
}

#[tokio::test]
async fn a_lost_password_is_replaced_by_a_mailed_link() {
    let mut office = PostOffice::open().await;
    let site = TestSite::with_options(&["--smtp", &office.url]);
    let mut phone = Device::sign_up(&site, "ada").await;
    assert_eq!(json_of(&phone.get("/server").await)["mail"], true);

    let given = json!({"address": " ada@example.org "});
    let asked = phone.ask(Method::PUT, "/account/mail", given).await;
    assert_eq!(asked.status, StatusCode::ACCEPTED, "{}", asked.text());
    let letter = office.letter().await;
    assert!(letter.contains("To: ada@example.org"), "{letter}");
    let shown = json_of(&phone.get("/account").await);
    assert_eq!(shown.get("mail"), None, "not before it is confirmed");
    let token = token_of(&letter, "confirm-mail");
    let mut anywhere = Device::new(&site);
    let wrong = anywhere
        .post("/account/mail/confirm", json!({"token": "x"}))
        .await;
    assert_eq!(code_of(&wrong), "link-ended");
    let confirmed = anywhere
        .post("/account/mail/confirm", json!({"token": token}))
        .await;
    assert_eq!(confirmed.status, StatusCode::NO_CONTENT);
    assert_eq!(
        json_of(&phone.get("/account").await)["mail"],
        "ada@example.org"
    );

    let mut tablet = Device::new(&site);
    let asked = tablet.post("/session/reset", json!({"name": "Ada"})).await;
    assert_eq!(asked.status, StatusCode::ACCEPTED);
    let token = token_of(&office.letter().await, "new-password");
    let weak = json!({"token": token, "password": "123456789012"});
    let weak = tablet.post("/session/reset/finish", weak).await;
    assert_eq!(
        code_of(&weak),
        "password-common",
        "and the link still works"
    );
    let new = json!({"token": token, "password": "seven slow herons"});
    let entered = tablet.post("/session/reset/finish", new.clone()).await;
    assert_eq!(entered.status, StatusCode::OK, "{}", entered.text());
    assert_eq!(json_of(&tablet.get("/account").await)["name"], "ada");
    assert!(office.letter().await.contains("Your password was changed"));
    assert_eq!(code_of(&phone.get("/account").await), "signed-out");
    let again = Device::new(&site).post("/session/reset/finish", new).await;
    assert_eq!(code_of(&again), "link-ended");
    let old = Device::new(&site)
        .post("/session", credentials("ada", PASSWORD))
        .await;
    assert_eq!(old.status, StatusCode::UNAUTHORIZED);

    let gone = tablet
        .ask(Method::DELETE, "/account/mail", Value::Null)
        .await;
    assert_eq!(gone.status, StatusCode::NO_CONTENT);
    assert_eq!(json_of(&tablet.get("/account").await).get("mail"), None);
}

#[tokio::test]
async fn asking_for_a_link_tells_nobody_who_has_an_account() {
    let mut office = PostOffice::open().await;
    let site = TestSite::with_options(&["--smtp", &office.url]);
    Device::sign_up(&site, "ada").await;
    let mut anyone = Device::new(&site);
    let without_address = anyone.post("/session/reset", json!({"name": "ada"})).await;
    let unknown = anyone
        .post("/session/reset", json!({"name": "nobody"}))
        .await;
    assert_eq!(without_address.status, StatusCode::ACCEPTED);
    assert_eq!(
        (unknown.status, &unknown.body),
        (without_address.status, &without_address.body)
    );
    let mut bob = Device::sign_up(&site, "bob").await;
    keep_address(&mut office, &mut bob, "bob@example.org").await;
    // Were the answer to wait for the letter, it would tell by its time.
    let door = office.door.clone();
    let closed = door.lock().await;
    let with_address = anyone.post("/session/reset", json!({"name": "bob"})).await;
    drop(closed);
    assert_eq!(
        (with_address.status, &with_address.body),
        (unknown.status, &unknown.body)
    );
    assert!(office.letter().await.contains("new-password"));
    for _ in 0..2 {
        anyone.post("/session/reset", json!({"name": "ada"})).await;
    }
    let often = anyone.post("/session/reset", json!({"name": "ada"})).await;
    assert_eq!(code_of(&often), "slow-down", "no mailbox is flooded");
    assert!(office.is_empty());
}

#[tokio::test]
async fn a_mail_address_is_checked_and_asked_for_only_where_mail_is_sent() {
    let office = PostOffice::open().await;
    let site = TestSite::with_options(&["--smtp", &office.url]);
    let mut ada = Device::sign_up(&site, "ada").await;
    for address in [
        "",
        "ada",
        "ada@",
        "a b@example.org",
        "ada@example.org\r\nBcc: x@y.z",
    ] {
        let given = json!({"address": address});
        let answer = ada.ask(Method::PUT, "/account/mail", given).await;
        assert_eq!(code_of(&answer), "bad-mail-address", "{address:?}");
    }
    ada.forget_confirmation().await;
    let given = json!({"address": "ada@example.org"});
    let answer = ada.ask(Method::PUT, "/account/mail", given.clone()).await;
    assert_eq!(code_of(&answer), "confirm-first");

    let without = TestSite::new();
    let mut bob = Device::sign_up(&without, "bob").await;
    assert_eq!(json_of(&bob.get("/server").await)["mail"], false);
    let answer = bob.ask(Method::PUT, "/account/mail", given).await;
    assert_eq!(code_of(&answer), "no-mail");
    let answer = bob.post("/session/reset", json!({"name": "bob"})).await;
    assert_eq!(code_of(&answer), "no-mail");
}

/// Asks for a link to an address, opens it, and so has the address kept.
async fn keep_address(office: &mut PostOffice, device: &mut Device<'_>, address: &str) {
    let given = json!({"address": address});
    let asked = device.ask(Method::PUT, "/account/mail", given).await;
    assert_eq!(asked.status, StatusCode::ACCEPTED, "{}", asked.text());
    let token = token_of(&office.letter().await, "confirm-mail");
    let confirmed = device
        .post("/account/mail/confirm", json!({"token": token}))
        .await;
    assert_eq!(confirmed.status, StatusCode::NO_CONTENT);
}

#[tokio::test]
async fn a_link_a_thief_asked_for_is_seen_and_ends_with_the_password_or_the_other_sessions() {
    let mut office = PostOffice::open().await;
    let site = TestSite::with_options(&["--smtp", &office.url]);
    let mut owner = Device::sign_up(&site, "ada").await;
    keep_address(&mut office, &mut owner, "ada@example.org").await;
    let password = json!({"password": "seven slow herons"});
    for (method, path) in [
        (Method::PUT, "/account/password"),
        (Method::DELETE, "/account/sessions"),
    ] {
        let mut thief = Device::new(&site);
        thief.cookie.clone_from(&owner.cookie);
        let given = json!({"address": format!("thief{}@example.org", path.len())});
        thief.ask(Method::PUT, "/account/mail", given.clone()).await;
        let token = token_of(&office.letter().await, "confirm-mail");
        let seen = json_of(&owner.get("/account/mail").await);
        assert_eq!(seen, given, "the owner sees it");
        let done = owner.ask(method, path, password.clone()).await;
        assert_eq!(done.status, StatusCode::NO_CONTENT);
        let late = thief.post("/account/mail/confirm", json!({"token": token}));
        assert_eq!(code_of(&late.await), "link-ended", "{path}");
        let seen = json_of(&owner.get("/account/mail").await);
        assert_eq!(seen["address"], "");
        let kept = json_of(&owner.get("/account").await);
        assert_eq!(kept["mail"], "ada@example.org");
        if path == "/account/password" {
            assert!(office.letter().await.contains("Your password was changed"));
        }
    }
}

#[tokio::test]
async fn links_for_a_new_password_end_with_the_password_and_with_the_address() {
    let mut office = PostOffice::open().await;
    let site = TestSite::with_options(&["--smtp", &office.url]);
    let mut ada = Device::sign_up(&site, "ada").await;
    keep_address(&mut office, &mut ada, "old@example.org").await;
    let mut anyone = Device::new(&site);
    let mut finish = async |token: &str| {
        let new = json!({"token": token, "password": "eight slow herons"});
        code_of(&anyone.post("/session/reset/finish", new).await)
    };

    let mut other = Device::new(&site);
    other.post("/session/reset", json!({"name": "ada"})).await;
    let token = token_of(&office.letter().await, "new-password");
    let password = json!({"password": "seven slow herons"});
    ada.ask(Method::PUT, "/account/password", password).await;
    assert!(office.letter().await.contains("Your password was changed"));
    assert_eq!(finish(&token).await, "link-ended", "another password");

    other.post("/session/reset", json!({"name": "ada"})).await;
    let token = token_of(&office.letter().await, "new-password");
    keep_address(&mut office, &mut ada, "new@example.org").await;
    let told = office.letter().await;
    assert!(told.contains("To: old@example.org"), "{told}");
    assert!(told.contains("Your email address was changed"), "{told}");
    assert_eq!(finish(&token).await, "link-ended", "another address");

    ada.ask(Method::DELETE, "/account/mail", Value::Null).await;
    let told = office.letter().await;
    assert!(told.contains("To: new@example.org"), "{told}");
}

#[tokio::test]
async fn a_link_for_a_new_password_works_for_ten_minutes() {
    let mut office = PostOffice::open().await;
    let site = TestSite::with_options(&["--smtp", &office.url]);
    let mut ada = Device::sign_up(&site, "ada").await;
    keep_address(&mut office, &mut ada, "ada@example.org").await;
    let store = site.service().await.store();
    let mut lost = Device::new(&site);
    let mut finish_after = async |aged: &'static str| {
        lost.post("/session/reset", json!({"name": "ada"})).await;
        let letter = office.letter().await;
        assert!(letter.contains("for ten minutes"), "{letter}");
        store.execute_for_tests(aged).await;
        let token = token_of(&letter, "new-password");
        let new = json!({"token": token, "password": "seven slow herons"});
        lost.post("/session/reset/finish", new).await
    };
    let late = finish_after("UPDATE mail_tokens SET expires = expires - 600000").await;
    assert_eq!(code_of(&late), "link-ended");
    let early = finish_after("UPDATE mail_tokens SET expires = expires - 590000").await;
    assert_eq!(early.status, StatusCode::OK, "{}", early.text());
}

/// Codes let in after the password was changed, so whoever makes some has the owner told.
#[tokio::test]
async fn new_recovery_codes_are_told_by_mail_and_outlive_a_password() {
    let mut office = PostOffice::open().await;
    let site = TestSite::with_options(&["--smtp", &office.url]);
    let mut ada = Device::sign_up(&site, "ada").await;
    keep_address(&mut office, &mut ada, "ada@example.org").await;
    let made = ada.post("/account/recovery-codes", Value::Null).await;
    let codes = json_of(&made)["codes"].clone();
    let told = office.letter().await;
    assert!(told.contains("To: ada@example.org"), "{told}");
    assert!(told.contains("New recovery codes were made"), "{told}");
    assert!(!told.contains(codes[0].as_str().unwrap()));

    let password = json!({"password": "seven slow herons"});
    ada.ask(Method::PUT, "/account/password", password).await;
    assert!(
        office
            .letter()
            .await
            .contains("Your recovery codes still work")
    );
    let given = json!({"name": "ada", "code": codes[0]});
    let entered = Device::new(&site).post("/session/recovery", given).await;
    assert_eq!(entered.status, StatusCode::OK, "{}", entered.text());
}

#[tokio::test]
async fn no_mailbox_is_flooded_by_many_accounts() {
    let office = PostOffice::open().await;
    let site = TestSite::with_options(&["--smtp", &office.url]);
    let mut answers = Vec::new();
    for (name, address) in [
        ("ada", "victim@example.org"),
        ("bob", "Victim@example.org"),
        ("cleo", "victim@EXAMPLE.org"),
        ("dan", " victim@example.org"),
    ] {
        let mut device = Device::sign_up(&site, name).await;
        let given = json!({"address": address});
        answers.push(device.ask(Method::PUT, "/account/mail", given).await);
    }
    let last = answers.pop().unwrap();
    assert_eq!(code_of(&last), "slow-down");
    let all_sent = answers
        .iter()
        .all(|answer| answer.status == StatusCode::ACCEPTED);
    assert!(all_sent);
}
