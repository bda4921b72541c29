//! Accounts through the network: signing up, in and out, what is asked twice, what stays another's, what is left after deletion.

use axum::body::Body;
use axum::http::{Method, Request, StatusCode};
use serde_json::{Value, json};
use server::store::now_ms;

use crate::fixtures::{Answer, Device, PASSWORD, TestSite, change, code_of, credentials, json_of};

on_both_databases!(
    an_account_is_made_shown_left_and_entered_again,
    a_wrong_password_and_an_unknown_name_get_the_same_answer,
    names_and_passwords_that_cannot_be_are_told_in_a_sentence,
    sessions_are_listed_and_end_one_by_one_or_all_but_this,
    what_is_dangerous_asks_who_is_there_once_more,
    recovery_codes_let_in_once_each_and_new_ones_end_the_old,
    a_ceremony_works_for_its_purpose_once_and_in_time,
    bad_input_is_told_as_a_problem_and_takes_nothing,
    a_signed_in_page_is_rendered_from_the_account_and_a_guests_is_not,
    a_page_of_a_session_keeps_its_cookie_and_no_other_page_sets_one,
    a_session_ends_when_unused_for_90_days_or_180_days_old,
);

async fn an_account_is_made_shown_left_and_entered_again(site: &TestSite) {
    let mut phone = Device::sign_up(site, "  Ada  Lovelace ").await;
    let shown = json_of(&phone.get("/account").await);
    assert_eq!(shown["name"], "Ada  Lovelace");
    assert_eq!(shown["sessions"][0]["label"], "Firefox on Linux");
    let old = phone.cookie.clone();
    assert_eq!(
        phone
            .ask(Method::DELETE, "/session", Value::Null)
            .await
            .status,
        StatusCode::NO_CONTENT
    );
    phone.cookie = old;
    assert_eq!(code_of(&phone.get("/account").await), "signed-out");
    let mut laptop = Device::sign_in(site, "ada lovelace").await;
    assert_eq!(laptop.get("/account").await.status, StatusCode::OK);
    let taken = Device::new(site)
        .post("/accounts", credentials("ADA LOVELACE", PASSWORD))
        .await;
    assert_eq!(
        (taken.status, code_of(&taken).as_str()),
        (StatusCode::CONFLICT, "name-taken")
    );
}

async fn a_wrong_password_and_an_unknown_name_get_the_same_answer(site: &TestSite) {
    Device::sign_up(site, "ada").await;
    let wrong = Device::new(site)
        .post("/session", credentials("ada", "not the right one"))
        .await;
    let unknown = Device::new(site)
        .post("/session", credentials("bob", "not the right one"))
        .await;
    let no_code = Device::new(site)
        .post("/session/recovery", json!({"name": "ada", "code": "x"}))
        .await;
    let nobody = Device::new(site)
        .post("/session/recovery", json!({"name": "bob", "code": "x"}))
        .await;
    let nul = "a\u{0}";
    let no_name = Device::new(site)
        .post("/session", credentials(nul, "not the right one"))
        .await;
    let no_name_code = Device::new(site)
        .post("/session/recovery", json!({"name": nul, "code": nul}))
        .await;
    for answer in [&wrong, &unknown, &no_code, &nobody, &no_name, &no_name_code] {
        assert_eq!(answer.status, StatusCode::UNAUTHORIZED);
        assert_eq!(answer.body, wrong.body);
        assert_eq!(answer.headers, wrong.headers);
    }
}

async fn names_and_passwords_that_cannot_be_are_told_in_a_sentence(site: &TestSite) {
    for (name, password, code) in [
        ("", PASSWORD, "bad-name"),
        ("a\u{0}b", PASSWORD, "bad-name"),
        ("ada", "short", "password-too-short"),
        ("ada", "password2024", "password-common"),
    ] {
        let answer = Device::new(site)
            .post("/accounts", credentials(name, password))
            .await;
        assert_eq!(
            (answer.status, code_of(&answer).as_str()),
            (StatusCode::BAD_REQUEST, code)
        );
    }
}

