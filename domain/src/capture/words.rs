//! The words that give a field away: roles, workplaces, project work, job boards.

use crate::model::opportunity::Workplace;
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

/// Boards by a part of their host, and what they are called; their hosts say nothing of the company.
const BOARDS: [(&str, &str); 14] = [
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
    ("wellfound.", "Wellfound"),
    ("malt.", "Malt"),
    ("reed.co", "Reed"),
    ("totaljobs.", "Totaljobs"),
];

/// What says where the work is done. Hybrid is asked first: hybrid postings mention both others.
const WORKPLACES: [(Workplace, &str, &[&str]); 3] = [
    (
        Workplace::Hybrid,
        "hybrid hybrides work working arbeiten",
        &["hybrid"],
    ),
    (
        Workplace::Remote,
        "remote fully remotely 100% work working from home office homeoffice anywhere",
        &[
            "remote",
            "work from home",
            "home office",
            "homeoffice",
            "home-office",
            "anywhere",
        ],
    ),
    (
        Workplace::OnSite,
        "on site onsite in office vor ort präsenz",
        &[
            "on-site",
            "on site",
            "onsite",
            "in office",
            "in-office",
            "vor ort",
        ],
    ),
];

/// What says it in running text, where “remote” alone may be about servers and “hybrid” about clouds.
const WORKPLACE_PHRASES: [&str; 12] = [
    "fully remote",
    "remote-first",
    "remote first",
    "100% remote",
    "100 % remote",
    "work remotely",
    "remote role",
    "remote position",
    "hybrid role",
    "hybrid model",
    "hybrid work",
    "home office",
];

/// Words that say project work by themselves.
const PROJECT_MARKS: [&str; 10] = [
    "freelance",
    "freelancer",
    "gig",
    "freiberuflich",
    "freiberufler",
    "contractor",
    "projektbasis",
    "ir35",
    "tagessatz",
    "stundensatz",
];

/// Words that say project work where they stand alone between separators: “Acme, Migration, project”.
pub(super) const PROJECT_WORDS: [&str; 9] = [
    "project",
    "contract",
    "projekt",
    "freelance",
    "gig",
    "freelancer",
    "freiberuflich",
    "auftrag",
    "b2b",
];

/// Words between the fields that carry nothing themselves.
pub(super) const CONNECTING: &str =
    "at @ bei der is hiring sucht looking for a an in eine einen ein via com de";

/// Whether a text names a role, and how clearly: 2 where it ends with what someone does, 1 where it mentions it.
pub(super) fn role_strength(text: &str) -> u8 {
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
pub(super) fn looks_like_role(text: &str) -> bool {
    role_strength(text) > 0
}

fn is_role_word(word: &str) -> bool {
    let one = word.strip_suffix('s').unwrap_or(word);
    let neutral = word
        .strip_suffix("innen")
        .or_else(|| word.strip_suffix("in"))
        .unwrap_or(one);
    [word, one, neutral].iter().any(|form| {
        ROLE_WORDS.contains(form) || ROLE_ENDINGS.iter().any(|ending| form.ends_with(ending))
    })
}

/// On site, hybrid or remote, if a short text says so.
pub(super) fn workplace_in(text: &str) -> Option<Workplace> {
    let folded = fold(text);
    WORKPLACES
        .iter()
        .find(|(_, _, words)| words.iter().any(|word| is_said(&folded, word)))
        .map(|(workplace, _, _)| *workplace)
}

/// On site, hybrid or remote, if running text says so clearly.
pub(super) fn workplace_in_prose(text: &str) -> Option<Workplace> {
    let folded = fold(text);
    WORKPLACE_PHRASES
        .iter()
        .find(|phrase| is_said(&folded, phrase))
        .and_then(|phrase| workplace_in(phrase))
}

/// Whether a word stands in a folded text and is not denied: “no remote”, “Remote: no”, “hybrid cloud” deny it.
fn is_said(folded: &str, word: &str) -> bool {
    folded.match_indices(word).any(|(at, _)| {
        let before = folded[..at]
            .trim_end()
            .rsplit(' ')
            .next()
            .unwrap_or_default();
        let after = folded[at + word.len()..].trim_start_matches([' ', ':', '?']);
        let next = after
            .split(|letter: char| !letter.is_alphanumeric())
            .next()
            .unwrap_or_default();
        !matches!(before, "no" | "not" | "kein" | "keine" | "non")
            && !matches!(
                next,
                "no" | "nein" | "cloud" | "server" | "servers" | "sensing" | "app" | "apps"
            )
    })
}

/// A text without the words that only say where the work is done: “Remote or Berlin” leaves “Berlin”.
pub(super) fn without_workplace(text: &str) -> String {
    let is_about_it = |word: &str| {
        let word = fold(word);
        let bare = word.trim_matches(|letter: char| !letter.is_alphanumeric());
        let joins = matches!(
            bare,
            "" | "or" | "oder" | "and" | "und" | "fully" | "100" | "first"
        );
        joins
            || WORKPLACES
                .iter()
                .any(|(_, words, _)| words.split(' ').any(|one| one == bare))
    };
    let words: Vec<&str> = text
        .split([' ', '/', '+'])
        .filter(|word| !is_about_it(word))
        .collect();
    words.join(" ")
}

/// The words with which a text can have said it.
pub(super) fn words_of(workplace: Workplace) -> &'static str {
    WORKPLACES
        .iter()
        .find(|(other, _, _)| *other == workplace)
        .map_or("", |(_, words, _)| words)
}

/// Whether a short text says by a word that it is project work.
pub(super) fn is_project(text: &str) -> bool {
    let folded = fold(text);
    let words: Vec<&str> = folded
        .split(|letter: char| !letter.is_alphanumeric())
        .collect();
    let denied = words
        .iter()
        .any(|word| matches!(*word, "no" | "keine" | "kein"));
    let alone = PROJECT_WORDS.contains(&folded.trim());
    // A contract data engineer works on a project; a contract manager has a job.
    let first = matches!(words.as_slice(), ["contract", next, _, ..] if !is_role_word(next))
        && looks_like_role(text);
    alone || first || (!denied && words.iter().any(|word| PROJECT_MARKS.contains(word)))
}

/// Whether a part between separators says nothing but that it is project work.
pub(super) fn is_only_project(text: &str) -> bool {
    PROJECT_WORDS.contains(&fold(text).trim())
}

/// Whether brackets hold one of the notes that postings carry by law: “m/f/d”.
pub(super) fn is_gender_note(text: &str) -> bool {
    let mut parts = text
        .split(['/', '|', '*', ' ', ','])
        .filter(|part| !part.is_empty())
        .peekable();
    parts.peek().is_some()
        && parts.all(|part| {
            matches!(
                part.to_lowercase().as_str(),
                "m" | "f" | "w" | "d" | "x" | "h" | "i" | "all" | "alle" | "genders" | "gn" | "div"
            )
        })
}

/// The board a host belongs to, or nothing.
pub(super) fn board_of(host: &str) -> &'static str {
    BOARDS
        .iter()
        .find(|(part, _)| {
            host.match_indices(part)
                .any(|(at, _)| at == 0 || host[..at].ends_with('.'))
        })
        .map_or("", |(_, name)| name)
}

/// The board a part between separators names: “LinkedIn”, “Indeed.com”.
pub(super) fn board_named(part: &str) -> &'static str {
    let name = part.trim_end_matches(".com").trim_end_matches(".de");
    BOARDS
        .iter()
        .find(|(_, board)| board.eq_ignore_ascii_case(name))
        .map_or("", |(_, board)| board)
}
