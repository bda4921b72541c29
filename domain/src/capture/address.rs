//! Links in a text, and what an address gives away: the board, the company, the role.

mod find;
mod hosts;
mod job;
mod slug;
mod wrapped;

use super::captured::Capture;
use super::company::role_at_start;
use super::words::{board_of, looks_like_role};
use crate::values::link::SafeLink;
use hosts::{company_of, company_of_board};
use slug::{capitalised, from_slug};
use wrapped::unwrapped;

pub(super) use find::take_link;
pub use job::JobAddress;

/// A text of more words beside a link is a remark, not the company's name.
const MOST_WORDS_BESIDE: usize = 3;

/// Takes from an address what the text did not say.
pub(super) fn read_link(capture: &mut Capture, link: &SafeLink) {
    let is_remark =
        capture.role.is_empty() && capture.company.split_whitespace().count() > MOST_WORDS_BESIDE;
    let link = &unwrapped(link.clone());
    link.without_tracking()
        .as_str()
        .clone_into(&mut capture.link);
    let board = board_of(&link.host());
    if !board.is_empty() {
        board.clone_into(&mut capture.source);
    }
    let mut role = role_of(link);
    if !board.is_empty() && !role.contains(" at ") {
        // Boards add companies and places: “data-analyst-acme-leeds”.
        let is_brief = role.split(' ').count() <= 3;
        role = role_at_start(&role).filter(|_| !is_brief).unwrap_or(role);
    }
    let mut company = if board.is_empty() {
        company_of(link)
    } else {
        company_of_board(link)
    };
    if let Some((before, after)) = role.clone().split_once(" at ") {
        (role, company) = (before.to_owned(), capitalised(after));
    }
    if capture.company.is_empty() || (is_remark && !company.is_empty()) {
        capture.company = company;
    }
    if capture.role.is_empty() {
        capture.role = role;
    }
}

/// The role an address gives away, if a part of its path reads like one.
fn role_of(link: &SafeLink) -> String {
    let slug = |part: &str| {
        let part = part.trim_start_matches("stellenangebote--");
        from_slug(part.trim_end_matches(".html").trim_end_matches("-inline"))
    };
    link.path()
        .map(slug)
        .map(|part| without_gender(&part))
        .find(|part| looks_like_role(part))
        .unwrap_or_default()
}

/// “Sachbearbeitung Einkauf” of “Sachbearbeitung Einkauf m w d Musterstadt Beispiel GmbH”: the role
/// ends before the note on gender.
fn without_gender(words: &str) -> String {
    let words: Vec<&str> = words.split(' ').collect();
    let is_letter = |word: &&str| matches!(*word, "m" | "w" | "f" | "d" | "x" | "h" | "v");
    let end = words
        .windows(2)
        .position(|two| two.iter().all(is_letter))
        .filter(|end| *end > 0)
        .unwrap_or(words.len());
    words[..end].join(" ")
}
