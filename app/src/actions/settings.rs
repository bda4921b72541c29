//! Settings that travel with the search, and the example search.
