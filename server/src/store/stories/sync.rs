//! Stories about pushing and pulling: what a push does, what a pull gives, what other accounts never see.

use domain::sync::protocol::Restart;

use super::*;

stories![
    what_was_pushed_is_pulled_as_it_was,
    the_later_stamp_wins_in_any_order_and_repetition,
    texts_that_lose_become_earlier_versions,
    pages_meet_at_every_boundary,
    accounts_never_meet,
    a_full_account_takes_less_but_not_more,
    what_was_removed_long_ago_is_emptied_everywhere,
    a_cursor_of_another_database_begins_anew,
    a_store_opened_again_goes_on,
    odd_texts_come_back_as_they_were,
];

async fn what_was_pushed_is_pulled_as_it_was(fresh: &Fresh) {
    let ada = account(&fresh.store, "ada").await;
    let mut changes = cells(1, "company", json!("Acme"), stamp(NOW, 1));
    changes.extend(cells(
        2,
        "tags",
        json!(["a", {"b": null}, 1.5]),
        stamp(NOW, 1),
    ));
    let taken = push(&fresh.store, &ada, &changes).await;
    assert_eq!((taken.seq_before, taken.seq), (0, 2));
    let page = pull(&fresh.store, &ada, 0, 10).await;
    assert_eq!(page.changes, changes);
    assert_eq!((page.cursor, page.more), (2, false));
    let again = push(&fresh.store, &ada, &changes).await;
    assert_eq!((again.seq_before, again.seq), (2, 2));
}

async fn the_later_stamp_wins_in_any_order_and_repetition(fresh: &Fresh) {
    let ada = account(&fresh.store, "ada").await;
    let old = cells(1, "role", json!("Cook"), stamp(NOW - 5, 2));
    let new = cells(1, "role", json!("Chef"), stamp(NOW, 1));
    for changes in [&new, &old, &new, &old] {
        push(&fresh.store, &ada, changes).await;
    }
    assert_eq!(everything(&fresh.store, &ada).await, new);
}

async fn texts_that_lose_become_earlier_versions(fresh: &Fresh) {
    let ada = account(&fresh.store, "ada").await;
    let phone = cells(1, "notes", text("phone "), stamp(NOW - 9, 1));
    let laptop = cells(1, "notes", text("laptop "), stamp(NOW - 5, 2));
    let late = cells(1, "notes", text("tablet "), stamp(NOW - 7, 3));
    for changes in [&phone, &laptop, &late, &late] {
        push(&fresh.store, &ada, changes).await;
    }
    let versions = fresh.store.versions(&ada, &key(1)).await.unwrap();
    let texts: Vec<Value> = versions.iter().map(|version| json!(version.text)).collect();
    assert_eq!(texts, [text("tablet "), text("phone ")]);
    assert_eq!(versions[0].written, NOW - 7);
    for number in 0..30 {
        let other = stamp(NOW + number, number);
        push(
            &fresh.store,
            &ada,
            &cells(1, "notes", text(&format!("{number} ")), other),
        )
        .await;
    }
    assert_eq!(fresh.store.versions(&ada, &key(1)).await.unwrap().len(), 20);
}

async fn pages_meet_at_every_boundary(fresh: &Fresh) {
    const PAGE: u32 = 3;
    for (number, count) in [0, 1, 2, 3, 4, 6].into_iter().enumerate() {
        let who = account(&fresh.store, &format!("ada{number}")).await;
        for record in 0..count {
            push(
                &fresh.store,
                &who,
                &cells(record, "role", json!(record), stamp(NOW, 1)),
            )
            .await;
        }
        let (mut cursor, mut met, mut pages) = (0, Changes::new(), 0);
        loop {
            let page = pull(&fresh.store, &who, cursor, PAGE).await;
            assert!(page.changes.len() <= PAGE as usize);
            assert!(page.cursor >= cursor);
            met.extend(page.changes);
            cursor = page.cursor;
            pages += 1;
            if !page.more {
                break;
            }
        }
        assert_eq!(met.len() as u64, count);
        assert_eq!(pages, count.div_ceil(u64::from(PAGE)).max(1));
    }
}

async fn accounts_never_meet(fresh: &Fresh) {
    let (ada, bob) = (
        account(&fresh.store, "ada").await,
        account(&fresh.store, "bob").await,
    );
    let hers = cells(1, "notes", text("hers "), stamp(NOW, 1));
    let his = cells(1, "notes", text("his "), stamp(NOW + 1, 2));
    push(&fresh.store, &ada, &hers).await;
    push(&fresh.store, &bob, &his).await;
    assert_eq!(everything(&fresh.store, &ada).await, hers);
    assert_eq!(everything(&fresh.store, &bob).await, his);
    assert!(
        fresh
            .store
            .versions(&ada, &key(1))
            .await
            .unwrap()
            .is_empty()
    );
    let nobody = AccountId("nobody".into());
    assert_eq!(
        fresh.store.push(&nobody, hers.clone(), NOW).await.unwrap(),
        None
    );
    assert_eq!(
        fresh
            .store
            .pull(&nobody, &Pull::default(), 9, NOW)
            .await
            .unwrap(),
        None
    );
}

