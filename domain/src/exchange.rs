//! Import and export as files: contact cards, calendars, and backups of the whole search.

pub mod backup;
mod content_line;
pub mod icalendar;
pub mod private_entry;
pub mod vcard;
