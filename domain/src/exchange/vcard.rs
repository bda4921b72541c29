//! Address books: reading and writing cards (vCard 2.1, 3.0 of RFC 2426, 4.0 of RFC 6350), and the
//! changes an import would make.

mod card;
mod encoding;
mod import;
mod matching;
mod merging;
mod namesakes;
mod quoted_printable;
mod read;
#[cfg(test)]
mod tests;
mod write;

pub use card::Card;
pub use encoding::{Decoder, decode};
pub use import::{Import, compare, what_changes};
pub use matching::recognise;
pub use read::{BookProblem, Cards, LARGEST_FILE, MOST_CARDS, read};
pub use write::{Version, write};
