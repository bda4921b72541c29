//! A request from its first word to what came of it.

use domain::method::Draft;
use domain::model::comeback::Comeback;
use domain::model::opportunity::Opportunity;
use domain::model::person::Person;

use super::*;
use crate::actions::messages::{Purpose, mark_sent, mark_unsent};
use crate::actions::testing::{NOON, apply, at_noon, journal_after, record};

const REQUEST: RecordId = RecordId::fixed(1_000);
const ANSWER: RecordId = RecordId::fixed(2);
const ANN: RecordId = RecordId::fixed(3);
const HALDEN: RecordId = RecordId::fixed(4);
const NO: RecordId = RecordId::fixed(5);

fn search() -> Journal {
    let request = FeedbackRequest {
        material: Some(Material::Cv),
        questions: vec!["What is missing?".into(); 30],
        ..FeedbackRequest::default()
    };
    let (edit, id) = at_noon(|moment| ask(moment, &request));
    assert_eq!(id, REQUEST);
    let ann = Person {
        name: "Ann Lee".into(),
        ..Person::default()
    };
    let came = FeedbackAnswer {
        request: Some(REQUEST),
        texts: vec!["A number".into()],
        ..FeedbackAnswer::default()
    };
    journal_after(&[edit, record(ANN, &ann), record(ANSWER, &came)])
}

fn no() -> Journal {
    let halden = Opportunity {
        company: "Halden".into(),
        role: "Planner".into(),
        ..Opportunity::default()
    };
    let no = Comeback {
        told_by: Some(ANN),
        their_reasons: "Somebody with more years".into(),
        ..Comeback::new(HALDEN, NOON)
    };
    journal_after(&[record(HALDEN, &halden), record(NO, &no)])
}

fn held(journal: &Journal, id: RecordId) -> FeedbackAnswer {
    journal
        .feedback_answers()
        .get(id)
        .cloned()
        .unwrap_or_default()
}

#[test]
fn a_request_has_a_name_a_day_and_no_more_questions_than_its_page_shows() {
    let journal = search();
    let request = journal.feedback_requests().get(REQUEST).cloned();
    let request = request.unwrap_or_default();
    assert_eq!(request.title, "My CV");
    assert_eq!(request.made_on, Some(NOON.today()));
    assert_eq!(request.questions.len(), MOST_QUESTIONS);
}

#[test]
fn a_request_closes_opens_and_goes_with_its_answers() {
    let journal = search();
    let close_it = |journal: &Journal| at_noon(|moment| close(journal, moment, REQUEST));
    let edit = close_it(&journal);
    assert_eq!(edit.label, "Request closed");
    let closed = apply(&journal, &edit);
    let closed_on = |journal: &Journal| journal.feedback_requests().get(REQUEST)?.closed_on;
    assert_eq!(closed_on(&closed), Some(NOON.today()));
    assert_eq!(closed_on(&apply(&closed, &close_it(&closed))), None);
    let gone = apply(&journal, &remove(&journal, REQUEST));
    assert!(gone.feedback_requests().is_empty() && gone.feedback_answers().is_empty());
}

#[test]
fn an_answer_noted_by_hand_is_kept_and_knows_whose_it_is() {
    let journal = search();
    let note = |name: &str, text: &str| {
        at_noon(|moment| note_answer(&journal, moment, REQUEST, name, text))
    };
    assert!(note("Ann", "  ").is_empty());
    let id = RecordId::fixed(1_000);
    let noted = held(&apply(&journal, &note("ann lee", " Shorter ")), id);
    assert_eq!((noted.person, &*noted.texts[0]), (Some(ANN), "Shorter"));
    assert_eq!(noted.kept, Some(AnswerUse::Kept));
    assert_eq!(
        held(&apply(&journal, &note("Bob", "Longer")), id).person,
        None
    );
}

