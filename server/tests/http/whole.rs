//! Everything the server holds of an account: it is in the export, and it is gone with the account, from every table there is.

use axum::http::{Method, StatusCode};
use serde_json::{Value, json};
use sqlx::{AnyPool, AssertSqlSafe, Row};

use crate::fixtures::{Device, TestSite, change, json_of};

on_both_databases!(
    a_deleted_account_leaves_nothing_in_any_table,
    every_table_with_something_of_the_account_is_in_the_export,
    every_column_is_in_the_export_but_secrets_and_bookkeeping,
    a_ceremony_begun_during_deletion_is_gone_as_well,
    an_account_has_one_ceremony_for_each_purpose,
);

const LONG: &str =
    "a long text that another one takes the place of, so that it becomes an earlier version";

/// Puts something of the account into every table.
async fn fill_every_table(site: &TestSite, ada: &mut Device<'_>) {
    ada.post("/push", change(LONG)).await;
    let later = json!({"changes": {"opportunity:0190f5a0-0000-7000-8000-000000000001": {"019ec5a1000000000000000000000002": {"company": "Hers alone"}}}});
    ada.post("/push", later).await;
    ada.post("/account/recovery-codes", Value::Null).await;
    ada.post("/passkeys/begin", Value::Null).await;
    ada.post("/passkeys/confirm/begin", Value::Null).await;
    let store = site.service().await.store();
    for statement in [
        "INSERT INTO passkeys (id, account, label, credential, created, last_used) SELECT 'passkey-of-ada', id, 'Firefox on Linux', '{}', 1, 1 FROM accounts",
        "INSERT INTO mail_addresses (account, address, confirmed) SELECT id, 'kept@example.org', 1 FROM accounts",
        "INSERT INTO mail_tokens (token_hash, account, purpose, address, expires) SELECT 'hash', id, 'confirm', 'waiting@example.org', 9000000000000 FROM accounts",
        "INSERT INTO calendar_feeds (account, token_hash, created) SELECT id, 'hash', 17 FROM accounts",
        "INSERT INTO links (id, account, token_hash, kind, record, made, ends, seen, answers) SELECT 'link-of-ada', id, 'hash', 'share', '0190f5a0-0000-7000-8000-000000000009', 1, 9000000000000, 1, 1 FROM accounts",
        "INSERT INTO push_devices (session, account, endpoint, p256dh, auth, zone, minute, quiet_from, quiet_to, next_at, failures) SELECT id, account, 'https://push.example/ada', '', '', 'UTC', 1, 1, 1, 1, 0 FROM sessions",
    ] {
        store.execute_for_tests(statement).await;
    }
    for (table, rows) in store.counts().await.unwrap() {
        assert!(rows > 0, "say here what an account has in {table}");
    }
}

async fn a_deleted_account_leaves_nothing_in_any_table(site: &TestSite) {
    let mut ada = Device::sign_up(site, "ada").await;
    fill_every_table(site, &mut ada).await;
    let gone = ada.ask(Method::DELETE, "/account", Value::Null).await;
    assert_eq!(gone.status, StatusCode::NO_CONTENT);
    for (table, rows) in site.service().await.store().counts().await.unwrap() {
        assert!(
            rows == 0 || table == "facts",
            "{table} still has {rows} rows"
        );
    }
    let late = ada.post("/push", change("late")).await;
    assert_eq!(late.status, StatusCode::UNAUTHORIZED);
}