async fn sessions_are_listed_and_end_one_by_one_or_all_but_this(site: &TestSite) {
    let mut phone = Device::sign_up(site, "ada").await;
    let mut laptop = Device::sign_in(site, "ada").await;
    let mut tablet = Device::sign_in(site, "ada").await;
    let shown = json_of(&phone.get("/account").await);
    let sessions = shown["sessions"].as_array().unwrap();
    assert_eq!(sessions.len(), 3);
    let shown = json_of(&laptop.get("/account").await);
    let of_laptop = shown["sessions"]
        .as_array()
        .unwrap()
        .iter()
        .find(|session| session["is_this"] == true);
    let path = format!(
        "/account/sessions/{}",
        of_laptop.unwrap()["id"].as_str().unwrap()
    );
    assert_eq!(
        phone.ask(Method::DELETE, &path, Value::Null).await.status,
        StatusCode::NO_CONTENT
    );
    assert_eq!(code_of(&laptop.get("/changes").await), "signed-out");
    assert_eq!(
        phone.ask(Method::DELETE, &path, Value::Null).await.status,
        StatusCode::NOT_FOUND
    );
    assert_eq!(tablet.get("/account").await.status, StatusCode::OK);
    phone
        .ask(Method::DELETE, "/account/sessions", Value::Null)
        .await;
    assert_eq!(
        tablet.get("/account").await.status,
        StatusCode::UNAUTHORIZED
    );
    assert_eq!(phone.get("/account").await.status, StatusCode::OK);
}

async fn what_is_dangerous_asks_who_is_there_once_more(site: &TestSite) {
    let mut phone = Device::sign_up(site, "ada").await;
    phone.forget_confirmation().await;
    let password = json!({"password": "another quiet keeper"});
    for (method, path) in [
        (Method::DELETE, "/account"),
        (Method::PUT, "/account/password"),
        (Method::POST, "/account/recovery-codes"),
        (Method::POST, "/passkeys/begin"),
        (Method::DELETE, "/account/passkeys/x"),
        (Method::DELETE, "/account/sessions"),
        (Method::DELETE, "/account/sessions/x"),
        (Method::PUT, "/account/calendar"),
        (Method::DELETE, "/account/mail"),
    ] {
        let answer = phone.ask(method, path, password.clone()).await;
        assert_eq!(
            (answer.status, code_of(&answer).as_str()),
            (StatusCode::FORBIDDEN, "confirm-first"),
            "{path}"
        );
    }
    let wrong = phone.post("/session/confirm", password.clone()).await;
    assert_eq!(wrong.status, StatusCode::UNAUTHORIZED);
    assert_eq!(
        phone
            .post("/session/confirm", json!({"password": PASSWORD}))
            .await
            .status,
        StatusCode::NO_CONTENT
    );
    let mut laptop = Device::sign_in(site, "ada").await;
    assert_eq!(
        phone
            .ask(Method::PUT, "/account/password", password)
            .await
            .status,
        StatusCode::NO_CONTENT
    );
    assert_eq!(
        laptop.get("/account").await.status,
        StatusCode::UNAUTHORIZED,
        "other devices are signed out"
    );
}

async fn recovery_codes_let_in_once_each_and_new_ones_end_the_old(site: &TestSite) {
    let mut phone = Device::sign_up(site, "ada").await;
    let codes = json_of(&phone.post("/account/recovery-codes", Value::Null).await);
    let code = codes["codes"][3]
        .as_str()
        .unwrap()
        .to_uppercase()
        .replace('-', " ");
    let recovery = json!({"name": "Ada", "code": code});
    let mut found = Device::new(site);
    assert_eq!(
        found
            .post("/session/recovery", recovery.clone())
            .await
            .status,
        StatusCode::OK
    );
    assert_eq!(json_of(&found.get("/account").await)["recovery_codes"], 9);
    assert_eq!(
        Device::new(site)
            .post("/session/recovery", recovery)
            .await
            .status,
        StatusCode::UNAUTHORIZED
    );
    found.post("/account/recovery-codes", Value::Null).await;
    let old = json!({"name": "ada", "code": codes["codes"][4]});
    assert_eq!(
        Device::new(site)
            .post("/session/recovery", old)
            .await
            .status,
        StatusCode::UNAUTHORIZED
    );
}

