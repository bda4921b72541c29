//! The title of a posting, and the lines around it.

use super::evidence::company_in;
use super::signs::is_name;
use crate::capture::captured::Capture;
use crate::capture::company::split_after_company;
use crate::capture::line::{read_line, sort_out};
use crate::capture::parts::{
    before_gender_note, place_of, split_parts, without_article, without_gender_notes,
};
use crate::capture::pay;
use crate::capture::place::{is_known_place, is_place};
use crate::capture::shape::{has_legal_form, is_name_like};
use crate::capture::words::{is_interface, is_project, looks_like_role, workplace_in};
use crate::model::opportunity::Kind;
use crate::values::text::fold;

/// How many lines around the title can hold the place.
const LINES_AROUND: usize = 9;

/// Reads the title line; commas in it belong to the role where the company is known already.
pub(super) fn read_title(capture: &mut Capture, lines: &[&str], title: usize) {
    let line = &without_footnote(lines[title]);
    let mut first = Capture::default();
    if capture.company.is_empty() && has_only_commas(line) && lines.len() > 3 {
        // Beside other lines, a comma in a title belongs to the role: “Data analyst, Growth”.
        let parts: Vec<&str> = line.split(", ").collect();
        let place = (1..parts.len()).find(|at| is_known_place(parts[*at]));
        let role = parts[..place.unwrap_or(parts.len())].join(", ");
        first.role = without_gender_notes(&role).trim().to_owned();
        first.place = place.map(|at| parts[at..].join(", ")).unwrap_or_default();
    } else if capture.company.is_empty() {
        read_line(&mut first, line);
        yield_to_the_page(&mut first, lines, line);
    } else {
        let known = fold(&capture.company);
        let mut others = Capture::default();
        read_line(&mut others, line);
        let parts: Vec<&str> = line
            .split(" | ")
            .flat_map(|part| part.split(" - "))
            .collect();
        let own = parts
            .iter()
            .find(|part| looks_like_role(part) && fold(part) != known);
        let is_whole =
            parts.len() == 1 && fold(&others.company) != known && others.place.is_empty();
        first.role = match own {
            Some(role) if is_whole => without_gender_notes(role).trim().to_owned(),
            _ => others.role,
        };
    }
    let keep = |field: &mut String, value: String| {
        if field.is_empty() {
            *field = value;
        }
    };
    keep(&mut capture.role, first.role);
    keep(&mut capture.company, first.company);
    keep(&mut capture.place, first.place);
    keep(&mut capture.source, first.source);
}

/// “Nurse - Nights” above a line that is more surely the company: what follows the dash belongs to
/// the role.
fn yield_to_the_page(first: &mut Capture, lines: &[&str], title: &str) {
    let parts: Vec<&str> = [" - ", " – ", " — "]
        .iter()
        .find_map(|mark| title.split_once(mark))
        .map_or_else(Vec::new, |(role, rest)| vec![role, rest]);
    let [role, rest] = parts.as_slice() else {
        return;
    };
    let is_doubtful = !first.company.is_empty()
        && looks_like_role(role)
        && !has_legal_form(rest)
        && !names_again(lines, rest);
    if lines.len() > 3
        && is_doubtful
        && let Some(company) = company_in(lines, title)
        && fold(&company) != fold(&first.company)
    {
        first.company.clear();
        first.place.clear();
        first.role = without_gender_notes(title).trim().to_owned();
    }
}

/// Whether a line other than the title names it, too.
fn names_again(lines: &[&str], name: &str) -> bool {
    lines.iter().any(|line| line.starts_with(name))
}

/// Whether commas after the role are all that parts a title.
fn has_only_commas(line: &str) -> bool {
    let has_others = [
        " - ", " – ", " — ", " | ", " at ", " @ ", " bei ", " chez ", " bij ", ": ", " / ", " · ",
    ]
    .iter()
    .any(|mark| line.contains(mark));
    let first = line.split(", ").next().unwrap_or_default();
    let in_brackets = line
        .split_once('(')
        .and_then(|(_, rest)| rest.split(')').next())
        .is_some_and(|inside| inside.contains(", "));
    line.contains(", ")
        && !in_brackets
        && !has_others
        && (looks_like_role(first) || before_gender_note(line).is_some())
}

