//! What a posting asks for that no story covers yet. A modest comparison of words: a line counts as
//! covered as soon as one story shares two of its words, or half of them.

use crate::journal::Journal;
use crate::values::id::RecordId;
use crate::values::text::fold;

/// How many lines are shown at most.
const MOST_LINES: usize = 5;

/// The longest line that is a demand and not a paragraph, in characters.
const LONGEST_LINE: usize = 200;

/// Words are compared by their first letters, so that "planning" is near "planned".
const STEM: usize = 5;

/// Begins a part of a posting that asks for something, folded.
const ASKING: [&str; 20] = [
    "requirement",
    "you bring",
    "you have",
    "you are",
    "you will need",
    "you ll need",
    "we look for",
    "looking for",
    "your profile",
    "about you",
    "who you",
    "qualification",
    "must have",
    "skills",
    "experience",
    "nice to have",
    "what we need",
    "anforderung",
    "dein profil",
    "ihr profil",
];

/// Begins a part that does not, folded.
const OTHER: [&str; 13] = [
    "offer",
    "benefit",
    "about us",
    "about the",
    "responsib",
    "tasks",
    "what you get",
    "how to apply",
    "apply",
    "location",
    "salary",
    "wir bieten",
    "aufgaben",
];

/// Demands that no story answers: papers, permits, places.
const NO_STORY: [&str; 12] = [
    "degree",
    "diploma",
    "bachelor",
    "master",
    "certif",
    "visa",
    "permit",
    "licen",
    "citizen",
    "salary",
    "abschluss",
    "studium",
];

/// Words that are in every line, folded, by their first letters.
const COMMON: [&str; 44] = [
    "and", "the", "with", "for", "you", "your", "our", "are", "have", "has", "from", "that",
    "this", "will", "work", "exper", "years", "year", "skill", "stron", "good", "great", "excel",
    "solid", "prove", "abili", "able", "under", "knowl", "famil", "team", "teams", "inclu",
    "least", "prefe", "requi", "ideal", "such", "both", "other", "und", "mit", "oder", "sowie",
];

/// Lines that ask for something no story covers, in the order of the posting.
pub(super) fn uncovered(journal: &Journal, opportunity: RecordId) -> Vec<String> {
    let Some(about) = journal.opportunities().get(opportunity) else {
        return Vec::new();
    };
    let stories: Vec<Vec<String>> = journal
        .stories()
        .iter()
        .filter(|(_, story)| story.retired_on.is_none())
        .map(|(_, story)| {
            let texts = [
                &story.answers,
                &story.title,
                &story.result,
                &story.did,
                &story.situation,
            ];
            stems(&texts.map(String::as_str).join(" "))
        })
        .collect();
    let covers = |demand: &[String], story: &Vec<String>| {
        let shared = demand.iter().filter(|word| story.contains(word)).count();
        shared >= 2 || shared * 2 >= demand.len()
    };
    let open = demands(&about.notes).into_iter().filter(|line| {
        let demand = stems(line);
        !demand.is_empty() && !stories.iter().any(|story| covers(&demand, story))
    });
    open.take(MOST_LINES).collect()
}

/// The lines of a posting that ask for something: the list below a heading that says so.
fn demands(posting: &str) -> Vec<String> {
    let mut demands = Vec::new();
    let mut is_asking = false;
    for line in posting.lines() {
        let line = line.trim();
        let text = line.trim_start_matches(|letter: char| "-–—*•·▪◦‣●○+✓✔ \t".contains(letter));
        let is_item = text.len() < line.len();
        let folded = fold(text).replace(['’', '\''], " ");
        let says = |words: &[&str]| words.iter().any(|word| folded.contains(word));
        let is_heading = !is_item
            && !text.is_empty()
            && text.chars().count() <= 60
            && !text.ends_with(['.', ',', ';']);
        if is_heading && (says(&ASKING) || says(&OTHER) || text.ends_with(':')) {
            is_asking = says(&ASKING) && !says(&OTHER);
        } else if is_asking && is_item && text.chars().count() <= LONGEST_LINE && !says(&NO_STORY) {
            demands.push(text.trim_end_matches([',', ';', '.']).to_owned());
        }
    }
    demands
}

/// The words that tell a line apart, folded and cut to their first letters, each once.
fn stems(text: &str) -> Vec<String> {
    let folded = fold(text);
    let mut stems: Vec<String> = Vec::new();
    for word in folded.split(|letter: char| !letter.is_alphanumeric()) {
        let stem: String = word.chars().take(STEM).collect();
        let says_something = stem.chars().count() >= 3
            && !stem.chars().all(|letter| letter.is_ascii_digit())
            && !COMMON.contains(&stem.as_str());
        if says_something && !stems.contains(&stem) {
            stems.push(stem);
        }
    }
    stems
}
