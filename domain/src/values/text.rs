//! Finding: text folded so that “zürich” is found by “Zurich”, queries over it, and the comparison
//! of companies and roles.

mod folding;
mod names;
mod query;
#[cfg(test)]
mod tests;

pub use folding::fold;
pub use names::{core_of_name, same_company, similar_role};
pub use query::Query;
