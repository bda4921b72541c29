//! Requests for feedback and their answers: made, changed, closed; noted, kept, thanked for, acted
//! on. A company's answer to “why?” stays with its comeback; only what became of it is noted here.

use domain::journal::Journal;
use domain::method::{Material, Occasion};
use domain::model::action::Action;
use domain::model::feedback::{AnswerUse, FeedbackAnswer, FeedbackRequest};
use domain::planning::feedback::asked_company;
use domain::state::edit::Edit;
use domain::state::record::{RecordKey, RecordKind};
use domain::sync::protocol::links::MOST_QUESTIONS;
use domain::values::date::Date;
use domain::values::id::RecordId;
use domain::values::text::fold;

use super::Moment;

/// Makes a request, and returns its id.
pub fn ask(moment: &mut Moment<'_>, request: &FeedbackRequest) -> (Edit, RecordId) {
    let id = moment.new_id();
    let mut request = FeedbackRequest {
        made_on: Some(moment.today()),
        ..request.clone()
    };
    request.title = request.name().to_owned();
    request.questions.truncate(MOST_QUESTIONS);
    (Edit::new("Request saved").create(id, &request), id)
}

/// The request that asks a company for the reasons of a no by link: made once.
pub fn ask_company(journal: &Journal, moment: &Moment<'_>, comeback: RecordId) -> Edit {
    let id = FeedbackRequest::of_no(comeback);
    if journal.feedback_requests().get(id).is_some() {
        return Edit::default();
    }
    let no = journal.comebacks().get(comeback);
    let opportunity = no.and_then(|no| no.opportunity);
    let about = opportunity.and_then(|id| journal.opportunities().get(id));
    let role = about.map_or("", |about| about.role.trim());
    // The company reads this title.
    let title = match role {
        "" => "My application".to_owned(),
        role => format!("My application: {role}"),
    };
    let questions = Material::Reason.questions().iter();
    let request = FeedbackRequest {
        material: Some(Material::Reason),
        title,
        questions: questions.take(3).map(|text| (*text).to_owned()).collect(),
        made_on: Some(moment.today()),
        opportunity,
        ..FeedbackRequest::default()
    };
    let held = journal.record(&RecordKey::new(RecordKind::FeedbackRequest, id));
    Edit::new("Request saved").put(held, id, &request)
}

/// Changes a request, as it is typed.
#[must_use]
pub fn change(journal: &Journal, id: RecordId, change: impl FnOnce(&mut FeedbackRequest)) -> Edit {
    let Some(before) = journal.feedback_requests().get(id) else {
        return Edit::default();
    };
    let mut after = before.clone();
    change(&mut after);
    Edit::new("Request changed").change(id, before, &after)
}

/// Closes a request, or opens it again. A closed one takes no answers by its link.
#[must_use]
pub fn close(journal: &Journal, moment: &Moment<'_>, id: RecordId) -> Edit {
    let request = journal.feedback_requests().get(id);
    let is_closed = request.is_some_and(|request| request.closed_on.is_some());
    let edit = change(journal, id, |request| {
        request.closed_on = (!is_closed).then(|| moment.today());
    });
    Edit {
        label: if is_closed {
            "Request reopened"
        } else {
            "Request closed"
        }
        .into(),
        ..edit
    }
}

/// Removes a request with its answers. What was made of them stays.
#[must_use]
pub fn remove(journal: &Journal, id: RecordId) -> Edit {
    let edit = Edit::new("Request removed").remove(RecordKind::FeedbackRequest, id);
    let answers = journal.feedback_answers().of(id);
    answers.fold(edit, |edit, (answer, _)| {
        edit.remove(RecordKind::FeedbackAnswer, answer)
    })
}

/// Notes an answer that came another way. Without words it notes nothing. Whoever writes it down
/// has read it, so it is kept.
pub fn note_answer(
    journal: &Journal,
    moment: &mut Moment<'_>,
    request: RecordId,
    name: &str,
    text: &str,
) -> Edit {
    let (name, text) = (name.trim(), text.trim());
    if text.is_empty() {
        return Edit::default();
    }
    let answer = FeedbackAnswer {
        request: Some(request),
        person: namesake(journal, name),
        name: name.to_owned(),
        texts: vec![text.to_owned()],
        on: Some(moment.today()),
        kept: Some(AnswerUse::Kept),
        ..FeedbackAnswer::default()
    };
    Edit::new("Answer saved").create(moment.new_id(), &answer)
}

