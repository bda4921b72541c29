//! What to take into a round, computed from everything noted before it. Nothing here is stored but
//! what the person chose.

mod people;
mod posting;
mod stories;
#[cfg(test)]
mod tests;

use crate::journal::Journal;
use crate::method;
use crate::model::event::{Event, EventKind};
use crate::model::preparation::Preparation;
use crate::model::review::{Learning, LearningKind};
use crate::model::stage::FINAL;
use crate::state::record::RecordKind;
use crate::values::date::Date;
use crate::values::id::RecordId;
use crate::values::text::{fold, same_company};

pub use people::{EarlierNote, PersonThere};
pub use stories::{StoryLine, Told, told_to};

/// How many learnings are shown besides the focus.
const MOST_LEARNINGS: usize = 5;

/// The titles of the notes that older builds made of an answer to the question about worries.
const TITLES_OF_WORRIES: [&str; 2] = [
    "What keeps this team awake",
    "What keeps this team up at night",
];

/// A learning, by its id.
pub type LearningLine = (RecordId, String);

/// A round as it can be prepared.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Prepared {
    /// What the person chose and wrote.
    pub chosen: Preparation,
    /// The one thing to watch: the one chosen, else the newest.
    pub focus: Option<LearningLine>,
    /// What can be the focus, the newest first.
    pub focuses: Vec<LearningLine>,
    /// The stories, those to tell first.
    pub stories: Vec<StoryLine>,
    /// Questions of the person's own that worked, the newest first.
    pub questions: Vec<String>,
    /// Whoever will be there.
    pub people: Vec<PersonThere>,
    /// Notes on earlier rounds there that name nobody.
    pub earlier: Vec<EarlierNote>,
    /// The company's worry, the newest first.
    pub worries: Vec<String>,
    /// Lines of the posting that ask for something no story covers yet.
    pub uncovered: Vec<String>,
    /// What else was learned, the newest first.
    pub learned: Vec<String>,
}

impl Prepared {
    /// A round of an opportunity; none where there is no such round.
    #[must_use]
    pub fn of(journal: &Journal, opportunity: RecordId, round: RecordId) -> Option<Self> {
        let event = journal.round(opportunity, round)?;
        let chosen = journal.preparations().get(Preparation::id(round));
        let chosen = chosen.cloned().unwrap_or_default();
        let focuses = focuses(journal);
        let focus = focus_of(journal, round);
        let is_focus = |id| focus.as_ref().is_some_and(|(focus, _)| *focus == id);
        let learned = focuses.iter().filter(|(id, _)| !is_focus(*id));
        Some(Self {
            learned: learned
                .take(MOST_LEARNINGS)
                .map(|(_, text)| text.clone())
                .collect(),
            stories: stories::lines(journal, round, event, &chosen),
            questions: of_kind(journal, &[LearningKind::Question])
                .into_iter()
                .map(|(_, text)| text)
                .collect(),
            people: people::there(journal, round, event),
            earlier: people::earlier_rounds(journal, opportunity, round, event),
            worries: worries(journal, opportunity),
            uncovered: posting::uncovered(journal, opportunity),
            focus,
            focuses,
            chosen,
        })
    }

    /// Whether something of the person's own comes back here.
    #[must_use]
    pub fn has_something(&self) -> bool {
        let has_notes = self.people.iter().any(|person| !person.notes.is_empty());
        self.focus.is_some()
            || has_notes
            || !self.stories.is_empty()
            || !self.questions.is_empty()
            || !self.earlier.is_empty()
            || !self.worries.is_empty()
            || !self.chosen.questions.trim().is_empty()
    }
}

/// “If they say no, I will …”, as it was written last before a round of an opportunity.
#[must_use]
pub fn if_no_of(journal: &Journal, opportunity: RecordId) -> Option<String> {
    let chosen = journal.preparations().of(opportunity);
    let written = chosen.filter(|(_, chosen)| !chosen.if_no.trim().is_empty());
    let lines = written.map(|(id, chosen)| (id, chosen.if_no.trim().to_owned()));
    let newest = journal.newest_first(&RecordKind::Preparation, lines.collect());
    newest.into_iter().next().map(|(_, text)| text)
}

