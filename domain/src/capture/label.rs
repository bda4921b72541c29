//! Labels of postings: “Location”, “Gehalt”, “📍”.

use super::limits::is_short;
use crate::values::text::fold;

/// The field a label names.
#[derive(Clone, Copy)]
pub(super) enum Field {
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

/// Whether a line is a label with or without a value: “Location: Berlin”.
pub(super) fn is_label(line: &str) -> bool {
    label_of(line).is_some()
}

pub(super) fn label_of(line: &str) -> Option<(Field, &str)> {
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
