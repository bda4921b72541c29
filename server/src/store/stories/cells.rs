//! Stories about room and damage: full accounts, earlier versions, long pages, records removed long ago, texts that are none any more.

use domain::state::record::REMOVED;
use domain::sync::protocol::{LARGEST_ACCOUNT, MOST_FIELDS, RejectCode, Rejected};
use domain::sync::server::cell_bytes;
use sqlx::Row as _;

use super::*;

stories![
    a_full_account_takes_what_makes_room,
    earlier_versions_take_no_more_than_they_may,
    earlier_versions_are_kept_for_90_days,
    a_page_ends_where_its_texts_grow_long,
    what_was_emptied_keeps_nothing_from_being_emptied,
    whole_records_are_emptied_page_by_page,
    a_flipped_bit_holds_nothing_up,
    a_push_reads_its_own_fields_and_counts_what_it_replaces,
    names_of_fields_count,
    records_are_counted,
    a_record_has_only_so_many_fields,
    what_counted_too_little_is_counted_anew,
    a_writer_that_is_gone_blocks_nobody_for_long,
];

const DAY: u64 = 86_400_000;

/// Several fields of one record.
fn fields(number: u64, fields: &[(&str, Value)], stamp: Stamp) -> Changes {
    let mut record = Record::default();
    for (field, value) in fields {
        let value = value.clone();
        record.merge_cell(field, Cell { value, stamp });
    }
    Changes::from([(key(number), record)])
}

fn codes(rejected: &[Rejected]) -> Vec<(Option<&str>, RejectCode)> {
    rejected
        .iter()
        .map(|rejected| (rejected.field.as_deref(), rejected.code))
        .collect()
}

/// How many bytes the account counts.
async fn size(store: &Store, account: &AccountId) -> i64 {
    let row = sqlx::query("SELECT size FROM accounts WHERE id = $1").bind(account.0.clone());
    let row = row.fetch_one(&store.reader).await.unwrap();
    row.try_get("size").unwrap()
}

async fn a_full_account_takes_what_makes_room(fresh: &Fresh) {
    let (store, at) = (&fresh.store, stamp(NOW, 1));
    let ada = account(store, "ada").await;
    let mut held = fields(1, &[("notes", text("long ")), ("rank", json!(1))], at);
    held.extend(cells(2, "role", json!("Cook"), at));
    push(store, &ada, &held).await;
    sqlx::query("UPDATE accounts SET size = $1")
        .bind(to_i64(LARGEST_ACCOUNT))
        .execute(&store.writer)
        .await
        .unwrap();
    let later = stamp(NOW + 1, 1);
    let removing = fields(1, &[(REMOVED, json!(true)), ("link", json!("x"))], later);
    let taken = push(store, &ada, &removing).await;
    let full = RejectCode::AccountFull;
    assert_eq!(codes(&taken.rejected), [(Some("link"), full)]);
    assert!(everything(store, &ada).await[&key(1)].is_removed());
    let back = cells(1, REMOVED, json!(false), stamp(NOW + 2, 1));
    assert!(push(store, &ada, &back).await.rejected.is_empty());
    let clearing = cells(1, "rank", Value::Null, later);
    assert!(push(store, &ada, &clearing).await.rejected.is_empty());
    for rejected in [
        cells(3, REMOVED, json!(true), later),
        cells(2, REMOVED, json!("x".repeat(1000)), later),
        cells(2, "link", Value::Null, later),
    ] {
        assert_eq!(push(store, &ada, &rejected).await.rejected.len(), 1);
    }
}

async fn earlier_versions_take_no_more_than_they_may(fresh: &Fresh) {
    const LENGTH: usize = 120_000;
    let (store, ada) = (&fresh.store, account(&fresh.store, "ada").await);
    let bob = account(store, "bob").await;
    let his = |node| {
        cells(
            1,
            "notes",
            text(&format!("{node} ")),
            stamp(NOW + node, node),
        )
    };
    for node in 1..=2 {
        push(store, &bob, &his(node)).await;
    }
    let all = |words: String, node: u64| {
        let record = |number| {
            let at = stamp(NOW + node * 1000 + number, node);
            cells(number, "notes", json!(words), at)
        };
        (0..160).flat_map(record).collect::<Changes>()
    };
    push(store, &ada, &all("x".repeat(LENGTH), 1)).await;
    assert_eq!(versions(store, "ada").await, 0);
    push(store, &ada, &all(String::new(), 2)).await;
    let kept = versions(store, "ada").await;
    assert_eq!(kept, 16 * 1024 * 1024 / (LENGTH as i64 + 2 + 5 + 1024));
    for (number, is_kept) in [(0, false), (159, true)] {
        let versions = store.versions(&ada, &key(number)).await.unwrap();
        assert_eq!(!versions.is_empty(), is_kept, "the oldest go first");
    }
    // A text that comes too late is one, too.
    let late = cells(0, "notes", json!("y".repeat(LENGTH)), stamp(NOW, 3));
    store.push(&ada, late, NOW + 1).await.unwrap();
    assert_eq!(versions(store, "ada").await, kept);
    assert_eq!(store.versions(&ada, &key(0)).await.unwrap().len(), 1);
    assert_eq!(versions(store, "bob").await, 1);
    assert_eq!(store.faults().await.unwrap(), Vec::<String>::new());
}

