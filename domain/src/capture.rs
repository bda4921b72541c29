//! Capture: reads one line, a link or a whole pasted posting into an opportunity. It guesses; every word is kept.

mod posting;
mod words;

use std::fmt;

use crate::link::SafeLink;
use crate::opportunity::{Kind, Opportunity, Workplace};

use self::words::{looks_like_role, pay_in, place_after_role, source_of, workplace_in};

/// The longest text that is read, in characters: several times the longest posting.
pub const MAX_POSTING_CHARS: usize = 50_000;

/// What was read from a text.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Capture {
    /// The company, where one was recognised.
    pub company: String,
    /// The role, where one was recognised.
    pub role: String,
    /// The place, where one was recognised.
    pub place: String,
    /// On site, hybrid or remote, where the text says so.
    pub workplace: Option<Workplace>,
    /// The first link of the text, without tracking.
    pub link: String,
    /// The board it comes from, by the link's host.
    pub source: String,
    /// Pay, as written.
    pub pay: String,
    /// The whole text, if it says more than the fields do.
    pub notes: String,
    /// Project work, where the text says so.
    pub kind: Kind,
}

/// Why a text is not read; its `Display` is a sentence for the person.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CaptureProblem {
    /// Longer than [`MAX_POSTING_CHARS`].
    TooLong,
}

impl fmt::Display for CaptureProblem {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Self::TooLong => {
                "This text is longer than 50,000 characters. Keep the part with the role and the company, then add it. Your text stays in the field."
            }
        })
    }
}

impl Capture {
    /// What was understood, named for a preview.
    #[must_use]
    pub fn understood(&self) -> Vec<(&'static str, String)> {
        let workplace = self.workplace.map_or("", Workplace::label);
        let kind = if self.kind == Kind::Project {
            Kind::Project.label()
        } else {
            ""
        };
        [
            ("Company", self.company.as_str()),
            ("Role", &self.role),
            ("Place", &self.place),
            ("Work", workplace),
            ("Pay", &self.pay),
            ("Link", &self.link),
            ("Source", &self.source),
            ("Kind", kind),
        ]
        .into_iter()
        .filter(|(_, value)| !value.is_empty())
        .map(|(name, value)| (name, value.to_owned()))
        .collect()
    }

    /// The opportunity to add.
    #[must_use]
    pub fn opportunity(&self) -> Opportunity {
        Opportunity {
            kind: self.kind,
            company: self.company.clone(),
            role: self.role.clone(),
            place: self.place.clone(),
            workplace: self.workplace,
            link: self.link.clone(),
            source: self.source.clone(),
            pay: self.pay.clone(),
            notes: self.notes.clone(),
            ..Opportunity::default()
        }
    }
}

/// Reads what a person typed, pasted or shared.
///
/// # Errors
/// Says when the text is too long to be kept.
pub fn read(text: &str) -> Result<Capture, CaptureProblem> {
    if text.len() > MAX_POSTING_CHARS && text.chars().count() > MAX_POSTING_CHARS {
        return Err(CaptureProblem::TooLong);
    }
    let text = text.trim();
    let (link, without_link) = take_link(text);
    let lines: Vec<&str> = without_link
        .lines()
        .map(str::trim)
        .filter(|line| !line.is_empty())
        .collect();
    let mut capture = Capture {
        workplace: workplace_in(&without_link),
        pay: pay_in(&without_link),
        kind: words::kind_in(&without_link),
        ..Capture::default()
    };
    match lines.as_slice() {
        [] => {}
        [line] => read_line(&mut capture, line),
        many => {
            posting::read_posting(&mut capture, many);
            text.clone_into(&mut capture.notes);
        }
    }
    if let Some(link) = link {
        capture.source = source_of(&link).to_owned();
        if capture.company.is_empty() {
            capture.company = words::company_of(&link);
        }
        if capture.role.is_empty() {
            capture.role = words::role_of(&link);
        }
        link.without_tracking().as_str().clone_into(&mut capture.link);
    }
    keep_every_word(&mut capture, text);
    Ok(capture)
}

