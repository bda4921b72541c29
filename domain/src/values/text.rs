//! Finding: text folded so that “zürich” is found by “Zurich”, queries over it, and what counts as the same company or role.

mod folding;
mod names;
mod query;
#[cfg(test)]
mod tests;

pub use folding::fold;
pub use names::{same_company, similar_role};
pub use query::Query;
