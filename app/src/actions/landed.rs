//! Answers of people who recently landed, and who they are.

use domain::journal::Journal;
use domain::method::Occasion;
use domain::model::landed::Landed;
use domain::model::person::{Person, RECENTLY_LANDED};
use domain::planning::plan::{Planned, plan_with};
use domain::state::edit::Edit;
use domain::state::record::{RecordKey, RecordKind};
use domain::values::date::{Date, Now};
use domain::values::id::RecordId;

use super::Moment;

/// One of the three questions.
#[derive(Clone, Copy)]
pub struct LandedQuestion {
    /// The word that ids of fields begin with.
    pub word: &'static str,
    /// The question, as it is asked beside its field.
    pub label: &'static str,
    /// Its answer, said again in a list.
    pub short: &'static str,
    /// Whether its answer is something to try.
    pub can_be_tried: bool,
    /// Its answer in the record.
    pub answer: fn(&mut Landed) -> &mut String,
}

/// The three questions, in the order they are asked.
pub const QUESTIONS: [LandedQuestion; 3] = [
    LandedQuestion {
        word: "worked",
        label: "What worked for them?",
        short: "Worked",
        can_be_tried: true,
        answer: |landed| &mut landed.worked,
    },
    LandedQuestion {
        word: "not-again",
        label: "What wouldn’t they do again?",
        short: "Not again",
        can_be_tried: false,
        answer: |landed| &mut landed.not_again,
    },
    LandedQuestion {
        word: "would-try",
        label: "What would they try in your place?",
        short: "Would try",
        can_be_tried: true,
        answer: |landed| &mut landed.would_try,
    },
];

/// The answers of a person, as far as they are written.
#[must_use]
pub fn answers_of(journal: &Journal, person: RecordId) -> Landed {
    let id = Landed::id(person);
    journal.landed().get(id).cloned().unwrap_or_default()
}

/// Whether any of the three is answered.
#[must_use]
pub fn has_answers(landed: &Landed) -> bool {
    let mut landed = landed.clone();
    QUESTIONS
        .iter()
        .any(|question| !(question.answer)(&mut landed).trim().is_empty())
}

/// Whether a person is tagged as having landed.
#[must_use]
pub fn is_landed(person: &Person) -> bool {
    let mut tags = person.tags.iter();
    tags.any(|tag| tag.trim().eq_ignore_ascii_case(RECENTLY_LANDED))
}

/// Writes an answer, also where what was there before was removed. The day of the first answer is
/// kept.
#[must_use]
pub fn write(
    journal: &Journal,
    moment: &Moment<'_>,
    person: RecordId,
    change: impl FnOnce(&mut Landed),
) -> Edit {
    let mut after = Landed {
        person: Some(person),
        ..answers_of(journal, person)
    };
    change(&mut after);
    if has_answers(&after) {
        after.answered_on = after.answered_on.or_else(|| Some(moment.today()));
    }
    let id = Landed::id(person);
    let held = journal.record(&RecordKey::new(RecordKind::Landed, id));
    Edit::new("Answer saved").put(held, id, &after)
}

/// The day they were last asked: noted, or that of the latest message that asked.
#[must_use]
pub fn asked_on(journal: &Journal, person: RecordId) -> Option<Date> {
    let messages = journal.messages_to(person);
    let asked = messages.filter(|(_, message)| message.occasion == Some(Occasion::AskWhatWorked));
    let asked = asked.filter_map(|(_, message)| message.sent_on);
    asked.chain(answers_of(journal, person).asked_on).max()
}

/// The planned message that asks them, which is settled once it is sent.
#[must_use]
pub fn planned_question(journal: &Journal, person: RecordId, now: Now) -> Option<Planned> {
    let mut planned = plan_with(journal, person, now).into_iter();
    planned.find(|touch| touch.occasion == Occasion::AskWhatWorked)
}

#[cfg(test)]
mod tests {
    use domain::model::message::Message;

    use super::*;
    use crate::actions::testing::{NOON, apply, at_noon, journal_after, record};

    const ANN: RecordId = RecordId::fixed(1);

    #[test]
    fn an_answer_is_kept_under_the_person_with_the_day_of_the_first() {
        let journal = journal_after(&[record(ANN, &Person::default())]);
        let worked = |journal: &Journal, text: &str| {
            let text = text.to_owned();
            at_noon(|moment| write(journal, moment, ANN, |landed| landed.worked = text))
        };
        let empty = apply(&journal, &worked(&journal, " "));
        assert_eq!(answers_of(&empty, ANN).answered_on, None);
        let journal = apply(&journal, &worked(&journal, "Referrals"));
        let answers = answers_of(&journal, ANN);
        assert_eq!((answers.person, &*answers.worked), (Some(ANN), "Referrals"));
        assert_eq!(answers.answered_on, Some(NOON.today()));
        // Removed, and written again.
        let removed = Edit::new("").remove(RecordKind::Landed, Landed::id(ANN));
        let removed = apply(&journal, &removed);
        assert!(!has_answers(&answers_of(&removed, ANN)));
        let again = apply(&removed, &worked(&removed, "Meetups"));
        assert_eq!(answers_of(&again, ANN).worked, "Meetups");
    }

    #[test]
    fn a_message_that_asked_says_when_they_were_asked() {
        let asked = |sent_on| Message {
            person: Some(ANN),
            occasion: Some(Occasion::AskWhatWorked),
            sent_on,
            ..Message::default()
        };
        let journal = journal_after(&[
            record(ANN, &Person::default()),
            record(RecordId::fixed(2), &asked(None)),
        ]);
        assert_eq!(asked_on(&journal, ANN), None);
        let sent = record(RecordId::fixed(3), &asked(Some(NOON.today())));
        assert_eq!(asked_on(&apply(&journal, &sent), ANN), Some(NOON.today()));
    }

    #[test]
    fn who_landed_is_known_by_their_tag() {
        let tagged = |tag: &str| Person {
            tags: vec![tag.into()],
            ..Person::default()
        };
        assert!(is_landed(&tagged("Recently landed")));
        assert!(!is_landed(&tagged("referrer")));
    }
}
