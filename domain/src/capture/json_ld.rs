//! Postings in JSON, as job boards put them into their pages for search engines: the `JobPosting` of
//! schema.org in JSON-LD, alone, in an array, or in an `@graph`, also within its `<script>` element.
//! See <https://schema.org/JobPosting>.

mod plain;

use serde_json::{Map, Value};

use super::address::{read_link, take_link};
use super::captured::Capture;
use super::limits::{LONGEST_TITLE, is_short};
use crate::model::opportunity::{Kind, Workplace};
use crate::values::date::Date;
use plain::{plain_line, plain_text};

/// The most postings read from one text.
const MOST_POSTINGS: usize = 100;

/// How deep postings may lie in arrays and graphs; `serde_json` itself goes no deeper than 128.
const DEEPEST: usize = 8;

/// The most places said; a posting for all branches lists hundreds.
const MOST_PLACES: usize = 3;

/// Texts kept in the notes after the description, with what they are called there.
const TEXTS: [(&str, &str); 7] = [
    ("responsibilities", "Responsibilities"),
    ("qualifications", "Qualifications"),
    ("skills", "Skills"),
    ("experienceRequirements", "Experience"),
    ("educationRequirements", "Education"),
    ("jobBenefits", "Benefits"),
    ("workHours", "Hours"),
];

type Object = Map<String, Value>;

/// The postings of a text in JSON; `None` where it is no JSON, or has none.
pub(super) fn read_json(text: &str) -> Option<Vec<Capture>> {
    // Most of what is pasted is no JSON: that is seen without parsing.
    if !text.contains("JobPosting") {
        return None;
    }
    let json = text.get(text.find(['{', '['])?..=text.rfind(['}', ']'])?)?;
    let root: Value = serde_json::from_str(json).ok()?;
    let mut nodes = Vec::new();
    collect(&root, DEEPEST, &mut nodes);
    let postings = nodes.iter().filter(|node| is_posting(node));
    let mut captures: Vec<Capture> = postings
        .take(MOST_POSTINGS)
        .map(|node| capture_of(node, &nodes))
        .filter(|capture| !capture.role.is_empty() || !capture.company.is_empty())
        .collect();
    // The address of the page, pasted beside one posting that has none.
    if let [one] = captures.as_mut_slice()
        && one.link.is_empty()
        && let (Some(link), _) = take_link(text.split(['{', '[']).next().unwrap_or_default())
    {
        read_link(one, &link);
    }
    (!captures.is_empty()).then_some(captures)
}

/// All objects that are listed, not those within a posting.
fn collect<'a>(value: &'a Value, deepest: usize, nodes: &mut Vec<&'a Object>) {
    let Some(deeper) = deepest.checked_sub(1) else {
        return;
    };
    match value {
        Value::Array(values) => values
            .iter()
            .for_each(|value| collect(value, deeper, nodes)),
        Value::Object(object) => {
            nodes.push(object);
            let lists = ["@graph", "itemListElement", "item", "mainEntity"];
            let listed = lists.iter().filter_map(|name| object.get(*name));
            listed.for_each(|value| collect(value, deeper, nodes));
        }
        _ => {}
    }
}

/// Whether a node is a posting: “JobPosting”, “schema:JobPosting”, `https://schema.org/JobPosting`, or
/// one of several types.
fn is_posting(node: &Object) -> bool {
    let is_it = |value: &Value| {
        let name = value.as_str().unwrap_or_default();
        name.rsplit(['/', '#', ':']).next() == Some("JobPosting")
    };
    match node.get("@type") {
        Some(Value::Array(types)) => types.iter().any(is_it),
        Some(one) => is_it(one),
        None => false,
    }
}

fn capture_of(posting: &Object, nodes: &[&Object]) -> Capture {
    let line = |name: &str| first_line(posting, &[name]);
    let mut capture = Capture {
        role: first_line(posting, &["title", "name"]),
        company: company_of(posting, nodes),
        place: place_of(posting, nodes),
        pay: pay_of(posting.get("baseSalary")),
        notes: notes_of(posting),
        ..Capture::default()
    };
    if line("jobLocationType").eq_ignore_ascii_case("telecommute") {
        capture.workplace = Some(Workplace::Remote);
    }
    if line("employmentType").eq_ignore_ascii_case("contractor") {
        capture.kind = Kind::Project;
    }
    if let (Some(link), _) = take_link(&line("url")) {
        read_link(&mut capture, &link);
    }
    capture
}

/// The name of whoever hires. Some that stay unnamed write “confidential”, as Google asks them to.
fn company_of(posting: &Object, nodes: &[&Object]) -> String {
    let value = posting.get("hiringOrganization");
    let name = match object_of(value, nodes) {
        Some(object) => first_line(object, &["name", "legalName"]),
        None => plain_line(&text_of(value)),
    };
    if name.eq_ignore_ascii_case("confidential") || name.contains("://") {
        String::new()
    } else {
        name
    }
}

