//! The parts pages are made of. One component, or one close family, a file.

pub mod calendar_links;
pub mod draft;
pub mod field;
pub mod icon;
pub mod live;
pub mod notices;
pub mod reminder;
pub mod ring;
pub mod stage_badge;
pub mod stage_options;
pub mod sync_state;
pub mod versions;
