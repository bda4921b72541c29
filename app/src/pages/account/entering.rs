//! Entering an account by whatever way: what happens to the search on this device is said before,
//! and done here.

use domain::sync::protocol::account::Account;
use leptos::prelude::*;

use super::form::AccountForm;
use crate::sync::AccountChange;

/// Says what will happen to the search on this device, before it does.
pub(super) fn what_happens(form: AccountForm, is_new: bool) -> String {
    form.session.read(|journal| {
        let has_any = journal.records().any(|(_, record)| !record.is_removed());
        moving_words(journal.opportunities().len(), has_any, is_new)
    })
}

fn moving_words(opportunities: usize, has_any: bool, is_new: bool) -> String {
    if !has_any {
        return "There is no search on this device yet, so nothing is moved.".into();
    }
    let written = "What you have written on this device";
    let (here, and_else) = match opportunities {
        0 => (written.to_owned(), false),
        1 => ("The one opportunity on this device".to_owned(), true),
        many => (format!("The {many} opportunities on this device"), true),
    };
    match (is_new, and_else) {
        (true, false) => format!("{here} will be in the account, too."),
        (true, true) => {
            format!("{here} will be in the account, too, with all else you have written here.")
        }
        (false, false) => format!(
            "{here} and what is in the account become one search. Nothing is overwritten unseen."
        ),
        (false, true) => format!(
            "{here}, all else you have written here, and what is in the account become one search. \
             Nothing is overwritten unseen."
        ),
    }
}

/// Takes the account that was entered: from now on this device is one of its devices.
pub(super) fn enter(form: AccountForm, body: &str, is_new: bool) {
    let Some(account) = form.read::<Account>(body) else {
        return;
    };
    let session = form.session;
    session.with_platform(|platform| {
        platform.account_changed(AccountChange::SignedIn {
            id: account.id.clone(),
            name: account.name.clone(),
            is_shared: form.is_shared_computer.get_untracked(),
        });
    });
    form.account.set(Some(account));
    let words = if untrack(|| session.sync().is_ephemeral) {
        "Signed in while this page is open: the browser could not keep it. What is here is sent and fetched all the same."
    } else if is_new {
        "Your account is made. Recovery codes would be a good next step."
    } else {
        "Signed in. Your search is being fetched."
    };
    session.toast(words.into(), false);
    session.with_platform(|platform| platform.focus("heading"));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_moves_is_said_in_every_number() {
        assert!(moving_words(0, false, true).ends_with("nothing is moved."));
        assert_eq!(
            moving_words(0, true, true),
            "What you have written on this device will be in the account, too."
        );
        assert_eq!(
            moving_words(1, true, true),
            "The one opportunity on this device will be in the account, too, with all else you have written here."
        );
        assert!(
            moving_words(2, true, false).starts_with("The 2 opportunities on this device, all")
        );
        assert!(!moving_words(0, true, false).contains("nothing is moved"));
    }
}
