//! How far things are saved, said in every state.

use domain::state::record::{RecordKey, RecordKind};
use domain::sync::protocol::RejectCode;

use super::*;
use crate::sync::RejectedCell;

fn status(state: SyncState, waiting: usize) -> SyncStatus {
    SyncStatus {
        account: Some("ada".into()),
        state,
        waiting,
        ..SyncStatus::default()
    }
}

fn rejected() -> RejectedCell {
    RejectedCell {
        record: RecordKey::new(RecordKind::Settings, domain::values::id::RecordId::ONLY),
        field: "name".into(),
        code: RejectCode::TooLarge,
        value: None,
    }
}

#[test]
fn saved_is_said_only_of_what_is_saved() {
    let words_of = |state, waiting| words(&status(state, waiting));
    assert_eq!(words_of(SyncState::Guest, 0), "Saved here");
    assert_eq!(words_of(SyncState::Everywhere, 0), "Saved everywhere");
    assert_eq!(
        words_of(SyncState::Everywhere, 2),
        "Saving\u{2026}, 2 waiting"
    );
    assert_eq!(words_of(SyncState::Working, 0), "Saving\u{2026}");
    assert_eq!(words_of(SyncState::Working, 3), "Saving\u{2026}, 3 waiting");
    for (state, at_rest, waiting) in [
        (
            SyncState::Offline,
            "Saved here: no network",
            "1 waiting: no network",
        ),
        (
            SyncState::Unreachable,
            "Saved here: server unreachable",
            "1 waiting: server unreachable",
        ),
        (
            SyncState::SignedOut,
            "Saved here: sign in again",
            "1 waiting: sign in again",
        ),
    ] {
        assert_eq!(words_of(state, 0), at_rest);
        assert_eq!(words_of(state, 1), waiting);
    }
    let resyncing = SyncStatus {
        is_resyncing: true,
        ..status(SyncState::Everywhere, 0)
    };
    assert_eq!(words(&resyncing), "Saving\u{2026}");
    assert!(sentence(&resyncing).starts_with("Part of your search hasn’t been sent yet."));
}

#[test]
fn a_browser_that_keeps_nothing_is_not_called_a_place_where_things_are_saved() {
    for storage in [StorageState::Full, StorageState::Blocked] {
        for (state, waiting, expected) in [
            (SyncState::Guest, 0, "Not saved here"),
            (
                SyncState::Offline,
                1,
                "Not saved here, 1 waiting: no network",
            ),
            (SyncState::Everywhere, 1, "Not saved here, 1 waiting"),
            (SyncState::Everywhere, 0, "Saved on the server"),
        ] {
            let sync = SyncStatus {
                storage,
                ..status(state, waiting)
            };
            assert_eq!(words(&sync), expected);
            assert!(!sentence(&sync).contains("saved on this device"));
            assert!(sentence(&sync).contains("only while this page is open"));
        }
    }
}

#[test]
fn what_was_not_taken_is_named_beside_what_waits_and_why() {
    let told = |state, waiting| {
        words(&SyncStatus {
            rejected: vec![rejected()],
            ..status(state, waiting)
        })
    };
    assert_eq!(told(SyncState::Everywhere, 0), "1 not accepted");
    assert_eq!(told(SyncState::Working, 2), "1 not accepted, 2 waiting");
    assert_eq!(told(SyncState::Offline, 0), "1 not accepted");
    assert_eq!(
        told(SyncState::Offline, 2),
        "1 not accepted, 2 waiting: no network"
    );
}

#[test]
fn what_would_be_lost_with_the_device_is_named() {
    assert_eq!(only_here(&SyncStatus::default()), None);
    assert_eq!(only_here(&status(SyncState::Everywhere, 0)), None);
    let one = only_here(&status(SyncState::Offline, 1));
    assert_eq!(
        one.as_deref(),
        Some("One change hasn’t been sent yet. All of that is on this device only.")
    );
    let all = SyncStatus {
        is_resyncing: true,
        rejected: vec![rejected(), rejected()],
        ..status(SyncState::Working, 3)
    };
    assert_eq!(all.unsent(), 6);
    assert_eq!(
        only_here(&all).as_deref(),
        Some(
            "Part of your search hasn’t been sent yet. 3 changes haven’t been sent yet. \
             The server didn’t accept 2 things. All of that is on this device only."
        )
    );
}