#[test]
fn an_answer_is_kept_set_aside_and_thanked_for_and_all_of_it_can_be_taken_back() {
    let journal = search();
    let edit = use_answer(&journal, ANSWER, AnswerUse::SetAside);
    assert_eq!(edit.label, "Answer set aside");
    let aside = apply(&journal, &edit);
    assert_eq!(held(&aside, ANSWER).kept, Some(AnswerUse::SetAside));
    let open = apply(&aside, &use_answer(&aside, ANSWER, AnswerUse::SetAside));
    assert_eq!(held(&open, ANSWER).kept, None);
    let edit = at_noon(|moment| thank(&open, moment, ANSWER));
    let thanked = apply(&open, &edit);
    assert_eq!(held(&thanked, ANSWER).thanked_on, Some(NOON.today()));
    let edit = at_noon(|moment| thank(&thanked, moment, ANSWER));
    assert_eq!(held(&apply(&thanked, &edit), ANSWER).thanked_on, None);
}

#[test]
fn a_sent_message_thanks_and_tells_and_one_that_was_not_sent_does_not() {
    let journal = search();
    let purpose = |occasion| Purpose {
        opportunity: None,
        occasion,
        person: None,
        is_person_given: false,
        touch: None,
        feedback: Some(ANSWER),
    };
    let words = || Draft {
        subject: "Thank you".into(),
        body: "Hello".into(),
    };
    let message = RecordId::fixed(9);
    let days = |journal: &Journal| {
        let answer = held(journal, ANSWER);
        (answer.thanked_on, answer.told_on)
    };
    let today = Some(NOON.today());
    let thanks = purpose(Occasion::ThankForFeedback);
    let edit = at_noon(|moment| mark_sent(&journal, moment, message, &thanks, words()));
    let sent = apply(&journal, &edit);
    assert_eq!(days(&sent), (today, None));
    let open = apply(&sent, &mark_unsent(&sent, message, &thanks, words()));
    assert_eq!(days(&open), (None, None));
    let tell = purpose(Occasion::TellWhatChanged);
    let edit = at_noon(|moment| mark_sent(&journal, moment, message, &tell, words()));
    assert_eq!(days(&apply(&journal, &edit)), (None, today));
}

#[test]
fn an_answer_becomes_one_action() {
    let journal = search();
    let make =
        |journal: &Journal, text: &str| at_noon(|moment| act(journal, moment, ANSWER, text, None));
    assert!(make(&journal, " ").is_empty());
    let journal = apply(&journal, &make(&journal, "Cut page two"));
    let journal = apply(&journal, &make(&journal, "Cut page two today"));
    let actions: Vec<_> = journal.actions().iter().map(|(_, action)| action).collect();
    assert_eq!(actions.len(), 1);
    assert_eq!(actions[0].text, "Cut page two today");
    assert_eq!(actions[0].why, "From feedback on My CV.");
    assert_eq!(actions[0].answer, Some(ANSWER));
    let unknown = RecordId::fixed(77);
    assert!(at_noon(|moment| act(&journal, moment, unknown, "Anything", None)).is_empty());
}

#[test]
fn a_companys_words_stay_with_the_comeback_and_what_became_of_them_is_noted() {
    let journal = no();
    let id = FeedbackAnswer::of_no(NO);
    let kept = apply(&journal, &use_answer(&journal, id, AnswerUse::Kept));
    let answer = held(&kept, id);
    assert_eq!(answer.kept, Some(AnswerUse::Kept));
    assert_eq!(
        (answer.opportunity, answer.person),
        (Some(HALDEN), Some(ANN))
    );
    assert!(answer.texts.is_empty(), "the words are in one place");
    let edit = at_noon(|moment| act(&kept, moment, id, "Ask for years first", None));
    assert!(!edit.is_empty());
}

#[test]
fn a_company_is_asked_by_one_request_whose_title_it_can_read() {
    let journal = no();
    let edit = at_noon(|moment| ask_company(&journal, moment, NO));
    let asked = apply(&journal, &edit);
    let request = asked.feedback_requests().get(FeedbackRequest::of_no(NO));
    let request = request.cloned().unwrap_or_default();
    assert_eq!(request.title, "My application: Planner");
    assert_eq!(request.opportunity, Some(HALDEN));
    assert_eq!(request.questions.len(), 3);
    assert!(at_noon(|moment| ask_company(&asked, moment, NO)).is_empty());
}
