//! The small phrases drafts are built of, each whole when its fact is missing.

use super::facts::{DraftFacts, Parting, clean};

/// The gap for their concerns: to be worded as one would say it to them.
pub(crate) const CARES_GAP: &str = "[what they care about]";

/// The gap for what landed with them.
pub(crate) const LANDED_GAP: &str = "[what you talked about]";

/// The gap for what was promised.
pub(crate) const PROMISED_GAP: &str = "[what you promised]";

/// The gap for what is to be read, where it is too long for a message.
pub(crate) const ATTACH_GAP: &str = "[paste or attach it]";

/// The gap for what changed.
pub(super) const CHANGED_GAP: &str = "[what you changed]";

/// The facts, cleaned, as phrases that fit into a sentence.
pub(super) struct Phrases {
    /// "the Designer role at Acme", or as much of it as is known.
    role: String,
    is_project: bool,
    workplace: String,
    team: String,
    /// Whether something was noted; the note itself is private.
    has_cares: bool,
    has_landed: bool,
    has_promised: bool,
    /// A sentence, or empty.
    learned: String,
    problem: String,
    result: String,
    terms: String,
    /// The address of something to read, or empty.
    link: String,
    /// The promise to keep, or empty.
    promise: String,
    /// The questions, a line each, or empty.
    questions: String,
    to_read: String,
    changed: String,
    parting: Parting,
}

impl Phrases {
    pub(super) fn of(facts: &DraftFacts) -> Self {
        let (company, workplace) = (company(&facts.company), company(&facts.workplace));
        let is_noted = |note: &String| !note.trim().is_empty();
        Self {
            role: about(&clean(&facts.role), &company, facts.is_project),
            is_project: facts.is_project,
            team: team(if workplace.is_empty() {
                &company
            } else {
                &workplace
            }),
            workplace,
            has_cares: is_noted(&facts.cares),
            has_landed: is_noted(&facts.landed),
            has_promised: is_noted(&facts.to_send),
            learned: ends_as_sentence(&clean(&facts.learned)),
            problem: ends_as_sentence(&clean(&facts.problem)),
            result: ends_as_sentence(&clean(&facts.result)),
            terms: terms(&clean(&facts.duration), &clean(&facts.price)),
            link: clean(&facts.link),
            promise: ends_as_sentence(&clean(&facts.promise)),
            questions: numbered(&facts.questions),
            to_read: facts.to_read.trim().to_owned(),
            changed: ends_as_sentence(&clean(&facts.changed)),
            parting: facts.parting,
        }
    }

    /// A text with its fields filled in; none where it turns on a fact that is missing.
    pub(super) fn fill(&self, text: &str) -> Option<String> {
        let mut filled = String::with_capacity(text.len());
        let mut rest = text;
        while let Some((before, (field, after))) = rest
            .split_once('{')
            .and_then(|(before, field)| Some((before, field.split_once('}')?)))
        {
            filled.push_str(before);
            filled.push_str(&self.value(field)?);
            rest = after;
        }
        filled.push_str(rest);
        Some(filled)
    }

    fn value(&self, field: &str) -> Option<String> {
        let lead = |known: &str| {
            if known.is_empty() {
                String::new()
            } else {
                format!(" {field} {known}")
            }
        };
        let noted = |known: &String| (!known.is_empty()).then(|| known.clone());
        match field {
            "about" | "for" => Some(lead(&self.role)),
            // Nobody has spoken of a project that is only offered now.
            "met" if self.is_project => Some(String::new()),
            "met" => self.value("about"),
            "application" => {
                let what = if self.is_project { "offer" } else { "application" };
                Some(format!("my {what}{}", self.value("for")?))
            }
            // What is taken back is named once, by the sentence that says why.
            "accepted" if self.parting == Parting::Accepted => self.value("application"),
            "withdrawn" if self.parting == Parting::Withdrawing => self.value("application"),
            "declined" if self.parting == Parting::Declining => Some(match &*self.role {
                "" => "this role".to_owned(),
                role => role.to_owned(),
            }),
            "at" => Some(lead(&self.workplace)),
            "team" => Some(self.team.clone()),
            "cares" => self.has_cares.then(|| CARES_GAP.into()),
            "landed" => self.has_landed.then(|| LANDED_GAP.into()),
            "promised" => self.has_promised.then(|| PROMISED_GAP.into()),
            "learned" => noted(&self.learned),
            "role" if self.role.is_empty() => Some("a new role".into()),
            "role" => noted(&self.role),
            "problem" => noted(&self.problem),
            "terms" => noted(&self.terms).or_else(|| {
                let fair = "I could take it on as a small project with a clear result, a fixed end and a fair price.";
                Some(fair.into())
            }),
            "idea" => noted(&self.result).or_else(|| noted(&self.learned)).or_else(|| Some("[your idea]".into())),
            "wish" => noted(&self.learned).or_else(|| Some("Wishing you a good break.".into())),
            "found" => Some(if self.promise.is_empty() {
                "I came across something and thought of our conversation".into()
            } else {
                "Here is what I promised to send you after our conversation".into()
            }),
            "asks" => noted(&self.questions).or_else(|| Some(
                "What is one thing that convinces you? And one thing you would change first?".into(),
            )),
            "reasons" => noted(&self.questions).or_else(|| Some(
                "What was the main thing that decided it? And what is one thing for me to keep doing?".into(),
            )),
            "look" => noted(&self.to_read),
            "changed" => noted(&self.changed).or_else(|| Some(CHANGED_GAP.into())),
            "thing" if !self.promise.is_empty() => {
                Some(with_link(format!("{} {}", self.promise, self.link), " "))
            }
            "thing" => Some(format!("Here it is:\n{}", with_link(self.link.clone(), ""))),
            _ => None,
        }
    }
}