/// The towns of the places, or what else is known of them; for work from anywhere, from where.
fn place_of(posting: &Object, nodes: &[&Object]) -> String {
    let mut places: Vec<String> = Vec::new();
    for name in ["jobLocation", "applicantLocationRequirements"] {
        let values = match posting.get(name) {
            Some(Value::Array(values)) => values.as_slice(),
            Some(one) => std::slice::from_ref(one),
            None => &[],
        };
        for value in values {
            let place = place_named(value, nodes);
            if !place.is_empty() && !places.contains(&place) && places.len() < MOST_PLACES {
                places.push(place);
            }
        }
        if !places.is_empty() {
            break;
        }
    }
    places.join(" / ")
}

fn place_named(value: &Value, nodes: &[&Object]) -> String {
    let Some(place) = object_of(Some(value), nodes) else {
        return plain_line(&text_of(Some(value)));
    };
    let address = place.get("address");
    let in_address = match object_of(address, nodes) {
        Some(address) => first_line(
            address,
            &["addressLocality", "addressRegion", "addressCountry"],
        ),
        None => plain_line(&text_of(address)),
    };
    if in_address.is_empty() {
        first_line(place, &["name"])
    } else {
        in_address
    }
}

/// “EUR 60000–72000 per year”, from an amount, a range, or a text.
fn pay_of(value: Option<&Value>) -> String {
    let Some(salary) = object_of(value, &[]) else {
        return plain_line(&text_of(value));
    };
    let amount = object_of(salary.get("value"), &[]).unwrap_or(salary);
    let (least, most) = (
        first_line(amount, &["minValue"]),
        first_line(amount, &["maxValue"]),
    );
    let range = match (least.is_empty(), most.is_empty()) {
        (false, false) if least != most => format!("{least}–{most}"),
        (false, _) => least,
        (true, false) => format!("up to {most}"),
        (true, true) => first_line(amount, &["value"]),
    };
    // Boards write 0 where they do not say it.
    if range.is_empty() || range == "0" {
        return String::new();
    }
    let currency = first_line(salary, &["currency"]);
    let unit = match first_line(amount, &["unitText"]).to_lowercase().as_str() {
        "" => String::new(),
        unit => format!(" per {unit}"),
    };
    format!("{currency} {range}{unit}").trim().to_owned()
}

/// What a reader of the page would see: until when, the description, and what stands beside it.
fn notes_of(posting: &Object) -> String {
    let mut parts = Vec::new();
    let until = text_of(posting.get("validThrough"));
    // A day, or a day with a time: “2026-12-31T23:59”.
    if let Ok(day) = Date::parse(until.split(['T', ' ']).next().unwrap_or_default()) {
        parts.push(format!("Open until {}", day.short_with_year()));
    }
    let description = plain_text(&text_of(posting.get("description")));
    if !description.is_empty() {
        parts.push(description);
    }
    for (name, heading) in TEXTS {
        let text = plain_text(&texts_of(posting.get(name)));
        if !text.is_empty() {
            parts.push(format!("{heading}\n{text}"));
        }
    }
    parts.join("\n\n")
}

/// The object a value is, the first of several; where it only refers to another by its `@id`, that
/// one.
fn object_of<'a>(value: Option<&'a Value>, nodes: &[&'a Object]) -> Option<&'a Object> {
    let object = match value? {
        Value::Array(values) => values.first()?.as_object()?,
        value => value.as_object()?,
    };
    let id = object.get("@id").filter(|_| object.len() == 1);
    let is_meant = |node: &&&Object| node.len() > 1 && node.get("@id") == id;
    let meant = id.and_then(|_| nodes.iter().find(is_meant));
    Some(meant.copied().unwrap_or(object))
}

/// The first of these fields that is not empty and fits into a field of ours.
fn first_line(object: &Object, names: &[&str]) -> String {
    let mut lines = names
        .iter()
        .map(|name| plain_line(&text_of(object.get(*name))));
    lines
        .find(|line| !line.is_empty() && is_short(line, LONGEST_TITLE))
        .unwrap_or_default()
}

/// The text of a value: of several the first; also of a number, and of an object with a name or a
/// value.
fn text_of(value: Option<&Value>) -> String {
    match value {
        Some(Value::String(text)) => text.clone(),
        Some(Value::Number(number)) => number.to_string(),
        Some(Value::Array(values)) => text_of(values.first()),
        Some(Value::Object(object)) => {
            let named = ["@value", "name", "value"].iter();
            text_of(named.filter_map(|name| object.get(*name)).find(|value| {
                // No deeper: what is a name is a text.
                value.is_string() || value.is_number()
            }))
        }
        _ => String::new(),
    }
}

/// All texts of a value, a line each.
fn texts_of(value: Option<&Value>) -> String {
    match value {
        Some(Value::Array(values)) => {
            let lines = values.iter().map(|value| text_of(Some(value)));
            lines.collect::<Vec<_>>().join("\n")
        }
        value => text_of(value),
    }
}

#[cfg(test)]
mod tests;
