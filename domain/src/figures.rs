//! The figures of a search, computed from its histories alone. Searches are small, so each figure
//! has its definition and its whole beside it, and claims no more than its numbers carry.

pub mod flow;
pub mod funnel;
pub mod groups;
pub mod journey;
pub mod layout;
pub mod proof;
pub mod share;
pub mod times;
pub mod weeks;
