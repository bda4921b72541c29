//! Reading cards from whatever programs call a vCard file: sloppy folding, old encodings, huge
//! pictures, missing names.

mod limits;
mod lines;
mod partial;
mod property;
mod several;
mod value;

use std::collections::BTreeMap;
use std::fmt;

use super::card::Card;
use limits::MOST_TAGS;
use lines::logical_lines;
use partial::{Finished, PartialCard};
use property::Property;

/// The largest file read, in bytes.
pub const LARGEST_FILE: usize = 20_000_000;

/// The most cards taken from one file.
pub const MOST_CARDS: usize = 5_000;

/// How many labels of encodings are named.
const ENCODINGS_NAMED: usize = 5;

/// The cards read from a file.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Cards {
    /// The cards with a name, or something to name them by.
    pub cards: Vec<Card>,
    /// Which had none, counted from one.
    pub nameless: Vec<usize>,
    /// How many were left out because there were too many.
    pub beyond: usize,
    /// How many have something in an encoding that could not be read. What is written in it is left
    /// out, and so are cards that have no name without it; those are not among the nameless.
    pub unread: usize,
    /// The labels of these encodings, as the file writes them.
    pub encodings: Vec<String>,
}

/// Why nothing could be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BookProblem {
    /// More than [`LARGEST_FILE`].
    TooLarge,
    /// No card in it.
    NoCards,
}

impl fmt::Display for BookProblem {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Self::TooLarge => "This file is larger than 20 MB. Export it without pictures, or in parts.",
            Self::NoCards => "There’s no contact card in this file. Export your contacts as vCard (.vcf), then choose that file.",
        })
    }
}

/// Reads a file of cards.
///
/// # Errors
/// Fails if the file is too large or holds no card at all.
pub fn read(text: &str) -> Result<Cards, BookProblem> {
    if text.len() > LARGEST_FILE {
        return Err(BookProblem::TooLarge);
    }
    let mut reading = Reading::default();
    let mut draft: Option<PartialCard> = None;
    // A card around the one that is read: somebody's assistant stands within their card (vCard
    // 2.1).
    let mut around: Option<PartialCard> = None;
    let mut is_agent = false;
    for line in logical_lines(text) {
        let Some(property) = Property::parse(&line) else {
            continue;
        };
        match property.name.as_str() {
            "BEGIN" if property.value.trim().eq_ignore_ascii_case("VCARD") => {
                if is_agent && around.is_none() {
                    around = draft.take();
                }
                // A card that was never ended ends where the next begins.
                reading.take(draft.replace(PartialCard::default()));
            }
            "END" if property.value.trim().eq_ignore_ascii_case("VCARD") => {
                reading.take(draft.take());
                draft = around.take();
            }
            _ => {
                if let Some(draft) = &mut draft {
                    draft.add(&property);
                }
            }
        }
        is_agent = property.name == "AGENT" && property.value.trim().is_empty();
    }
    reading.take(draft);
    reading.take(around);
    if reading.begun == 0 {
        return Err(BookProblem::NoCards);
    }
    reading.tag_members();
    Ok(reading.found)
}

/// A file while it is read.
#[derive(Default)]
struct Reading {
    found: Cards,
    begun: usize,
    /// The names of lists of cards, by the UID of a card on them.
    lists: BTreeMap<String, Vec<String>>,
}

impl Reading {
    fn take(&mut self, draft: Option<PartialCard>) {
        let Some(mut draft) = draft else { return };
        self.begun += 1;
        let found = &mut self.found;
        let unread = std::mem::take(&mut draft.unread);
        found.unread += usize::from(!unread.is_empty());
        for label in &unread {
            if !found.encodings.contains(label) && found.encodings.len() < ENCODINGS_NAMED {
                found.encodings.push(label.clone());
            }
        }
        match draft.finish() {
            Finished::Nameless if unread.is_empty() => found.nameless.push(self.begun),
            Finished::Nameless => {}
            Finished::Group(name, members) => {
                for member in members {
                    let uid = member.strip_prefix("urn:uuid:").unwrap_or(&member);
                    self.lists
                        .entry(uid.to_owned())
                        .or_default()
                        .push(name.clone());
                }
            }
            Finished::Person(_) if found.cards.len() == MOST_CARDS => found.beyond += 1,
            Finished::Person(card) => found.cards.push(*card),
        }
    }

    /// A list of cards is a tag of each card on it.
    fn tag_members(&mut self) {
        for card in &mut self.found.cards {
            let names = self.lists.get(card.bare_uid());
            for name in names.into_iter().flatten() {
                card.add_tag(name, MOST_TAGS);
            }
        }
    }
}
