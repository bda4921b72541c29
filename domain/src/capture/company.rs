//! Words between the company and the role it offers: “at”, “is hiring”.

use super::limits::is_short;
use super::parts::{split_parts, without_article};
use super::place::is_place;
use super::shape::{has_legal_form, is_name_like, leading_name, stands_for_a_name};
use super::status::{begins_with_status, status_of};
use super::words::{looks_like_role, role_strength};

/// Words between the role and the company.
#[rustfmt::skip]
const BEFORE_COMPANY: [&str; 11] = [
    " @ ", " @", " at ", " bei der ", " beim ", " bei ", " chez ", " bij ", " presso ", " hos ", " for ",
];

/// Words between the company and the role.
#[rustfmt::skip]
const AFTER_COMPANY: [&str; 14] = [
    " is hiring ", " are hiring ", " hiring ", " is looking for ", " are looking for ", " is seeking ", " is recruiting ", " sucht ", " recrute ", " recherche ", " busca ",
    " zoekt ", " cerca ", " söker ",
];

/// Whoever writes so of themselves offers no such role: “I’m a recruiter at Acme”.
const I_AM: [&str; 5] = ["I’m ", "I'm ", "I am ", "ch bin ", "e suis "];

/// Whether a text has a word after which the company stands.
pub(super) fn leads_to_company(text: &str) -> bool {
    BEFORE_COMPANY.iter().any(|mark| text.contains(mark))
}

/// What a line says of a company and its role.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Offered<'a> {
    /// The role, or nothing.
    pub(super) role: &'a str,
    /// Everything from the company's name on.
    pub(super) company: &'a str,
    /// A place that stands where the company could.
    pub(super) place: &'a str,
}

/// “Data engineer” and “Acme” of “Data engineer at Acme”.
pub(super) fn split_at_company(line: &str) -> Option<Offered<'_>> {
    BEFORE_COMPANY.iter().find_map(|mark| {
        let (before, after) = line.split_once(mark)?;
        let (before, after) = (before.trim(), after.trim());
        if before.is_empty() || after.is_empty() {
            return None;
        }
        let is_name = after.starts_with(|letter: char| !letter.is_lowercase());
        // “Anyone know a good cook? We at Acme …”: the role of another sentence is not offered
        // here.
        let sentence = before.rsplit(['?', '!']).next().unwrap_or_default();
        let is_writer = I_AM.iter().any(|start| sentence.contains(start));
        let names_role = looks_like_role(sentence) && !is_writer;
        let fits = match mark.trim() {
            "@" => names_role || !looks_like_role(after),
            "for" | "hos" => names_role && is_name,
            // Whoever writes nothing in capitals writes companies so, too.
            _ => names_role && (is_name || !line.contains(char::is_uppercase)),
        };
        if fits {
            Some(with_role_before(before, after))
        } else {
            at_place(before, after, mark).or_else(|| role_after(after))
        }
    })
}

/// The role is in what stands before: alone, after other words (“I found this: Data engineer”), or
/// beside the company, and then the place follows (“AT&T – Technician at Dallas, TX”).
fn with_role_before<'a>(before: &'a str, after: &'a str) -> Offered<'a> {
    let parts: Vec<&str> = [": ", " – ", " - ", " | ", " — "]
        .iter()
        .find(|mark| before.contains(**mark))
        .map_or_else(|| vec![before], |mark| before.split(mark).collect());
    let role = parts.iter().position(|part| looks_like_role(part));
    match (parts.as_slice(), role) {
        ([company, role], Some(1)) if is_place(after) && is_name_like(company) => Offered {
            role,
            company,
            place: after,
        },
        ([intro, role], Some(1)) if !is_name_like(intro) => Offered {
            role,
            company: after,
            place: "",
        },
        _ => Offered {
            role: before,
            company: after,
            place: "",
        },
    }
}