async fn earlier_versions_are_kept_for_90_days(fresh: &Fresh) {
    let ada = filled(fresh).await;
    fresh.store.purge(NOW + 90 * DAY).await.unwrap();
    assert_eq!(versions(&fresh.store, "ada").await, 1);
    fresh.store.purge(NOW + 90 * DAY + 1).await.unwrap();
    assert_eq!(versions(&fresh.store, "ada").await, 0);
    assert_eq!(everything(&fresh.store, &ada).await.len(), 150);
}

async fn versions(store: &Store, account: &'static str) -> i64 {
    let row = sqlx::query("SELECT COUNT(*) AS rows FROM versions WHERE account = $1").bind(account);
    let row = row.fetch_one(&store.reader).await.unwrap();
    row.try_get("rows").unwrap()
}

async fn a_page_ends_where_its_texts_grow_long(fresh: &Fresh) {
    const MIB: usize = 1024 * 1024;
    // The value of a cell has two quotes, and the name of the field counts.
    let fits = |rows: usize| MIB / rows - "notes".len() - 2;
    for (number, (length, sizes)) in [
        (fits(1), vec![1, 1, 1]),
        (fits(1) + 1, vec![1, 1, 1]),
        (fits(2), vec![2, 1]),
        // The cell that passes the limit is the last one.
        (fits(2) - 1, vec![3]),
        (fits(4), vec![3]),
    ]
    .into_iter()
    .enumerate()
    {
        let (store, name) = (&fresh.store, format!("ada{number}"));
        let ada = account(store, &name).await;
        for record in 0..3 {
            let words = json!("x".repeat(length));
            push(store, &ada, &cells(record, "notes", words, stamp(NOW, 1))).await;
        }
        let (mut cursor, mut met) = (0, Vec::new());
        loop {
            let page = pull(store, &ada, cursor, LARGEST_PAGE).await;
            cursor = page.cursor;
            met.push(page.changes.len());
            assert_eq!(page.cursor, met.iter().sum::<usize>() as u64);
            if !page.more {
                break;
            }
        }
        assert_eq!(met, sizes, "{length}");
        let end = pull(store, &ada, cursor, LARGEST_PAGE).await;
        assert_eq!((end.cursor, end.more, end.changes.len()), (3, false, 0));
    }
}

async fn what_was_emptied_keeps_nothing_from_being_emptied(fresh: &Fresh) {
    let (store, old) = (&fresh.store, stamp(NOW - 400 * DAY, 1));
    let ada = account(store, "ada").await;
    push(store, &ada, &cells(1, REMOVED, json!(true), old)).await;
    damage(store, "INSERT INTO cells (account, record, field, value, stamp, seq) WITH RECURSIVE numbers (n) AS (SELECT 2 UNION ALL SELECT n + 1 FROM numbers WHERE n < 100002) SELECT account, record, 'field' || n, 'null', stamp, n FROM cells JOIN numbers ON field = 'removed'").await;
    let bob = account(store, "bob").await;
    let his = [("role", json!("Cook")), (REMOVED, json!(true))];
    push(store, &bob, &fields(2, &his, old)).await;
    assert_eq!(store.purge(NOW).await.unwrap(), [(bob, 3)]);
}

