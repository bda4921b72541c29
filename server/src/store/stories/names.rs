//! Stories about names of accounts that earlier releases folded in another way.

use super::*;
use crate::auth::names::{fold_name, stored_names};

stories![
    whoever_signed_in_by_a_name_still_does,
    one_damaged_name_leaves_the_others_to_be_folded,
];

async fn whoever_signed_in_by_a_name_still_does(fresh: &Fresh) {
    let store = &fresh.store;
    // As an earlier release stored them: in small letters, and otherwise as they were typed.
    for name in ["zoe\u{308}", "jose\u{301}", "josé", "ada"] {
        account(store, name).await;
    }
    assert_eq!(store.fold_names_by(fold_name).await.unwrap(), (1, 1));
    assert_eq!(store.fold_names_by(fold_name).await.unwrap(), (0, 1));
    for (typed, expected) in [
        ("Zoe\u{308}", Some("zoe\u{308}")),
        ("Zoë", Some("zoe\u{308}")),
        ("Jose\u{301}", Some("jose\u{301}")),
        ("José", Some("josé")),
        ("ADA", Some("ada")),
        ("Zoe", None),
    ] {
        let found = store.account_by_names(&stored_names(typed)).await.unwrap();
        let id = found.map(|account| account.id.0);
        assert_eq!(id.as_deref(), expected, "{typed}");
    }
}

async fn one_damaged_name_leaves_the_others_to_be_folded(fresh: &Fresh) {
    let store = &fresh.store;
    for name in ["ada", "zoe\u{308}"] {
        account(store, name).await;
    }
    if !fresh.is_sqlite() {
        // PostgreSQL takes no such text.
        return;
    }
    let flip = "UPDATE accounts SET name = CAST(X'61ff61' AS TEXT) WHERE id = 'ada'";
    damage(store, flip).await;
    assert_eq!(store.fold_names_by(fold_name).await.unwrap(), (1, 1));
}
