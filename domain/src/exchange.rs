//! Import and export as files: contact cards, calendars, tables, backups, and whole web
//! pages for people without an account.

pub mod backup;
mod content_line;
pub mod csv;
pub mod icalendar;
pub mod link_form;
pub mod private_entry;
pub mod sankeymatic;
pub mod sheet;
pub mod vcard;

pub mod web_page;
