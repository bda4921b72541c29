//! The page as plain data: its sections in their one order, each with what is open and what is
//! settled, and how much of it is drawn. Two hundred entries are as light as twenty.

use std::cmp::Reverse;

use domain::journal::Journal;
use domain::model::experiment::Experiment;
use domain::model::review::LearningKind;
use domain::state::record::RecordKind;
use domain::values::date::Date;
use domain::values::id::RecordId;
use domain::values::sort::sort_by_key;

use crate::actions::experiments::{name_of as name_of_experiment, status_words};
use crate::actions::landed::{QUESTIONS, answers_of, asked_on, has_answers, is_landed};
use crate::actions::opportunities::name_of;
use crate::actions::touches::name_of_person;

/// How many entries of a section are drawn before “Show more”.
pub(super) const FIRST_SHOWN: usize = 6;

/// How many more each “Show more” draws.
const MORE_SHOWN: usize = 25;

/// The contents of a section.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Contents {
    Learnings(LearningKind),
    Stories,
    Experiments,
    Notes,
    Landed,
}

/// A section, before it is filled.
pub(super) struct Section {
    /// Its anchor, and the beginning of its ids.
    pub(super) name: &'static str,
    pub(super) title: &'static str,
    pub(super) contents: Contents,
    /// The heading of what is settled.
    pub(super) settled: &'static str,
}

const fn section(
    name: &'static str,
    title: &'static str,
    contents: Contents,
    settled: &'static str,
) -> Section {
    Section {
        name,
        title,
        contents,
        settled,
    }
}

/// Every section: first what the next interview needs, then what is being tried, what is new, and
/// what others said.
pub(super) static SECTIONS: [Section; 9] = [
    section(
        "focus",
        "Focus for the next interview",
        Contents::Learnings(LearningKind::Focus),
        "Ticked off",
    ),
    section(
        "keep",
        "Worked: keep doing it",
        Contents::Learnings(LearningKind::Keep),
        "Ticked off",
    ),
    section(
        "examples",
        "Examples to tell",
        Contents::Stories,
        "Set aside",
    ),
    section(
        "questions",
        "Questions that worked",
        Contents::Learnings(LearningKind::Question),
        "Ticked off",
    ),
    section(
        "improve",
        "To do differently",
        Contents::Learnings(LearningKind::Improve),
        "Ticked off",
    ),
    section(
        "plans",
        "Plans",
        Contents::Learnings(LearningKind::Plan),
        "Ticked off",
    ),
    section(
        "experiments",
        "Experiments",
        Contents::Experiments,
        "Decided",
    ),
    section("notes", "Staying current", Contents::Notes, "Set aside"),
    section("landed", "From people who landed", Contents::Landed, ""),
];

/// One entry, ready to show.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Row {
    pub(super) id: RecordId,
    pub(super) text: String,
    /// Where it leads; empty where it is no link.
    pub(super) address: String,
    /// What else there is to say, each line with its name.
    pub(super) lines: Vec<(&'static str, String)>,
    /// Where it is from, or how it stands.
    pub(super) origin: String,
    /// Ticked off, decided, or set aside.
    pub(super) is_settled: bool,
}

/// The entries of a section.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Entries {
    /// The open ones, in the order of the page.
    pub(super) open: Vec<Row>,
    pub(super) settled: Vec<Row>,
}

impl Entries {
    /// The entries of a section of a journal.
    pub(super) fn of(journal: &Journal, contents: Contents, today: Date) -> Self {
        let rows = match contents {
            Contents::Learnings(kind) => learnings(journal, kind),
            Contents::Stories => stories(journal),
            Contents::Experiments => experiments(journal, today),
            Contents::Notes => notes(journal),
            Contents::Landed => landed(journal, today),
        };
        let (settled, open) = rows.into_iter().partition(|row| row.is_settled);
        Self { open, settled }
    }

    pub(super) const fn len(&self) -> usize {
        self.open.len() + self.settled.len()
    }

    /// Whether there are so few that the settled ones need not be folded away.
    pub(super) const fn is_short(&self) -> bool {
        self.len() <= FIRST_SHOWN
    }
}

impl Row {
    /// What it is drawn again for. A note's words follow by themselves, as somebody may be editing
    /// them.
    pub(super) fn key(&self, contents: Contents) -> (RecordId, bool, String) {
        let Self {
            text,
            lines,
            origin,
            ..
        } = self;
        let words = match contents {
            Contents::Notes => String::new(),
            _ => format!("{text}\n{origin}\n{lines:?}"),
        };
        (self.id, self.is_settled, words)
    }
}

/// How many are drawn after one more “Show more”.
pub(super) const fn shown_after(shown: usize) -> usize {
    shown + MORE_SHOWN
}

