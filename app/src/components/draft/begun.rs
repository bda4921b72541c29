//! The message to edit: the one of its touch, else the latest for the occasion, else a new one.

use domain::journal::Journal;
use domain::method::Draft;
use domain::model::message::Message;
use domain::values::id::RecordId;

use crate::actions::messages::Purpose;

/// A new message for a purpose.
pub(super) fn begin(
    purpose: &Purpose,
    words: Draft,
    new_id: impl FnOnce() -> RecordId,
) -> (RecordId, Message) {
    let touch = purpose.touch.as_ref().map(|touch| touch.id);
    let message = Message {
        opportunity: purpose.opportunity,
        person: purpose.person,
        occasion: Some(purpose.occasion),
        touch,
        feedback: purpose.feedback,
        subject: words.subject,
        body: words.body,
        ..Message::default()
    };
    // One touch is one message, also where two devices begin it; so is one answer to thank for.
    let id = about_feedback(purpose)
        .or_else(|| Some(RecordId::derived("message", &[touch?], 0)))
        .unwrap_or_else(new_id);
    (id, message)
}

/// The id of the one message about a request for feedback, or about an answer, to somebody.
fn about_feedback(purpose: &Purpose) -> Option<RecordId> {
    let to = purpose.person.unwrap_or_default();
    let occasion = purpose.occasion.id();
    Some(RecordId::derived(occasion, &[purpose.feedback?, to], 0))
}

/// The message begun before for a purpose, the latest of several.
pub(super) fn begun(journal: &Journal, purpose: &Purpose) -> Option<(RecordId, Message)> {
    if let Some(id) = about_feedback(purpose) {
        return journal
            .messages()
            .get(id)
            .map(|message| (id, message.clone()));
    }
    let candidates: Vec<(RecordId, &Message)> = match (purpose.opportunity, purpose.person) {
        (Some(opportunity), _) if !purpose.is_person_given => {
            journal.messages().of(opportunity).collect()
        }
        (_, Some(person)) => journal.messages_to(person).collect(),
        (_, None) => Vec::new(),
    };
    candidates
        .into_iter()
        .filter(|(_, message)| serves(message, purpose))
        .max_by_key(|(id, _)| *id)
        .map(|(id, message)| (id, message.clone()))
}

fn serves(message: &Message, purpose: &Purpose) -> bool {
    // One begun before it was known who it is to is theirs, too.
    let is_to =
        message.person == purpose.person || (message.person.is_none() && !purpose.is_person_given);
    let is_for = message.occasion == Some(purpose.occasion)
        && is_to
        && message.opportunity == purpose.opportunity;
    match &purpose.touch {
        // A sent one belongs to an earlier touch.
        Some(touch) => {
            message.touch == Some(touch.id)
                || (is_for && message.touch.is_none() && message.sent_on.is_none())
        }
        None => is_for,
    }
}

#[cfg(test)]
mod tests {
    use domain::method::Occasion;
    use domain::state::edit::Edit;

    use super::*;
    use crate::actions::testing::{NOON, journal_after};

    const ACME: RecordId = RecordId::fixed(1);
    const ANN: RecordId = RecordId::fixed(2);

    fn purpose(person: Option<RecordId>, is_person_given: bool) -> Purpose {
        Purpose {
            opportunity: Some(ACME),
            occasion: Occasion::ReplyToNo,
            person,
            is_person_given,
            touch: None,
            feedback: None,
        }
    }

    fn kept(id: u128, message: Message) -> Edit {
        Edit::new("").create(RecordId::fixed(id), &message)
    }

    fn message() -> Message {
        Message {
            opportunity: Some(ACME),
            occasion: Some(Occasion::ReplyToNo),
            ..Message::default()
        }
    }

    fn found(edits: &[Edit], purpose: &Purpose) -> Option<RecordId> {
        begun(&journal_after(edits), purpose).map(|(id, _)| id)
    }

    #[test]
    fn the_latest_message_of_the_occasion_is_taken_up() {
        let other = Message {
            occasion: Some(Occasion::CheckIn),
            ..message()
        };
        let edits = [kept(10, message()), kept(11, message()), kept(12, other)];
        let latest = Some(RecordId::fixed(11));
        assert_eq!(found(&edits, &purpose(None, false)), latest);
        // Begun before it was known who it is to.
        assert_eq!(found(&edits, &purpose(Some(ANN), false)), latest);
        assert_eq!(found(&edits, &purpose(Some(ANN), true)), None);
        assert_eq!(found(&[], &purpose(None, false)), None);
    }

    #[test]
    fn a_message_to_someone_else_is_left_alone() {
        let to_ann = Message {
            person: Some(ANN),
            sent_on: Some(NOON.today()),
            ..message()
        };
        let edits = [kept(10, to_ann)];
        let expected = Some(RecordId::fixed(10));
        assert_eq!(found(&edits, &purpose(Some(ANN), true)), expected);
        let bo = Some(RecordId::fixed(3));
        assert_eq!(found(&edits, &purpose(bo, true)), None);
    }

    #[test]
    fn each_request_for_feedback_is_one_message_to_each_person() {
        let [cv, pitch] = [30, 31].map(RecordId::fixed);
        let about = |feedback, person| Purpose {
            opportunity: None,
            occasion: Occasion::AskForFeedback,
            feedback: Some(feedback),
            ..purpose(Some(person), true)
        };
        let words = || Draft {
            subject: String::new(),
            body: "Hi".into(),
        };
        let (id, message) = begin(&about(cv, ANN), words(), || RecordId::fixed(20));
        assert_eq!(message.feedback, Some(cv));
        let edits = [Edit::new("").create(id, &message)];
        assert_eq!(found(&edits, &about(cv, ANN)), Some(id));
        assert_eq!(found(&edits, &about(pitch, ANN)), None);
        assert_eq!(found(&edits, &about(cv, RecordId::fixed(3))), None);
    }

    #[test]
    fn a_new_message_has_the_purpose_it_was_begun_for() {
        let words = Draft {
            subject: "Hello".into(),
            body: "Hi".into(),
        };
        let new_id = RecordId::fixed(20);
        let (id, begun) = begin(&purpose(Some(ANN), true), words, || new_id);
        assert_eq!(id, new_id);
        let expected = Message {
            person: Some(ANN),
            subject: "Hello".into(),
            body: "Hi".into(),
            ..message()
        };
        assert_eq!(begun, expected);
    }
}