async fn whole_records_are_emptied_page_by_page(fresh: &Fresh) {
    let (store, old) = (&fresh.store, stamp(NOW - 200 * DAY, 1));
    let ada = account(store, "ada").await;
    let record = |number| {
        let held = [("role", json!("Cook")), ("notes", text("old "))];
        let mut record = fields(number, &held, old);
        let value = json!(true);
        let removed = Cell { value, stamp: old };
        let cells = record.entry(key(number)).or_default();
        cells.merge_cell(REMOVED, removed);
        record
    };
    let all: Changes = (0..1_203).flat_map(record).collect();
    push(store, &ada, &all).await;
    push(
        store,
        &ada,
        &cells(7, "role", json!("Chef"), stamp(NOW - DAY, 1)),
    )
    .await;
    store.purge(NOW).await.unwrap();
    assert_eq!(store.purge(NOW).await.unwrap(), []);
    let left = store.all_cells(&ada).await.unwrap();
    for (name, record) in &left {
        let holds = |field| !record.cell(field).unwrap().value.is_null();
        let is_recent = *name == key(7);
        assert_eq!((holds("role"), holds(REMOVED)), (is_recent, true));
    }
    assert_eq!(left.len(), 1_203);
    assert_eq!(store.faults().await.unwrap(), Vec::<String>::new());
}

async fn a_flipped_bit_holds_nothing_up(fresh: &Fresh) {
    let store = &fresh.store;
    let ada = filled(fresh).await;
    if !fresh.is_sqlite() {
        return;
    }
    for statement in [
        "UPDATE cells SET value = CAST(X'2241ff4222' AS TEXT) WHERE seq = 4",
        "UPDATE cells SET stamp = CAST(X'ff' AS TEXT) WHERE seq = 5",
        "UPDATE cells SET field = CAST(X'ff' AS TEXT) WHERE seq = 6",
        "UPDATE cells SET record = CAST(X'ff' AS TEXT) WHERE seq = 7",
        // What stands between cells where several are read as one.
        "UPDATE cells SET value = CAST(X'22411e1f4222' AS TEXT) WHERE seq = 9",
        "UPDATE versions SET value = CAST(X'2241ff4222' AS TEXT)",
    ] {
        damage(store, statement).await;
    }
    let met = everything(store, &ada).await;
    assert_eq!(
        met[&key(3)].cell("notes").unwrap().value,
        json!("A\u{fffd}B")
    );
    assert_eq!(met.len(), 147);
    assert_eq!(store.all_cells(&ada).await.unwrap(), met);
    let versions = store.versions(&ada, &key(7)).await.unwrap();
    assert_eq!(versions[0].text, "A\u{fffd}B");
    let exported = || async { json!(store.all_versions(&ada).await.unwrap()) };
    assert_eq!(exported().await[0]["value"], "\"A\u{fffd}B\"");
    for column in ["record", "field", "stamp"] {
        let flipped = format!("UPDATE versions SET {column} = CAST(X'61ff' AS TEXT)");
        let done = sqlx::query(sqlx::AssertSqlSafe(flipped)).execute(&store.writer);
        assert_eq!(done.await.unwrap().rows_affected(), 1);
        assert_eq!(exported().await[0][column], "a\u{fffd}");
    }
    for number in 3..9 {
        let changes = cells(number, "notes", text("new "), stamp(NOW + 5, 1));
        assert!(push(store, &ada, &changes).await.rejected.is_empty());
    }
    assert_eq!(everything(store, &ada).await.len(), 150);
    store.purge(NOW).await.unwrap();
}

async fn a_push_reads_its_own_fields_and_counts_what_it_replaces(fresh: &Fresh) {
    let (store, ada) = (&fresh.store, account(&fresh.store, "ada").await);
    let names: Vec<String> = (0..300).map(|number| format!("field {number}")).collect();
    let all = |value: &Value, at| {
        let named = names.iter().map(|name| (name.as_str(), value.clone()));
        fields(1, &named.collect::<Vec<_>>(), at)
    };
    push(store, &ada, &all(&json!("first"), stamp(NOW, 1))).await;
    let few = [("field 7", json!("second")), ("another", json!(1))];
    push(store, &ada, &fields(1, &few, stamp(NOW + 2, 1))).await;
    let taken = push(store, &ada, &all(&json!("x"), stamp(NOW + 1, 2))).await;
    assert_eq!(taken.seq, 300 + 2 + 299);
    let room = |field: &str, value| cell_bytes(&key(1), field, value);
    let rest = names.iter().filter(|name| *name != "field 7");
    let rest: i64 = rest.map(|name| room(name, 3)).sum();
    let expected = rest + room("field 7", 8) + room("another", 1);
    assert_eq!(size(store, &ada).await, expected);
    assert_eq!(store.faults().await.unwrap(), Vec::<String>::new());
}