/// The words of “Show more”; `None` where everything is drawn.
pub(super) fn more_words(count: usize, shown: usize) -> Option<String> {
    let hidden = count.checked_sub(shown).filter(|hidden| *hidden > 0)?;
    Some(if hidden <= MORE_SHOWN {
        format!("Show {hidden} more")
    } else {
        format!("Show {MORE_SHOWN} more of {hidden}")
    })
}

fn origin(journal: &Journal, opportunity: Option<RecordId>) -> String {
    opportunity.map_or_else(String::new, |opportunity| name_of(journal, opportunity))
}

/// The learnings of a kind, the latest on top.
fn learnings(journal: &Journal, kind: LearningKind) -> Vec<Row> {
    let learnings = journal.learnings().iter();
    let mut rows: Vec<Row> = learnings
        .filter(|(_, learning)| learning.kind == kind)
        .map(|(id, learning)| Row {
            id,
            text: learning.words().to_owned(),
            address: String::new(),
            lines: Vec::new(),
            origin: origin(journal, learning.opportunity),
            is_settled: learning.done_on.is_some(),
        })
        .collect();
    sort_by_key(&mut rows, |row| Reverse(row.id));
    rows
}

/// The stories, each a way to its page, the latest on top.
fn stories(journal: &Journal) -> Vec<Row> {
    let stories = journal.stories().iter();
    let mut rows: Vec<Row> = stories
        .map(|(id, story)| Row {
            id,
            text: match story.name() {
                "" => "A story without words yet".to_owned(),
                name => name.to_owned(),
            },
            address: format!("/stories/{id}"),
            lines: Vec::new(),
            origin: origin(journal, story.opportunity),
            is_settled: story.retired_on.is_some(),
        })
        .collect();
    sort_by_key(&mut rows, |row| Reverse(row.id));
    rows
}

/// The experiments: those that are over and wait for a word, then those that end first, then what
/// was decided last.
fn experiments(journal: &Journal, today: Date) -> Vec<Row> {
    let experiments = journal.experiments().iter();
    let mut kept: Vec<(RecordId, &Experiment)> = experiments.collect();
    sort_by_key(&mut kept, |(id, experiment)| {
        let is_endless = experiment.until.is_none();
        (is_endless, experiment.until, *id)
    });
    sort_by_key(&mut kept, |(_, experiment)| {
        Reverse(
            experiment
                .decided_on
                .filter(|_| experiment.outcome.is_some()),
        )
    });
    let rows = kept.into_iter().map(|(id, experiment)| Row {
        id,
        text: name_of_experiment(experiment).to_owned(),
        address: format!("/experiments/{id}"),
        lines: said("Brought", &experiment.brought),
        origin: status_words(experiment, today),
        is_settled: experiment.outcome.is_some(),
    });
    rows.collect()
}

/// The learning notes, the latest on top.
fn notes(journal: &Journal) -> Vec<Row> {
    let notes = journal.learning_notes().iter().collect();
    let notes = journal.newest_first(&RecordKind::LearningNote, notes);
    let rows = notes.into_iter().map(|(id, note)| Row {
        id,
        text: note.text.clone(),
        address: String::new(),
        lines: said("Good for", &note.good_for),
        origin: String::new(),
        is_settled: note.set_aside_on.is_some(),
    });
    rows.collect()
}

/// People who landed: those who answered, the latest first, then those still to ask.
fn landed(journal: &Journal, today: Date) -> Vec<Row> {
    let people = journal.people().iter();
    let mut rows: Vec<(Option<Date>, Row)> = people
        .filter_map(|(id, person)| {
            let mut answers = answers_of(journal, id);
            let has_answers = has_answers(&answers);
            // Someone who is left in peace is not to be asked.
            if !has_answers && (!is_landed(person) || person.at_rest) {
                return None;
            }
            let lines = QUESTIONS.iter().flat_map(|question| {
                said(question.short, (question.answer)(&mut answers).as_str())
            });
            let row = Row {
                id,
                text: name_of_person(journal, id),
                address: format!("/people/{id}#landed"),
                lines: lines.collect(),
                origin: match asked_on(journal, id) {
                    _ if has_answers => String::new(),
                    Some(on) => format!("Asked {}", on.relative(today)),
                    None => "Not asked yet".to_owned(),
                },
                is_settled: false,
            };
            Some((answers.answered_on, row))
        })
        .collect();
    sort_by_key(&mut rows, |(answered_on, row)| {
        (Reverse(*answered_on), Reverse(row.id))
    });
    rows.into_iter().map(|(_, row)| row).collect()
}

/// A line with its name, where there is anything to say.
fn said(name: &'static str, text: &str) -> Vec<(&'static str, String)> {
    let text = text.trim();
    if text.is_empty() {
        return Vec::new();
    }
    vec![(name, text.to_owned())]
}

#[cfg(test)]
mod tests;