async fn a_ceremony_works_for_its_purpose_once_and_in_time(site: &TestSite) {
    let mut ada = Device::sign_up(site, "ada").await;
    let begun = json_of(
        &ada.post("/passkeys/account/begin", json!({"name": "eve"}))
            .await,
    );
    assert_eq!(
        begun["options"]["authenticatorSelection"]["residentKey"],
        "required"
    );
    assert_eq!(
        begun["options"]["authenticatorSelection"]["userVerification"],
        "required"
    );
    let second_half = json!({"ceremony": begun["ceremony"], "credential": {}});
    for path in [
        "/passkeys/session/finish",
        "/passkeys/finish",
        "/passkeys/confirm/finish",
    ] {
        assert_eq!(
            code_of(&ada.post(path, second_half.clone()).await),
            "ceremony-over",
            "{path}"
        );
    }
    assert_eq!(
        code_of(
            &ada.post("/passkeys/account/finish", second_half.clone())
                .await
        ),
        "passkey-refused"
    );
    assert_eq!(
        code_of(&ada.post("/passkeys/account/finish", second_half).await),
        "ceremony-over"
    );
    let late = json_of(&ada.post("/passkeys/session/begin", Value::Null).await);
    site.service()
        .await
        .store()
        .execute_for_tests("UPDATE ceremonies SET expires = 5")
        .await;
    let second_half = json!({"ceremony": late["ceremony"], "credential": {}});
    assert_eq!(
        code_of(&ada.post("/passkeys/session/finish", second_half).await),
        "ceremony-over"
    );
}

async fn bad_input_is_told_as_a_problem_and_takes_nothing(site: &TestSite) {
    let mut ada = Device::sign_up(site, "ada").await;
    let raw = async |kind: &str, body: String| {
        let request = Request::post("/api/v1/push")
            .header("content-type", kind)
            .header("cookie", &ada.cookie)
            .body(Body::from(body))
            .unwrap();
        site.send(request).await
    };
    let deep = format!(
        "{{\"changes\":{}1{}}}",
        "{\"a\":".repeat(500),
        "}".repeat(500)
    );
    for (kind, body, status) in [
        (
            "text/plain",
            "{}".to_owned(),
            StatusCode::UNSUPPORTED_MEDIA_TYPE,
        ),
        ("application/json", "{".to_owned(), StatusCode::BAD_REQUEST),
        (
            "application/json",
            "{\"changes\": 5}".to_owned(),
            StatusCode::BAD_REQUEST,
        ),
        ("application/json", deep, StatusCode::BAD_REQUEST),
        (
            "application/json",
            format!("\"{}\"", "x".repeat(1_050_000)),
            StatusCode::PAYLOAD_TOO_LARGE,
        ),
    ] {
        let answer = raw(kind, body).await;
        assert_eq!(answer.status, status);
        code_of(&answer);
    }
    let ahead = json!({"changes": {
        "opportunity:0190f5a0-0000-7000-8000-000000000001": {"0fffffffffff00000000000000000001": {"company": "x"}, "019ec5a0000000000000000000000001": {"role": "Cook"}},
        "../../etc": {},
    }, "from": "a newer client", "epoch": "an old one"});
    let answer = json_of(&ada.post("/push", ahead).await);
    assert_eq!(answer["rejected"].as_array().unwrap().len(), 2);
    for query in [
        "after=-1",
        "after=x",
        "limit=0",
        "limit=5001",
        "limit=99999999999",
    ] {
        let answer = ada.get(&format!("/changes?{query}")).await;
        assert_eq!(answer.status, StatusCode::BAD_REQUEST, "{query}");
        code_of(&answer);
    }
}

