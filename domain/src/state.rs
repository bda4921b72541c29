//! The engine under the product: stamped cells, the records they make up, edits, and typed tables.
//! Apart from the list of record kinds nothing here knows what the product is about.

pub(crate) mod by_id;
pub mod edit;
pub mod entity;
mod key;
pub mod record;
pub mod stamp;
pub mod table;
