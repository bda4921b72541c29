//! People and their ties to opportunities: added, changed, merged from cards, removed.
