//! Links in a text, and what an address gives away: the board, the company, the role.

use super::Capture;
use super::words::{board_of, looks_like_role};
use crate::values::link::SafeLink;

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

/// Endings of words with dots that look like hosts and are none: “Node.js/React”, “README.md”.
const NO_HOSTS: [&str; 9] = ["js", "ts", "py", "md", "txt", "pdf", "doc", "docx", "html"];

/// Punctuation of the sentence an address stands in.
const AROUND: &str = "<>()[]\"'“”„,;.!?…:|-–—";

/// The first web address of a text, and the text without it.
pub(super) fn take_link(text: &str) -> (Option<SafeLink>, String) {
    for word in text.split_whitespace() {
        let Some((from, to)) = address_in(word) else {
            continue;
        };
        if let Ok(link) = SafeLink::parse(&word[from..to]) {
            let start = word.as_ptr() as usize - text.as_ptr() as usize;
            let is_around = |part: &str| part.chars().all(|letter| AROUND.contains(letter));
            let from = if is_around(&word[..from]) { 0 } else { from };
            let to = if is_around(&word[to..]) {
                word.len()
            } else {
                to
            };
            let rest = format!("{} {}", &text[..start + from], &text[start + to..]);
            return (Some(link), rest);
        }
    }
    (None, text.to_owned())
}

/// Where in a word an address stands, without the punctuation of the sentence around it.
fn address_in(word: &str) -> Option<(usize, usize)> {
    let lower = word.to_ascii_lowercase();
    let written = ["https://", "http://", "www."]
        .iter()
        .filter_map(|start| lower.find(start))
        .filter(|at| !lower[..*at].ends_with(char::is_alphanumeric))
        .min();
    let is_around = |letter: char| letter != '/' && AROUND.contains(letter);
    let from = written.unwrap_or(word.len() - word.trim_start_matches(is_around).len());
    let to = from + word[from..].trim_end_matches(is_around).len();
    (written.is_some() || is_host_with_path(&word[from..to])).then_some((from, to))
}

/// “acme.example/jobs/1”, but neither “and/or” nor “4.5/5” nor “Node.js/React”.
fn is_host_with_path(word: &str) -> bool {
    let Some((host, path)) = word.split_once('/') else {
        return false;
    };
    let Some((_, ending)) = host.rsplit_once('.') else {
        return false;
    };
    let is_ending = ending.len() > 1 && ending.chars().all(char::is_alphabetic);
    !path.is_empty() && is_ending && !NO_HOSTS.contains(&ending.to_ascii_lowercase().as_str())
}

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

/// “senior-data-engineer_R-12345” as “Senior data engineer”.
fn from_slug(slug: &str) -> String {
    let slug = decoded(slug);
    let mut words: Vec<&str> = Vec::new();
    for word in slug
        .split(['-', '_', '+', ' '])
        .filter(|word| !word.is_empty())
    {
        if !word.bytes().any(|byte| byte.is_ascii_digit()) {
            words.push(word);
        } else if words
            .last()
            .is_some_and(|last| last.len() < 3 && last.chars().all(char::is_uppercase))
        {
            // The letters before a number belong to it: “R-12345”.
            words.pop();
        }
    }
    let text = words.join(" ");
    if text.len() > 120 || text.contains(|letter: char| letter == '%' || letter.is_control()) {
        return String::new();
    }
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| {
        first.to_uppercase().chain(letters).collect()
    })
}

/// Each word with a capital, as companies write themselves.
fn capitalised(text: &str) -> String {
    let words: Vec<String> = text
        .split_whitespace()
        .map(|word| {
            let mut letters = word.chars();
            letters.next().map_or_else(String::new, |first| {
                first.to_uppercase().chain(letters).collect()
            })
        })
        .collect();
    words.join(" ")
}

/// Percent-encoding undone; what does not come out as text stays as it is.
fn decoded(slug: &str) -> String {
    let mut bytes = Vec::with_capacity(slug.len());
    let mut rest = slug.as_bytes();
    while let Some((first, after)) = rest.split_first() {
        let code = after
            .get(..2)
            .and_then(|digits| std::str::from_utf8(digits).ok());
        let byte = code.and_then(|digits| u8::from_str_radix(digits, 16).ok());
        match byte {
            Some(byte) if *first == b'%' => {
                bytes.push(byte);
                rest = &after[2..];
            }
            _ => {
                bytes.push(*first);
                rest = after;
            }
        }
    }
    String::from_utf8(bytes).unwrap_or_else(|_| slug.to_owned())
}
