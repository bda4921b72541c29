//! The words that give a field away: roles, workplaces, pay, job boards and their addresses.

use crate::find::fold;
use crate::link::SafeLink;
use crate::opportunity::{Kind, Workplace};

/// Words that name what someone does; their presence tells the role from the company.
const ROLE_WORDS: [&str; 74] = [
    "accountant", "administrator", "advisor", "agent", "analyst", "architect", "artist", "assistant", "associate", "barista",
    "berater", "beraterin", "buyer", "carer", "chef", "clerk", "coach", "consultant", "controller", "coordinator", "counsel",
    "designer", "developer", "devops", "director", "doctor", "driver", "editor", "electrician", "engineer", "entwickler",
    "entwicklerin", "executive", "expert", "fullstack", "generalist", "head", "ingenieur", "ingenieurin", "intern", "journalist",
    "leader", "lawyer", "lead", "leiter", "leiterin", "librarian", "manager", "marketer", "mechanic", "midwife", "nurse",
    "officer", "operator", "owner", "paralegal", "pharmacist", "physiotherapist", "planner", "producer", "programmer", "recruiter",
    "representative", "researcher", "scientist", "secretary", "specialist", "sre", "strategist", "supervisor", "teacher",
    "technician", "tester", "writer",
];

/// Boards and what they are called; postings there say nothing of the company in their host.
const BOARDS: [(&str, &str); 12] = [
    ("linkedin.", "LinkedIn"),
    ("indeed.", "Indeed"),
    ("stepstone.", "StepStone"),
    ("xing.", "XING"),
    ("glassdoor.", "Glassdoor"),
    ("monster.", "Monster"),
    ("ycombinator.", "Hacker News"),
    ("weworkremotely.", "We Work Remotely"),
    ("arbeitsagentur.", "Arbeitsagentur"),
    ("welcometothejungle.", "Welcome to the Jungle"),
    ("reed.co", "Reed"),
    ("totaljobs.", "Totaljobs"),
];

/// Hosts of application systems where the first part of the path names the company.
const COMPANY_IN_PATH: [&str; 6] = [
    "lever.co", "greenhouse.io", "ashbyhq.com", "workable.com", "smartrecruiters.com", "breezy.hr",
];

/// Hosts of application systems where the first part of the host names the company.
const COMPANY_IN_HOST: [&str; 7] = [
    "myworkdayjobs.com", "recruitee.com", "personio.de", "personio.com", "teamtailor.com", "bamboohr.com", "jobs.cz",
];

/// Whether a text names a role.
pub(super) fn looks_like_role(text: &str) -> bool {
    let folded = fold(text);
    folded
        .split(|letter: char| !letter.is_alphanumeric())
        .any(|word| ROLE_WORDS.contains(&word) || ROLE_WORDS.contains(&word.trim_end_matches('s')))
}

/// On site, hybrid or remote, if the text says so. Hybrid is asked first: hybrid postings mention both others.
pub(super) fn workplace_in(text: &str) -> Option<Workplace> {
    let folded = fold(first_part(text));
    let says = |words: &[&str]| words.iter().any(|word| folded.contains(word));
    if says(&["hybrid"]) {
        Some(Workplace::Hybrid)
    } else if says(&["remote", "work from home", "home office", "homeoffice", "anywhere"]) {
        Some(Workplace::Remote)
    } else if says(&["on-site", "on site", "onsite", "in office", "vor ort"]) {
        Some(Workplace::OnSite)
    } else {
        None
    }
}

/// Project work, if the text says so.
pub(super) fn kind_in(text: &str) -> Kind {
    let folded = fold(first_part(text));
    let says = |word: &&str| folded.split(|letter: char| !letter.is_alphanumeric()).any(|other| other == *word);
    if ["freelance", "freelancer", "gig", "freiberuflich", "contractor"].iter().any(|word| says(&word)) {
        Kind::Project
    } else {
        Kind::Job
    }
}

