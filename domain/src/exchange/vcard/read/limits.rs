//! Limits on the fields of a card.

use crate::state::record::LARGEST_VALUE;
use crate::values::link::LONGEST_LINK;

/// The longest field of one line kept, in characters. An address is the longest of them.
pub(super) const LONGEST_FIELD: usize = LONGEST_LINK;

/// The longest notes kept, in bytes of JSON without the quotation marks: as long as the cell of a
/// record may be.
pub(super) const LONGEST_NOTES: usize = LARGEST_VALUE - 2;

/// The most tags taken from one card.
pub(super) const MOST_TAGS: usize = 100;

/// The longest value looked at, in bytes: the longest notes there can be, each byte written as
/// three. Pictures are longer, and are not wanted.
pub(super) const LONGEST_VALUE: usize = 3 * LARGEST_VALUE;
