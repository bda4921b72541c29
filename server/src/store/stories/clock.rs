//! Stories about a server whose clock was ahead for a while.

use domain::sync::protocol::FURTHEST_AHEAD_MS;
use domain::sync::server::judge;
use sqlx::Row as _;

use super::*;

stories![
    what_is_written_after_a_clock_was_ahead_wins,
    the_lead_of_a_clock_is_remembered_and_found_in_an_older_database,
    times_that_a_clock_set_ahead_are_set_right,
    clocks_that_differ_are_no_lead_that_grows,
    times_that_could_not_be_set_right_are_set_right_by_the_next_server,
];

const HOUR: u64 = 3_600_000;
const DAY: u64 = 24 * HOUR;

/// Pushes one value as a device would that is rejected what is stamped ahead.
async fn write(store: &Store, account: &AccountId, at: Stamp, value: &str, now_ms: u64) {
    let moment = store.look_at_clock(now_ms);
    let sent = cells(1, "role", json!(value), at);
    let sent = sent
        .iter()
        .map(|(key, record)| (key.to_string(), json!(record)));
    let (taken, rejected) = judge(sent.collect(), moment.reach_ms);
    assert_eq!(rejected, [], "{value}");
    store.push(account, taken, now_ms).await.unwrap().unwrap();
}

async fn role(store: &Store, account: &AccountId) -> Value {
    let all = everything(store, account).await;
    all[&key(1)].cell("role").unwrap().value.clone()
}

async fn what_is_written_after_a_clock_was_ahead_wins(fresh: &Fresh) {
    let store = &fresh.store;
    for (name, ahead) in [("ada", 2 * HOUR), ("bob", 200 * DAY)] {
        let ada = account(store, name).await;
        write(store, &ada, stamp(NOW, 1), "before", NOW).await;
        write(store, &ada, stamp(NOW + ahead, 1), "ahead", NOW + ahead).await;
        let now = NOW + HOUR;
        // A device that has seen it follows it; one that was away goes by its own clock.
        write(store, &ada, stamp(NOW + ahead + 1, 2), "followed", now).await;
        assert_eq!(role(store, &ada).await, "followed");
        for (number, value) in ["away", "and again", "and again later"].iter().enumerate() {
            let later = now + number as u64;
            write(store, &ada, stamp(later, 3), value, later).await;
            assert_eq!(role(store, &ada).await, *value);
        }
        // What is sent once more, or was written before, does not come back.
        write(store, &ada, stamp(now + 1, 3), "and again", now + 9).await;
        write(store, &ada, stamp(NOW - 1, 4), "long before", now + 9).await;
        assert_eq!(role(store, &ada).await, "and again later");
        let end = now + ahead * 2;
        write(store, &ada, stamp(end, 3), "caught up", end).await;
        assert_eq!(
            everything(store, &ada).await[&key(1)].latest_stamp(),
            Some(stamp(end, 3))
        );
        store.look_at_clock(NOW);
    }
}

async fn the_lead_of_a_clock_is_remembered_and_found_in_an_older_database(fresh: &Fresh) {
    let store = &fresh.store;
    let ada = account(store, "ada").await;
    // As an earlier version took it while its clock was ahead.
    let ahead = now_ms() + 200 * DAY;
    push(
        store,
        &ada,
        &cells(1, "role", json!("ahead"), stamp(ahead, 1)),
    )
    .await;
    store.start_clock().await.unwrap();
    let again = Store::open(&fresh.url).await.unwrap();
    again.start_clock().await.unwrap();
    let now = now_ms();
    for store in [store, &again] {
        let moment = store.look_at_clock(now);
        assert!(moment.stamps_until().unwrap() > ahead + FURTHEST_AHEAD_MS);
    }
    write(&again, &ada, stamp(now, 2), "later", now).await;
    assert_eq!(role(&again, &ada).await, "later");
    again.close().await;
}

async fn times_that_a_clock_set_ahead_are_set_right(fresh: &Fresh) {
    let store = &fresh.store;
    account(store, "ada").await;
    damage(store, "INSERT INTO sessions (id, account, token_hash, label, created, last_used, confirmed) VALUES ('s', 'ada', 'h', '', 1807280000000, 1807280000000, 1807280000000)").await;
    damage(store, "INSERT INTO push_devices (session, account, endpoint, p256dh, auth, zone, minute, quiet_from, quiet_to, next_at, failures) VALUES ('s', 'ada', '', '', '', 'UTC', 540, 0, 0, 1807280000000, 0)").await;
    damage(store, "INSERT INTO mail_tokens (token_hash, account, purpose, address, expires) VALUES ('h', 'ada', 'reset', '', 1807280000000)").await;
    store.look_at_clock(NOW + 200 * DAY);
    store.watch_clock(NOW).await.unwrap();
    let row = sqlx::query("SELECT created, last_used, confirmed, (SELECT next_at FROM push_devices) AS next_at, (SELECT expires FROM mail_tokens) AS expires FROM sessions")
        .fetch_one(&store.reader)
        .await
        .unwrap();
    let now = to_i64(NOW);
    let [created, last_used, confirmed, next_at, expires] =
        ["created", "last_used", "confirmed", "next_at", "expires"]
            .map(|name| row.get::<i64, _>(name));
    assert_eq!((created, last_used, confirmed, expires), (now, now, 0, 0));
    assert!(next_at < now, "the next reminder is not 200 days away");
}

async fn clocks_that_differ_are_no_lead_that_grows(fresh: &Fresh) {
    const APART: u64 = 150_000;
    let store = &fresh.store;
    let other = Store::open(&fresh.url).await.unwrap();
    for look in 0..60 {
        let now = NOW + look * 50_000;
        store.watch_clock(now).await.unwrap();
        other.watch_clock(now + APART).await.unwrap();
    }
    let now = NOW + 3_000_000;
    assert_eq!(store.look_at_clock(now).stamps_until(), None);
    let ahead = other.look_at_clock(now + APART);
    assert_eq!(ahead.stamps_until(), None);
    other.close().await;
}

async fn times_that_could_not_be_set_right_are_set_right_by_the_next_server(fresh: &Fresh) {
    let store = &fresh.store;
    account(store, "ada").await;
    damage(store, "INSERT INTO sessions (id, account, token_hash, label, created, last_used, confirmed) VALUES ('s', 'ada', 'h', '', 1, 1807280000000, 1)").await;
    store.look_at_clock(NOW + 200 * DAY);
    // A statement fails, and the process ends with the rest undone.
    let unset = "ALTER TABLE versions RENAME TO away";
    sqlx::query(unset).execute(&store.writer).await.unwrap();
    store.watch_clock(NOW).await.unwrap_err();
    let back = "ALTER TABLE away RENAME TO versions";
    sqlx::query(back).execute(&store.writer).await.unwrap();
    damage(store, "UPDATE sessions SET last_used = 1807280000000").await;
    let next = Store::open(&fresh.url).await.unwrap();
    next.watch_clock(NOW + 1_000).await.unwrap();
    let row = sqlx::query("SELECT last_used FROM sessions")
        .fetch_one(&next.reader)
        .await
        .unwrap();
    assert_eq!(row.get::<i64, _>("last_used"), to_i64(NOW + 1_000));
    let kept = next.known_fact("clock").await.unwrap().unwrap();
    assert!(!kept.contains("has_times_ahead"), "{kept}");
    next.close().await;
}
