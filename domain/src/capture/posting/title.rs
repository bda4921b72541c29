//! The title of a posting, and the lines around it.

use super::signs::is_name;
use crate::capture::captured::Capture;
use crate::capture::company::split_after_company;
use crate::capture::line::{read_line, sort_out};
use crate::capture::parts::{place_of, split_parts, without_article, without_gender_notes};
use crate::capture::pay;
use crate::capture::words::{is_project, looks_like_role};
use crate::model::opportunity::Kind;
use crate::values::text::fold;

/// Reads the title line; commas in it belong to the role where the company is known already.
pub(super) fn read_title(capture: &mut Capture, lines: &[&str], title: usize) {
    let line = lines[title];
    let mut first = Capture::default();
    if capture.company.is_empty() {
        read_line(&mut first, line);
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

/// Boards show the title, then the company, then the place, a line each; some show the company
/// above.
pub(super) fn read_neighbours(capture: &mut Capture, lines: &[&str], title: usize) {
    let below = lines.get(title + 1).filter(|line| is_name(line));
    let above = title
        .checked_sub(1)
        .and_then(|at| lines.get(at))
        .filter(|line| is_name(line));
    let is_above = title == 1 && above.is_some();
    let Some(name) = (if is_above { above } else { below.or(above) }) else {
        return;
    };
    let mut parts = sort_out(capture, split_parts(name));
    if parts.is_empty() {
        return;
    }
    capture.company = parts.remove(0);
    if !capture.place.is_empty() {
        return;
    }
    capture.place = place_of(&parts);
    let next = if is_above { title + 1 } else { title + 2 };
    // “Berlin, Germany · 2 weeks ago · 57 people clicked apply”
    let place = lines.get(next).and_then(|line| line.split('·').next());
    if capture.place.is_empty()
        && let Some(place) =
            place.filter(|place| is_name(&place.trim()) && pay::take_pay(place).is_none())
    {
        capture.place = place_of(&split_parts(place));
    }
}
