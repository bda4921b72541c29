//! Finding an address in running text.

use crate::values::link::SafeLink;

/// Endings of words with dots that look like hosts and are none: “Node.js/React”, “README.md”.
const NO_HOSTS: [&str; 9] = ["js", "ts", "py", "md", "txt", "pdf", "doc", "docx", "html"];

/// Punctuation of the sentence an address stands in.
const AROUND: &str = "<>()[]\"'“”„,;.!?…:|-–—";

/// The first web address of a text, and the text without it.
pub(in crate::capture) fn take_link(text: &str) -> (Option<SafeLink>, String) {
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

/// The range of the address within a word, without the punctuation of the sentence around it.
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