async fn a_full_account_takes_less_but_not_more(fresh: &Fresh) {
    let ada = account(&fresh.store, "ada").await;
    push(
        &fresh.store,
        &ada,
        &cells(1, "notes", text("long "), stamp(NOW, 1)),
    )
    .await;
    sqlx::query("UPDATE accounts SET size = $1")
        .bind(to_i64(domain::sync::protocol::LARGEST_ACCOUNT))
        .execute(&fresh.store.writer)
        .await
        .unwrap();
    let more = push(
        &fresh.store,
        &ada,
        &cells(2, "role", json!("Cook"), stamp(NOW, 1)),
    )
    .await;
    assert_eq!(more.rejected.len(), 1);
    let less = push(
        &fresh.store,
        &ada,
        &cells(1, "notes", json!(""), stamp(NOW + 1, 1)),
    )
    .await;
    assert!(less.rejected.is_empty());
    let more = push(
        &fresh.store,
        &ada,
        &cells(2, "role", json!("Cook"), stamp(NOW, 1)),
    )
    .await;
    assert!(more.rejected.is_empty());
}

async fn what_was_removed_long_ago_is_emptied_everywhere(fresh: &Fresh) {
    const DAY: u64 = 86_400_000;
    let ada = account(&fresh.store, "ada").await;
    let old = |field: &str, value: Value| cells(1, field, value, stamp(NOW - 181 * DAY, 1));
    push(&fresh.store, &ada, &old("role", json!("Cook"))).await;
    push(&fresh.store, &ada, &old("removed", json!(true))).await;
    let recent = cells(2, "role", json!("Chef"), stamp(NOW - 179 * DAY, 1));
    push(&fresh.store, &ada, &recent).await;
    push(
        &fresh.store,
        &ada,
        &cells(2, "removed", json!(true), stamp(NOW - 179 * DAY, 1)),
    )
    .await;
    push(
        &fresh.store,
        &ada,
        &cells(3, "removed", json!(false), stamp(NOW - 300 * DAY, 1)),
    )
    .await;
    let before = fresh.store.seq(&ada).await.unwrap().unwrap();
    assert_eq!(
        fresh.store.purge(NOW).await.unwrap(),
        [(ada.clone(), before + 1)]
    );
    assert_eq!(fresh.store.purge(NOW).await.unwrap(), []);
    let told = pull(&fresh.store, &ada, before, 9).await.changes;
    assert!(
        told[&key(1)].cell("role").unwrap().value.is_null(),
        "devices hear of it"
    );
    let left = everything(&fresh.store, &ada).await;
    assert!(left[&key(1)].is_removed());
    assert!(left[&key(2)].cell("role").is_some());
    assert!(left.contains_key(&key(3)));
}

async fn a_cursor_of_another_database_begins_anew(fresh: &Fresh) {
    let ada = account(&fresh.store, "ada").await;
    push(
        &fresh.store,
        &ada,
        &cells(1, "role", json!("Cook"), stamp(NOW, 1)),
    )
    .await;
    for (after, epoch) in [
        (1, Some("another")),
        (2, Some(fresh.store.epoch())),
        (2, None),
    ] {
        let asked = Pull {
            after,
            epoch: epoch.map(ToOwned::to_owned),
            ..Pull::default()
        };
        let page = fresh
            .store
            .pull(&ada, &asked, 9, NOW)
            .await
            .unwrap()
            .unwrap();
        assert_eq!(page.restart, Some(Restart::Restored), "{after} {epoch:?}");
    }
}

async fn a_store_opened_again_goes_on(fresh: &Fresh) {
    let ada = account(&fresh.store, "ada").await;
    push(
        &fresh.store,
        &ada,
        &cells(1, "role", json!("Cook"), stamp(NOW, 1)),
    )
    .await;
    let again = Store::open(&fresh.url).await.unwrap();
    assert_eq!(again.epoch(), fresh.store.epoch());
    let taken = push(
        &again,
        &ada,
        &cells(2, "role", json!("Chef"), stamp(NOW, 1)),
    )
    .await;
    assert_eq!(taken.seq, 2);
    again.close().await;
}

async fn odd_texts_come_back_as_they_were(fresh: &Fresh) {
    let ada = account(&fresh.store, "ada").await;
    let odd = "\0 \u{feff} \u{202e}abc\u{202c} 👩‍👩‍👧 ' \" \\ $1 ; DROP TABLE cells; --";
    let changes = cells(1, "от 来 field", json!({ odd: [odd] }), stamp(now_ms(), 1));
    push(&fresh.store, &ada, &changes).await;
    assert_eq!(everything(&fresh.store, &ada).await, changes);
}
