//! Words that name what someone does.

use crate::values::text::fold;

/// Words that name what someone does; their presence tells the role from the company.
#[rustfmt::skip]
const ROLE_WORDS: [&str; 220] = [
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
    "swe", "sde", "qa", "pm", "sdet", "dba", "sysadmin", "webmaster", "animator", "illustrator", "steward", "guard", "chemist", "biologist", "economist", "statistician",
    "solicitor", "barrister", "caretaker", "courier", "gardener", "joiner", "fitter", "machinist", "optician", "radiographer", "paramedic", "vet", "veterinarian",
    "merchandiser", "salesperson", "salesman", "underwriter", "estimator", "surveyor", "inspector", "evangelist", "scrum",
    "sachbearbeitung", "assistenz", "buchhalter", "verkaufer", "erzieherin", "arzt", "arztin", "koch", "kellner", "elektriker", "elektroniker", "pfleger", "jurist",
    "controlling", "redakteur", "ingenieur", "architekt", "gartner", "schreiner", "fahrer", "hausmeister",
    "comptable", "ingenieure", "developpeuse", "responsable", "charge", "chargee", "conseiller", "conseillere", "assistante", "vendeur", "vendeuse", "technicien",
    "technicienne", "infirmiere", "cuisinier", "serveur", "directeur", "directrice", "gestionnaire", "juriste", "commercial", "commerciale", "alternant",
    "ingeniera", "desarrolladora", "programador", "analista", "gerente", "tecnico", "enfermero", "enfermera", "director", "directora", "jefe", "jefa", "camarero",
    "contable", "medewerker", "ontwikkelaar", "verpleegkundige", "adviseur", "beheerder", "docent",
];

/// Endings of compound words that name what someone does.
#[rustfmt::skip]
const ROLE_ENDINGS: [&str; 41] = [
    "entwickler", "leiter", "berater", "pfleger", "arbeiter", "bearbeiter", "manager", "ingenieur", "techniker", "lehrer",
    "fachkraft", "kaufmann", "kauffrau", "student", "referent", "erzieher", "assistent", "mechaniker", "leitung", "worker",
    "administrator", "bearbeitung", "assistenz", "entwicklerin", "verkaufer", "fahrer", "buchhalter", "elektroniker", "redakteur", "medewerker", "ontwikkelaar",
    "beheerder", "utvecklare", "ingenjor", "skoterska", "larare", "sviluppatore", "ingegnere", "programmista", "inzynier", "specjalista",
];

/// Whether a text names a role, and how clearly: 2 where it ends with what someone does, 1 where it
/// mentions it.
pub(in crate::capture) fn role_strength(text: &str) -> u8 {
    if names_both_genders(text) {
        return 2;
    }
    let folded = fold(text);
    let mut strength = u8::from(begins_with_rank(&folded)) * 2;
    for word in folded.split(|letter: char| !letter.is_alphanumeric()) {
        // “Entwickler:in”, “Developer II”, “Engineer (m/w/d)” still end with the role.
        if matches!(
            word,
            "" | "in" | "innen" | "i" | "ii" | "iii" | "iv" | "m" | "f" | "w" | "d" | "x"
        ) {
            continue;
        }
        strength = if is_role_word(word) || (strength == 2 && begins_with_rank(&folded)) {
            2
        } else {
            u8::min(strength, 1)
        };
    }
    strength
}

/// “Sr. SWE”, “Junior Growth Hacker”: a rank before something else makes a role of it, whatever it
/// is.
fn begins_with_rank(folded: &str) -> bool {
    let mut words = folded
        .split(|letter: char| !letter.is_alphanumeric())
        .filter(|word| !word.is_empty());
    let is_rank = words
        .next()
        .is_some_and(|word| matches!(word, "sr" | "senior" | "jr" | "junior" | "graduate"));
    is_rank && words.next().is_some()
}

/// “Softwareentwickler:in”, “Chef·fe de projet”, “IT-Projektleiter/in”, “Buchhalter*in”: both forms
/// in one word, which only people are called by.
fn names_both_genders(text: &str) -> bool {
    const ENDINGS: [&str; 19] = [
        "in", "innen", "e", "fe", "euse", "trice", "rice", "ne", "ere", "se", "iere", "ienne", "a",
        "as", "ra", "r", "es", "te", "ice",
    ];
    text.split_whitespace().any(|word| {
        let word = word.trim_matches([',', '(', ')', '"', '.']);
        let at = word.find([':', '*', '·', '/', '_', '•']);
        at.is_some_and(|at| {
            let mark = word[at..].chars().next().map_or(1, char::len_utf8);
            let (stem, ending) = (&word[..at], word[at + mark..].trim_start_matches('-'));
            let ending = fold(
                ending
                    .split(['·', '•', '/', '-'])
                    .next()
                    .unwrap_or_default(),
            );
            stem.chars().count() > 2
                && stem.chars().next_back().is_some_and(char::is_lowercase)
                && ENDINGS.contains(&ending.as_str())
        })
    })
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
