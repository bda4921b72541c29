//! What a message about feedback speaks of: the request it makes, or the answer it thanks for.

use super::addressee::Addressee;
use crate::journal::Journal;
use crate::method::{ATTACH_GAP, Material};
use crate::model::feedback::{FeedbackAnswer, FeedbackRequest};
use crate::values::id::RecordId;

/// The longest text that goes into a message as it is, in characters; a longer one is attached.
const LONGEST_IN_MESSAGE: usize = 600;

impl Addressee {
    /// Adds what is known of a request for feedback, or of an answer to one.
    #[must_use]
    pub fn about_feedback(mut self, journal: &Journal, id: RecordId) -> Self {
        match journal.feedback_requests().get(id) {
            Some(request) => self.asks(request),
            None => self.answers(journal, id),
        }
        self
    }

    fn asks(&mut self, request: &FeedbackRequest) {
        let facts = &mut self.facts;
        facts.questions.clone_from(&request.questions);
        if request.material == Some(Material::Reason) {
            return;
        }
        request.name().clone_into(&mut facts.learned);
        let (link, text) = (request.link.trim(), request.text.trim());
        let is_short = text.chars().count() <= LONGEST_IN_MESSAGE;
        let to_read = match (link, text) {
            ("", "") if !request.material.is_some_and(Material::is_read) => "",
            ("", text) if !text.is_empty() && is_short => text,
            ("", _) => ATTACH_GAP,
            (link, _) => link,
        };
        to_read.clone_into(&mut facts.to_read);
    }

    fn answers(&mut self, journal: &Journal, id: RecordId) {
        let facts = &mut self.facts;
        if let Some(action) = journal.actions().get(FeedbackAnswer::action_id(id)) {
            facts.learned.clone_from(&action.text);
        }
        let Some(answer) = journal.feedback_answers().get(id) else {
            return;
        };
        if facts.person.is_empty() {
            let first = answer.name.split_whitespace().next();
            first.unwrap_or_default().clone_into(&mut facts.person);
            answer.name.trim().clone_into(&mut facts.full_name);
        }
        let request = answer.request;
        if let Some(request) = request.and_then(|id| journal.feedback_requests().get(id)) {
            facts.changed.clone_from(&request.changed);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::method::{Occasion, Style, draft};
    use crate::model::action::Action;
    use crate::state::edit::Edit;
    use crate::state::stamp::Clock;

    const REQUEST: RecordId = RecordId::fixed(1);
    const ANSWER: RecordId = RecordId::fixed(2);

    fn request() -> FeedbackRequest {
        FeedbackRequest {
            material: Some(Material::Cv),
            title: "CV of November".into(),
            questions: vec!["What is missing?".into(), "What would you keep?".into()],
            changed: "It fits on one page".into(),
            ..FeedbackRequest::default()
        }
    }

    fn journal(request: &FeedbackRequest) -> Journal {
        let (mut journal, mut clock) = (Journal::default(), Clock::new(1));
        let answer = FeedbackAnswer {
            request: Some(REQUEST),
            name: "Ana Silva".into(),
            ..FeedbackAnswer::default()
        };
        let action = Action {
            text: "Cut the second page".into(),
            ..Action::default()
        };
        let edit = Edit::new("").create(REQUEST, request);
        let edit = edit.create(ANSWER, &answer);
        let edit = edit.create(FeedbackAnswer::action_id(ANSWER), &action);
        journal.apply(&edit, &mut clock, 1);
        journal
    }

    fn words(journal: &Journal, occasion: Occasion, id: RecordId) -> String {
        let to = Addressee::of(journal, occasion, None, None, None).about_feedback(journal, id);
        draft(occasion, &to.facts, Style::default()).body
    }

    #[test]
    fn a_request_is_drafted_with_its_name_its_questions_and_what_is_to_be_read() {
        let with = |text: &str, link: &str| {
            let request = FeedbackRequest {
                text: text.into(),
                link: link.into(),
                ..request()
            };
            words(&journal(&request), Occasion::AskForFeedback, REQUEST)
        };
        let asked = with("", "https://example.org/cv");
        assert!(
            asked.contains("your view on: CV of November.\n\nHere it is:\nhttps://example.org/cv\n\n1. What is missing?\n2. What would you keep?\n"),
            "{asked}"
        );
        assert!(with("I plan routes.", "").contains("Here it is:\nI plan routes.\n"));
        let long = "A long line. ".repeat(60);
        assert!(with(&long, "").contains("Here it is:\n[paste or attach it]\n"));
        assert!(with("", "").contains("Here it is:\n[paste or attach it]\n"));
    }

    #[test]
    fn what_is_not_read_leaves_no_gap_and_reasons_are_asked_with_the_chosen_questions() {
        let of = |material, occasion| {
            let request = FeedbackRequest {
                material: Some(material),
                ..request()
            };
            words(&journal(&request), occasion, REQUEST)
        };
        let candidate = of(Material::Candidate, Occasion::AskForFeedback);
        assert!(!candidate.contains("Here it is"), "{candidate}");
        let reasons = of(Material::Reason, Occasion::AskForReasons);
        assert!(reasons.contains("1. What is missing?"), "{reasons}");
        assert!(!reasons.contains("CV of November"), "{reasons}");
    }

    #[test]
    fn thanks_name_who_answered_and_the_next_step_and_later_what_changed() {
        let journal = journal(&request());
        let thanks = words(&journal, Occasion::ThankForFeedback, ANSWER);
        assert!(thanks.starts_with("Hello Ana,"), "{thanks}");
        assert!(
            thanks.contains("because of it: Cut the second page."),
            "{thanks}"
        );
        let told = words(&journal, Occasion::TellWhatChanged, ANSWER);
        assert!(
            told.contains("different now: It fits on one page."),
            "{told}"
        );
    }
}
