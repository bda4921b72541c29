//! Answers of a review, and what is made of them: a focus, a request, a note, a project. Each is
//! made once: its id follows from the comeback and the question.

use domain::journal::Journal;
use domain::method::{self, Creates, Occasion, Question};
use domain::model::action::Action;
use domain::model::event::Event;
use domain::model::review::Answer;
use domain::state::edit::Edit;
use domain::state::record::{RecordKey, RecordKind};
use domain::values::id::RecordId;

use super::Moment;
use super::comebacks::{self, add_project, set_focus};
use super::opportunities::name_of;
use super::projects::project_of;

/// The question that is answered: in which comeback, about which opportunity.
#[derive(Clone, Copy)]
pub struct ReviewQuestion<'a> {
    /// The comeback whose review it is.
    pub comeback: RecordId,
    /// The opportunity that ended.
    pub opportunity: RecordId,
    /// The question.
    pub question: &'a Question,
}

impl ReviewQuestion<'_> {
    /// The id of what is made of the answer, for each kind of thing: the same on every device.
    pub(super) fn made_id(self, kind: &str) -> RecordId {
        let word = format!("review:{}:{kind}", self.question.id);
        RecordId::derived(&word, &[self.comeback], 0)
    }
}

/// Something that was made of an answer: what is said about it, and the page that shows it.
#[derive(Clone, Debug, PartialEq)]
pub struct Made {
    /// “Noted at Halden”.
    pub words: String,
    /// Its page.
    pub address: String,
}

/// Changes the answer with this id, or makes it. Nothing is made of an empty one. A project that
/// was made of it follows.
#[must_use]
pub fn answer(
    journal: &Journal,
    moment: &Moment<'_>,
    id: RecordId,
    asked: ReviewQuestion<'_>,
    change: impl FnOnce(&mut Answer),
) -> Edit {
    let edit = Edit::new("An answer in the review");
    let before = journal.answers().get(id);
    let mut after = before.cloned().unwrap_or_else(|| Answer {
        comeback: Some(asked.comeback),
        question: asked.question.id.to_owned(),
        ..Answer::default()
    });
    change(&mut after);
    if before.is_none() && after.text.trim().is_empty() && after.mark.is_none() {
        return edit;
    }
    after.on = Some(moment.today());
    let edit = match (asked.question.creates, before) {
        (Some(Creates::ProjectOpportunity), Some(before)) => {
            let followed = comebacks::follow(journal, asked.opportunity, &before.text, &after.text);
            edit.and(followed)
        }
        _ => edit,
    };
    match before {
        Some(before) => edit.change(id, before, &after),
        None => edit.create(id, &after),
    }
}

/// What was made of an answer with this text already, if it is there as the text says it now.
#[must_use]
pub fn made(journal: &Journal, asked: ReviewQuestion<'_>, text: &str) -> Option<Made> {
    let opportunity = asked.opportunity;
    let name = name_of(journal, opportunity);
    let text = text.trim();
    let found = |words: String, address: String| Some(Made { words, address });
    match asked.question.creates? {
        Creates::Focus => {
            let focus = &journal.comebacks().get(asked.comeback)?.learned;
            let is_focus = !text.is_empty() && focus.trim() == text;
            is_focus.then_some(())?;
            found("This is your focus".into(), "/learned".into())
        }
        Creates::CompanyNote => {
            let note = journal.events().get(asked.made_id("note"))?;
            (note.notes == text).then_some(())?;
            found(format!("Noted at {name}"), format!("/search/{opportunity}"))
        }
        Creates::ProjectOpportunity => {
            let id = project_of(journal, opportunity)?;
            found("It’s a project now".into(), format!("/search/{id}/project"))
        }
        Creates::FeedbackRequest => {
            let words = match asked_on(journal, opportunity) {
                Some(words) => words,
                None => {
                    let request = journal.actions().get(asked.made_id("request"))?;
                    match request.done_on {
                        Some(_) => format!("You asked {name}"),
                        None => "It’s in Today, for when you’re ready to ask".into(),
                    }
                }
            };
            found(words, format!("/search/{opportunity}"))
        }
        _ => None,
    }
}

/// Whether they were asked for their reasons, or are about to be.
#[must_use]
pub fn was_asked_why(journal: &Journal, comeback: RecordId, opportunity: RecordId) -> bool {
    let asked = method::question("reasons").map(|question| ReviewQuestion {
        comeback,
        opportunity,
        question,
    });
    asked.is_some_and(|asked| made(journal, asked, "").is_some())
}

/// Says whether their reasons were asked for in a message.
fn asked_on(journal: &Journal, opportunity: RecordId) -> Option<String> {
    let asked = journal.messages().of(opportunity).filter(|(_, message)| {
        message.occasion == Some(Occasion::AskForReasons) && message.sent_on.is_some()
    });
    let on = asked.filter_map(|(_, message)| message.sent_on).max()?;
    Some(format!("You asked on {}", on.short(on)))
}

