//! Numbers, addresses and links of which a card has several.

use super::property::Property;
use super::value::{line, unescape};

/// The most values of one name looked at.
const MOST: usize = 50;

/// “www.example.org”: phones write pages without their scheme.
fn is_host(text: &str) -> bool {
    let is_part = |part: &str| {
        let is_of_host = |letter: char| letter.is_alphanumeric() || letter == '-';
        !part.is_empty() && part.chars().all(is_of_host)
    };
    text.contains('.') && text.split('.').all(is_part)
}

/// Values of one name in the order of preference, and then of the file.
#[derive(Default)]
pub(super) struct Several {
    values: Vec<(u32, String, Option<&'static str>)>,
}

impl Several {
    /// Adds a value, without the scheme that version 4.0 can write before it.
    pub(super) fn add(&mut self, property: &Property, scheme: &str) {
        let value = unescape(&property.value);
        let has_scheme = value
            .get(..scheme.len())
            .is_some_and(|start| start.eq_ignore_ascii_case(scheme));
        let value = if has_scheme {
            &value[scheme.len()..]
        } else {
            &value
        };
        let value = line(value);
        // “"Jo Lee" <jo@example.org>”: an address as mails have it.
        let bare = value
            .strip_suffix('>')
            .and_then(|value| value.rsplit_once('<'))
            .map_or(value.as_str(), |(_, address)| address);
        self.insert(property.rank(), bare.to_owned(), property.kind());
    }

    /// Adds the address of a page; one at LinkedIn comes before the others.
    pub(super) fn add_link(&mut self, property: &Property) {
        let mut address = line(&unescape(&property.value));
        if is_host(address.split('/').next().unwrap_or_default()) {
            address.insert_str(0, "https://");
        }
        if address.starts_with("https://") || address.starts_with("http://") {
            let rank = if address.contains("linkedin.") {
                0
            } else {
                property.rank()
            };
            self.insert(rank, address, None);
        }
    }

    fn insert(&mut self, rank: u32, value: String, kind: Option<&'static str>) {
        let is_known = self.values.iter().any(|(_, known, _)| *known == value);
        if value.is_empty() || is_known || self.values.len() == MOST {
            return;
        }
        let at = self.values.partition_point(|(other, ..)| *other <= rank);
        self.values.insert(at, (rank, value, kind));
    }

    /// The preferred value; empty if there is none.
    pub(super) fn take_first(&mut self) -> String {
        if self.values.is_empty() {
            return String::new();
        }
        self.values.remove(0).1
    }

    /// A line for each other value: “Other phone (mobile): +49 170 5550100”.
    pub(super) fn others(&self, what: &str) -> Vec<String> {
        self.values
            .iter()
            .map(|(_, value, kind)| match kind {
                Some(kind) => format!("Other {what} ({kind}): {value}"),
                None => format!("Other {what}: {value}"),
            })
            .collect()
    }
}
