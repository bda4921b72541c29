//! The words that give a field away: roles, workplaces, project work, job boards.

mod board;
mod employment;
mod interface;
mod project;
mod role;
mod workplace;

pub(super) use board::{board_named, board_of};
pub(super) use employment::is_employment;
pub(super) use interface::is_interface;
pub(super) use project::{PROJECT_WORDS, is_only_project, is_project};
pub(super) use role::{looks_like_role, role_strength};
pub(super) use workplace::{without_workplace, words_of, workplace_in, workplace_in_prose};
