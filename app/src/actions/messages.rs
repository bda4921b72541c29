//! Messages: written, drafted again, sent, not sent after all.

use domain::journal::Journal;
use domain::method::{Draft, Occasion};
use domain::model::message::Message;
use domain::planning::plan::Planned;
use domain::state::edit::Edit;
use domain::state::record::{RecordKey, RecordKind};
use domain::values::date::Date;
use domain::values::id::RecordId;

use super::opportunities::wait_longer;
use super::{Moment, feedback, touches};

/// The occasion of a message, and its addressee.
#[derive(Clone, Debug, PartialEq)]
pub struct Purpose {
    /// The opportunity it is about.
    pub opportunity: Option<RecordId>,
    /// The occasion.
    pub occasion: Occasion,
    /// The person it is to, where that is known.
    pub person: Option<RecordId>,
    /// Whether the page said who it is to.
    pub is_person_given: bool,
    /// The planned touch that is settled once it is sent.
    pub touch: Option<Planned>,
    /// The request for feedback it makes, or the answer to one it thanks for.
    pub feedback: Option<RecordId>,
}

/// Keeps the words that were typed, or that are about to be taken elsewhere.
#[must_use]
pub fn keep(journal: &Journal, id: RecordId, purpose: &Purpose, words: Draft) -> Edit {
    let sent_on = sent_on(journal, id);
    write(journal, "Message saved", id, purpose, words, sent_on)
}

/// Puts other words in the place of the ones that were there.
#[must_use]
pub fn draft_again(journal: &Journal, id: RecordId, purpose: &Purpose, words: Draft) -> Edit {
    let sent_on = sent_on(journal, id);
    write(journal, "Another version", id, purpose, words, sent_on)
}

/// Marks a message as sent today, which settles its touch.
#[must_use]
pub fn mark_sent(
    journal: &Journal,
    moment: &Moment<'_>,
    id: RecordId,
    purpose: &Purpose,
    words: Draft,
) -> Edit {
    let today = Some(moment.today());
    let edit = write(journal, "Marked as sent", id, purpose, words, today);
    let edit = settle(journal, edit, purpose, today);
    match purpose.opportunity {
        // Whoever was asked gets time to answer.
        Some(about) if purpose.occasion == Occasion::FollowUp => {
            edit.and(wait_longer(journal, moment, about))
        }
        _ => edit,
    }
}

/// Marks a message as not sent after all, which opens its touch again.
#[must_use]
pub fn mark_unsent(journal: &Journal, id: RecordId, purpose: &Purpose, words: Draft) -> Edit {
    let edit = write(journal, "Message saved", id, purpose, words, None);
    settle(journal, edit, purpose, None)
}

fn sent_on(journal: &Journal, id: RecordId) -> Option<Date> {
    journal.messages().get(id)?.sent_on
}

/// Writes the whole message, also where its beginning was taken back.
fn write(
    journal: &Journal,
    label: &str,
    id: RecordId,
    purpose: &Purpose,
    words: Draft,
    sent_on: Option<Date>,
) -> Edit {
    let before = journal.messages().get(id).cloned().unwrap_or_default();
    let touch = purpose.touch.as_ref().map(|touch| touch.id);
    let message = Message {
        opportunity: purpose.opportunity,
        person: purpose.person.or(before.person),
        occasion: Some(purpose.occasion),
        touch: touch.or(before.touch),
        feedback: purpose.feedback.or(before.feedback),
        subject: words.subject,
        body: words.body,
        sent_on,
    };
    let held = journal.record(&RecordKey::new(RecordKind::Message, id));
    Edit::new(label).put(held, id, &message)
}

fn settle(journal: &Journal, edit: Edit, purpose: &Purpose, done_on: Option<Date>) -> Edit {
    let edit = match purpose.feedback {
        Some(answer) => edit.and(feedback::told(journal, answer, purpose.occasion, done_on)),
        None => edit,
    };
    let Some(planned) = &purpose.touch else {
        return edit;
    };
    edit.and(touches::change(journal, planned, String::new(), |touch| {
        touch.done_on = done_on;
    }))
}

#[cfg(test)]
mod tests {
    use domain::model::opportunity::Opportunity;
    use domain::model::person::Person;
    use domain::planning::plan::Because;

    use super::*;
    use crate::actions::testing::{NOON, apply, at_noon, journal_after};

    const ANN: RecordId = RecordId::fixed(1);
    const TOUCH: RecordId = RecordId::fixed(2);
    const MESSAGE: RecordId = RecordId::fixed(3);