/// Makes of an answer what its question is good for. Made again, it follows the answer.
pub fn make(
    journal: &Journal,
    moment: &mut Moment<'_>,
    asked: ReviewQuestion<'_>,
    text: &str,
) -> Edit {
    match asked.question.creates {
        Some(Creates::Focus) => set_focus(journal, asked.comeback, text),
        Some(Creates::CompanyNote) => note(journal, moment, asked, text),
        Some(Creates::ProjectOpportunity) => add_project(journal, moment, asked.opportunity, text),
        Some(Creates::FeedbackRequest) => request(journal, moment, asked, text),
        // Thanks and plans to be in touch are touches, and ninety days have a page.
        _ => Edit::default(),
    }
}

/// A note on the company, in its history.
fn note(journal: &Journal, moment: &Moment<'_>, asked: ReviewQuestion<'_>, text: &str) -> Edit {
    let id = asked.made_id("note");
    let held = journal.events().get(id);
    let on = held
        .and_then(|note| note.on)
        .unwrap_or_else(|| moment.today());
    let note = Event::note(asked.opportunity, asked.question.title, text, on);
    let name = name_of(journal, asked.opportunity);
    let record = journal.record(&RecordKey::new(RecordKind::Event, id));
    Edit::new(format!("Noted at {name}")).put(record, id, &note)
}

/// One request for their reasons, tomorrow. Where they were asked already there is none.
fn request(journal: &Journal, moment: &Moment<'_>, asked: ReviewQuestion<'_>, text: &str) -> Edit {
    let name = name_of(journal, asked.opportunity);
    let edit = Edit::new(format!("Ask {name} why: in Today tomorrow"));
    let id = asked.made_id("request");
    let is_made = journal.actions().get(id).is_some();
    if is_made || asked_on(journal, asked.opportunity).is_some() {
        return edit;
    }
    let action = Action {
        text: format!("Ask {name} why"),
        why: format!("From your review of {name}."),
        due: Some(moment.today().plus_days(1)),
        opportunity: Some(asked.opportunity),
        comeback: Some(asked.comeback),
        occasion: Some(Occasion::AskForReasons),
        notes: text.to_owned(),
        ..Action::default()
    };
    let record = journal.record(&RecordKey::new(RecordKind::Action, id));
    edit.put(record, id, &action)
}

#[cfg(test)]
mod tests {
    use domain::method::{Mark, QUESTIONS, question};
    use domain::model::comeback::Comeback;
    use domain::model::event::EventKind;
    use domain::model::message::Message;
    use domain::model::opportunity::Opportunity;

    use super::*;
    use crate::actions::testing::{NOON, apply, at_noon, journal_after, record};

    const HALDEN: RecordId = RecordId::fixed(1);
    const NO: RecordId = RecordId::fixed(2);
    const ANSWER: RecordId = RecordId::fixed(3);

    fn search() -> Journal {
        let halden = Opportunity {
            company: "Halden".into(),
            ..Opportunity::default()
        };
        let no = Comeback::new(HALDEN, NOON);
        journal_after(&[record(HALDEN, &halden), record(NO, &no)])
    }

