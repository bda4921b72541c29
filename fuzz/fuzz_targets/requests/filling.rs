//! The places of an input, in braces, and the values that fill them: a session, a calendar, a
//! ceremony.

use std::collections::BTreeMap;

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use domain::sync::protocol::account::CalendarLink;
use serde_json::{Value, json};

use crate::world::World;

/// Requests that begin the ceremonies an input may ask for.
const CEREMONIES: [(&str, &str); 4] = [
    ("account", "/api/v1/passkeys/account/begin"),
    ("session", "/api/v1/passkeys/session/begin"),
    ("passkey", "/api/v1/passkeys/begin"),
    ("confirm", "/api/v1/passkeys/confirm/begin"),
];

/// A place in an input is no longer than this, with its braces.
const LONGEST_PLACE: usize = 24;

/// The values for the places of one input: the session, and the data of ceremonies begun for it,
/// each once.
pub(crate) struct Filling<'world> {
    pub(crate) world: &'world World,
    pub(crate) begun: BTreeMap<String, Value>,
}

impl Filling<'_> {
    /// An input with its places filled.
    pub(crate) fn fill(&mut self, input: &[u8]) -> Vec<u8> {
        let mut filled = Vec::with_capacity(input.len());
        let mut rest = input;
        while let Some(at) = rest.iter().position(|byte| *byte == b'{') {
            let (before, place) = rest.split_at(at);
            filled.extend_from_slice(before);
            let inside = place
                .get(1..LONGEST_PLACE.min(place.len()))
                .unwrap_or_default();
            let end = inside.iter().position(|byte| *byte == b'}');
            let name = end.and_then(|end| str::from_utf8(&inside[..end]).ok());
            let (text, taken) = match name.and_then(|name| Some((self.of(name)?, name.len() + 2))) {
                Some((text, taken)) => (text.into_bytes(), taken),
                None => (b"{".to_vec(), 1),
            };
            filled.extend(text);
            rest = &place[taken..];
        }
        filled.extend_from_slice(rest);
        filled
    }

    pub(crate) fn of(&mut self, place: &str) -> Option<String> {
        if place == "session" {
            return Some(self.world.session.borrow().clone());
        }
        if place == "calendar" {
            let link = self
                .world
                .ask("PUT", "/api/v1/account/calendar", &json!(null));
            let link: CalendarLink = serde_json::from_slice(&link.body).ok()?;
            return Some(link.path);
        }
        let (what, purpose) = place.split_once(' ')?;
        let address = CEREMONIES.iter().find(|(name, _)| *name == purpose)?.1;
        if !self.begun.contains_key(purpose) {
            let number = self
                .world
                .ceremonies
                .replace(self.world.ceremonies.get() + 1);
            let name = json!({"name": format!("cleo {number}")});
            let begun = self.world.ask("POST", address, &name);
            let begun = serde_json::from_slice(&begun.body).ok()?;
            self.begun.insert(purpose.to_owned(), begun);
        }
        let begun = self.begun.get(purpose)?;
        let client_data = |kind: &str| {
            let challenge = begun.pointer("/options/challenge")?;
            let origin = "http://localhost:3000";
            let data = json!({"type": kind, "challenge": challenge, "origin": origin, "crossOrigin": false});
            Some(URL_SAFE_NO_PAD.encode(data.to_string()))
        };
        match what {
            "ceremony" => Some(begun.get("ceremony")?.as_str()?.to_owned()),
            "created" => client_data("webauthn.create"),
            "signed" => client_data("webauthn.get"),
            _ => None,
        }
    }
}