/// A company as it stands in a sentence: the full stop of "Inc." would meet the one at the end.
fn company(name: &str) -> String {
    let mut name = clean(name);
    if name.ends_with('.') {
        name.pop();
    }
    name
}

/// "the Designer role at Acme", or as much of it as is known; of a project, "the Route planning
/// project at Acme".
fn about(role: &str, company: &str, is_project: bool) -> String {
    let word = if is_project { "project" } else { "role" };
    match (role.is_empty(), company.is_empty()) {
        (true, true) => String::new(),
        (true, false) => format!("the {word} at {company}"),
        (false, true) => format!("the {role} {word}"),
        (false, false) => format!("the {role} {word} at {company}"),
    }
}

/// "Time: two weeks. Price: 4,000 euros.", or what is known of it.
fn terms(duration: &str, price: &str) -> String {
    let named = |name: &str, value: &str| {
        let value = ends_as_sentence(value);
        (!value.is_empty()).then(|| format!("{name}: {value}"))
    };
    let known = [named("Time", duration), named("Price", price)];
    known.into_iter().flatten().collect::<Vec<_>>().join(" ")
}

/// Questions with their numbers, a line each; one alone needs none.
fn numbered(questions: &[String]) -> String {
    let questions: Vec<String> = questions.iter().map(|question| clean(question)).collect();
    let mut questions = questions.iter().filter(|question| !question.is_empty());
    match (questions.next(), questions.clone().next()) {
        (Some(only), None) => only.clone(),
        (first, _) => {
            let all = first.into_iter().chain(questions).enumerate();
            let lines = all.map(|(at, question)| format!("{}. {question}", at + 1));
            lines.collect::<Vec<_>>().join("\n")
        }
    }
}

/// "the team at Acme" or "the team".
fn team(company: &str) -> String {
    if company.is_empty() {
        "the team".to_owned()
    } else {
        format!("the team at {company}")
    }
}

/// What is to be sent, with a place for the link where it has none.
fn with_link(thing: String, apart: &str) -> String {
    let mut thing = thing.trim_end().to_owned();
    if !thing.contains("://") && !thing.contains("www.") {
        if !thing.is_empty() {
            thing.push_str(apart);
        }
        thing.push_str("[link]");
    }
    thing
}

/// The text with a full stop where it has no end of its own; nothing stays nothing, and a link must not gain one.
fn ends_as_sentence(text: &str) -> String {
    let ended = text
        .chars()
        .last()
        .is_none_or(|last| matches!(last, '.' | '?' | '!' | '…' | '。' | '？' | '！' | '؟'));
    let ends_in_link = text
        .rsplit(' ')
        .next()
        .is_some_and(|word| word.contains("://"));
    if ended || ends_in_link {
        text.to_owned()
    } else {
        format!("{text}.")
    }
}

/// Our own words as one says them to someone liked.
pub(super) fn contracted(text: &str) -> String {
    [
        ("I am ", "I’m "),
        ("I have not ", "I haven’t "),
        ("I have ", "I’ve "),
        ("I would ", "I’d "),
        ("I will ", "I’ll "),
        ("It has been ", "It’s been "),
    ]
    .iter()
    .fold(text.to_owned(), |text, (long, short)| {
        text.replace(long, short)
    })
}
