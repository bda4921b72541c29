//! Templates of one's own.
