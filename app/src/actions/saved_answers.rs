//! Answers of a review saved for next time, whatever their mark: as something to keep doing, an
//! example, a question that worked, the focus, something to do differently.

use domain::journal::Journal;
use domain::method::{Mark, Question};
use domain::model::review::{Learning, LearningKind};
use domain::model::story::Story;
use domain::state::edit::Edit;
use domain::state::record::{RecordKey, RecordKind};
use domain::values::id::RecordId;

use super::comebacks::{focus_id, set_focus};
use super::reviews::ReviewQuestion;

/// The longest title of a story that is taken from an answer, in characters.
const LONGEST_TITLE: usize = 60;

/// What an answer can be saved as.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SaveAs {
    /// Something that worked and stays.
    Keep,
    /// A story to tell.
    Example,
    /// A question of one's own that brought something out.
    Question,
    /// The one thing to watch in the next interview.
    Focus,
    /// Something to do differently.
    Improve,
}

impl SaveAs {
    /// All of them, in the order they are offered.
    pub const ALL: [Self; 5] = [
        Self::Keep,
        Self::Example,
        Self::Question,
        Self::Focus,
        Self::Improve,
    ];

    /// The word on its button.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::Example => "Example",
            Self::Keep | Self::Question | Self::Focus | Self::Improve => self.kind().label(),
        }
    }

    /// What an answer is most often good for.
    #[must_use]
    pub fn suggested(question: &Question, mark: Option<Mark>) -> Self {
        match (question.id, mark) {
            (_, Some(Mark::Mixed | Mark::Missed)) => Self::Improve,
            ("improve", _) => Self::Focus,
            ("evidence", _) => Self::Example,
            ("questions", _) => Self::Question,
            _ => Self::Keep,
        }
    }

    const fn kind(self) -> LearningKind {
        match self {
            Self::Keep | Self::Example => LearningKind::Keep,
            Self::Question => LearningKind::Question,
            Self::Focus => LearningKind::Focus,
            Self::Improve => LearningKind::Improve,
        }
    }

    /// The record it is saved in.
    fn id(self, asked: ReviewQuestion<'_>) -> RecordId {
        match self {
            Self::Keep => asked.made_id("keep"),
            Self::Example => asked.made_id("story"),
            Self::Question => asked.made_id("question"),
            Self::Focus => focus_id(asked.comeback),
            Self::Improve => asked.made_id("improve"),
        }
    }
}

/// The story that an answer was saved as, if it was.
#[must_use]
pub fn story_of(journal: &Journal, asked: ReviewQuestion<'_>) -> Option<RecordId> {
    let id = SaveAs::Example.id(asked);
    journal.stories().get(id).map(|_| id)
}

/// Whether an answer with this text is saved as that. A story counts whatever became of its words.
#[must_use]
pub fn is_saved(journal: &Journal, asked: ReviewQuestion<'_>, save_as: SaveAs, text: &str) -> bool {
    if save_as == SaveAs::Example {
        return story_of(journal, asked).is_some();
    }
    // An older build gave its learnings ids of no cause.
    let mut learnings = journal.learnings().of(asked.opportunity);
    learnings
        .any(|(_, learning)| learning.kind == save_as.kind() && learning.text.trim() == text.trim())
}

/// Saves an answer; saved again, what was saved follows its words. A story is begun with them once.
#[must_use]
pub fn save(journal: &Journal, asked: ReviewQuestion<'_>, save_as: SaveAs, text: &str) -> Edit {
    let text = text.trim();
    let id = save_as.id(asked);
    match save_as {
        SaveAs::Focus => return set_focus(journal, asked.comeback, text),
        SaveAs::Example => return begin_story(journal, asked, id, text),
        SaveAs::Keep | SaveAs::Question | SaveAs::Improve => {}
    }
    let learning = Learning {
        opportunity: Some(asked.opportunity),
        comeback: Some(asked.comeback),
        question: asked.question.id.to_owned(),
        kind: save_as.kind(),
        text: text.to_owned(),
        ..Learning::default()
    };
    let held = journal.record(&RecordKey::new(RecordKind::Learning, id));
    Edit::new("Saved in Learned").put(held, id, &learning)
}

/// Takes back what an answer was saved as.
#[must_use]
pub fn take_back(
    journal: &Journal,
    asked: ReviewQuestion<'_>,
    save_as: SaveAs,
    text: &str,
) -> Edit {
    let edit = Edit::new("No longer saved");
    match save_as {
        SaveAs::Focus if journal.learnings().get(focus_id(asked.comeback)).is_some() => {
            edit.and(set_focus(journal, asked.comeback, ""))
        }
        SaveAs::Example => edit.remove(RecordKind::Story, save_as.id(asked)),
        _ => {
            let mut learnings = journal.learnings().of(asked.opportunity);
            let saved = learnings.find(|(_, learning)| {
                learning.kind == save_as.kind() && learning.text.trim() == text.trim()
            });
            saved.map_or(edit.clone(), |(id, _)| {
                edit.remove(RecordKind::Learning, id)
            })
        }
    }
}

