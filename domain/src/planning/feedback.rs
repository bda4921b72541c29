//! Feedback that came: what is new of it, who it is from, and what companies answered to “why?”.

use crate::journal::Journal;
use crate::method::Occasion;
use crate::model::feedback::{FeedbackAnswer, FeedbackRequest};
use crate::values::date::{Date, Now};
use crate::values::id::RecordId;
use crate::values::sort::sort_by_key;
use crate::values::text::fold;

/// For how many days an answer that nobody touched is called new.
const NEW_FOR_DAYS: i32 = 21;

/// Whether nothing came of an answer yet: it is not kept, set aside, thanked for or acted on.
#[must_use]
pub fn is_new(journal: &Journal, id: RecordId, answer: &FeedbackAnswer, today: Date) -> bool {
    let is_touched = answer.kept.is_some()
        || answer.thanked_on.is_some()
        || journal
            .actions()
            .get(FeedbackAnswer::action_id(id))
            .is_some();
    let is_recent = answer
        .on
        .is_none_or(|on| on.days_until(today) < NEW_FOR_DAYS);
    !is_touched && is_recent && answer.pairs().next().is_some()
}

/// The open requests with new answers, and how many each has.
#[must_use]
pub fn new_answers(journal: &Journal, today: Date) -> Vec<(RecordId, usize)> {
    let requests = journal.feedback_requests().iter();
    let open = requests.filter(|(_, request)| request.closed_on.is_none());
    let counted = open.map(|(id, _)| {
        let answers = journal.feedback_answers().of(id);
        let new = answers.filter(|(id, answer)| is_new(journal, *id, answer, today));
        (id, new.count())
    });
    counted.filter(|(_, count)| *count > 0).collect()
}

/// The person an answer is from, where that is known: the one noted with it, else the only one of
/// those asked by that name. A name typed into a form stands for nobody else.
#[must_use]
pub fn person_of(journal: &Journal, answer: &FeedbackAnswer) -> Option<RecordId> {
    if answer.person.is_some() {
        return answer.person;
    }
    let name = fold(answer.name.trim());
    let request = journal.feedback_requests().get(answer.request?)?;
    let people = request.people.iter().copied();
    let mut namesakes = people.filter(|id| {
        journal.people().get(*id).is_some_and(|person| {
            !name.is_empty()
                && [fold(person.name.trim()), fold(person.first_name())].contains(&name)
        })
    });
    let only = namesakes.next()?;
    namesakes.next().is_none().then_some(only)
}

/// A company that was asked why, or has said so.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AskedCompany {
    /// The comeback of its no.
    pub comeback: RecordId,
    /// The opportunity.
    pub opportunity: RecordId,
    /// The day it was last asked in a message.
    pub asked_on: Option<Date>,
    /// What they answered; empty where they have not.
    pub answer: String,
    /// How many answers came by link.
    pub by_link: usize,
}

/// What is known of one company's reasons.
#[must_use]
pub fn asked_company(journal: &Journal, comeback: RecordId) -> Option<AskedCompany> {
    let no = journal.comebacks().get(comeback)?;
    let opportunity = no.opportunity?;
    journal.opportunities().get(opportunity)?;
    let asked = journal.messages().of(opportunity).filter(|(_, message)| {
        matches!(
            message.occasion,
            Some(Occasion::AskForReasons | Occasion::ReplyToNo)
        )
    });
    let request = FeedbackRequest::of_no(comeback);
    Some(AskedCompany {
        comeback,
        opportunity,
        asked_on: asked.filter_map(|(_, message)| message.sent_on).max(),
        answer: no.their_reasons.trim().to_owned(),
        by_link: journal.feedback_answers().of(request).count(),
    })
}

