//! Ending sessions, and renewing the key for push messages.

use super::*;

/// Which status a session gets when it asks for its account.
fn status_of(address: &str, cookie: &str) -> u16 {
    ask(address, "GET", "/account", cookie, "").unwrap().0
}

fn push_key(address: &str) -> String {
    let (_, _, text) = ask(address, "GET", "/server", "", "").unwrap();
    let told: Value = serde_json::from_str(&text).unwrap();
    told["push_key"].as_str().unwrap().to_owned()
}

fn sign_up_as(address: &str, name: &str) -> String {
    let body = json!({"name": name, "password": "a quiet lighthouse keeper"}).to_string();
    let (status, cookie, text) = ask(address, "POST", "/accounts", "", &body).unwrap();
    assert_eq!(status, 201, "{text}");
    cookie
}

/// Ends sessions and renews the key as the operator, on a database of this address.
fn sessions_end_and_the_key_is_renewed(database: Option<&str>) {
    let site = TestSite::new();
    let mut options = QUIET.to_vec();
    options.extend(database.iter().flat_map(|url| ["--database", url]));
    let program = start_with(&site, "127.0.0.1:0", &options, "info");
    let address = program.address.clone();
    let [ada, bea] = ["Ada Byron", "Bea"].map(|name| sign_up_as(&address, name));
    push(&address, &ada, "kept");

    must_fail(&command(&site, database, &["end-sessions"]), "--account");
    let both = ["end-sessions", "--all", "--account", "Bea"];
    must_fail(&command(&site, database, &both), "cannot be used with");
    let nobody = ["end-sessions", "--account", "Cem"];
    must_fail(
        &command(&site, database, &nobody),
        "no account with that name",
    );
    assert_eq!(
        (status_of(&address, &ada), status_of(&address, &bea)),
        (200, 200)
    );

    // Names are compared as they are when signing in.
    let of_ada = ["end-sessions", "--account", " ada  byron"];
    let told = must_succeed(&command(&site, database, &of_ada));
    assert!(told.contains("1 session has ended"), "{told}");
    assert_eq!(
        (status_of(&address, &ada), status_of(&address, &bea)),
        (401, 200)
    );
    let told = must_succeed(&command(&site, database, &["end-sessions", "--all"]));
    assert!(told.contains("1 session has ended"), "{told}");
    assert_eq!(status_of(&address, &bea), 401);
    assert!(must_succeed(&command(&site, database, &["check"])).contains("2 accounts"));

    // Browsers compare the key at the start of the app, and subscribe with the new one.
    let before = push_key(&address);
    must_succeed(&command(&site, database, &["renew-push-key"]));
    assert_eq!(
        push_key(&address),
        before,
        "until the server is started anew"
    );
    program.kill();
    let program = start_with(&site, "127.0.0.1:0", &options, "info");
    let after = push_key(&program.address);
    assert_ne!(after, before);
    assert_eq!(after.len(), before.len());
    program.kill();
}

#[test]
fn operators_end_sessions_and_renew_the_key_on_sqlite() {
    sessions_end_and_the_key_is_renewed(None);
}

#[test]
fn operators_end_sessions_and_renew_the_key_on_postgres() {
    let database = crate::postgres::Database::new();
    sessions_end_and_the_key_is_renewed(Some(&database.url));
}