fn begin_story(journal: &Journal, asked: ReviewQuestion<'_>, id: RecordId, text: &str) -> Edit {
    let edit = Edit::new("Saved with your stories");
    if journal.stories().get(id).is_some() {
        return edit;
    }
    let story = Story {
        title: title_of(text),
        situation: text.to_owned(),
        opportunity: Some(asked.opportunity),
        comeback: Some(asked.comeback),
        ..Story::default()
    };
    let held = journal.record(&RecordKey::new(RecordKind::Story, id));
    edit.put(held, id, &story)
}

/// The first words of an answer.
fn title_of(text: &str) -> String {
    let line = text.lines().next().unwrap_or_default().trim();
    if line.chars().count() <= LONGEST_TITLE {
        return line.trim_end_matches('.').to_owned();
    }
    let mut title = String::new();
    for word in line.split_whitespace() {
        if title.chars().count() + word.chars().count() >= LONGEST_TITLE {
            break;
        }
        if !title.is_empty() {
            title.push(' ');
        }
        title.push_str(word);
    }
    title + "…"
}

#[cfg(test)]
mod tests {
    use domain::method::{QUESTIONS, question};
    use domain::model::comeback::Comeback;

    use super::*;
    use crate::actions::testing::{NOON, apply, journal_after, record};

    const HALDEN: RecordId = RecordId::fixed(1);
    const NO: RecordId = RecordId::fixed(2);

    fn search() -> Journal {
        journal_after(&[record(NO, &Comeback::new(HALDEN, NOON))])
    }

    fn asked(id: &str) -> ReviewQuestion<'static> {
        ReviewQuestion {
            comeback: NO,
            opportunity: HALDEN,
            question: question(id).unwrap_or(&QUESTIONS[0]),
        }
    }

    #[test]
    fn an_answer_is_saved_once_as_each_thing_and_taken_back() {
        let asked = asked("communication");
        let mut journal = search();
        for save_as in SaveAs::ALL {
            assert!(!is_saved(&journal, asked, save_as, "Short answers"));
            let edit = save(&journal, asked, save_as, " Short answers ");
            journal = apply(&apply(&journal, &edit), &edit);
            assert!(is_saved(&journal, asked, save_as, "Short answers"));
            assert!(save(&journal, asked, save_as, "Short answers").is_empty());
        }
        assert_eq!((journal.learnings().len(), journal.stories().len()), (4, 1));
        for save_as in SaveAs::ALL {
            let edit = take_back(&journal, asked, save_as, "Short answers");
            journal = apply(&journal, &edit);
            assert!(!is_saved(&journal, asked, save_as, "Short answers"));
        }
        assert!(journal.learnings().is_empty() && journal.stories().is_empty());
    }

    #[test]
    fn what_was_saved_follows_the_answer_but_a_story_has_its_own_words() {
        let asked = asked("evidence");
        let mut journal = search();
        for text in ["Four days saved", "Five days saved"] {
            for save_as in [SaveAs::Keep, SaveAs::Example] {
                journal = apply(&journal, &save(&journal, asked, save_as, text));
            }
        }
        let kept: Vec<&str> = journal
            .learnings()
            .iter()
            .map(|(_, kept)| kept.text.as_str())
            .collect();
        assert_eq!(kept, ["Five days saved"]);
        let stories: Vec<&str> = journal
            .stories()
            .iter()
            .map(|(_, story)| story.name())
            .collect();
        assert_eq!(stories, ["Four days saved"]);
    }

    #[test]
    fn a_learning_of_november_2026_counts_as_saved() {
        let older = Learning {
            opportunity: Some(HALDEN),
            comeback: Some(NO),
            question: "skills".into(),
            kind: LearningKind::Improve,
            text: "I left out the team".into(),
            ..Learning::default()
        };
        let journal = apply(&search(), &record(RecordId::fixed(9), &older));
        let asked = asked("skills");
        assert!(is_saved(
            &journal,
            asked,
            SaveAs::Improve,
            "I left out the team"
        ));
        let edit = take_back(&journal, asked, SaveAs::Improve, "I left out the team");
        assert!(apply(&journal, &edit).learnings().is_empty());
    }

    #[test]
    fn what_an_answer_is_good_for_follows_from_question_and_mark() {
        let suggested = |id, mark| SaveAs::suggested(asked(id).question, mark);
        assert_eq!(suggested("evidence", None), SaveAs::Example);
        assert_eq!(suggested("evidence", Some(Mark::Missed)), SaveAs::Improve);
        assert_eq!(suggested("questions", Some(Mark::Worked)), SaveAs::Question);
        assert_eq!(suggested("improve", None), SaveAs::Focus);
        assert_eq!(suggested("rapport", Some(Mark::Worked)), SaveAs::Keep);
    }

    #[test]
    fn a_story_is_called_by_the_first_words() {
        assert_eq!(title_of("Four days saved.\nMore"), "Four days saved");
        let long = "word ".repeat(30);
        let title = title_of(&long);
        assert!(title.chars().count() <= LONGEST_TITLE + 1 && title.ends_with('…'));
    }
}