/// The companies that were asked why, or have said so, the latest no first. What rests is left out.
#[must_use]
pub fn asked_companies(journal: &Journal, now: Now) -> Vec<AskedCompany> {
    let comebacks = journal.comebacks().iter();
    let mut found: Vec<(u64, AskedCompany)> = comebacks
        .filter_map(|(id, no)| {
            let asked = asked_company(journal, id)?;
            let has_link = journal
                .feedback_requests()
                .get(FeedbackRequest::of_no(id))
                .is_some();
            let is_known = asked.asked_on.is_some() || !asked.answer.is_empty() || has_link;
            let rests = journal.rests_until_ms(asked.opportunity, now).is_some();
            (is_known && !rests).then_some((no.opened_ms, asked))
        })
        .collect();
    sort_by_key(&mut found, |(opened_ms, asked)| {
        (std::cmp::Reverse(*opened_ms), asked.comeback)
    });
    found.into_iter().map(|(_, asked)| asked).collect()
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a failed unwrap fails the test")]
mod tests {
    use super::*;
    use crate::model::action::Action;
    use crate::model::comeback::Comeback;
    use crate::model::feedback::AnswerUse;
    use crate::model::message::Message;
    use crate::model::opportunity::Opportunity;
    use crate::model::person::Person;
    use crate::state::edit::Edit;
    use crate::state::entity::Entity;
    use crate::state::stamp::Clock;

    const REQUEST: RecordId = RecordId::fixed(1);
    const ANSWER: RecordId = RecordId::fixed(2);
    const ANN: RecordId = RecordId::fixed(3);
    const HALDEN: RecordId = RecordId::fixed(4);
    const NO: RecordId = RecordId::fixed(5);

    fn put<T: Entity>(journal: &mut Journal, id: RecordId, content: &T) {
        let held = journal.record(&crate::state::record::RecordKey::new(T::KIND, id));
        let edit = Edit::new("").put(held, id, content);
        journal.apply(
            &edit,
            &mut Clock::new(1),
            journal.records().count() as u64 + 1,
        );
    }

    fn today() -> Date {
        Date::parse("2026-03-18").unwrap()
    }

    fn answer() -> FeedbackAnswer {
        FeedbackAnswer {
            request: Some(REQUEST),
            questions: vec!["What is missing?".into(), "What would you keep?".into()],
            texts: vec!["A number.".into(), " ".into()],
            on: Some(today()),
            ..FeedbackAnswer::default()
        }
    }

    fn search() -> Journal {
        let mut journal = Journal::default();
        let request = FeedbackRequest {
            people: vec![ANN],
            ..FeedbackRequest::default()
        };
        put(&mut journal, REQUEST, &request);
        put(&mut journal, ANSWER, &answer());
        journal
    }

    #[test]
    fn an_answer_is_new_until_something_comes_of_it_or_three_weeks_pass() {
        let new = |journal: &Journal, days| new_answers(journal, today().plus_days(days));
        let mut journal = search();
        assert_eq!(new(&journal, 20), [(REQUEST, 1)]);
        assert_eq!(new(&journal, 21), []);
        put(
            &mut journal,
            FeedbackAnswer::action_id(ANSWER),
            &Action::default(),
        );
        assert_eq!(new(&journal, 0), []);
        for touched in [
            FeedbackAnswer {
                kept: Some(AnswerUse::SetAside),
                ..answer()
            },
            FeedbackAnswer {
                thanked_on: Some(today()),
                ..answer()
            },
            FeedbackAnswer {
                texts: vec![" ".into()],
                ..answer()
            },
        ] {
            let mut journal = search();
            put(&mut journal, ANSWER, &touched);
            assert_eq!(new(&journal, 0), [], "{touched:?}");
        }
        let closed = FeedbackRequest {
            closed_on: Some(today()),
            ..FeedbackRequest::default()
        };
        let mut journal = search();
        put(&mut journal, REQUEST, &closed);
        assert_eq!(new(&journal, 0), []);
    }

    #[test]
    fn only_what_was_answered_is_shown() {
        let answer = answer();
        let pairs: Vec<_> = answer.pairs().collect();
        assert_eq!(pairs, [("What is missing?", "A number.")]);
        let by_hand = FeedbackAnswer {
            texts: vec!["Shorter".into()],
            ..FeedbackAnswer::default()
        };
        assert_eq!(by_hand.pairs().collect::<Vec<_>>(), [("", "Shorter")]);
    }

    #[test]
    fn a_typed_name_stands_for_somebody_who_was_asked_and_nobody_else() {
        let mut journal = search();
        let named = |name: &str| FeedbackAnswer {
            name: name.into(),
            ..answer()
        };
        put(
            &mut journal,
            ANN,
            &Person {
                name: "Ann Lee".into(),
                ..Person::default()
            },
        );
        put(
            &mut journal,
            HALDEN,
            &Person {
                name: "Bob Fry".into(),
                ..Person::default()
            },
        );
        for (name, person) in [
            ("ann", Some(ANN)),
            (" Ann LEE ", Some(ANN)),
            ("Bob Fry", None),
            ("", None),
        ] {
            assert_eq!(person_of(&journal, &named(name)), person, "{name:?}");
        }
        let noted = FeedbackAnswer {
            person: Some(HALDEN),
            ..named("ann")
        };
        assert_eq!(person_of(&journal, &noted), Some(HALDEN));
    }

    #[test]
    fn companies_are_listed_once_they_were_asked_or_have_answered() {
        let now = Now {
            ms: 1_773_835_200_000,
            offset_minutes: 0,
        };
        let mut journal = Journal::default();
        put(
            &mut journal,
            HALDEN,
            &Opportunity {
                company: "Halden".into(),
                ..Opportunity::default()
            },
        );
        let no = Comeback {
            opportunity: Some(HALDEN),
            window_hours: Some(0),
            ..Comeback::default()
        };
        put(&mut journal, NO, &no);
        assert_eq!(asked_companies(&journal, now), []);
        let message = Message {
            opportunity: Some(HALDEN),
            occasion: Some(Occasion::AskForReasons),
            sent_on: Some(today()),
            ..Message::default()
        };
        put(&mut journal, RecordId::fixed(6), &message);
        let asked = asked_companies(&journal, now);
        assert_eq!(asked[0].asked_on, Some(today()));
        put(
            &mut journal,
            NO,
            &Comeback {
                their_reasons: " Too junior ".into(),
                ..no
            },
        );
        assert_eq!(asked_companies(&journal, now)[0].answer, "Too junior");
    }
}
