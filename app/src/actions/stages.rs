//! Stages of one's own: added, renamed, moved, removed.