    fn asked(id: &str) -> ReviewQuestion<'static> {
        ReviewQuestion {
            comeback: NO,
            opportunity: HALDEN,
            question: question(id).unwrap_or(&QUESTIONS[0]),
        }
    }

    #[test]
    fn an_empty_answer_is_not_made_and_one_that_is_there_can_be_emptied() {
        let journal = search();
        let write = |journal: &Journal, text: &str| {
            at_noon(|moment| {
                answer(journal, moment, ANSWER, asked("improve"), |answer| {
                    text.clone_into(&mut answer.text);
                })
            })
        };
        assert!(write(&journal, " ").is_empty());
        let edit = write(&journal, "Slower");
        assert_eq!(edit.label, "An answer in the review");
        let journal = apply(&journal, &edit);
        let held = journal.answer(NO, "improve");
        assert_eq!(
            held.map(|(id, answer)| (id, answer.text.as_str(), answer.on)),
            Some((ANSWER, "Slower", Some(NOON.today())))
        );
        assert!(write(&journal, "Slower").is_empty());
        assert_eq!(write(&journal, "").writes.len(), 1);
    }

    #[test]
    fn of_two_answers_the_one_written_last_holds_whatever_day_it_was_there() {
        let at = |text: &str, days: i32| Answer {
            comeback: Some(NO),
            question: "improve".into(),
            text: text.into(),
            on: Some(NOON.today().plus_days(days)),
            ..Answer::default()
        };
        let journal = apply(&search(), &record(RecordId::fixed(31), &at("Tokyo", 1)));
        let journal = apply(&journal, &record(RecordId::fixed(30), &at("Seattle", 0)));
        let held = journal.answer(NO, "improve");
        assert_eq!(held.map(|(_, answer)| &*answer.text), Some("Seattle"));
    }

    #[test]
    fn a_mark_alone_is_an_answer() {
        let journal = search();
        let edit = at_noon(|moment| {
            answer(&journal, moment, ANSWER, asked("improve"), |answer| {
                answer.mark = Some(Mark::Missed);
            })
        });
        let journal = apply(&journal, &edit);
        let held = journal.answer(NO, "improve");
        assert_eq!(held.and_then(|(_, answer)| answer.mark), Some(Mark::Missed));
    }

    /// The journal after the thing was made twice, once here and once on a device that had not
    /// heard of it, with what is said about it.
    fn made_twice(question: &str, text: &str) -> (String, Journal) {
        let journal = search();
        let asked = asked(question);
        assert_eq!(made(&journal, asked, text), None);
        let here = at_noon(|moment| make(&journal, moment, asked, text));
        let elsewhere = at_noon(|moment| make(&journal, moment, asked, text));
        let journal = apply(&apply(&journal, &here), &elsewhere);
        let again = at_noon(|moment| make(&journal, moment, asked, text));
        assert!(again.is_empty(), "{question} is made again");
        let words = made(&journal, asked, text).map(|made| made.words);
        (words.unwrap_or_default(), journal)
    }

    #[test]
    fn each_thing_is_made_once_and_says_so() {
        let (words, journal) = made_twice("worries", "They plan by quarters");
        assert_eq!(words, "Noted at Halden");
        let notes: Vec<_> = journal
            .events()
            .of(HALDEN)
            .map(|(_, note)| (note.what, note.notes.as_str()))
            .collect();
        assert_eq!(notes, [(EventKind::Note, "They plan by quarters")]);

        let (words, journal) = made_twice("reasons", "Only that it was close");
        assert_eq!(words, "It’s in Today, for when you’re ready to ask");
        let requests: Vec<_> = journal
            .actions()
            .of(HALDEN)
            .map(|(_, action)| (action.text.as_str(), action.due, action.notes.as_str()))
            .collect();
        let tomorrow = Some(NOON.today().plus_days(1));
        assert_eq!(
            requests,
            [("Ask Halden why", tomorrow, "Only that it was close")]
        );

        let (words, journal) = made_twice("project", "A map");
        assert_eq!(words, "It’s a project now");
        assert_eq!(journal.opportunities().len(), 2);

        let (words, journal) = made_twice("improve", "Ask about the team first");
        assert_eq!(words, "This is your focus");
        assert_eq!(journal.learnings().len(), 1);
    }

    #[test]
    fn what_was_made_of_another_text_is_not_made_of_this_one_yet() {
        let (_, journal) = made_twice("worries", "They plan by quarters");
        assert_eq!(made(&journal, asked("worries"), "They plan by weeks"), None);
        let edit = at_noon(|moment| make(&journal, moment, asked("worries"), "They plan by weeks"));
        let journal = apply(&journal, &edit);
        let notes = journal.events().of(HALDEN);
        let notes: Vec<_> = notes.map(|(_, note)| note.notes.as_str()).collect();
        assert_eq!(notes, ["They plan by weeks"]);
    }

    #[test]
    fn who_was_asked_already_is_not_asked_again() {
        let message = Message {
            opportunity: Some(HALDEN),
            occasion: Some(Occasion::AskForReasons),
            sent_on: Some(NOON.today()),
            ..Message::default()
        };
        let journal = apply(&search(), &record(RecordId::fixed(40), &message));
        let edit = at_noon(|moment| make(&journal, moment, asked("reasons"), ""));
        assert!(edit.is_empty());
        let words = made(&journal, asked("reasons"), "").map(|made| made.words);
        assert_eq!(words.as_deref(), Some("You asked on 18 Mar"));
    }

    #[test]
    fn a_project_follows_the_answer_it_was_made_of() {
        let journal = search();
        let write = |journal: &Journal, text: &str| {
            let edit = at_noon(|moment| {
                answer(journal, moment, ANSWER, asked("project"), |answer| {
                    text.clone_into(&mut answer.text);
                })
            });
            apply(journal, &edit)
        };
        let journal = write(&journal, "A map");
        let edit = at_noon(|moment| make(&journal, moment, asked("project"), "A map"));
        let journal = write(&apply(&journal, &edit), "A map in two weeks");
        let project = project_of(&journal, HALDEN).unwrap_or_default();
        let notes = journal
            .opportunities()
            .get(project)
            .map(|project| &*project.result);
        assert_eq!(notes, Some("A map in two weeks"));
    }
}
