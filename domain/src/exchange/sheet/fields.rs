//! What a column holds, by its heading: the words of trackers, boards and people’s own tables.

use crate::values::text::fold;

/// What a column can hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum SheetField {
    /// The company.
    Company,
    /// The role.
    Role,
    /// Town, region or country.
    Place,
    /// The address of the posting.
    Link,
    /// Where it was found.
    Source,
    /// Pay, as written.
    Pay,
    /// Where it is: a stage or an ending.
    Status,
    /// The day it was found or saved.
    FoundOn,
    /// The day it was sent.
    SentOn,
    /// The day of its status.
    StatusOn,
    /// Labels, between commas or semicolons.
    Labels,
    /// Anything else that belongs to it.
    Notes,
    /// The whole history, as the app’s own table has it.
    History,
}

/// All fields with the words shown, in the order they are offered.
pub const FIELDS: [(SheetField, &str); 13] = [
    (SheetField::Company, "Company"),
    (SheetField::Role, "Role"),
    (SheetField::Place, "Place"),
    (SheetField::Link, "Link"),
    (SheetField::Source, "Source"),
    (SheetField::Pay, "Pay"),
    (SheetField::Status, "Stage or ending"),
    (SheetField::FoundOn, "Day found"),
    (SheetField::SentOn, "Day applied"),
    (SheetField::StatusOn, "Day of the stage"),
    (SheetField::Labels, "Labels"),
    (SheetField::Notes, "Notes"),
    (SheetField::History, "History"),
];

impl SheetField {
    /// Whether its cells are days.
    #[must_use]
    pub const fn is_day(self) -> bool {
        matches!(self, Self::FoundOn | Self::SentOn | Self::StatusOn)
    }

    /// Whether several columns can hold it.
    #[must_use]
    pub const fn can_repeat(self) -> bool {
        matches!(self, Self::Notes | Self::Labels)
    }
}

/// Headings, folded. Whole headings only: “Company size” is no company.
#[rustfmt::skip]
const HEADINGS: [(SheetField, &[&str]); 13] = [
    (SheetField::Company, &["company", "company name", "employer", "organization", "organisation", "firma", "unternehmen", "arbeitgeber", "entreprise", "societe",
        "empresa", "bedrijf", "azienda", "employer name", "account"]),
    (SheetField::Role, &["role", "job title", "title", "position", "job", "job position", "position title", "job role", "stelle", "stellenbezeichnung", "poste",
        "intitule", "puesto", "cargo", "functie", "posizione", "role title", "job name"]),
    (SheetField::Place, &["location", "place", "city", "ort", "standort", "lieu", "ubicacion", "locatie", "luogo", "job location"]),
    (SheetField::Link, &["url", "link", "job url", "job link", "posting", "job posting", "posting url", "job posting url", "website", "lien", "enlace", "apply url",
        "application url", "application link"]),
    (SheetField::Source, &["source", "board", "job board", "found via", "found on site", "platform", "channel", "quelle", "referrer", "origin"]),
    (SheetField::Pay, &["salary", "pay", "compensation", "salary range", "gehalt", "salaire", "salario", "salaris", "max. salary", "min. salary", "pay range"]),
    (SheetField::Status, &["status", "stage", "state", "list", "list name", "application status", "job status", "outcome", "result", "current stage", "statut", "estado", "column", "phase"]),
    (SheetField::FoundOn, &["date saved", "saved at", "saved date", "found on", "date added", "created", "created at", "created date", "added", "date found", "saved"]),
    (SheetField::SentOn, &["applied", "date applied", "applied on", "applied at", "applied date", "application date", "date of application", "sent on", "beworben am",
        "bewerbungsdatum", "date de candidature", "date", "datum"]),
    (SheetField::StatusOn, &["last updated", "updated", "updated at", "moved at", "last moved", "status date", "last event on", "rejected on", "date of response", "last activity"]),
    (SheetField::Labels, &["tags", "labels", "tag", "category"]),
    (SheetField::Notes, &["notes", "note", "comments", "comment", "description", "job description", "notizen", "bemerkung", "notas", "remarks"]),
    (SheetField::History, &["history"]),
];

/// The field that a heading names.
fn named(heading: &str) -> Option<SheetField> {
    let folded = fold(heading.trim().trim_end_matches([':', '?', '*']));
    let words: Vec<&str> = folded
        .split(|letter: char| letter == '_' || letter.is_whitespace())
        .filter(|word| !word.is_empty())
        .collect();
    let folded = words.join(" ");
    let found = HEADINGS
        .iter()
        .find(|(_, names)| names.contains(&folded.as_str()));
    found.map(|(field, _)| *field)
}

/// Whether a row names its columns: a company or a role among them.
pub(super) fn is_heading(row: &[String]) -> bool {
    let mut fields = row.iter().filter_map(|cell| named(cell));
    let count = fields.clone().count();
    let has_name = fields.any(|field| matches!(field, SheetField::Company | SheetField::Role));
    has_name && (count >= 2 || row.len() == 1)
}

/// What each column holds. Of two that hold the same, the first does.
pub(super) fn recognise(headings: &[String]) -> Vec<Option<SheetField>> {
    let mut taken: Vec<SheetField> = Vec::new();
    let field = |heading: &String| {
        let field = named(heading)?;
        let is_free = field.can_repeat() || !taken.contains(&field);
        taken.push(field);
        is_free.then_some(field)
    };
    headings.iter().map(field).collect()
}
