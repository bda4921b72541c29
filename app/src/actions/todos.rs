//! Actions with or without a day: added, done, put off, removed.
