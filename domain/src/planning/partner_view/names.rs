//! Names that must not be in a shared text: people, always; companies, unless they were chosen.

use std::collections::BTreeMap;

use super::clipped;
use crate::journal::Journal;
use crate::values::text::{core_of_name, fold};

/// Shorter parts of a name are words of a language more often than someone’s name.
const SHORTEST_PART: usize = 3;

/// Shorter beginnings of a company’s name (“The”, “New”) say too little to give it away.
const SHORTEST_BEGINNING: usize = 4;

/// All names to take out, by the first word of each, folded.
pub(super) struct Names {
    by_first_word: BTreeMap<String, Vec<Name>>,
    /// Names in scripts that write words without spaces: they are looked for anywhere.
    unspaced: Vec<(String, &'static str)>,
    shows_companies: bool,
}

struct Name {
    /// Its words, folded.
    words: Vec<String>,
    /// As it was written, where it is a single word: that may be one of the language, too.
    single: Option<String>,
    instead: &'static str,
}

impl Names {
    /// The names of a search. `shows_companies` leaves those of companies in.
    pub(super) fn of(journal: &Journal, shows_companies: bool) -> Self {
        let mut names = Self {
            by_first_word: BTreeMap::new(),
            unspaced: Vec::new(),
            shows_companies,
        };
        for (_, person) in journal.people().iter() {
            names.add(words(&person.name), "someone");
            for (_, part) in word_spans(&person.name) {
                if part.chars().count() >= SHORTEST_PART {
                    names.add(vec![part], "someone");
                }
            }
            names.add_unspaced(&person.name, "someone");
            if !shows_companies {
                names.add_company(&person.company);
            }
        }
        if !shows_companies {
            for (_, opportunity) in journal.opportunities().iter() {
                names.add_company(&opportunity.company);
            }
        }
        names
    }

    /// Whether companies may be named.
    pub(super) const fn shows_companies(&self) -> bool {
        self.shows_companies
    }

    /// A text as it may be shared: without these names, on one line, and short.
    pub(super) fn shared(&self, text: &str) -> String {
        clipped(&self.without_names(text))
    }

    fn add_company(&mut self, company: &str) {
        let core = core_of_name(company);
        let (all, cased) = (words(company), word_spans(company));
        // A name of one word beside its legal form keeps its own spelling.
        match (core.as_slice(), cased.first()) {
            ([_], Some((_, first))) => self.add(vec![first], "a company"),
            _ => self.add(core.iter().map(String::as_str).collect(), "a company"),
        }
        // As people call it: “Saltmarsh” for Saltmarsh Systems.
        if let [(_, first), _, ..] = cased.as_slice()
            && first.chars().count() >= SHORTEST_BEGINNING
            && !first.starts_with(char::is_lowercase)
        {
            self.add(vec![first], "a company");
        }
        self.add(all, "a company");
        self.add_unspaced(company, "a company");
    }

    fn add(&mut self, words: Vec<&str>, instead: &'static str) {
        let Some(first) = words.first() else {
            return;
        };
        let name = Name {
            words: words.iter().map(|word| fold(word)).collect(),
            single: (words.len() == 1).then(|| (*first).to_owned()),
            instead,
        };
        let same_first = self.by_first_word.entry(fold(first)).or_default();
        if same_first.iter().all(|other| other.words != name.words) {
            same_first.push(name);
        }
    }

    fn add_unspaced(&mut self, name: &str, instead: &'static str) {
        let is_caseless = |letter: char| {
            letter.is_alphabetic() && !letter.is_lowercase() && !letter.is_uppercase()
        };
        let name = name.trim();
        if name.chars().any(is_caseless) {
            self.unspaced.push((name.to_owned(), instead));
        }
    }

    fn without_names(&self, text: &str) -> String {
        let mut text = text.to_owned();
        for (name, instead) in &self.unspaced {
            if text.contains(name) {
                text = text.replace(name, instead);
            }
        }
        let spans = word_spans(&text);
        let (mut shared, mut copied, mut at) = (String::with_capacity(text.len()), 0, 0);
        while at < spans.len() {
            let Some(name) = self.longest_at(&spans[at..]) else {
                at += 1;
                continue;
            };
            let (begin, _) = spans[at];
            let (last, word) = spans[at + name.words.len() - 1];
            shared.push_str(&text[copied..begin]);
            shared.push_str(name.instead);
            copied = last + word.len();
            at += name.words.len();
        }
        shared.push_str(&text[copied..]);
        shared
    }

    /// The longest name that begins with the first of these words.
    fn longest_at(&self, spans: &[(usize, &str)]) -> Option<&Name> {
        let names = self.by_first_word.get(&fold(spans.first()?.1))?;
        let is_here = |name: &&Name| match &name.single {
            Some(written) => is_name_here(written, spans[0].1),
            None => {
                let words = spans.iter().map(|(_, word)| fold(word));
                spans.len() >= name.words.len() && words.zip(&name.words).all(|(a, b)| a == *b)
            }
        };
        names
            .iter()
            .filter(is_here)
            .max_by_key(|name| name.words.len())
    }
}

/// Whether a word is meant as a name: “Will” is one and “will” is not, unless it is written so.
fn is_name_here(written: &str, word: &str) -> bool {
    word == written
        || word
            .chars()
            .next()
            .is_some_and(|first| !first.is_lowercase())
}

fn words(text: &str) -> Vec<&str> {
    word_spans(text).into_iter().map(|(_, word)| word).collect()
}

/// The words of a text, each with where it begins.
fn word_spans(text: &str) -> Vec<(usize, &str)> {
    let mut spans = Vec::new();
    let mut begin = None;
    let ends = text.char_indices().chain([(text.len(), ' ')]);
    for (at, letter) in ends {
        match (begin, letter.is_alphanumeric()) {
            (None, true) => begin = Some(at),
            (Some(from), false) => {
                spans.push((from, &text[from..at]));
                begin = None;
            }
            _ => {}
        }
    }
    spans
}
