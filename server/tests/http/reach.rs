//! What is one person's stays theirs: every described address is tried by nobody, and by somebody else with the ids of its owner.

use std::collections::BTreeMap;
use std::time::Duration;

use axum::http::{Method, StatusCode};
use serde_json::{Value, json};
use tokio::time::timeout;

use crate::fixtures::{Device, TestSite, change, code_of, json_of, listen, next_poke};

on_both_databases!(
    nobody_gets_past_an_address_that_wants_a_session,
    somebody_else_gets_nothing_and_changes_nothing_with_the_owners_ids,
    a_record_under_anothers_key_is_ones_own_and_pokes_are_heard_by_its_owner_alone,
);

/// A described operation.
struct Operation {
    method: Method,
    path: String,
    is_open: bool,
    /// The members of its body.
    members: Vec<String>,
}

async fn operations(site: &TestSite) -> Vec<Operation> {
    let description = json_of(&site.get("/api/v1/openapi.json").await);
    let mut operations = Vec::new();
    for (path, methods) in description["paths"].as_object().unwrap() {
        for (method, operation) in methods.as_object().unwrap() {
            let schema = &operation["requestBody"]["content"]["application/json"]["schema"];
            let mut members = Vec::new();
            collect_members(&description, schema, &mut members);
            operations.push(Operation {
                method: Method::from_bytes(method.to_uppercase().as_bytes()).unwrap(),
                path: path.trim_start_matches("/api/v1").to_owned(),
                is_open: operation["security"] == json!([]),
                members,
            });
        }
    }
    operations
}

fn collect_members(description: &Value, schema: &Value, members: &mut Vec<String>) {
    if let Some(reference) = schema["$ref"].as_str() {
        let named = description.pointer(reference.trim_start_matches('#'));
        collect_members(description, named.unwrap(), members);
    }
    for one in schema["oneOf"].as_array().into_iter().flatten() {
        collect_members(description, one, members);
    }
    if let Some(properties) = schema["properties"].as_object() {
        members.extend(properties.keys().cloned());
    }
}

/// Ids and tokens: those of the owner, or such as nobody has.
type Ids = BTreeMap<&'static str, String>;

const NOBODYS: [(&str, &str); 8] = [
    ("account", "00000000-0000-4000-8000-000000000000"),
    ("session", "00000000000000000000000000000000"),
    ("passkey", "passkey-of-nobody"),
    ("link", "link-of-nobody"),
    ("record", "0190f5a0-0000-7000-8000-00000000ffff"),
    ("ceremony", "ceremony-of-nobody"),
    ("code", "0000-0000-0000-0000-0000-0000"),
    ("mail token", "token-of-nobody"),
];

/// The address with ids in it.
fn address(operation: &Operation, ids: &Ids) -> String {
    match operation.path.as_str() {
        "/account/sessions/{id}" => format!("/account/sessions/{}", ids["session"]),
        "/account/passkeys/{id}" => format!("/account/passkeys/{}", ids["passkey"]),
        "/links/{id}" => format!("/links/{}", ids["link"]),
        "/records/{kind}/{id}/versions" => {
            format!("/records/opportunity/{}/versions", ids["record"])
        }
        path if path.contains('{') => panic!("say here whose ids are tried at {path}"),
        path => path.to_owned(),
    }
}

/// A body with ids in it; everything else in it is the caller's own.
fn body(operation: &Operation, ids: &Ids) -> Value {
    let mut body = json!({});
    for member in &operation.members {
        body[member] = match member.as_str() {
            "ceremony" => json!(ids["ceremony"]),
            "code" => json!(ids["code"]),
            "token" => json!(ids["mail token"]),
            "account" => json!(ids["account"]),
            "credential" => json!({}),
            "name" => json!("bob"),
            "password" => json!("seven slow herons"),
            "address" => json!("bob@example.org"),
            "changes" => json!({}),
            "cursor" => json!(0),
            "epoch" => json!("another"),
            "endpoint" => json!("https://push.example/bob"),
            "p256dh" | "auth" => json!(""),
            "zone" => json!("UTC"),
            "kind" => json!("share"),
            // His list of links names what he made them for; a page of hers they do not open.
            "record" => json!("0190f5a0-0000-7000-8000-00000000b0b0"),
            "until" => Value::Null,
            "minute" | "quiet_from" | "quiet_to" => json!(0),
            other => panic!("say here what somebody else sends as {other}: an id of the owner?"),
        };
    }
    body
}

