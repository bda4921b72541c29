//! Evidence for the company of a posting. Each line of its head is weighed; without enough of it
//! the company stays empty, and the person is asked.

use super::signs::is_title;
use crate::capture::label::is_label;
use crate::capture::limits::{LONGEST_TITLE, is_short};
use crate::capture::pay;
use crate::capture::place::{is_known_place, is_place};
use crate::capture::shape::{has_legal_form, is_name_like};
use crate::capture::words::{is_employment, is_interface, looks_like_role, workplace_in};
use crate::values::text::fold;

/// How many lines around the title can name the company.
const LINES_OF_THE_HEAD: usize = 14;

/// The least weight with which a line is taken for the company.
const ENOUGH: i32 = 3;

/// Words that pages put after a company's name, folded.
const AFTER_NAME: [&str; 7] = [
    " logo",
    " home page",
    " homepage",
    " careers",
    " karriere",
    " jobs",
    " carrieres",
];

/// Words between a role and its company on pages that say both in one line.
const BETWEEN: [&str; 9] = [
    " at ", " @ ", " bei ", " chez ", " bij ", " en ", " - ", " – ", " | ",
];

/// The company of a posting with this title, if there is enough evidence.
pub(super) fn company_in(all: &[&str], title: &str) -> Option<String> {
    // What the page says between the facts is left out, so that neighbours are neighbours.
    let lines: Vec<&str> = all
        .iter()
        .copied()
        .filter(|line| *line == title || !(is_interface(line) || is_label(line)))
        .collect();
    let lines = lines.as_slice();
    let title = lines.iter().position(|line| *line == title)?;
    let head = &lines[..lines.len().min(title + LINES_OF_THE_HEAD)];
    let name_of_line = |at: usize| name_in(head[at]).filter(|_| at != title);
    // Weights fall with the distance, so that of equals the first one below the title wins.
    let mut best: Option<(i32, String)> = None;
    for at in 0..head.len() {
        let Some(name) = name_of_line(at) else {
            continue;
        };
        let weight = weight_of(all, lines, title, at, &name);
        if weight >= ENOUGH && best.as_ref().is_none_or(|(most, _)| weight > *most) {
            best = Some((weight, name));
        }
    }
    best.map(|(_, name)| name)
}

/// The company and the role that one line says together, each of which stands in a line of its own:
/// “Save Data Analyst at Acme” beside “Data Analyst” and “Acme”.
pub(super) fn said_together<'a>(lines: &[&'a str]) -> Option<(&'a str, &'a str)> {
    let head: Vec<&str> = lines
        .iter()
        .copied()
        .take(3 * LINES_OF_THE_HEAD)
        .filter(|line| is_short(line, LONGEST_TITLE) && !is_interface(line))
        .collect();
    head.iter().find_map(|line| {
        BETWEEN.iter().find_map(|mark| {
            let (before, after) = line.rsplit_once(mark)?;
            let ends = |part: &&&str| before.ends_with(**part) && part.len() > 2;
            let role = head.iter().filter(ends).max_by_key(|part| part.len())?;
            let company = head.iter().find(|part| **part == after.trim())?;
            (role != company && !is_place(company)).then_some((*company, *role))
        })
    })
}

/// The name that a line holds, without what pages and boards add to it.
fn name_in(line: &str) -> Option<String> {
    let first = line.split([' ']).next().unwrap_or_default();
    let bare = without_rating(line.split(" · ").next().unwrap_or_default()).trim();
    let bare = begins_as_employer(bare).unwrap_or(bare);
    let bare = bare.trim_start_matches(|letter: char| !letter.is_alphanumeric() && letter != '(');
    let folded = fold(bare);
    let suffix = AFTER_NAME.iter().find(|suffix| folded.ends_with(**suffix));
    let bare = match suffix {
        // Folding can change how long a text is: words are counted instead.
        Some(suffix) => {
            let words: Vec<&str> = bare.split_whitespace().collect();
            let kept = words.len() - suffix.split_whitespace().count();
            words[..kept].join(" ")
        }
        None => bare.to_owned(),
    };
    let is_candidate = !bare.is_empty()
        && !first.is_empty()
        && !is_label(line)
        && !is_interface(&bare)
        && !looks_like_number(&bare)
        && (is_name_like(&bare) || has_legal_form(&bare))
        && workplace_in(&bare).is_none()
        && pay::take_pay(&bare).is_none();
    is_candidate.then_some(bare)
}