    fn purpose() -> Purpose {
        Purpose {
            opportunity: None,
            occasion: Occasion::CheckIn,
            person: Some(ANN),
            is_person_given: true,
            touch: Some(Planned {
                id: TOUCH,
                person: ANN,
                opportunity: None,
                occasion: Occasion::CheckIn,
                due: NOON.today(),
                because: Because::Rhythm {
                    last: None,
                    days: 30,
                },
                is_moved: false,
                until: None,
            }),
            feedback: None,
        }
    }

    fn words(body: &str) -> Draft {
        Draft {
            subject: "Hello".into(),
            body: body.into(),
        }
    }

    fn search() -> Journal {
        let ann = Person {
            name: "Ann Lee".into(),
            ..Person::default()
        };
        journal_after(&[Edit::new("").create(ANN, &ann)])
    }

    fn done_on(journal: &Journal) -> Option<Date> {
        journal.touches().get(TOUCH)?.done_on
    }

    #[test]
    fn a_message_is_kept_with_whom_and_what_it_is_for() {
        let edit = keep(&search(), MESSAGE, &purpose(), words("How are you?"));
        assert_eq!(edit.label, "Message saved");
        let after = apply(&search(), &edit);
        let kept = after.messages().get(MESSAGE);
        let expected = Message {
            person: Some(ANN),
            occasion: Some(Occasion::CheckIn),
            touch: Some(TOUCH),
            subject: "Hello".into(),
            body: "How are you?".into(),
            ..Message::default()
        };
        assert_eq!(kept, Some(&expected));
        assert!(after.touches().get(TOUCH).is_none());
    }

    #[test]
    fn sending_settles_the_touch_in_the_same_edit_and_taking_that_back_opens_it() {
        let journal = search();
        let edit = at_noon(|moment| mark_sent(&journal, moment, MESSAGE, &purpose(), words("Hi")));
        assert_eq!(edit.label, "Marked as sent");
        let sent = apply(&journal, &edit);
        let today = Some(NOON.today());
        assert_eq!((sent_on(&sent, MESSAGE), done_on(&sent)), (today, today));
        let open = apply(&sent, &mark_unsent(&sent, MESSAGE, &purpose(), words("Hi")));
        assert_eq!((sent_on(&open, MESSAGE), done_on(&open)), (None, None));
    }

    #[test]
    fn other_words_leave_a_sent_message_sent() {
        let journal = search();
        let edit = at_noon(|moment| mark_sent(&journal, moment, MESSAGE, &purpose(), words("Hi")));
        let sent = apply(&journal, &edit);
        let edit = draft_again(&sent, MESSAGE, &purpose(), words("Dear Ann"));
        assert_eq!(edit.label, "Another version");
        let after = apply(&sent, &edit);
        assert_eq!(sent_on(&after, MESSAGE), Some(NOON.today()));
        let body = after.messages().get(MESSAGE).map(|kept| kept.body.as_str());
        assert_eq!(body, Some("Dear Ann"));
    }

    #[test]
    fn a_message_that_was_taken_back_comes_back_when_it_is_written_on() {
        let journal = search();
        let kept = apply(&journal, &keep(&journal, MESSAGE, &purpose(), words("Hi")));
        let gone = apply(&kept, &Edit::new("").remove(RecordKind::Message, MESSAGE));
        assert!(gone.messages().get(MESSAGE).is_none());
        let edit = keep(&gone, MESSAGE, &purpose(), words("Hi"));
        let back = apply(&gone, &edit);
        assert!(back.messages().get(MESSAGE).is_some());
    }

    #[test]
    fn a_follow_up_that_was_sent_leaves_the_application_quiet_for_two_weeks() {
        let acme = RecordId::fixed(4);
        let journal = journal_after(&[Edit::new("").create(acme, &Opportunity::default())]);
        let follow_up = Purpose {
            opportunity: Some(acme),
            occasion: Occasion::FollowUp,
            person: None,
            is_person_given: false,
            touch: None,
            feedback: None,
        };
        let edit = at_noon(|moment| mark_sent(&journal, moment, MESSAGE, &follow_up, words("Hi")));
        assert_eq!(edit.label, "Marked as sent");
        let until = |journal: &Journal| journal.opportunities().get(acme)?.quiet_until;
        let after = apply(&journal, &edit);
        assert_eq!(until(&after), Some(NOON.today().plus_days(14)));
    }
}
