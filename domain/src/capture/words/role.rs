//! Words that name what someone does.

use crate::values::text::fold;

/// Words that name what someone does; their presence tells the role from the company.
#[rustfmt::skip]
const ROLE_WORDS: [&str; 118] = [
    "accountant", "actuary", "administrator", "advisor", "adviser", "agent", "analyst", "apprentice", "architect", "artist",
    "assistant", "associate", "attendant", "auditor", "baker", "barista", "bookkeeper", "buyer", "carer", "carpenter", "cashier",
    "ceo", "cfo", "chef", "chief", "cleaner", "clerk", "coach", "consultant", "controller", "cook", "coordinator", "coo",
    "copywriter", "counsel", "counsellor", "cto", "dentist", "designer", "developer", "devops", "director", "doctor", "driver",
    "editor", "electrician", "engineer", "executive", "expert", "fellow", "fullstack", "generalist", "head", "informatiker",
    "intern", "journalist", "lawyer", "lead", "leader", "lecturer", "librarian", "manager", "marketer", "mechanic", "midwife",
    "nurse", "officer", "operator", "owner", "paralegal", "pharmacist", "photographer", "physiotherapist", "planner", "plumber",
    "principal", "producer", "professor", "programmer", "psychologist", "receptionist", "recruiter", "referent", "representative",
    "researcher", "scientist", "secretary", "specialist", "sre", "strategist", "supervisor", "surgeon", "teacher", "technician",
    "tester", "therapist", "trainee", "trainer", "translator", "tutor", "vp", "waiter", "waitress", "welder", "writer",
    "entwickler", "erzieher", "berater", "praktikant", "controllerin", "developpeur", "ingeniero", "desarrollador", "infirmier",
    "enseignant", "werkstudent", "volontar", "facharzt",
];

/// Endings of compound words that name what someone does.
#[rustfmt::skip]
const ROLE_ENDINGS: [&str; 20] = [
    "entwickler", "leiter", "berater", "pfleger", "arbeiter", "bearbeiter", "manager", "ingenieur", "techniker", "lehrer",
    "fachkraft", "kaufmann", "kauffrau", "student", "referent", "erzieher", "assistent", "mechaniker", "leitung", "worker",
];

/// Whether a text names a role, and how clearly: 2 where it ends with what someone does, 1 where it
/// mentions it.
pub(in crate::capture) fn role_strength(text: &str) -> u8 {
    let folded = fold(text);
    let mut strength = 0;
    for word in folded.split(|letter: char| !letter.is_alphanumeric()) {
        // “Entwickler:in”, “Developer II”, “Engineer (m/w/d)” still end with the role.
        if matches!(
            word,
            "" | "in" | "innen" | "i" | "ii" | "iii" | "iv" | "m" | "f" | "w" | "d" | "x"
        ) {
            continue;
        }
        strength = if is_role_word(word) {
            2
        } else {
            u8::min(strength, 1)
        };
    }
    strength
}

/// Whether a text names a role.
pub(in crate::capture) fn looks_like_role(text: &str) -> bool {
    role_strength(text) > 0
}

pub(super) fn is_role_word(word: &str) -> bool {
    let one = word.strip_suffix('s').unwrap_or(word);
    let neutral = word
        .strip_suffix("innen")
        .or_else(|| word.strip_suffix("in"))
        .unwrap_or(one);
    [word, one, neutral].iter().any(|form| {
        ROLE_WORDS.contains(form) || ROLE_ENDINGS.iter().any(|ending| form.ends_with(ending))
    })
}