/// The first amount of money of a text with what stands around it: “€ 65,000 – 75,000”, “80k EUR”, “$45/h”.
pub(super) fn pay_in(text: &str) -> String {
    const MARKS: [&str; 7] = ["€", "$", "£", "eur", "usd", "gbp", "chf"];
    for line in first_part(text).lines().take(400) {
        let words: Vec<&str> = line.split_whitespace().collect();
        let has_mark = |word: &str| {
            let folded = word.to_lowercase();
            MARKS.iter().any(|mark| folded.contains(mark)) && word.chars().count() < 24
        };
        let has_digit = |word: &str| word.bytes().any(|byte| byte.is_ascii_digit());
        let belongs = |word: &str| has_mark(word) || has_digit(word) || matches!(word, "-" | "–" | "to" | "bis" | "k");
        let Some(mark) = words.iter().position(|word| has_mark(word)) else {
            continue;
        };
        let start = words[..mark].iter().rposition(|word| !belongs(word)).map_or(0, |before| before + 1);
        let length = words[mark..].iter().position(|word| !belongs(word)).unwrap_or(words.len() - mark);
        let pay = words[start..mark + length].join(" ");
        if has_digit(&pay) && pay.chars().count() <= 60 {
            return pay.trim_matches([',', '.', ';', '(', ')']).to_owned();
        }
    }
    String::new()
}

/// Whether brackets hold one of the notes that postings carry by law: “m/f/d”.
pub(super) fn is_gender_note(text: &str) -> bool {
    let letters = text.split(['/', '|', '*', ' ']).filter(|part| !part.is_empty());
    let mut count = 0;
    for letter in letters {
        count += 1;
        if !matches!(letter.to_lowercase().as_str(), "m" | "f" | "w" | "d" | "x" | "all" | "genders" | "gn") {
            return false;
        }
    }
    count > 0
}

/// The place among the parts after company and role: the first that is not only about remote work or pay.
pub(super) fn place_after_role(parts: &[String]) -> String {
    parts
        .iter()
        .find(|part| workplace_in(part).is_none() && pay_in(part).is_empty())
        .cloned()
        .unwrap_or_default()
}

/// The board a link leads to, if it is one.
pub(super) fn source_of(link: &SafeLink) -> &'static str {
    let host = link.host();
    BOARDS
        .iter()
        .find(|(part, _)| host.starts_with(part) || host.contains(&format!(".{part}")))
        .map_or("", |(_, name)| name)
}

/// The company a link gives away, through its path or its host.
pub(super) fn company_of(link: &SafeLink) -> String {
    let host = link.host();
    if !source_of(link).is_empty() {
        return String::new();
    }
    let is_under = |parent: &&str| host == **parent || host.ends_with(&format!(".{parent}"));
    if COMPANY_IN_PATH.iter().any(|parent| is_under(&parent)) {
        return link.path().next().map(from_slug).unwrap_or_default();
    }
    let mut labels: Vec<&str> = host.split('.').collect();
    if COMPANY_IN_HOST.iter().any(|parent| is_under(&parent)) {
        return from_slug(labels[0]);
    }
    labels.pop();
    if labels.len() > 1 && labels.last().is_some_and(|label| matches!(*label, "co" | "com" | "ac" | "org")) {
        labels.pop();
    }
    labels.last().copied().map(from_slug).unwrap_or_default()
}

/// The role a link gives away, if a part of its path reads like one.
pub(super) fn role_of(link: &SafeLink) -> String {
    link.path()
        .map(from_slug)
        .find(|part| looks_like_role(part))
        .unwrap_or_default()
}

/// “senior-data-engineer-12345” as “Senior data engineer”.
fn from_slug(slug: &str) -> String {
    let words: Vec<&str> = slug
        .split(['-', '_', '+'])
        .filter(|word| !word.is_empty() && !word.bytes().all(|byte| byte.is_ascii_digit()))
        .collect();
    let text = words.join(" ");
    if text.contains('%') || text.chars().count() > 80 {
        return String::new();
    }
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// As much of a text as guessing looks at.
fn first_part(text: &str) -> &str {
    let end = text.char_indices().nth(8_000).map_or(text.len(), |(position, _)| position);
    &text[..end]
}