/// “Acme, Data engineer”, “Data engineer at Acme”, “Acme | Data engineer | Berlin (remote)”.
fn read_line(capture: &mut Capture, line: &str) {
    let line = strip_brackets(line);
    for word in [" at ", " @ ", " bei "] {
        if let Some((role, company)) = line.split_once(word)
            && looks_like_role(role)
        {
            let parts = split_parts(company);
            role.trim().clone_into(&mut capture.role);
            capture.company = parts.first().cloned().unwrap_or_default();
            capture.place = place_after_role(&parts[1.min(parts.len())..]);
            return;
        }
    }
    let parts = split_parts(&line);
    let (company, role) = match parts.as_slice() {
        [] => return,
        [only] if looks_like_role(only) => (String::new(), only.clone()),
        [only] => (only.clone(), String::new()),
        [first, second, ..] if looks_like_role(first) && !looks_like_role(second) => {
            (second.clone(), first.clone())
        }
        [first, second, ..] => (first.clone(), second.clone()),
    };
    (capture.company, capture.role) = (company, role);
    capture.place = place_after_role(&parts[2.min(parts.len())..]);
}

/// Parts between commas, bars, middots and spaced dashes.
pub(crate) fn split_parts(line: &str) -> Vec<String> {
    let unified = line
        .replace(" - ", "|")
        .replace(" – ", "|")
        .replace(" — ", "|")
        .replace([',', ';', '·', '•', '\t', '，', '、'], "|");
    unified
        .split('|')
        .map(str::trim)
        .filter(|part| !part.is_empty())
        .map(str::to_owned)
        .collect()
}

/// Leaves out brackets that only say what other fields already hold: “(remote)”, “(m/f/d)”.
fn strip_brackets(line: &str) -> String {
    let mut kept = String::with_capacity(line.len());
    let mut rest = line;
    while let Some(start) = rest.find('(') {
        let Some(length) = rest[start..].find(')') else {
            break;
        };
        let inside = &rest[start + 1..start + length];
        kept.push_str(&rest[..start]);
        if workplace_in(inside).is_none() && !words::is_gender_note(inside) {
            kept.push_str(&rest[start..=start + length]);
        }
        rest = &rest[start + length + 1..];
    }
    kept.push_str(rest);
    kept.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The first web address of a text, and the text without it.
fn take_link(text: &str) -> (Option<SafeLink>, String) {
    for word in text.split_whitespace() {
        let bare = word.trim_matches(['<', '>', '(', ')', '"', ',', ';']);
        let lower = bare.to_ascii_lowercase();
        let has_path = bare.contains('/') && bare.contains('.') && !bare.starts_with('/');
        let is_web = lower.starts_with("http://") || lower.starts_with("https://") || lower.starts_with("www.");
        if (is_web || has_path)
            && let Ok(link) = SafeLink::parse(bare)
        {
            return (Some(link), text.replacen(word, " ", 1));
        }
    }
    (None, text.to_owned())
}

/// Puts the whole text into the notes if a word of it stands in no field.
fn keep_every_word(capture: &mut Capture, text: &str) {
    if !capture.notes.is_empty() {
        return;
    }
    let Capture {
        company,
        role,
        place,
        link,
        pay,
        ..
    } = &*capture;
    let held = format!("{company} {role} {place} {link} {pay}").to_lowercase();
    let says_more = text
        .split(|letter: char| !letter.is_alphanumeric())
        .filter(|word| word.chars().count() > 1)
        .any(|word| {
            !held.contains(&word.to_lowercase())
                && workplace_in(word).is_none()
                && !matches!(word.to_lowercase().as_str(), "at" | "bei" | "https" | "http" | "www")
        });
    if says_more {
        text.clone_into(&mut capture.notes);
    }
}