/// “Team leader - job post” is a title and what the page calls it: the last part of a title begins
/// with a capital, where the first does.
fn without_footnote(line: &str) -> String {
    match line.rsplit_once(" - ") {
        Some((title, note))
            if note.starts_with(char::is_lowercase)
                && title.starts_with(char::is_uppercase)
                && looks_like_role(title) =>
        {
            title.to_owned()
        }
        _ => line.to_owned(),
    }
}

/// “Acme is looking for a Timetable planner to join the team”; of a project, the first line that
/// says what it is.
pub(super) fn read_role_of_prose(capture: &mut Capture, lines: &[&str]) {
    let wanted = lines.iter().find_map(|line| {
        let (_, role) = split_after_company(line)?;
        let ends = [" to ", " in ", " who ", " for ", ",", ".", " (", " that "];
        let end = ends
            .iter()
            .filter_map(|end| role.find(end))
            .min()
            .unwrap_or(role.len());
        Some(without_article(&role[..end])).filter(|role| looks_like_role(role))
    });
    let project = || {
        let is_task =
            |line: &&&str| is_name(line) && !is_project(line) && **line != capture.company;
        lines
            .iter()
            .take(3)
            .find(is_task)
            .copied()
            .filter(|_| capture.kind == Kind::Project)
    };
    if let Some(role) = wanted.or_else(project) {
        role.clone_into(&mut capture.role);
    }
}

/// Takes over the line that names the company, with what else it says: “Acme, Berlin”.
pub(super) fn read_name(capture: &mut Capture, name: &str) {
    let mut parts = sort_out(capture, split_parts(name));
    if !parts.is_empty() {
        capture.company = parts.remove(0);
    }
    if capture.place.is_empty() {
        capture.place = place_of(&parts);
    }
}

/// The place: the first of the lines after the title that is one by its form, or else the line
/// right after the company. “Berlin, Germany · 2 weeks ago · 57 people clicked apply” begins with
/// it.
pub(super) fn read_place(capture: &mut Capture, lines: &[&str], title: usize) {
    if !capture.place.is_empty() {
        return;
    }
    let begins = |line: &str| {
        line.split(['·', '•'])
            .next()
            .unwrap_or_default()
            .trim()
            .to_owned()
    };
    let near = lines
        .iter()
        .skip(title.saturating_sub(1))
        .take(LINES_AROUND);
    // “Acme · Berlin, Germany”: the company can stand before it.
    let second = |line: &str| line.split(" · ").nth(1).unwrap_or_default().to_owned();
    let surely = near
        .flat_map(|line| [begins(line), second(line)])
        .find(|line| {
            is_place(line)
                && !is_interface(line)
                && *line != capture.company
                && !looks_like_role(line)
        });
    let after_company = || {
        let at = lines
            .iter()
            .take(title + LINES_AROUND)
            .rposition(|line| *line == capture.company)?;
        let line = begins(lines.get(at.max(title) + 1)?);
        let is_one = is_name(&line.as_str())
            && is_name_like(&line)
            && !is_interface(&line)
            && line != capture.company
            && pay::take_pay(&line).is_none();
        is_one.then_some(line)
    };
    let Some(place) = surely.or_else(after_company) else {
        return;
    };
    let workplace = workplace_in(&place);
    capture.workplace = capture.workplace.or(workplace);
    let bare = match place.split_once(" (") {
        Some((before, _)) if workplace.is_some() => before.to_owned(),
        _ => place,
    };
    capture.place = if is_place(&bare) && workplace_in(&bare).is_none() {
        bare
    } else {
        place_of(&split_parts(&bare))
    };
}