/// The only person of this name in the search.
fn namesake(journal: &Journal, name: &str) -> Option<RecordId> {
    let name = fold(name);
    let people = journal.people().iter();
    let mut found = people.filter(|(_, person)| fold(person.name.trim()) == name);
    let (only, _) = found.next().filter(|_| !name.is_empty())?;
    found.next().is_none().then_some(only)
}

/// Keeps an answer or sets it aside; the same choice once more takes it back.
#[must_use]
pub fn use_answer(journal: &Journal, id: RecordId, choice: AnswerUse) -> Edit {
    let held = answer(journal, id).and_then(|answer| answer.kept);
    let kept = (held != Some(choice)).then_some(choice);
    let label = match kept {
        Some(AnswerUse::Kept) => "Answer kept",
        Some(AnswerUse::SetAside) => "Answer set aside",
        None => "Answer reopened",
    };
    change_answer(journal, id, label, |answer| answer.kept = kept)
}

/// Marks an answer as thanked for today, or takes that back.
#[must_use]
pub fn thank(journal: &Journal, moment: &Moment<'_>, id: RecordId) -> Edit {
    let is_thanked = answer(journal, id).is_some_and(|answer| answer.thanked_on.is_some());
    let label = if is_thanked {
        "Not thanked yet"
    } else {
        "Thanked"
    };
    change_answer(journal, id, label, |answer| {
        answer.thanked_on = (!is_thanked).then(|| moment.today());
    })
}

/// What a sent message, or one that was not sent after all, says about the answer it is about.
pub(super) fn told(journal: &Journal, id: RecordId, occasion: Occasion, on: Option<Date>) -> Edit {
    match occasion {
        Occasion::ThankForFeedback => change_answer(journal, id, "", |answer| {
            answer.thanked_on = on;
        }),
        Occasion::TellWhatChanged => change_answer(journal, id, "", |answer| answer.told_on = on),
        _ => Edit::default(),
    }
}

/// Removes an answer, as one does with what nobody can use.
#[must_use]
pub fn remove_answer(id: RecordId) -> Edit {
    Edit::new("Answer removed").remove(RecordKind::FeedbackAnswer, id)
}

/// Makes the one action an answer becomes, or changes it. Without words it makes none.
pub fn act(
    journal: &Journal,
    moment: &Moment<'_>,
    answer_id: RecordId,
    text: &str,
    due: Option<Date>,
) -> Edit {
    let text = text.trim();
    let Some(answer) = answer(journal, answer_id).filter(|_| !text.is_empty()) else {
        return Edit::default();
    };
    let request = answer.request;
    let request = request.and_then(|id| journal.feedback_requests().get(id));
    let why = match request {
        Some(request) => format!("From feedback on {}.", request.name()),
        None => "From a company’s answer.".to_owned(),
    };
    let action = Action {
        text: text.to_owned(),
        why,
        due: due.or_else(|| Some(moment.today())),
        answer: Some(answer_id),
        ..Action::default()
    };
    let id = FeedbackAnswer::action_id(answer_id);
    let held = journal.record(&RecordKey::new(RecordKind::Action, id));
    Edit::new("Added to Today").put(held, id, &action)
}

/// An answer by its id, also a company's that is kept with its comeback.
#[must_use]
pub fn answer(journal: &Journal, id: RecordId) -> Option<FeedbackAnswer> {
    if let Some(answer) = journal.feedback_answers().get(id) {
        return Some(answer.clone());
    }
    let mut comebacks = journal.comebacks().iter();
    let (comeback, no) = comebacks.find(|(comeback, _)| FeedbackAnswer::of_no(*comeback) == id)?;
    asked_company(journal, comeback).map(|asked| FeedbackAnswer {
        opportunity: Some(asked.opportunity),
        person: no.told_by,
        ..FeedbackAnswer::default()
    })
}

fn change_answer(
    journal: &Journal,
    id: RecordId,
    label: &str,
    change: impl FnOnce(&mut FeedbackAnswer),
) -> Edit {
    let Some(mut after) = answer(journal, id) else {
        return Edit::default();
    };
    change(&mut after);
    let held = journal.record(&RecordKey::new(RecordKind::FeedbackAnswer, id));
    Edit::new(label).put(held, id, &after)
}

#[cfg(test)]
mod tests;
