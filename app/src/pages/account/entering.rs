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
        return "There’s nothing on this device yet, so nothing will be moved.".into();
    }
    let written = "What you’ve written on this device";
    let (here, and_else) = match opportunities {
        0 => (written.to_owned(), false),
        1 => ("The one opportunity on this device".to_owned(), true),
        many => (format!("The {many} opportunities on this device"), true),
    };
    match (is_new, and_else) {
        (true, false) => format!("{here} will be added to the account."),
        (true, true) => {
            format!(
                "{here} will be added to the account, with everything else you’ve written here."
            )
        }
        (false, false) => format!(
            "{here} and what’s in the account become one search. Where they differ, the later version is used and the earlier one kept."
        ),
        (false, true) => format!(
            "{here}, everything else you’ve written here, and what’s in the account become one search. \
             Where they differ, the later version is used and the earlier one kept."
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
        "You’re signed in until this page closes, because the browser couldn’t store the sign-in. Everything still syncs."
    } else if is_new {
        "Your account is ready. Recovery codes would be a good next step."
    } else {
        "Signed in. Fetching your search."
    };
    session.toast(words.into(), false);
    session.with_platform(|platform| platform.focus("heading"));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_moves_is_said_in_every_number() {
        assert!(moving_words(0, false, true).ends_with("nothing will be moved."));
        assert_eq!(
            moving_words(0, true, true),
            "What you’ve written on this device will be added to the account."
        );
        assert_eq!(
            moving_words(1, true, true),
            "The one opportunity on this device will be added to the account, with everything else you’ve written here."
        );
        assert!(
            moving_words(2, true, false).starts_with("The 2 opportunities on this device, every")
        );
        assert!(!moving_words(0, true, false).contains("nothing will be moved"));
    }
}
