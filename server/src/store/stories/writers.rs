//! A story about many who write at once: every number is given once, and nobody misses anything.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;
use std::time::Duration;

use sqlx::Row as _;

use super::*;
use crate::store::to_u64;

stories![eight_writers_leave_no_gap_and_no_duplicate,];

/// The pushes of each writer: as many as keep all eight busy for some seconds.
const PUSHES: u64 = 120;

/// Records from here on are written once each; those before, by everyone.
const OWN: u64 = 1_000;

/// A push that was acknowledged: the numbers it took, from the first one not included to the last,
/// and its changes.
type Acknowledged = (u64, u64, Changes);

/// Writes to a few fields of a few records, as all others do, and to a record of its own each time.
async fn write_against_others(store: Store, ada: AccountId, node: u64) -> Vec<Acknowledged> {
    let mut taken = Vec::new();
    for round in 0..PUSHES {
        // Every other clock is slow, so that some cells lose.
        let ahead = round * (1 + node % 2);
        let stamp = stamp(NOW + ahead, node);
        let mut record = Record::default();
        for field in ["role", "company", ["notes", "place"][round as usize % 2]] {
            let value = json!(format!("{node}-{round}"));
            record.merge_cell(field, Cell { value, stamp });
        }
        let mut changes = Changes::from([(key(round % 3), record)]);
        let own = OWN + node * 100_000 + round;
        changes.extend(cells(own, "role", json!(round), stamp));
        let done = push(&store, &ada, &changes).await;
        assert!(done.rejected.is_empty());
        taken.push((done.seq_before, done.seq, changes));
    }
    taken
}

/// Follows as a device does, until it has everything after the writers are done. It must have
/// met everything by then.
async fn follow(store: Store, ada: AccountId, are_done: Arc<AtomicBool>) -> Changes {
    let (mut cursor, mut met) = (0, Changes::new());
    loop {
        let were_done = are_done.load(Ordering::SeqCst);
        let page = pull(&store, &ada, cursor, 37).await;
        assert!(page.cursor >= cursor);
        cursor = page.cursor;
        for (record, news) in page.changes {
            let is_own = record > key(OWN - 1);
            let known = met.entry(record).or_insert_with(Record::default);
            assert!(!is_own || known.is_empty(), "met twice");
            known.merge(news);
        }
        if !page.more && were_done {
            return met;
        }
        if !page.more {
            tokio::time::sleep(Duration::from_millis(1)).await;
        }
    }
}

/// The numbers of all pushes follow each other from the first to the last.
async fn follow_each_other(store: &Store, ada: &AccountId, taken: &mut [Acknowledged]) {
    taken.sort_by_key(|(before, ..)| *before);
    let mut last = 0;
    for (before, seq, _) in taken.iter() {
        assert_eq!(*before, last, "a gap, or a number given twice");
        assert!(seq > before, "the record of its own is new");
        last = *seq;
    }
    assert_eq!(store.seq(ada).await.unwrap(), Some(last));
    let sent: usize = taken
        .iter()
        .flat_map(|(.., sent)| sent.values())
        .map(|record| record.cells().count())
        .sum();
    assert!(
        taken.len() > 100 && last < sent as u64,
        "too little to prove anything"
    );
    let pushes = taken.len();
    eprintln!("{pushes} pushes, {last} of {sent} cells won");
}

/// Each row has a number of the push that wrote it, and no other row has it.
async fn rows_have_their_own_numbers(store: &Store, taken: &[Acknowledged]) {
    let ranges: BTreeMap<String, (u64, u64)> = taken
        .iter()
        .flat_map(|(before, seq, sent)| {
            sent.values()
                .map(move |record| (record.latest_stamp().unwrap().to_string(), (*before, *seq)))
        })
        .collect();
    let rows = sqlx::query("SELECT stamp, seq FROM cells")
        .fetch_all(&store.reader)
        .await
        .unwrap();
    let mut numbers = std::collections::BTreeSet::new();
    for row in &rows {
        let (stamp, seq): (String, i64) = (row.get("stamp"), row.get("seq"));
        let (before, last) = ranges[&stamp];
        assert!((before + 1..=last).contains(&to_u64(seq)), "{stamp}: {seq}");
        assert!(numbers.insert(seq), "{seq} twice");
    }
}

async fn eight_writers_leave_no_gap_and_no_duplicate(fresh: &Fresh) {
    let ada = account(&fresh.store, "ada").await;
    // As two server processes would; a file is one process's.
    let other = if fresh.is_sqlite() {
        fresh.store.clone()
    } else {
        Store::open(&fresh.url).await.unwrap()
    };
    let stores = [fresh.store.clone(), other];
    let are_done = Arc::new(AtomicBool::new(false));
    let followers = stores
        .clone()
        .map(|store| tokio::spawn(follow(store, ada.clone(), are_done.clone())));
    let writers = [0, 1, 2, 3, 4, 5, 6, 7].map(|node| {
        let store = stores[node as usize % 2].clone();
        tokio::spawn(write_against_others(store, ada.clone(), node))
    });
    let mut taken = Vec::new();
    for writer in writers {
        taken.extend(writer.await.unwrap());
    }
    are_done.store(true, Ordering::SeqCst);

    follow_each_other(&fresh.store, &ada, &mut taken).await;
    rows_have_their_own_numbers(&fresh.store, &taken).await;

    // Everything acknowledged is there, the latest of each field, and whoever followed has it.
    let mut expected = Changes::new();
    for (record, sent) in taken.into_iter().flat_map(|(.., sent)| sent) {
        expected.entry(record).or_default().merge(sent);
    }
    for follower in followers {
        let met = tokio::time::timeout(Duration::from_secs(30), follower).await;
        assert!(
            met.expect("it comes to an end").unwrap() == expected,
            "a follower has missed something"
        );
    }
    let all = fresh.store.all_cells(&ada).await.unwrap();
    assert!(all == expected, "something acknowledged is missing");
    stores[1].close().await;
}