#[tokio::test]
async fn the_cookie_is_bound_to_encrypted_connections_where_there_are_some() {
    for origin in ["https://one.example", "http://127.0.0.1:3000"] {
        let site = TestSite::with_options(&["--origin", origin]);
        let mut ada = Device::sign_up(&site, "ada").await;
        let is_secure = ada.cookie.starts_with("__Host-one-yes=");
        assert_eq!(is_secure, origin.starts_with("https:"));
        assert_eq!(ada.get("/account").await.status, StatusCode::OK);
        let token = ada.cookie.split('=').nth(1).unwrap().to_owned();
        let other_name = ["one-yes", "__Host-one-yes"][usize::from(!is_secure)];
        ada.cookie = format!("{other_name}={token}");
        assert_eq!(code_of(&ada.get("/account").await), "signed-out");
    }
}

#[tokio::test]
async fn another_site_cannot_make_a_browser_write() {
    let site = TestSite::new();
    let ada = Device::sign_up(&site, "ada").await;
    for (header, value) in [
        ("sec-fetch-site", "cross-site"),
        ("origin", "https://evil.example"),
    ] {
        let request = Request::delete("/api/v1/session")
            .header("host", "one.example")
            .header("cookie", &ada.cookie)
            .header(header, value)
            .body(Body::empty())
            .unwrap();
        let answer = site.send(request).await;
        assert_eq!(
            (answer.status, code_of(&answer).as_str()),
            (StatusCode::FORBIDDEN, "another-site")
        );
    }
}

async fn a_signed_in_page_is_rendered_from_the_account_and_a_guests_is_not(site: &TestSite) {
    let mut ada = Device::sign_up(site, "ada").await;
    ada.post(
        "/push",
        change("Zephyrworks </script><script>alert(1)</script>"),
    )
    .await;
    let page_at = |address: &str, cookie: String| {
        let request = Request::get(address)
            .header("cookie", cookie)
            .body(Body::empty())
            .unwrap();
        site.send(request)
    };
    let page = |cookie| page_at("/search", cookie);
    let signed_in = page(ada.cookie.clone()).await;
    assert!(signed_in.text().contains("Zephyrworks"));
    assert!(signed_in.text().contains("id=\"first-visit\""));
    assert!(
        !signed_in.text().contains("<script>alert"),
        "what people write never becomes markup"
    );
    assert_eq!(signed_in.header("cache-control"), "no-store");
    for mark in ["one-yes-guest=1", "__Host-one-yes-guest=1"] {
        let marked = page(format!("{}; {mark}", ada.cookie)).await;
        assert!(!marked.text().contains("Zephyrworks"), "{mark}");
    }
    assert!(!page(String::new()).await.text().contains("first-visit"));
    // A guest's page is kept for a moment, and nobody else gets it; hers is not kept.
    for cookie in ["", &ada.cookie, ""] {
        let landing = page_at("/", cookie.to_owned()).await;
        assert_eq!(landing.text().contains("first-visit"), !cookie.is_empty());
    }
}

async fn page_with(site: &TestSite, address: &str, cookie: &str) -> Answer {
    let request = Request::get(address).header("cookie", cookie);
    site.send(request.body(Body::empty()).unwrap()).await
}

/// The cookie line of an answer, without its age, and the age in seconds.
fn cookie_of(answer: &Answer) -> (String, u64) {
    assert_eq!(answer.headers.get_all("set-cookie").iter().count(), 1);
    let line = answer.header("set-cookie");
    let (before, rest) = line.split_once("; Max-Age=").unwrap();
    let (seconds, after) = rest.split_once("; ").unwrap();
    (format!("{before}; {after}"), seconds.parse().unwrap())
}