async fn nobody_gets_past_an_address_that_wants_a_session(site: &TestSite) {
    let ids: Ids = NOBODYS.map(|(kind, id)| (kind, id.to_owned())).into();
    let mut tried = 0;
    for operation in operations(site).await {
        let mut nobody = Device::new(site);
        let method = operation.method.clone();
        let path = address(&operation, &ids);
        let answer = nobody.ask(method, &path, body(&operation, &ids)).await;
        let is_turned_away =
            answer.status == StatusCode::UNAUTHORIZED && code_of(&answer) == "signed-out";
        assert_ne!(is_turned_away, operation.is_open, "{path}");
        tried += 1;
    }
    assert!(tried >= 39, "only {tried} were tried");
}

async fn somebody_else_gets_nothing_and_changes_nothing_with_the_owners_ids(site: &TestSite) {
    let mut ada = Device::sign_up(site, "ada").await;
    let ids = everything_of(site, &mut ada).await;
    let nobodys: Ids = NOBODYS.map(|(kind, id)| (kind, id.to_owned())).into();
    assert!(nobodys.keys().eq(ids.keys()));
    let calendar = json_of(&ada.ask(Method::PUT, "/account/calendar", Value::Null).await);
    let before = json_of(&ada.get("/account/export").await);
    let account = before["account"]["id"].as_str().unwrap().to_owned();

    let mut bob = Device::sign_up(site, "bob").await;
    let mut operations = operations(site).await;
    // What ends his session or account comes last; streams never end, and the one there is takes no id.
    operations.retain(|operation| operation.path != "/pokes");
    operations.sort_by_key(|operation| {
        let ends = ["/session", "/account"].contains(&operation.path.as_str());
        (
            ends && operation.method == Method::DELETE,
            operation.path.len(),
        )
    });
    for operation in &operations {
        // Both the same way round: what he did with the ids of nobody is no help, either.
        let mut answers = Vec::new();
        for ids in [&nobodys, &ids] {
            let path = address(operation, ids);
            let answer = bob.ask(operation.method.clone(), &path, body(operation, ids));
            answers.push(answer.await);
        }
        let (method, path) = (&operation.method, &operation.path);
        let takes_ids = path.contains('{')
            || operation
                .members
                .iter()
                .any(|member| ["ceremony", "code", "token"].contains(&member.as_str()));
        if takes_ids {
            let [nobodys, hers] = &answers[..] else {
                panic!("two answers")
            };
            assert_eq!(hers.status, nobodys.status, "{method} {path}");
            assert_eq!(hers.body, nobodys.body, "{method} {path}");
        }
        for answer in answers {
            let hers = ids.values().map(String::as_str);
            for secret in hers.chain(["Hers alone", "push.example/ada", account.as_str()]) {
                assert!(!answer.text().contains(secret), "{method} {path}: {secret}");
            }
        }
    }
    let now = json_of(&ada.get("/account/export").await);
    assert_eq!(now, before, "nothing of hers has changed");
    let feed = site.get(calendar["path"].as_str().unwrap()).await;
    assert_eq!(feed.status, StatusCode::OK);
    let hers = json!({"name": "ada", "code": ids["code"]});
    assert!(
        ada.post("/session/recovery", hers)
            .await
            .status
            .is_success()
    );
}

