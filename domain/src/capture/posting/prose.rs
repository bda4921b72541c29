//! Sentences that name a role and who offers it: “we are looking for a Payroll specialist at
//! Tidewater Housing in Hull”.

use crate::capture::company::role_at_start;
use crate::capture::place::is_known_place;
use crate::capture::shape::leading_name;
use crate::capture::words::looks_like_role;
use crate::values::text::fold;

/// Words between a role and its company.
#[rustfmt::skip]
const BEFORE_COMPANY: [&str; 16] = [
    " at ", " @ ", " with ", " bei der ", " beim ", " bei ", " chez ", " bij ", " presso ", " hos ", " en ", " na ", " em ", " für ", " voor ", " for ",
];

/// Words for whom a recruiter works for, before the name.
#[rustfmt::skip]
const CLIENTS: [&str; 14] = [
    "client", "client,", "kunde", "kunden", "kunden,", "kunden:", "klant", "klant,", "cliente", "cliente,", "cliente:", "mandanten", "mandanten,", "client:",
];

/// Words before a role within a sentence.
#[rustfmt::skip]
const ARTICLES: [&str; 36] = [
    "a", "an", "the", "as", "our", "new", "of", "for", "hiring", "seeking", "role:", "position:", "ein", "eine", "einen", "eine*n", "eine:n", "eine/n", "eine(n)", "als", "der", "die", "den",
    "un", "une", "un(e)", "un/une", "un·e", "una", "de", "een", "uma", "um", "en", "ett", "un/a",
];

/// A role and a company of one sentence.
pub(super) struct Wanted {
    pub(super) role: String,
    pub(super) company: String,
    pub(super) place: String,
}

/// The first role with a company that a sentence of these lines names.
pub(super) fn wanted_in(lines: &[&str]) -> Option<Wanted> {
    lines.iter().find_map(|line| {
        line.split_inclusive(['!', '?', '…'])
            .flat_map(|part| part.split_inclusive(". "))
            .find_map(|sentence| at_company(sentence).or_else(|| for_client(sentence)))
    })
}

fn at_company(sentence: &str) -> Option<Wanted> {
    BEFORE_COMPANY.iter().find_map(|mark| {
        let (before, after) = sentence.split_once(mark)?;
        let company = leading_name(after.trim_start_matches(['"', '“', '„', '*', '_']));
        let role = role_at_end(before)?;
        let is_name = !company.is_empty() && !is_known_place(company) && !looks_like_role(company);
        is_name.then(|| Wanted {
            role,
            company: company.to_owned(),
            place: place_after(&after[company.len()..]),
        })
    })
}

/// “für unseren Kunden, die Müller AG, suchen wir eine Buchhalterin”.
fn for_client(sentence: &str) -> Option<Wanted> {
    let words: Vec<&str> = sentence.split_whitespace().collect();
    let at = words
        .iter()
        .position(|word| CLIENTS.contains(&fold(word).as_str()))?;
    let mut rest = words.get(at + 1..)?;
    while rest.first().is_some_and(|word| ARTICLES.contains(word)) {
        rest = &rest[1..];
    }
    let after = rest.join(" ");
    let company = leading_name(&after);
    let role = rest
        .iter()
        .position(|word| ARTICLES.contains(word))
        .and_then(|article| role_at_start(&rest[article + 1..].join(" ")))
        .or_else(|| role_at_end(&words[..at].join(" ")))
        .unwrap_or_default();
    let is_name = !company.is_empty() && !is_known_place(company);
    is_name.then(|| Wanted {
        role,
        company: company.to_owned(),
        place: place_after(after.get(company.len()..).unwrap_or_default()),
    })
}

/// The role a text ends with, from the article before it on.
fn role_at_end(text: &str) -> Option<String> {
    let text = text.trim_end_matches([',', ' ', '"', '”', '“', '*', '_']);
    let words: Vec<&str> = text.split_whitespace().collect();
    let from = words.len().saturating_sub(9);
    let after_article = (from..words.len())
        .rev()
        .find(|at| {
            let word = words[*at].to_lowercase();
            let begins = ARTICLES.contains(&word.as_str()) || word.ends_with([':', ',']);
            begins && looks_like_role(&words[*at + 1..].join(" "))
        })
        .map_or(from, |at| at + 1);
    let role = words[after_article..].join(" ");
    let role = role.trim_matches(['"', '“', '”', '„', '*', '_', '(', ' ']);
    // “a Staff Engineer role with Acme”: the word for any work says nothing.
    let role = [
        " role",
        " position",
        " job",
        " opportunity",
        " vacancy",
        " opening",
    ]
    .iter()
    .find_map(|word| role.strip_suffix(word))
    .unwrap_or(role);
    let is_short = words.len() - after_article <= 8;
    (is_short && looks_like_role(role)).then(|| role.to_owned())
}

/// “Hull” of “ in Hull (two days in the office)”.
fn place_after(text: &str) -> String {
    [" in ", " à ", " em ", " en ", ", "]
        .iter()
        .find_map(|word| text.strip_prefix(word))
        .map(|rest| leading_name(rest).to_owned())
        .unwrap_or_default()
}
