//! A story about mailed links.

use super::*;
use crate::store::mail::{MailPurpose, MailToken};

stories![a_mailed_link_works_once_and_in_time,];

async fn a_mailed_link_works_once_and_in_time(fresh: &Fresh) {
    let store = &fresh.store;
    let (ada, bob) = (account(store, "ada").await, account(store, "bob").await);
    let mail = |hash: &'static str, purpose, account: &AccountId| {
        let token = MailToken {
            account: account.clone(),
            address: format!("{hash}@example.org"),
        };
        store.add_mail_token(hash.into(), purpose, token, 2_000)
    };
    mail("early", MailPurpose::Confirm, &ada).await.unwrap();
    mail("a", MailPurpose::Confirm, &ada).await.unwrap();
    mail("b", MailPurpose::Confirm, &bob).await.unwrap();
    mail("r", MailPurpose::Reset, &ada).await.unwrap();
    let confirm = |hash: &'static str, now| store.confirm_mail_address(hash, now);
    assert!(
        !confirm("early", 1_000).await.unwrap(),
        "a newer link took its place"
    );
    assert!(!confirm("b", 2_000).await.unwrap(), "it is too old");
    assert!(
        !confirm("r", 1_000).await.unwrap(),
        "it is for something else"
    );
    assert!(confirm("a", 1_999).await.unwrap());
    assert!(!confirm("a", 1_999).await.unwrap(), "it works once");
    let held = store.mail_address(&ada).await.unwrap();
    assert_eq!(held.as_deref(), Some("a@example.org"));
    assert_eq!(store.mail_address(&bob).await.unwrap(), None);

    let reset = |hash: &'static str, password: &str, now| {
        store.reset_password(hash, password.to_owned(), now)
    };
    assert!(
        !reset("r", "new", 1_000).await.unwrap(),
        "it was mailed to where she was before"
    );
    mail("s", MailPurpose::Reset, &ada).await.unwrap();
    assert!(!reset("s", "new", 2_000).await.unwrap());
    assert!(reset("s", "new", 1_000).await.unwrap());
    assert!(!reset("s", "other", 1_000).await.unwrap());
    let hash = store.account(&ada).await.unwrap().unwrap().password_hash;
    assert_eq!(hash.as_deref(), Some("new"));
    store.remove_mail_address(&ada).await.unwrap();
    assert_eq!(store.mail_address(&ada).await.unwrap(), None);
}
