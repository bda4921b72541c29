//! Reading cards from whatever programs call a vCard file: sloppy folding, old encodings, huge
//! pictures, missing names.

mod limits;
mod lines;
mod partial;
mod property;
mod value;

use std::fmt;

use super::card::Card;
use lines::logical_lines;
use partial::PartialCard;
use property::Property;

/// The largest file read, in bytes.
pub const LARGEST_FILE: usize = 20_000_000;

/// The most cards taken from one file.
pub const MOST_CARDS: usize = 5_000;

/// The cards read from a file.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Cards {
    /// The cards with a name, or something to name them by.
    pub cards: Vec<Card>,
    /// How many had none.
    pub nameless: usize,
    /// How many were left out because there were too many.
    pub beyond: usize,
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
            Self::NoCards => "There is no contact card in this file. Export your contacts as vCard (.vcf), then choose that file.",
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
    let mut found = Cards::default();
    let mut draft: Option<PartialCard> = None;
    let mut begun = 0;
    for line in logical_lines(text) {
        let Some(property) = Property::parse(&line) else {
            continue;
        };
        match property.name.as_str() {
            "BEGIN" if property.value.trim().eq_ignore_ascii_case("VCARD") => {
                // A card that was never ended ends where the next begins.
                take(draft.replace(PartialCard::default()), &mut found);
                begun += 1;
            }
            "END" if property.value.trim().eq_ignore_ascii_case("VCARD") => {
                take(draft.take(), &mut found);
            }
            _ => {
                if let Some(draft) = &mut draft {
                    draft.add(&property);
                }
            }
        }
    }
    take(draft, &mut found);
    if begun == 0 {
        return Err(BookProblem::NoCards);
    }
    Ok(found)
}

fn take(draft: Option<PartialCard>, found: &mut Cards) {
    let Some(draft) = draft else { return };
    match draft.finish() {
        None => found.nameless += 1,
        Some(_) if found.cards.len() == MOST_CARDS => found.beyond += 1,
        Some(card) => found.cards.push(card),
    }
}
