//! The pages as plain data: requests in a line each, and answers with all that became of them.

use domain::journal::Journal;
use domain::method::Material;
use domain::model::feedback::{AnswerUse, FeedbackAnswer, FeedbackRequest};
use domain::planning::feedback::{AskedCompany, asked_companies, is_new, person_of};
use domain::state::record::RecordKind;
use domain::values::date::{Date, Now};
use domain::values::id::RecordId;

use crate::actions::opportunities::name_of;
use crate::actions::touches::name_of_person;

/// A line that leads to a page: of a request, or of a company.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Line {
    pub(super) address: String,
    pub(super) title: String,
    pub(super) words: String,
    pub(super) is_closed: bool,
}

/// All of the page at `/feedback`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Lists {
    pub(super) open: Vec<Line>,
    pub(super) closed: Vec<Line>,
    pub(super) companies: Vec<Line>,
}

impl Lists {
    pub(super) fn of(journal: &Journal, now: Now) -> Self {
        let today = now.today();
        let requests = journal.feedback_requests().iter();
        // A company's are on its own line.
        let requests = requests.filter(|(_, request)| request.material != Some(Material::Reason));
        let requests = journal.newest_first(&RecordKind::FeedbackRequest, requests.collect());
        let lines = requests
            .into_iter()
            .map(|(id, request)| request_line(journal, id, request, today));
        let (closed, open) = lines.partition(|line| line.is_closed);
        let companies = asked_companies(journal, now);
        let companies = companies
            .iter()
            .map(|asked| company_line(journal, asked, today));
        Self {
            open,
            closed,
            companies: companies.collect(),
        }
    }
}

fn request_line(journal: &Journal, id: RecordId, request: &FeedbackRequest, today: Date) -> Line {
    let answers: Vec<_> = journal.feedback_answers().of(id).collect();
    let new = answers
        .iter()
        .filter(|(id, answer)| is_new(journal, *id, answer, today));
    let new = new.count();
    let came = match (answers.len(), new) {
        (0, _) => "No answers yet".to_owned(),
        (all, 0) => counted(all, "answer"),
        (all, new) => format!("{}, {new} new", counted(all, "answer")),
    };
    let words = match (request.closed_on, request.until) {
        (Some(on), _) => format!("{came} · closed {}", on.relative(today)),
        (None, Some(until)) if until < today => {
            format!("{came} · was open until {}", until.short(today))
        }
        (None, Some(until)) => format!("{came} · until {}", until.short(today)),
        (None, None) => came,
    };
    Line {
        address: format!("/feedback/of/{id}"),
        title: request.name().to_owned(),
        words,
        is_closed: request.closed_on.is_some(),
    }
}

fn company_line(journal: &Journal, asked: &AskedCompany, today: Date) -> Line {
    let count = usize::from(!asked.answer.is_empty()) + asked.by_link;
    let words = match (count, asked.asked_on) {
        (0, Some(on)) => format!("You asked {}. No answer yet.", on.relative(today)),
        (0, None) => "No answer yet.".to_owned(),
        (count, _) => counted(count, "answer"),
    };
    Line {
        address: format!("/feedback/of/{}", asked.comeback),
        title: name_of(journal, asked.opportunity),
        words,
        is_closed: false,
    }
}

/// “1 answer”, “2 answers”.
pub(super) fn counted(count: usize, what: &str) -> String {
    let plural = if count == 1 { "" } else { "s" };
    format!("{count} {what}{plural}")
}

/// The action an answer became.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct MadeAction {
    pub(super) id: RecordId,
    pub(super) text: String,
    /// “due tomorrow”, “done 3 Mar”.
    pub(super) words: String,
    pub(super) is_settled: bool,
}

/// An answer, and what became of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct ShownAnswer {
    pub(super) id: RecordId,
    /// Who it is from, as a heading.
    pub(super) from: String,
    /// Who it is from, in a sentence.
    pub(super) whose: String,
    pub(super) person: Option<RecordId>,
    pub(super) on: String,
    pub(super) pairs: Vec<(String, String)>,
    pub(super) kept: Option<AnswerUse>,
    pub(super) thanked: Option<String>,
    pub(super) told: Option<String>,
    pub(super) action: Option<MadeAction>,
    pub(super) is_new: bool,
}

/// The answer with an id; its words may be kept elsewhere, as those of a company are.
pub(super) fn shown_answer(
    journal: &Journal,
    id: RecordId,
    answer: &FeedbackAnswer,
    today: Date,
) -> ShownAnswer {
    let person = person_of(journal, answer);
    let name = person.map(|person| name_of_person(journal, person));
    let name = name.or_else(|| Some(answer.name.trim().to_owned()).filter(|name| !name.is_empty()));
    let said = |day: Option<Date>| day.map(|day| day.relative(today));
    let action_id = FeedbackAnswer::action_id(id);
    let action = journal.actions().get(action_id).map(|action| MadeAction {
        id: action_id,
        text: action.text.clone(),
        words: match (action.done_on, action.let_go_on, action.due) {
            (Some(on), ..) => format!("done {}", on.relative(today)),
            (None, Some(on), _) => format!("let go {}", on.relative(today)),
            (None, None, Some(due)) => format!("due {}", due.relative(today)),
            (None, None, None) => String::new(),
        },
        is_settled: action.is_settled(),
    });
    let pairs = answer.pairs();
    ShownAnswer {
        id,
        from: name.clone().unwrap_or_else(|| "No name given".to_owned()),
        whose: name.unwrap_or_else(|| "the person who answered".to_owned()),
        person,
        on: said(answer.on).unwrap_or_default(),
        pairs: pairs
            .map(|(question, text)| (question.to_owned(), text.to_owned()))
            .collect(),
        kept: answer.kept,
        thanked: said(answer.thanked_on),
        told: said(answer.told_on),
        action,
        is_new: is_new(journal, id, answer, today),
    }
}

/// The answers to a request, the newest first, those set aside last.
pub(super) fn answer_ids(journal: &Journal, request: RecordId) -> Vec<RecordId> {
    let answers = journal.feedback_answers().of(request);
    let answers = journal.newest_first(&RecordKind::FeedbackAnswer, answers.collect());
    let is_aside = |answer: &FeedbackAnswer| answer.kept == Some(AnswerUse::SetAside);
    let (aside, used): (Vec<_>, Vec<_>) = answers
        .into_iter()
        .partition(|(_, answer)| is_aside(answer));
    used.into_iter().chain(aside).map(|(id, _)| id).collect()
}

/// What the address names: a request, or the no of a company.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Subject {
    Request(RecordId),
    Company(RecordId),
}

/// Reads the id in the address. A company's request leads to the company.
pub(super) fn subject(journal: &Journal, id: RecordId) -> Option<Subject> {
    let is_company = |id| {
        let no = journal.comebacks().get(id);
        no.and_then(|no| journal.opportunities().get(no.opportunity?))
            .is_some()
    };
    if is_company(id) {
        return Some(Subject::Company(id));
    }
    let mut noes = journal.comebacks().ids();
    if let Some(no) = noes.find(|no| FeedbackRequest::of_no(*no) == id && is_company(*no)) {
        return Some(Subject::Company(no));
    }
    let request = journal.feedback_requests().get(id);
    request.map(|_| Subject::Request(id))
}

#[cfg(test)]
mod tests;
