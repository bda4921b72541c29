//! Answers of a review, and what is made of them: a learning, an action, a note, a project.

use domain::journal::Journal;
use domain::method::{Creates, Occasion, Question};
use domain::model::action::Action;
use domain::model::event::Event;
use domain::model::review::{Answer, Learning, LearningKind};
use domain::state::edit::Edit;
use domain::values::id::RecordId;

use super::Moment;
use super::comebacks::add_project;
use super::opportunities::name_of;

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

/// Changes the answer with this id, or makes it. Nothing is made of an empty one.
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
    match before {
        Some(before) => edit.change(id, before, &after),
        None => edit.create(id, &after),
    }
}

/// Makes of an answer what its question is good for.
pub fn make(
    journal: &Journal,
    moment: &mut Moment<'_>,
    asked: ReviewQuestion<'_>,
    creates: Creates,
    text: &str,
) -> Edit {
    let title = asked.question.title;
    match creates {
        Creates::Focus => learning(
            moment,
            asked,
            "A focus for the next interview",
            LearningKind::Focus,
            text,
        ),
        Creates::Learning => learning(
            moment,
            asked,
            "Kept in Learned",
            LearningKind::Improve,
            text,
        ),
        Creates::NinetyDayPlan => learning(
            moment,
            asked,
            "A ninety-day plan kept",
            LearningKind::Plan,
            text,
        ),
        Creates::CompanyNote => {
            let note = Event::note(asked.opportunity, title, text, moment.today());
            let name = name_of(journal, asked.opportunity);
            Edit::new(format!("Noted for {name}")).create(moment.new_id(), &note)
        }
        Creates::ProjectOpportunity => add_project(journal, moment, asked.opportunity, text),
        Creates::Message
        | Creates::FeedbackRequest
        | Creates::Touch
        | Creates::Action
        | Creates::RestDay => action(journal, moment, asked, creates, text),
    }
}

/// A learning in the words of the answer, or of the question where there are none.
fn learning(
    moment: &mut Moment<'_>,
    asked: ReviewQuestion<'_>,
    label: &str,
    kind: LearningKind,
    text: &str,
) -> Edit {
    let learning = Learning {
        opportunity: Some(asked.opportunity),
        comeback: Some(asked.comeback),
        question: asked.question.id.to_owned(),
        kind,
        text: words(asked, text),
        done_on: None,
    };
    Edit::new(label).create(moment.new_id(), &learning)
}

/// Something to do, tomorrow or in a month.
fn action(
    journal: &Journal,
    moment: &mut Moment<'_>,
    asked: ReviewQuestion<'_>,
    creates: Creates,
    text: &str,
) -> Edit {
    let name = name_of(journal, asked.opportunity);
    let tomorrow = moment.today().plus_days(1);
    let in_a_month = moment.today().plus_months(1);
    let (label, what, due, occasion) = match creates {
        Creates::Message => (
            "A message to write, due tomorrow",
            format!("Thank everyone you met at {name}"),
            tomorrow,
            Some(Occasion::ThankAfterNo),
        ),
        Creates::FeedbackRequest => (
            "Asking for feedback, due tomorrow",
            format!("Ask {name} for their reasons"),
            tomorrow,
            Some(Occasion::AskForReasons),
        ),
        Creates::Touch => (
            "A reason to be in touch, due in a month",
            format!("Be in touch with {name} again"),
            in_a_month,
            Some(Occasion::SomethingUseful),
        ),
        Creates::RestDay => (
            "A rest day planned",
            "Take a rest day".to_owned(),
            tomorrow,
            None,
        ),
        _ => ("An action for tomorrow", words(asked, text), tomorrow, None),
    };
    let action = Action {
        text: what,
        why: format!("From your review of {name}."),
        due: Some(due),
        opportunity: Some(asked.opportunity),
        comeback: Some(asked.comeback),
        occasion,
        notes: text.to_owned(),
        ..Action::default()
    };
    Edit::new(label).create(moment.new_id(), &action)
}

/// The words of the answer, else the title of the question.
fn words(asked: ReviewQuestion<'_>, text: &str) -> String {
    if text.is_empty() {
        asked.question.title.to_owned()
    } else {
        text.to_owned()
    }
}