fn weight_of(all: &[&str], lines: &[&str], title: usize, at: usize, name: &str) -> i32 {
    let line = lines[at];
    let is_below = at == title + 1;
    let is_above = at + 1 == title;
    let next = lines.get(at + 1).copied().unwrap_or_default();
    let mut weight = match () {
        () if is_below && (all.len() <= 2 || follows_as_place(lines, at)) => 3,
        () if is_below => 2,
        () if is_above && title == 1 => 3,
        () if is_above => 1,
        () => 0,
    };
    if name != line && fold(line).trim_end().len() > fold(name).len() && !line.contains('·') {
        weight += 2;
    }
    let mut segments = line.split(" · ").skip(1);
    // “Acme via Hays”
    let has_agency = is_below && name.contains(" via ");
    if has_agency
        || begins_as_employer(line).is_some()
        || (is_below && segments.next().is_some_and(is_place))
    {
        weight += 3;
    }
    if has_legal_form(name) {
        weight += 4;
    }
    weight += 2 * i32::try_from(mentions(all, line, name).min(2)).unwrap_or(0);
    if is_rating(next) {
        weight += 3;
    }
    if is_place(name) || (is_known_place(name) && !has_legal_form(name)) {
        weight -= 5;
    }
    if is_title(&line) || (looks_like_role(name) && !has_legal_form(name)) {
        weight -= 3;
    }
    if name.starts_with(char::is_lowercase) {
        weight -= 1;
    }
    weight
}

/// Whether what follows a name below the title is a place or another fact, as boards order them.
fn follows_as_place(lines: &[&str], at: usize) -> bool {
    let Some(next) = lines.get(at + 1) else {
        return false;
    };
    let first = next
        .split(['·', '•', '|'])
        .next()
        .unwrap_or_default()
        .trim();
    is_place(first)
        || is_rating(next)
        || (is_name_like(first)
            && !is_interface(first)
            && !is_employment(first)
            && !looks_like_role(first))
}

/// How many other lines name it, as whole words.
fn mentions(lines: &[&str], own: &str, name: &str) -> usize {
    let is_letter = |letter: Option<char>| letter.is_some_and(char::is_alphanumeric);
    let names_it = |line: &str| {
        line.match_indices(name).any(|(from, _)| {
            let before = line[..from].chars().next_back();
            let after = line[from + name.len()..].chars().next();
            !is_letter(before) && !is_letter(after)
        })
    };
    lines
        .iter()
        .filter(|line| **line != own && names_it(line))
        .take(3)
        .count()
}

/// “Acme” of a line “at Acme”, which goes on with the title above.
fn begins_as_employer(line: &str) -> Option<&str> {
    // “Careers at Acme”, “Jobs bei Acme”
    let line = ["Careers ", "Jobs ", "Karriere "]
        .iter()
        .find_map(|word| line.strip_prefix(word))
        .unwrap_or(line);
    let (word, name) = line.split_once(' ')?;
    let is_at = matches!(
        fold(word).as_str(),
        "at" | "@" | "bei" | "chez" | "bij" | "presso" | "hos"
    );
    (is_at && name.starts_with(char::is_uppercase)).then_some(name)
}

/// “3.4 out of 5 stars”, “4,1 ★”, “3.9”.
fn is_rating(line: &str) -> bool {
    let first = line
        .trim()
        .split([' ', '★', '⭐'])
        .next()
        .unwrap_or_default();
    let digits: Vec<&str> = first.split(['.', ',']).collect();
    matches!(digits.as_slice(), [whole, tenths]
        if whole.len() == 1 && tenths.len() == 1
            && whole.parse::<u8>().is_ok_and(|whole| whole <= 5)
            && tenths.parse::<u8>().is_ok())
        && is_short(line, 60)
}

/// “Acme” of “Acme 4.1 ★”.
fn without_rating(line: &str) -> &str {
    let Some(at) = line.rfind(|letter: char| letter.is_alphabetic() || letter == ')') else {
        return line;
    };
    let end = at + line[at..].chars().next().map_or(1, char::len_utf8);
    let tail = line[end..].trim().trim_matches(['★', '⭐', '(', ')', ' ']);
    if is_rating(tail) { &line[..end] } else { line }
}

/// “2 Locations”, “3 days ago”, “R-0012345”: a name rarely begins with a number alone, or ends with
/// a long one.
fn looks_like_number(text: &str) -> bool {
    let words: Vec<&str> = text.split_whitespace().collect();
    let is_number = |word: &&&str| {
        word.bytes()
            .all(|byte| byte.is_ascii_digit() || byte == b'.' || byte == b',')
    };
    let digits = text.bytes().filter(u8::is_ascii_digit).count();
    words.first().as_ref().is_some_and(is_number) || digits >= 4
}
