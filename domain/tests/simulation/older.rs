//! An older build among newer ones: it knows two kinds and four fields, asks as it always did, and keeps what it does not know.

use domain::state::edit::Edit;
use domain::state::entity::{Entity, read};
use domain::state::record::{Record, RecordKey, RecordKind};
use domain::sync::client::{Ask, Response};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

/// An opportunity, when it had two fields.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
struct Opportunity {
    role: String,
    notes: String,
}

impl Entity for Opportunity {
    const KIND: RecordKind = RecordKind::Opportunity;
}

/// An event, when it had two fields.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
struct Event {
    company: String,
    place: String,
}

impl Entity for Event {
    const KIND: RecordKind = RecordKind::Event;
}

/// What someone writes on its forms; nothing into a kind it has no form for.
pub(crate) fn edit(key: &RecordKey, held: Option<&Record>, words: &str) -> Option<Edit> {
    let edit = Edit::default();
    let edit = match key.kind {
        RecordKind::Opportunity => {
            let before: Opportunity = held.map(read).unwrap_or_default();
            let after = Opportunity {
                role: words.to_owned(),
                ..before.clone()
            };
            edit.change(key.id, &before, &after)
        }
        RecordKind::Event => {
            let before: Event = held.map(read).unwrap_or_default();
            let after = Event {
                place: words.to_owned(),
                ..before.clone()
            };
            edit.change(key.id, &before, &after)
        }
        _ => return None,
    };
    assert_eq!(edit.writes.len(), 1, "only what was changed is written");
    Some(edit)
}

/// A request without what later builds have added to it.
pub(crate) fn asks(ask: &Ask) -> Ask {
    match ask {
        Ask::Push(push) => Ask::Push(with(push, |fields| {
            fields.remove("account");
        })),
        Ask::Pull(pull) => Ask::Pull(with(pull, |fields| {
            fields.remove("account");
        })),
    }
}

/// An answer as it reads it from a server that has added something.
pub(crate) fn answers(answer: &Response) -> Response {
    let add = |fields: &mut serde_json::Map<String, Value>| {
        fields.insert("weather".to_owned(), json!({"of": "tomorrow"}));
    };
    match answer {
        Response::Pushed(pushed) => Response::Pushed(with(pushed, add)),
        Response::Pulled(pulled) => Response::Pulled(with(pulled, add)),
        other => other.clone(),
    }
}

fn with<T: Serialize + serde::de::DeserializeOwned>(
    message: &T,
    change: impl FnOnce(&mut serde_json::Map<String, Value>),
) -> T {
    let mut json = serde_json::to_value(message).unwrap();
    change(json.as_object_mut().unwrap());
    serde_json::from_value(json).unwrap()
}