async fn a_page_of_a_session_keeps_its_cookie_and_no_other_page_sets_one(site: &TestSite) {
    const HALF: &str = "UPDATE sessions SET created = created - CAST(90 AS BIGINT) * 86400000";
    let mut ada = Device::new(site);
    let given = ada.post("/accounts", credentials("ada", PASSWORD)).await;
    let (line, longest) = cookie_of(&given);
    assert_eq!(longest, 180 * 86_400);
    site.service().await.store().execute_for_tests(HALF).await;
    for address in ["/", "/search", "/settings", "/no-such-page"] {
        let page = page_with(site, address, &ada.cookie).await;
        let (kept, seconds) = cookie_of(&page);
        assert_eq!(kept, line, "{address}");
        assert!(
            seconds.abs_diff(90 * 86_400) < 60,
            "as long as the session goes on: {seconds}"
        );
        assert_eq!(page.header("cache-control"), "no-store");
    }
    let is_secure = site.settings.origin.starts_with("https:");
    assert!(line.contains("; Path=/; ") && line.ends_with("HttpOnly; SameSite=Lax"));
    assert_eq!(line.contains("; Secure"), is_secure);

    let marked = format!("{}; one-yes-guest=1", ada.cookie);
    let stranger = format!("{}x", ada.cookie);
    for (address, cookie) in [
        ("/", ""),
        ("/search", ""),
        ("/method", &ada.cookie),
        ("/shell", &ada.cookie),
        ("/icons/icon-192.png", &ada.cookie),
        ("/healthz", &ada.cookie),
        ("/api/v1/account", &ada.cookie),
        ("/search", &marked),
        ("/search", &stranger),
        // What was kept of a page is a guest's.
        ("/", ""),
    ] {
        let answer = page_with(site, address, cookie).await;
        assert!(!answer.headers.contains_key("set-cookie"), "{address}");
    }

    // The old token is known for a moment after a confirmation. It must not take the place of the new one.
    let old = ada.cookie.clone();
    let confirmed = ada.post("/session/confirm", json!({"password": PASSWORD}));
    assert_eq!(confirmed.await.status, StatusCode::NO_CONTENT);
    assert_ne!(ada.cookie, old);
    let late = page_with(site, "/search", &old).await;
    assert!(late.text().contains("first-visit"));
    assert!(!late.headers.contains_key("set-cookie"));
    ada.ask(Method::DELETE, "/session", Value::Null).await;
    let ended = page_with(site, "/search", &ada.cookie).await;
    assert!(!ended.headers.contains_key("set-cookie"));
}

#[tokio::test]
async fn a_page_over_https_keeps_the_cookie_bound_to_its_host() {
    let site = TestSite::with_options(&["--origin", "https://one.example"]);
    a_page_of_a_session_keeps_its_cookie_and_no_other_page_sets_one(&site).await;
}

async fn a_session_ends_when_unused_for_90_days_or_180_days_old(site: &TestSite) {
    const UNUSED_LESS: &str =
        "UPDATE sessions SET last_used = created - CAST(90 AS BIGINT) * 86400000 + 60000";
    const UNUSED: &str =
        "UPDATE sessions SET last_used = created - CAST(90 AS BIGINT) * 86400000 - 1";
    const OLD_LESS: &str =
        "UPDATE sessions SET created = created - CAST(180 AS BIGINT) * 86400000 + 60000";
    const OLD: &str = "UPDATE sessions SET created = created - CAST(180 AS BIGINT) * 86400000 - 1";
    let store = site.service().await.store();
    for (less, more) in [(UNUSED_LESS, UNUSED), (OLD_LESS, OLD)] {
        for (statement, goes_on) in [(less, true), (more, false)] {
            let name = format!("ada {}", statement.len());
            let mut ada = Device::sign_up(site, &name).await;
            store.execute_for_tests(statement).await;
            let page = page_with(site, "/search", &ada.cookie).await;
            assert_eq!(page.text().contains("first-visit"), goes_on, "{statement}");
            assert_eq!(page.headers.contains_key("set-cookie"), goes_on);
            let answer = ada.get("/account").await;
            assert_eq!(answer.status == StatusCode::OK, goes_on, "{statement}");
            if goes_on {
                // Its use was noted, so the days begin anew.
                let sessions = json_of(&answer)["sessions"].clone();
                let last_used = sessions[0]["last_used"].as_u64().unwrap();
                assert!(now_ms() - last_used < 60_000);
            } else {
                assert_eq!(code_of(&answer), "signed-out");
                let pushed = ada.post("/push", change("late")).await;
                assert_eq!(code_of(&pushed), "signed-out");
            }
            store.execute_for_tests("DELETE FROM accounts").await;
        }
    }
}