async fn every_table_with_something_of_the_account_is_in_the_export(site: &TestSite) {
    let mut ada = Device::sign_up(site, "ada").await;
    fill_every_table(site, &mut ada).await;
    let export = json_of(&ada.get("/account/export").await);
    let account = &export["account"];
    for (table, _) in site.service().await.store().counts().await.unwrap() {
        let (part, expected) = match table {
            // Nothing of an account, and nothing but a challenge to be signed.
            "facts" | "ceremonies" => continue,
            "accounts" => (&account["name"], "ada"),
            "cells" => (&export["records"], "Hers alone"),
            "versions" => (&export["versions"], LONG),
            "sessions" => (&account["sessions"], "Firefox on Linux"),
            "passkeys" => (&account["passkeys"], "passkey-of-ada"),
            "recovery_codes" => (&account["recovery_codes"], "10"),
            "mail_addresses" => (&account["mail"], "kept@example.org"),
            "mail_tokens" => (&export["mailed_links"], "waiting@example.org"),
            "calendar_feeds" => (&account["calendar"], "17"),
            "links" => (&export["links"], "link-of-ada"),
            "push_devices" => (&export["reminders"], "https://push.example/ada"),
            other => panic!("say where {other} is in the export"),
        };
        assert!(part.to_string().contains(expected), "{table}: {part}");
    }
    let text = export.to_string();
    for secret in ["argon2", "token_hash", "\"hash\"", "credential"] {
        assert!(!text.contains(secret), "{secret}");
    }
}

/// Columns that are never given out: hashes, and keys.
const SECRET: [&str; 9] = [
    "accounts.password_hash",
    "sessions.token_hash",
    "passkeys.credential",
    "recovery_codes.code_hash",
    "mail_tokens.token_hash",
    "calendar_feeds.token_hash",
    "links.token_hash",
    "push_devices.p256dh",
    "push_devices.auth",
];

/// Columns by which the server counts, orders or finds what is in the export.
const BOOKKEEPING: [&str; 11] = [
    "accounts.folded_name",
    "accounts.seq",
    "accounts.size",
    "cells.seq",
    // It is shown whether that was in the last ten minutes.
    "sessions.confirmed",
    // How many there are is shown.
    "recovery_codes.created",
    // An address that is shown is a confirmed one; those that wait are among the links.
    "mail_addresses.confirmed",
    // The day is shown.
    "links.ends",
    "push_devices.session",
    "push_devices.next_at",
    "push_devices.failures",
];

/// Every column of the database, by table and name.
async fn schema(pool: &AnyPool, is_sqlite: bool) -> Vec<(String, String)> {
    let asked = if is_sqlite {
        "SELECT m.name AS tab, p.name AS col FROM sqlite_master m JOIN pragma_table_info(m.name) p WHERE m.type = 'table'"
    } else {
        "SELECT CAST(table_name AS TEXT) AS tab, CAST(column_name AS TEXT) AS col FROM information_schema.columns WHERE table_schema = CURRENT_SCHEMA()"
    };
    let rows = sqlx::query(asked).fetch_all(pool).await.unwrap();
    rows.iter()
        .map(|row| (row.get("tab"), row.get("col")))
        .collect()
}

