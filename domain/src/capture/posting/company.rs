//! Lines in which companies speak of themselves: “About Acme”, “Acme is hiring …”.

use super::signs::is_name;
use crate::capture::captured::Capture;
use crate::capture::limits::is_short;
use crate::capture::shape::stands_for_a_name;

/// Openings of lines that name the company.
const BEFORE_NAME: [&str; 5] = ["About ", "Über ", "Join ", "Why ", "Life at "];

/// Words after the company's name in such lines.
pub(super) const AFTER_NAME: [&str; 7] = [
    " is hiring",
    " is looking for",
    " is seeking",
    " sucht ",
    " is a ",
    " is an ",
    " ist ein",
];

/// How many of them are sure signs.
pub(super) const SURE: usize = 4;

/// “About Acme”, “Acme is hiring …”, “Join Acme”.
pub(super) fn read_company(capture: &mut Capture, line: &str, after_name: &[&str]) {
    let before = BEFORE_NAME.iter().find_map(|start| {
        let name = line.strip_prefix(start)?;
        is_short(line, 60).then_some(name)
    });
    let after = || {
        after_name
            .iter()
            .find_map(|end| line.split_once(end))
            .map(|(name, _)| name.rsplit(": ").next().unwrap_or(name))
    };
    let Some(name) = before.or_else(after) else {
        return;
    };
    let name = name.trim_matches([':', '.', '?', '!', ' ']);
    let begins = name.starts_with(|letter: char| !letter.is_lowercase());
    if begins && !stands_for_a_name(name) && is_name(&name) {
        name.clone_into(&mut capture.company);
    }
}
