//! Labels of postings: “Location”, “Gehalt”, “📍”.

use super::limits::is_short;
use crate::values::text::fold;

/// The field a label names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
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
            "entreprise", "empresa", "bedrijf", "azienda", "foretag", "societe", "kunde", "🏢",
        ],
    ),
    (
        Field::Role,
        &[
            "role", "position", "job", "job title", "title", "vacancy", "opening", "stelle", "stellenbezeichnung", "jobtitel", "poste", "puesto", "functie", "vacature",
            "intitule du poste", "ruolo", "cargo", "💼",
        ],
    ),
    (
        Field::Place,
        &[
            "location", "locations", "job location", "place", "office", "city", "standort", "arbeitsort", "einsatzort", "ort", "lieu", "ubicacion", "localisation", "standplaats", "locatie", "sede", "localidad", "where", "wo",
            "📍",
        ],
    ),
    (
        Field::Pay,
        &[
            "salary", "salary range", "base salary", "compensation", "pay", "pay range", "rate", "day rate", "gehalt", "vergutung", "stundensatz",
            "tagessatz", "lohn", "salaire", "salario", "remuneration", "salaris", "retribuzione", "sueldo", "gehaltsspanne", "💰",
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
            Some(sign @ ('📍' | '💰' | '🏢' | '💼')) => line.split_at(sign.len_utf8()),
            _ => (line, ""),
        },
    };
    if !is_short(label, 30) {
        return None;
    }
    let label = fold(label.trim().trim_matches('*'));
    let field = field_named(&label)?;
    Some((field, value.trim().trim_matches('*').trim()))
}

/// The field that a folded label names.
pub(super) fn field_named(label: &str) -> Option<Field> {
    LABELS
        .iter()
        .find(|(_, words)| words.contains(&label))
        .map(|(field, _)| *field)
}