async fn every_column_is_in_the_export_but_secrets_and_bookkeeping(site: &TestSite) {
    let mut ada = Device::sign_up(site, "Ada Quill").await;
    fill_every_table(site, &mut ada).await;
    let store = site.service().await.store();
    // Such that no value is taken for another one.
    for statement in [
        "UPDATE accounts SET created = 1780000000001, size = 777001, seq = 777002",
        "UPDATE cells SET seq = 777003",
        "UPDATE versions SET replaced = 1780000000002",
        "UPDATE sessions SET confirmed = confirmed - 7, created = created - 5",
        "UPDATE passkeys SET created = 1780000000005, last_used = 1780000000006, credential = '{\"secret\":777004}'",
        "UPDATE recovery_codes SET created = 1780000000007",
        "UPDATE mail_addresses SET confirmed = 1780000000008",
        "UPDATE mail_tokens SET expires = 9000000000009",
        "UPDATE calendar_feeds SET created = 1780000000010, token_hash = 'hash-of-calendar'",
        "UPDATE links SET made = 1780000000012, ends = 9000000000013, seen = 1780000000014, answers = 777006, token_hash = 'hash-of-link'",
        "UPDATE push_devices SET p256dh = 'key-of-device', auth = 'auth-of-device', zone = 'Europe/Berlin', minute = 481, quiet_from = 1322, quiet_to = 423, next_at = 9000000000011, failures = 777005",
    ] {
        store.execute_for_tests(statement).await;
    }
    let export = json_of(&ada.get("/account/export").await);
    let text = export.to_string();
    let account = &export["account"];
    let url = site.settings_of().database_address().unwrap();
    let pool = AnyPool::connect(&url).await.unwrap();
    let mut met = Vec::new();
    for (table, column) in schema(&pool, url.starts_with("sqlite:")).await {
        let name = format!("{table}.{column}");
        let part = match table.as_str() {
            // Nothing of an account, and nothing but a challenge to be signed.
            "facts" | "ceremonies" | "_sqlx_migrations" => continue,
            "cells" => &export["records"],
            "versions" => &export["versions"],
            "sessions" => &account["sessions"],
            "passkeys" => &account["passkeys"],
            "mail_tokens" => &export["mailed_links"],
            "push_devices" => &export["reminders"],
            "links" => &export["links"],
            "accounts" | "recovery_codes" | "mail_addresses" | "calendar_feeds" => account,
            other => panic!("say where {other} is in the export"),
        };
        let asked = format!("SELECT CAST({column} AS TEXT) AS value FROM {table} LIMIT 1");
        let row = sqlx::query(AssertSqlSafe(asked)).fetch_one(&pool).await;
        let value: String = row.unwrap().get("value");
        // The part is one account's, whose id stands above; texts of cells are JSON already.
        let part = if column == "account" { account } else { part };
        let part = part.to_string();
        let stands = part.contains(&value) || part.contains(&json!(value).to_string());
        let is_left_out = SECRET.contains(&&*name) || BOOKKEEPING.contains(&&*name);
        assert_ne!(stands, is_left_out, "{name}: {value} in {part}");
        if SECRET.contains(&&*name) && !value.is_empty() {
            assert!(!text.contains(&value), "{name} is given out");
        }
        met.push(name);
    }
    let named = SECRET.iter().chain(&BOOKKEEPING);
    let mut gone = named.filter(|name| !met.iter().any(|met| met == *name));
    assert_eq!(gone.next(), None, "no such column any more");
    pool.close().await;
}

async fn ceremonies(site: &TestSite) -> u64 {
    let counts = site.service().await.store().counts().await.unwrap();
    counts
        .iter()
        .find(|(table, _)| *table == "ceremonies")
        .unwrap()
        .1
}

async fn a_ceremony_begun_during_deletion_is_gone_as_well(site: &TestSite) {
    for round in 0..10 {
        let mut ada = Device::sign_up(site, &format!("ada {round}")).await;
        let mut others: Vec<Device<'_>> = (0..3)
            .map(|_| {
                let mut other = Device::new(site);
                other.cookie.clone_from(&ada.cookie);
                other
            })
            .collect();
        let [one, two, three] = &mut others[..] else {
            panic!("three devices")
        };
        tokio::join!(
            one.post("/passkeys/confirm/begin", Value::Null),
            two.post("/passkeys/begin", Value::Null),
            ada.ask(Method::DELETE, "/account", Value::Null),
            three.post("/passkeys/confirm/begin", Value::Null),
        );
        assert_eq!(ceremonies(site).await, 0, "in round {round}");
    }
}

async fn an_account_has_one_ceremony_for_each_purpose(site: &TestSite) {
    let mut ada = Device::sign_up(site, "ada").await;
    for _ in 0..3 {
        ada.post("/passkeys/begin", Value::Null).await;
        ada.post("/passkeys/confirm/begin", Value::Null).await;
    }
    assert_eq!(ceremonies(site).await, 2);
    let store = site.service().await.store();
    store
        .execute_for_tests("UPDATE ceremonies SET expires = 5")
        .await;
    ada.post("/passkeys/begin", Value::Null).await;
    assert_eq!(
        ceremonies(site).await,
        1,
        "what is too late goes on the way"
    );
    let mut codes = std::collections::BTreeSet::new();
    for _ in 0..40 {
        let begun = ada.post("/passkeys/session/begin", Value::Null).await;
        codes.insert(begun.status);
    }
    assert!(codes.contains(&StatusCode::TOO_MANY_REQUESTS));
}
