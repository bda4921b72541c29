//! The parts pages are made of. One component, or one close family, a file.

pub(crate) mod backup;
pub mod calendar_links;
pub mod card;
pub mod choice;
pub mod clicked;
pub mod composure;
pub mod copy_by_hand;
pub mod draft;
pub mod field;
pub mod form_draft;
pub mod here;
pub mod icon;
pub mod into_plan;
pub mod kept_limit;
pub mod live;
pub mod notices;
pub mod paper;
pub mod practice_links;
pub mod print;
pub mod record_link;
pub mod reminder;
pub mod remove_button;
pub mod ring;
pub mod saved;
pub mod sheet;
pub mod stage_badge;
pub mod stage_options;
pub mod sync_state;
pub mod typing;
pub mod versions;

#[cfg(test)]
pub(crate) mod testing;