/// Whether a round may be the last: the opportunity is that far, or the round is called so.
#[must_use]
pub fn is_final(journal: &Journal, event: &Event) -> bool {
    let standing = event.opportunity.and_then(|id| journal.standing_of(id));
    let is_far = standing.is_some_and(|standing| {
        journal.stages().rank(&standing.stage) >= journal.stages().rank(FINAL)
    });
    let title = fold(&event.title);
    is_far
        || title
            .split_whitespace()
            .any(|word| matches!(word, "final" | "last"))
}

/// The one thing to watch in a round: the one chosen, even if ticked off since, else the newest to
/// focus on, else the newest of all.
#[must_use]
pub fn focus_of(journal: &Journal, round: RecordId) -> Option<LearningLine> {
    let chosen = journal.preparations().get(Preparation::id(round));
    let chosen = chosen.and_then(|chosen| {
        let id = chosen.focus?;
        Some((id, journal.learnings().get(id)?.words().to_owned()))
    });
    chosen
        .or_else(|| of_kind(journal, &[LearningKind::Focus]).into_iter().next())
        .or_else(|| focuses(journal).into_iter().next())
}

/// What can be a focus, the newest first.
fn focuses(journal: &Journal) -> Vec<LearningLine> {
    let kinds = [
        LearningKind::Focus,
        LearningKind::Improve,
        LearningKind::Keep,
    ];
    of_kind(journal, &kinds)
}

/// Open learnings of these kinds, the newest first.
fn of_kind(journal: &Journal, kinds: &[LearningKind]) -> Vec<LearningLine> {
    let is_open = |learning: &Learning| {
        kinds.contains(&learning.kind)
            && learning.done_on.is_none()
            && !learning.text.trim().is_empty()
    };
    let open = journal.learnings().iter();
    let open = open.filter(|(_, learning)| is_open(learning));
    let lines = open.map(|(id, learning)| (id, learning.words().trim().to_owned()));
    journal.newest_first(&RecordKind::Learning, lines.collect())
}

/// What the company is said to worry about: answers of reviews at the same company, and notes made
/// of them, each once, the newest first.
#[must_use]
pub fn worries(journal: &Journal, opportunity: RecordId) -> Vec<String> {
    let company_of = |id| journal.opportunities().get(id).map(|about| &about.company);
    let here = company_of(opportunity);
    let is_same = |id: RecordId| {
        let both = company_of(id).zip(here);
        id == opportunity || both.is_some_and(|(one, other)| same_company(one, other))
    };
    let opportunities: Vec<RecordId> = journal
        .opportunities()
        .ids()
        .filter(|id| is_same(*id))
        .collect();
    let answers = opportunities.iter().flat_map(|id| {
        let comebacks = journal.comebacks().of(*id);
        comebacks.filter_map(|(id, _)| journal.answer(id, "worries"))
    });
    let answers = answers.map(|(id, answer)| (id, answer.text.trim().to_owned()));
    let mut lines = journal.newest_first(&RecordKind::Answer, answers.collect());
    let is_worry = |title: &str| {
        TITLES_OF_WORRIES.contains(&title)
            || method::question("worries").is_some_and(|question| question.title == title)
    };
    let notes = opportunities.iter().flat_map(|id| journal.events().of(*id));
    let notes = notes.filter(|(_, event)| event.what == EventKind::Note && is_worry(&event.title));
    let notes = notes.map(|(id, event)| (id, event.notes.trim().to_owned()));
    lines.extend(journal.newest_first(&RecordKind::Event, notes.collect()));
    let mut worries: Vec<String> = Vec::new();
    for (_, text) in lines {
        if !text.is_empty() && !worries.contains(&text) {
            worries.push(text);
        }
    }
    worries
}

/// When an event was, to tell which of two came first.
const fn day_of(event: &Event) -> (Option<Date>, Option<u32>) {
    (event.on, event.at)
}
