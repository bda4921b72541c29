//! Rate limits (in work).