#[cfg(test)]
mod tests {
    use domain::method::{Mark, QUESTIONS, question};
    use domain::model::event::EventKind;
    use domain::model::opportunity::Opportunity;

    use super::*;
    use crate::actions::testing::{NOON, apply, at_noon, journal_after, record};

    const HALDEN: RecordId = RecordId::fixed(1);
    const NO: RecordId = RecordId::fixed(2);
    const ANSWER: RecordId = RecordId::fixed(3);
    const FIRST_MADE: RecordId = RecordId::fixed(1000);

    fn search() -> Journal {
        let halden = Opportunity {
            company: "Halden".into(),
            ..Opportunity::default()
        };
        journal_after(&[record(HALDEN, &halden)])
    }

    fn asked(id: &str) -> ReviewQuestion<'static> {
        ReviewQuestion {
            comeback: NO,
            opportunity: HALDEN,
            question: question(id).unwrap_or(&QUESTIONS[0]),
        }
    }

    fn made(creates: Creates, text: &str) -> (String, Journal) {
        let journal = search();
        let edit = at_noon(|moment| make(&journal, moment, asked("improve"), creates, text));
        let after = apply(&journal, &edit);
        (edit.label, after)
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

    #[test]
    fn learnings_carry_the_answer_or_the_title_of_the_question() {
        for (creates, label, kind) in [
            (
                Creates::Focus,
                "A focus for the next interview",
                LearningKind::Focus,
            ),
            (Creates::Learning, "Kept in Learned", LearningKind::Improve),
            (
                Creates::NinetyDayPlan,
                "A ninety-day plan kept",
                LearningKind::Plan,
            ),
        ] {
            for (text, kept) in [("Slower", "Slower"), ("", asked("improve").question.title)] {
                let (said, journal) = made(creates, text);
                assert_eq!(said, label);
                let learning = journal.learnings().get(FIRST_MADE);
                assert_eq!(
                    learning.map(|learning| (learning.kind, learning.text.as_str())),
                    Some((kind, kept))
                );
                assert_eq!(
                    learning.and_then(|learning| learning.opportunity),
                    Some(HALDEN)
                );
            }
        }
    }

    #[test]
    fn actions_are_due_tomorrow_and_a_reason_to_be_in_touch_in_a_month() {
        let today = NOON.today();
        let tomorrow = today.plus_days(1);
        for (creates, label, what, due) in [
            (
                Creates::Message,
                "A message to write, due tomorrow",
                "Thank everyone you met at Halden",
                tomorrow,
            ),
            (
                Creates::FeedbackRequest,
                "Asking for feedback, due tomorrow",
                "Ask Halden for their reasons",
                tomorrow,
            ),
            (
                Creates::Touch,
                "A reason to be in touch, due in a month",
                "Be in touch with Halden again",
                today.plus_months(1),
            ),
            (
                Creates::Action,
                "An action for tomorrow",
                "Slower",
                tomorrow,
            ),
            (
                Creates::RestDay,
                "A rest day planned",
                "Take a rest day",
                tomorrow,
            ),
        ] {
            let (said, journal) = made(creates, "Slower");
            assert_eq!(said, label);
            let action = journal.actions().get(FIRST_MADE);
            assert_eq!(
                action.map(|action| (action.text.as_str(), action.due, action.notes.as_str())),
                Some((what, Some(due), "Slower"))
            );
            assert_eq!(
                action.map(|action| action.why.as_str()),
                Some("From your review of Halden.")
            );
        }
    }

    #[test]
    fn a_note_and_a_project_are_made_for_the_company() {
        let (label, journal) = made(Creates::CompanyNote, "They plan by quarters");
        assert_eq!(label, "Noted for Halden");
        let note = journal.events().get(FIRST_MADE);
        assert_eq!(note.map(|note| note.what), Some(EventKind::Note));
        let (label, journal) = made(Creates::ProjectOpportunity, "A map");
        assert_eq!(label, "A project for Halden added");
        let mut opportunities = journal.opportunities().iter();
        let project = opportunities.find(|(_, other)| other.grew_from == Some(HALDEN));
        let result = project.map(|(_, project)| project.result.as_str());
        assert_eq!(result, Some("A map"));
    }
}