/// “Acme @ Berlin, Lead developer”: a name before, and the role after the place.
fn at_place<'a>(before: &'a str, after: &'a str, mark: &str) -> Option<Offered<'a>> {
    let (place, role) = after.split_once([',', '|', ';'])?;
    let is_so = (mark.trim() == "@" || (mark.trim() == "at" && is_place(place)))
        && is_name_like(before)
        && !begins_with_status(before)
        && !looks_like_role(place)
        && looks_like_role(role);
    is_so.then(|| Offered {
        role: role.trim(),
        company: before,
        place: place.trim(),
    })
}

/// “Check out this job at Acme: Data engineer”: the role after the company.
fn role_after(after: &str) -> Option<Offered<'_>> {
    let company = leading_name(after);
    let (_, role) = after[company.len()..]
        .split_once(": ")
        .or_else(|| after[company.len()..].split_once(" – "))
        .or_else(|| after[company.len()..].split_once(" - "))?;
    let between = after.len() - company.len() - role.len();
    (!company.is_empty() && between <= 12 && looks_like_role(role)).then_some(Offered {
        role: role.trim(),
        company,
        place: "",
    })
}

/// “Acme” and “a Data engineer in Berlin” of “Acme is hiring a Data engineer in Berlin”.
pub(super) fn split_after_company(line: &str) -> Option<(&str, &str)> {
    AFTER_COMPANY.iter().find_map(|mark| {
        let (before, role) = line.split_once(mark)?;
        // “Hi Sam, Acme is hiring”: what is said before a comma is no part of the name.
        let company = match before.rsplit_once(", ") {
            Some((_, name)) if !has_legal_form(before) => name,
            _ => before,
        };
        // “FYI: Acme is hiring”
        let company = company.rsplit(": ").next().unwrap_or(company);
        let role = role.split(['?', '!']).next().unwrap_or_default();
        let role = role.split(". ").next().unwrap_or_default();
        let is_name = is_short(company, 60)
            && !looks_like_role(company)
            && is_name_like(company)
            && !stands_for_a_name(company);
        (is_name && looks_like_role(role)).then(|| (company.trim(), role.trim()))
    })
}

/// What someone did, and where: “Applied to Acme for Data Engineer”, “Interview with Acme on
/// Tuesday, Data Engineer”.
pub(super) fn read_deed(line: &str) -> Option<(String, String)> {
    const WHERE: [&str; 10] = [
        " at ", " to ", " with ", " bei ", " mit ", " chez ", " bij ", " à ", " en ", " @ ",
    ];
    const AS_WHAT: [&str; 9] = [
        " for the ",
        " for ",
        " as ",
        " als ",
        " für ",
        " pour ",
        " comme ",
        " como ",
        " voor ",
    ];
    let says_who = ["I ", "I've ", "I’ve ", "Ich ", "J'ai ", "J’ai ", "Ik "];
    let is_told = || {
        line.split_whitespace()
            .skip(1)
            .any(|word| status_of(word).is_some())
    };
    let begins = says_who.iter().any(|start| line.starts_with(start));
    if !(begins_with_status(line) || (begins && is_told())) {
        return None;
    }
    let company = WHERE.iter().find_map(|mark| {
        Some(leading_name(line.split_once(mark)?.1)).filter(|name| !name.is_empty())
    })?;
    let named = AS_WHAT.iter().find_map(|mark| {
        let role = without_article(line.split_once(mark)?.1.trim());
        role_at_start(role)
    });
    let beside = || {
        let parts = split_parts(line).into_iter().skip(1);
        parts.filter_map(|part| role_at_start(&part)).next()
    };
    let role = named.or_else(beside);
    Some((company.to_owned(), role.unwrap_or_default()))
}

/// The role a text begins with: up to the last of its first words that says what someone does.
pub(super) fn role_at_start(text: &str) -> Option<String> {
    let end = text
        .find([',', '.', ';', ':', '(', '!', '?'])
        .filter(|end| !text[..*end].ends_with("Sr") && !text[..*end].ends_with("Jr"))
        .unwrap_or(text.len());
    let words: Vec<&str> = text[..end].split_whitespace().take(8).collect();
    let last = (1..=words.len()).rev().find(|count| {
        role_strength(&words[..*count].join(" ")) == 2 && looks_like_role(words[*count - 1])
    })?;
    Some(words[..last].join(" "))
}
