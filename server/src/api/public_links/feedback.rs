//! The page of a request for feedback, and the answer to it.

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use domain::exchange::link_form::TypedAnswer;
use domain::exchange::web_page::{FeedbackForm, FormProblem, answer_thanks_page, feedback_page};
use domain::model::feedback::FeedbackRequest;
use domain::sync::protocol::links::LinkKind;

use super::asked::{Asked, SENT, Sent};
use super::{LinkPages, NotShown, Opened, page, retry_later, see_other};
use crate::api::links::ends_ms;

/// What is asked where the request has no questions.
const ANYTHING: &str = "What would you like to say?";

/// Shows the form, or thanks for what was just sent.
pub(crate) async fn show(State(pages): State<LinkPages>, asked: Asked) -> Response {
    let opened = match open(&pages, &asked).await {
        Ok(opened) => opened,
        Err(why) => return pages.not_shown(why),
    };
    if asked.is_sent {
        return page(StatusCode::OK, answer_thanks_page(pages.style()));
    }
    if opened.is_full() {
        return pages.not_shown(NotShown::Gone);
    }
    if asked.is_look {
        pages.note_seen(&opened).await;
    }
    let form = (&asked, &TypedAnswer::default(), None);
    page(StatusCode::OK, html(&pages, &opened, form))
}

/// Takes an answer. Whatever is wrong, what was typed is on the page that says so.
pub(crate) async fn answer(
    State(pages): State<LinkPages>,
    asked: Asked,
    Sent(fields): Sent,
) -> Response {
    let opened = match open(&pages, &asked).await {
        Ok(opened) => opened,
        Err(why) => return pages.not_shown(why),
    };
    let again = |status, typed: &TypedAnswer, problem| {
        page(
            status,
            html(&pages, &opened, (&asked, typed, Some(problem))),
        )
    };
    let typed = match fields {
        Ok(fields) => TypedAnswer::read(&fields, &opened.record),
        Err((status, problem)) => return again(status, &TypedAnswer::default(), problem),
    };
    if let Err(problem) = pages.state.limits.count_link_try(asked.peer) {
        let mut response = again(problem.status(), &typed, FormProblem::TooManyTries);
        retry_later(&mut response, &problem);
        return response;
    }
    if let Some(problem) = typed.problem() {
        return again(StatusCode::UNPROCESSABLE_ENTITY, &typed, problem);
    }
    let on = opened.now.today();
    let record = typed.clone().record(opened.link.record, &opened.record, on);
    let texts = typed.texts.iter().chain([&typed.name]);
    let texts: Vec<&str> = texts.map(String::as_str).collect();
    match pages.take(&opened, &texts, &record).await {
        Ok(true) => see_other(&format!("{}?{SENT}", path(&asked))),
        Err(NotShown::Gone) => pages.not_shown(NotShown::Gone),
        Ok(false) | Err(NotShown::Now(_)) => again(
            StatusCode::SERVICE_UNAVAILABLE,
            &typed,
            FormProblem::NotSaved,
        ),
    }
}

/// The request that a token opens, unless it is closed or its time is over.
async fn open(pages: &LinkPages, asked: &Asked) -> Result<Opened<FeedbackRequest>, NotShown> {
    let opened = pages.open::<FeedbackRequest>(LinkKind::Feedback, &asked.token, asked.peer);
    let mut opened = opened.await?;
    let request = &mut opened.record;
    let is_over = request
        .until
        .is_some_and(|day| ends_ms(day) <= opened.now.ms);
    if request.closed_on.is_some() || is_over {
        return Err(NotShown::Gone);
    }
    if request.questions.is_empty() {
        request.questions.push(ANYTHING.to_owned());
    }
    Ok(opened)
}

fn path(asked: &Asked) -> String {
    LinkKind::Feedback.page(&asked.token)
}

fn html(
    pages: &LinkPages,
    opened: &Opened<FeedbackRequest>,
    (asked, typed, problem): (&Asked, &TypedAnswer, Option<FormProblem>),
) -> String {
    let form = FeedbackForm {
        action: &path(asked),
        answers: &typed.texts,
        name: &typed.name,
        problem,
    };
    feedback_page(pages.style(), &opened.record, &form)
}