async fn names_of_fields_count(fresh: &Fresh) {
    let (store, ada) = (&fresh.store, account(&fresh.store, "ada").await);
    let long = "Zoë ".repeat(100);
    push(store, &ada, &cells(1, &long, json!(1), stamp(NOW, 1))).await;
    let one = cell_bytes(&key(1), &long, 1);
    assert_eq!(one, 240 + 2 * (48 + 500) + 1);
    assert_eq!(size(store, &ada).await, one);
    push(store, &ada, &cells(1, &long, json!(22), stamp(NOW + 1, 1))).await;
    assert_eq!(size(store, &ada).await, one + 1, "a cell counts once");
    sqlx::query("UPDATE accounts SET size = $1")
        .bind(to_i64(LARGEST_ACCOUNT) - one + 1)
        .execute(&store.writer)
        .await
        .unwrap();
    let another = push(store, &ada, &cells(2, &long, json!(1), stamp(NOW, 1))).await;
    assert_eq!(another.rejected.len(), 1);
    let shorter = push(store, &ada, &cells(2, &long[1..], json!(1), stamp(NOW, 1))).await;
    assert!(shorter.rejected.is_empty());
}

async fn records_are_counted(fresh: &Fresh) {
    let (store, ada) = (&fresh.store, account(&fresh.store, "ada").await);
    let (first, later) = (stamp(NOW, 1), stamp(NOW + 1, 1));
    let mut several = cells(1, "role", json!("Cook"), first);
    several.extend(fields(2, &[("role", json!(1)), ("rank", json!(2))], first));
    push(store, &ada, &several).await;
    assert_eq!(store.count_records(&ada).await.unwrap(), 2);
    let mut more = cells(3, "rank", json!(1), later);
    more.extend(fields(
        2,
        &[("link", json!(1)), (REMOVED, json!(true))],
        later,
    ));
    push(store, &ada, &more).await;
    push(store, &ada, &more).await;
    assert_eq!(store.count_records(&ada).await.unwrap(), 3);
    assert_eq!(store.faults().await.unwrap(), Vec::<String>::new());
    damage(store, "UPDATE accounts SET records = 9").await;
    let told = "Account ada counts 9 records, and has 3.";
    assert_eq!(store.faults().await.unwrap(), [told]);
}

async fn a_record_has_only_so_many_fields(fresh: &Fresh) {
    let (store, ada) = (&fresh.store, account(&fresh.store, "ada").await);
    let names: Vec<String> = (0..MOST_FIELDS - 1).map(|at| format!("f{at}")).collect();
    let most: Vec<_> = names.iter().map(|name| (&**name, json!(1))).collect();
    push(store, &ada, &fields(1, &most, stamp(NOW, 1))).await;
    let few = [("f1", json!(2)), ("g1", json!(1)), ("g2", json!(1))];
    let taken = push(store, &ada, &fields(1, &few, stamp(NOW + 1, 1))).await;
    let full = RejectCode::AccountFull;
    assert_eq!(codes(&taken.rejected), [(Some("g2"), full)]);
    let removed = cells(1, REMOVED, json!(true), stamp(NOW + 2, 1));
    assert!(push(store, &ada, &removed).await.rejected.is_empty());
}

async fn what_counted_too_little_is_counted_anew(fresh: &Fresh) {
    let store = &fresh.store;
    let (ada, bob) = (filled(fresh).await, account(store, "bob").await);
    let right = size(store, &ada).await;
    for statement in [
        "UPDATE accounts SET size = COALESCE((SELECT SUM(OCTET_LENGTH(value) + OCTET_LENGTH(field)) FROM cells WHERE account = id), 0)",
        "DELETE FROM _sqlx_migrations WHERE version = 5",
    ] {
        damage(store, statement).await;
    }
    store
        .execute_for_tests("ALTER TABLE accounts DROP COLUMN records")
        .await;
    assert_eq!(size(store, &ada).await, right - 150 * (240 + 2 * 48 + 5));
    let again = Store::open(&fresh.url).await.unwrap();
    assert_eq!(size(&again, &ada).await, right);
    assert_eq!(size(&again, &bob).await, 0);
    assert_eq!(again.count_records(&ada).await.unwrap(), 150);
    assert_eq!(again.faults().await.unwrap(), Vec::<String>::new());
    again.close().await;
}

async fn a_writer_that_is_gone_blocks_nobody_for_long(fresh: &Fresh) {
    if fresh.is_sqlite() {
        return;
    }
    let mut transaction = fresh.store.begin().await.unwrap();
    for setting in ["lock_timeout", "idle_in_transaction_session_timeout"] {
        let row = sqlx::query("SELECT current_setting($1) AS set").bind(setting);
        let row = row.fetch_one(&mut *transaction).await.unwrap();
        let set: String = row.try_get("set").unwrap();
        assert!(set.ends_with('s') && set != "0", "{setting}: {set}");
    }
}
