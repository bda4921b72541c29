//! What crosses the wire, in both directions, and words of addresses and forms: read or refused, and what was read is written and read again.
#![no_main]

use std::fmt::Debug;

use domain::state::record::RecordKind;
use domain::sync::client::{Checkpoint, Rejection};
use domain::sync::protocol::{
    FirstVisit, Poke, Problem, Pull, Pulled, Push, Pushed, RejectCode, Rejected, Restart, Version,
    account,
};
use domain::sync::server::judge;
use domain::sync::tab::{TabRequest, names};
use domain::values::date::Date;
use domain::values::id::RecordId;
use domain::values::text::{Query, fold};
use libfuzzer_sys::fuzz_target;
use serde::Serialize;
use serde::de::DeserializeOwned;

const NOW: u64 = 1_800_000_000_000;

fn again<T: Serialize + DeserializeOwned + PartialEq + Debug>(text: &str) -> Option<T> {
    let read: T = serde_json::from_str(text).ok()?;
    let written = serde_json::to_string(&read).expect("it is JSON");
    let same: T = serde_json::from_str(&written).expect("own text can be read");
    assert_eq!(same, read);
    Some(read)
}

/// Those that hold a secret say nothing of it when a test fails.
fn quietly<T: Serialize + DeserializeOwned>(text: &str) {
    if let Ok(read) = serde_json::from_str::<T>(text) {
        let written = serde_json::to_string(&read).expect("it is JSON");
        assert!(serde_json::from_str::<T>(&written).is_ok());
    }
}

fuzz_target!(|text: &str| {
    if let Some(push) = again::<Push>(text) {
        // Whatever is taken can be read by those it is given to, also with all that is around it in a page of the server.
        let (changes, _) = judge(push.changes, NOW);
        let page = Pulled {
            changes,
            ..Pulled::default()
        };
        let visit = FirstVisit {
            page,
            ..FirstVisit::default()
        };
        let written = serde_json::to_string(&visit).expect("it is JSON");
        assert_eq!(again::<FirstVisit>(&written), Some(visit));
    }
    again::<Pushed>(text);
    again::<Rejected>(text);
    again::<RejectCode>(text);
    again::<Pull>(text);
    again::<Pulled>(text);
    again::<Restart>(text);
    again::<Poke>(text);
    again::<Version>(text);
    again::<FirstVisit>(text);
    again::<Problem>(text);
    again::<Checkpoint>(text);
    again::<Rejection>(text);
    again::<TabRequest>(text);
    again::<account::Name>(text);
    again::<account::MailAddress>(text);
    again::<account::CalendarLink>(text);
    again::<account::Offers>(text);
    again::<account::Challenge>(text);
    again::<account::Ceremony>(text);
    again::<account::Account>(text);
    again::<account::RecoveryCodes>(text);
    quietly::<account::Credentials>(text);
    quietly::<account::Recovery>(text);
    quietly::<account::Password>(text);
    quietly::<account::MailToken>(text);
    quietly::<account::NewPassword>(text);
    quietly::<account::PushWish>(text);

    let folded = fold(text);
    let query = Query::parse(text);
    assert!(query.matches(&folded), "a text is found by itself");
    if let Ok(date) = Date::parse(text) {
        assert_eq!(Date::parse(&date.to_string()), Ok(date));
        assert_eq!(date.to_string(), text.trim());
    }
    if let Some(id) = RecordId::parse(text) {
        assert_eq!(RecordId::parse(&id.to_string()), Some(id));
    }
    if let Some(kind) = RecordKind::parse(text) {
        assert_eq!(kind.as_str(), text);
    }
    let _ = names::parse(text);
    let _ = account::strength(text);
});
