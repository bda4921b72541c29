//! Import and export as files: contact cards, calendars, backups of the whole search, and whole web
//! pages for people without an account.

pub mod backup;
mod content_line;
pub mod icalendar;
pub mod link_form;
pub mod private_entry;
pub mod vcard;
pub mod web_page;
