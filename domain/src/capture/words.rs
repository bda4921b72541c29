//! The words that give a field away: roles, workplaces, project work, job boards.

mod board;
mod project;
mod role;
mod workplace;

pub(crate) use board::{board_named, board_of};
pub(crate) use project::{PROJECT_WORDS, is_only_project, is_project};
pub(crate) use role::{looks_like_role, role_strength};
pub(crate) use workplace::{without_workplace, words_of, workplace_in, workplace_in_prose};
