//! Words for how much and on what terms someone works: “Full-time”, “CDI”, “unbefristet”.

use crate::values::text::fold;

/// Terms of employment, folded, without spaces and hyphens. Languages have few of them.
#[rustfmt::skip]
const TERMS: [&str; 72] = [
    "fulltime", "parttime", "permanent", "temporary", "fixedterm", "internship", "contract", "casual", "seasonal", "freelance", "apprenticeship",
    "vollzeit", "teilzeit", "festanstellung", "festeanstellung", "unbefristet", "befristet", "praktikum", "ausbildung", "minijob", "werkstudententatigkeit",
    "vollzeitteilzeit", "teilzeitvollzeit", "schichtarbeit",
    "cdi", "cdd", "stage", "alternance", "interim", "tempsplein", "tempspartiel", "apprentissage", "freelanceindependant",
    "jornadacompleta", "tiempocompleto", "mediajornada", "tiempoparcial", "jornadaparcial", "indefinido", "contratoindefinido", "temporal", "practicas",
    "voltijd", "deeltijd", "vast", "vastcontract", "tijdelijk", "bijbaan", "vastdienstverband",
    "tempopieno", "tempoparziale", "tempoindeterminato", "tempodeterminato", "tirocinio", "apprendistato", "tempointegral", "meioperiodo", "estagio", "clt",
    "heltid", "deltid", "tillsvidareanstallning", "fastansettelse", "fast", "vikariat", "umowaoprace", "pelnyetat", "b2b",
    "entrylevel", "midlevel", "seniorlevel", "midsenior",
];

/// Whether a text says nothing but the terms of employment, perhaps with an extent: “Teilzeit 50
/// %”.
pub(in crate::capture) fn is_employment(text: &str) -> bool {
    let folded = fold(text);
    let parts: Vec<String> = folded
        .split([',', '/', '(', ')', '·', '|', '•'])
        .map(|part| {
            part.chars()
                .filter(|letter| letter.is_alphabetic())
                .collect()
        })
        .filter(|part: &String| !part.is_empty())
        .collect();
    let has_letters = !parts.is_empty();
    let is_extent = !has_letters && folded.contains('%');
    let is_first = parts
        .first()
        .is_some_and(|part| TERMS.contains(&part.as_str()));
    is_extent || (is_first && parts.len() <= 4)
}