/// Gives an account something of everything; tells the ids and tokens of it.
async fn everything_of(site: &TestSite, ada: &mut Device<'_>) -> Ids {
    ada.post("/push", change(&"Hers alone, a long text. ".repeat(9)))
        .await;
    let later = json!({"changes": {"opportunity:0190f5a0-0000-7000-8000-000000000001": {"019ec5a1000000000000000000000002": {"company": "Hers alone"}}}});
    ada.post("/push", later).await;
    let codes = json_of(&ada.post("/account/recovery-codes", Value::Null).await);
    let ceremony = json_of(&ada.post("/passkeys/begin", Value::Null).await);
    let link = json!({"kind": "share", "record": "0190f5a0-0000-7000-8000-000000000001"});
    let link = json_of(&ada.post("/links", link).await);
    let store = site.service().await.store();
    for statement in [
        "INSERT INTO passkeys (id, account, label, credential, created, last_used) SELECT 'passkey-of-ada', id, 'Firefox on Linux', '{}', 1, 1 FROM accounts",
        "INSERT INTO push_devices (session, account, endpoint, p256dh, auth, zone, minute, quiet_from, quiet_to, next_at, failures) SELECT id, account, 'https://push.example/ada', '', '', 'UTC', 1, 1, 1, 1, 0 FROM sessions",
    ] {
        store.execute_for_tests(statement).await;
    }
    let shown = json_of(&ada.get("/account").await);
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    [
        ("account", text(&shown["id"])),
        ("session", text(&shown["sessions"][0]["id"])),
        ("passkey", "passkey-of-ada".to_owned()),
        ("link", text(&link["id"])),
        ("record", "0190f5a0-0000-7000-8000-000000000001".to_owned()),
        ("ceremony", text(&ceremony["ceremony"])),
        ("code", text(&codes["codes"][0])),
        // Whoever has a mailed link may use it; what nobody has is tried.
        ("mail token", "token-of-ada".to_owned()),
    ]
    .into()
}

async fn a_record_under_anothers_key_is_ones_own_and_pokes_are_heard_by_its_owner_alone(
    site: &TestSite,
) {
    const KEY: &str = "opportunity:0190f5a0-0000-7000-8000-000000000001";
    const LATER: &str = "019ec5a2000000000000000000000003";
    let mut ada = Device::sign_up(site, "ada").await;
    let mut bob = Device::sign_up(site, "bob").await;
    let stream = async |device: &Device<'_>| {
        let answer = listen(site, &device.cookie).await;
        let mut stream = answer.into_body().into_data_stream();
        assert_eq!(next_poke(&mut stream).await, 0);
        stream
    };
    let (mut hers, mut his) = (stream(&ada).await, stream(&bob).await);

    // She writes three times, he once: numbers that are not his would be seen.
    ada.post("/push", change(&"Hers alone, a long text. ".repeat(9)))
        .await;
    for company in ["Hers alone", "Hers alone still"] {
        let stamp = format!("019ec5a1{:024x}", company.len());
        ada.post(
            "/push",
            json!({"changes": {KEY: {stamp: {"company": company}}}}),
        )
        .await;
    }
    while next_poke(&mut hers).await < 3 {}
    let nothing = timeout(Duration::from_millis(300), next_poke(&mut his)).await;
    assert!(nothing.is_err(), "he heard {nothing:?} of hers");
    let before = json_of(&ada.get("/account/export").await);

    // A later stamp, so that in her account it would win; another field, that it would gain; and her record removed.
    let cells = json!({"company": "His", "role": "His role", "removed": 1});
    let push = json!({"cursor": 0, "changes": {KEY: {LATER: &cells}}});
    let pushed = json_of(&bob.post("/push", push).await);
    assert_eq!(
        (&pushed["seq"], &pushed["rejected"]),
        (&json!(3), &json!([]))
    );
    assert_eq!(next_poke(&mut his).await, 3);
    let nothing = timeout(Duration::from_millis(300), next_poke(&mut hers)).await;
    assert!(nothing.is_err(), "she heard {nothing:?} of his");

    assert_eq!(json_of(&ada.get("/account/export").await), before);
    let page = json_of(&bob.get("/changes").await);
    assert_eq!(page["changes"], json!({KEY: {LATER: cells}}));
    assert_eq!(page["changes"][KEY][LATER]["company"], "His");
    let record = KEY.split(':').nth(1).unwrap();
    let path = format!("/records/opportunity/{record}/versions");
    let versions = bob.get(&path);
    assert_eq!(
        json_of(&versions.await),
        json!([]),
        "her text is no earlier one of his"
    );
    let export = bob.get("/account/export").await;
    assert!(!export.text().contains("Hers alone"));
    let push =
        json!({"changes": {KEY: {"019ec5a3000000000000000000000004": {"company": "Hers again"}}}});
    assert_eq!(json_of(&ada.post("/push", push).await)["seq"], 4);
    assert_eq!(next_poke(&mut hers).await, 4);
    let nothing = timeout(Duration::from_millis(300), next_poke(&mut his)).await;
    assert!(nothing.is_err(), "he heard {nothing:?} of hers");
}
