//! Links in a text, and what an address gives away: the board, the company, the role.

mod find;
mod slug;

use super::captured::Capture;
use super::words::{board_of, looks_like_role};
use crate::values::link::SafeLink;
use slug::{capitalised, from_slug};

pub(super) use find::take_link;

/// Hosts of application systems: the company is the first part of the host or, after a general one, of the path.
const SYSTEMS: [&str; 15] = [
    "lever.co",
    "greenhouse.io",
    "ashbyhq.com",
    "workable.com",
    "smartrecruiters.com",
    "breezy.hr",
    "myworkdayjobs.com",
    "recruitee.com",
    "personio.de",
    "personio.com",
    "teamtailor.com",
    "bamboohr.com",
    "jobvite.com",
    "join.com",
    "softgarden.io",
];

/// First parts of hosts that name no company.
const GENERAL: [&str; 10] = [
    "jobs",
    "boards",
    "job-boards",
    "apply",
    "careers",
    "career",
    "app",
    "eu",
    "wd",
    "www",
];

/// Parts of paths that name no company.
const GENERAL_PATHS: [&str; 7] = ["companies", "company", "jobs", "embed", "en", "de", "o"];

/// A text of more words beside a link is a remark, not the company's name.
const MOST_WORDS_BESIDE: usize = 3;

/// Takes from an address what the text did not say.
pub(super) fn read_link(capture: &mut Capture, link: &SafeLink) {
    let is_remark =
        capture.role.is_empty() && capture.company.split_whitespace().count() > MOST_WORDS_BESIDE;
    link.without_tracking()
        .as_str()
        .clone_into(&mut capture.link);
    let board = board_of(&link.host());
    if !board.is_empty() {
        board.clone_into(&mut capture.source);
    }
    let mut role = role_of(link);
    let mut company = if board.is_empty() {
        company_of(link)
    } else {
        String::new()
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

/// The company an address gives away.
fn company_of(link: &SafeLink) -> String {
    let host = link.host();
    let mut labels: Vec<&str> = host.split('.').collect();
    let is_system = SYSTEMS.iter().any(|system| {
        host.strip_suffix(system)
            .is_some_and(|rest| rest.is_empty() || rest.ends_with('.'))
    });
    if is_system && labels.len() > 2 && !GENERAL.contains(&labels[0]) {
        return capitalised(&from_slug(labels[0]));
    }
    if is_system {
        let name = link.query("for").or_else(|| {
            link.path()
                .find(|part| !GENERAL_PATHS.contains(&part.to_lowercase().as_str()))
        });
        return name
            .map(|name| capitalised(&from_slug(name)))
            .unwrap_or_default();
    }
    labels.pop();
    if labels.len() > 1 && matches!(labels.last(), Some(&("co" | "com" | "ac" | "org"))) {
        labels.pop();
    }
    labels
        .last()
        .map(|label| capitalised(&from_slug(label)))
        .unwrap_or_default()
}

/// The role an address gives away, if a part of its path reads like one.
fn role_of(link: &SafeLink) -> String {
    let slug = |part: &str| {
        let part = part.trim_start_matches("stellenangebote--");
        from_slug(part.trim_end_matches(".html").trim_end_matches("-inline"))
    };
    link.path()
        .map(slug)
        .find(|part| looks_like_role(part))
        .unwrap_or_default()
}
