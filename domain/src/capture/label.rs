//! Labelled lines of postings: “Location: Berlin”, “Gehalt” with the amount below, “📍 Leeds”.

use super::line::{split_parts, without_gender_notes};
use super::words::{without_workplace, workplace_in};
use super::{Capture, LONGEST_TITLE, is_short};
use crate::values::text::fold;

#[derive(Clone, Copy)]
enum Field {
    Company,
    Role,
    Place,
    Pay,
}

/// Labels by what they name, folded.
#[rustfmt::skip]
const LABELS: [(Field, &[&str]); 4] = [
    (
        Field::Company,
        &[
            "company", "company name", "employer", "organisation", "organization", "client", "firma", "unternehmen", "arbeitgeber", "auftraggeber",
            "entreprise", "empresa",
        ],
    ),
    (
        Field::Role,
        &[
            "role", "position", "job", "job title", "title", "vacancy", "opening", "stelle", "stellenbezeichnung", "jobtitel", "poste", "puesto",
        ],
    ),
    (
        Field::Place,
        &[
            "location", "locations", "job location", "place", "office", "city", "standort", "arbeitsort", "einsatzort", "ort", "lieu", "ubicacion",
            "📍",
        ],
    ),
    (
        Field::Pay,
        &[
            "salary", "salary range", "base salary", "compensation", "pay", "pay range", "rate", "day rate", "gehalt", "vergutung", "stundensatz",
            "tagessatz", "lohn", "salaire", "salario", "💰",
        ],
    ),
];

/// Takes the values of all labelled lines; a label alone names what the next line says.
pub(super) fn read_labels(capture: &mut Capture, lines: &[&str]) {
    for (number, line) in lines.iter().enumerate() {
        if !read_label(capture, line)
            && let Some((field, "")) = label_of(line)
            && let Some(value) = lines.get(number + 1)
        {
            set(capture, field, value);
        }
    }
}

/// Whether a line is a label with or without a value: “Location: Berlin”.
pub(super) fn is_label(line: &str) -> bool {
    label_of(line).is_some()
}

/// Takes the value of a labelled line, if it is one and its field is still empty.
pub(super) fn read_label(capture: &mut Capture, line: &str) -> bool {
    label_of(line).is_some_and(|(field, value)| !value.is_empty() && set(capture, field, value))
}

fn label_of(line: &str) -> Option<(Field, &str)> {
    let line =
        line.trim_start_matches(|letter: char| letter.is_whitespace() || "•*-–·".contains(letter));
    let (label, value) = match line.split_once([':', '：']) {
        Some((label, value)) => (label, value),
        None => match line.chars().next() {
            Some(sign @ ('📍' | '💰')) => line.split_at(sign.len_utf8()),
            _ => (line, ""),
        },
    };
    if !is_short(label, 30) {
        return None;
    }
    let label = fold(label.trim().trim_matches('*'));
    let field = LABELS
        .iter()
        .find(|(_, words)| words.contains(&label.as_str()))?
        .0;
    Some((field, value.trim().trim_matches('*').trim()))
}

fn set(capture: &mut Capture, field: Field, value: &str) -> bool {
    let target = match field {
        Field::Company => &mut capture.company,
        Field::Role => &mut capture.role,
        Field::Place => &mut capture.place,
        Field::Pay => &mut capture.pay,
    };
    let fits = target.is_empty() && is_short(value, LONGEST_TITLE) && !value.is_empty();
    if fits {
        without_gender_notes(value).trim().clone_into(target);
    }
    if fits && matches!(field, Field::Place) {
        read_workplace_of_place(capture);
    }
    fits
}

/// “Ghent (hybrid)” is Ghent, and hybrid.
fn read_workplace_of_place(capture: &mut Capture) {
    let Some(workplace) = workplace_in(&capture.place) else {
        return;
    };
    let parts = split_parts(&capture.place.replace(['(', ')'], "|"));
    let places: Vec<String> = parts
        .iter()
        .map(|part| {
            if workplace_in(part).is_some() {
                without_workplace(part)
            } else {
                part.clone()
            }
        })
        .filter(|part| !part.is_empty())
        .collect();
    capture.place = places.join(", ");
    capture.workplace = capture.workplace.or(Some(workplace));
}
