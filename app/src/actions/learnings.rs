//! Learnings: kept, ticked off, removed.
