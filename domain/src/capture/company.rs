//! Words between the company and the role it offers: “at”, “is hiring”.

use super::limits::is_short;
use super::words::looks_like_role;

/// Words between the role and the company.
const BEFORE_COMPANY: [&str; 7] = [" @ ", " @", " at ", " bei der ", " bei ", " chez ", " for "];

/// Words between the company and the role.
const AFTER_COMPANY: [&str; 5] = [
    " is hiring ",
    " hiring ",
    " is looking for ",
    " sucht ",
    " recrute ",
];

/// “Data engineer” and “Acme” of “Data engineer at Acme”.
pub(super) fn split_at_company(line: &str) -> Option<(&str, &str)> {
    BEFORE_COMPANY
        .iter()
        .find_map(|mark| {
            let (role, company) = line.split_once(mark)?;
            let company = company.trim();
            let is_name = company.starts_with(|letter: char| !letter.is_lowercase());
            let fits = match mark.trim() {
                "@" => true,
                "for" => looks_like_role(role) && is_name,
                _ => looks_like_role(role),
            };
            (fits && !role.trim().is_empty() && !company.is_empty()).then(|| (role.trim(), company))
        })
        .map(|(role, company)| {
            (
                role.strip_prefix("Job Application for ").unwrap_or(role),
                company,
            )
        })
}

/// “Acme” and “a Data engineer in Berlin” of “Acme is hiring a Data engineer in Berlin”.
pub(super) fn split_after_company(line: &str) -> Option<(&str, &str)> {
    AFTER_COMPANY.iter().find_map(|mark| {
        let (company, role) = line.split_once(mark)?;
        let is_name = is_short(company, 60) && !looks_like_role(company);
        (is_name && looks_like_role(role)).then(|| (company.trim(), role.trim()))
    })
}
