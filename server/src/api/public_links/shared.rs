//! The page of a partner, made of the search as it is now, and the notes they leave.

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use domain::exchange::link_form::TypedNote;
use domain::exchange::web_page::{FormProblem, NoteForm, note_thanks_page, partner_page};
use domain::model::share::Share;
use domain::planning::partner_view::PartnerView;
use domain::sync::protocol::links::LinkKind;

use super::asked::{Asked, SENT, Sent};
use super::{LinkPages, NotShown, Opened, page, retry_later, see_other};
use crate::api::links::{ends_ms, until};
use crate::journal;
use crate::problem::unavailable;

/// Shows what is shared, or thanks for a note that was just left.
pub(crate) async fn show(State(pages): State<LinkPages>, asked: Asked) -> Response {
    match page_of(&pages, &asked).await {
        Ok(response) => response,
        Err(why) => pages.not_shown(why),
    }
}

async fn page_of(pages: &LinkPages, asked: &Asked) -> Result<Response, NotShown> {
    let opened = open(pages, asked).await?;
    if asked.is_sent {
        let thanks = note_thanks_page(pages.style(), &path(asked));
        return Ok(page(StatusCode::OK, thanks));
    }
    let html = html(pages, &opened, (asked, &TypedNote::default(), None)).await?;
    if asked.is_look {
        pages.note_seen(&opened).await;
    }
    Ok(page(StatusCode::OK, html))
}

/// Takes a note. Whatever is wrong, what was typed is on the page that says so.
pub(crate) async fn leave_note(
    State(pages): State<LinkPages>,
    asked: Asked,
    Sent(fields): Sent,
) -> Response {
    match take_note(&pages, &asked, fields).await {
        Ok(response) => response,
        Err(why) => pages.not_shown(why),
    }
}

async fn take_note(
    pages: &LinkPages,
    asked: &Asked,
    fields: Result<Vec<(String, String)>, (StatusCode, FormProblem)>,
) -> Result<Response, NotShown> {
    let opened = open(pages, asked).await?;
    let (typed, problem) = match fields {
        Ok(fields) => (TypedNote::read(&fields), None),
        Err(problem) => (TypedNote::default(), Some(problem)),
    };
    let unusable = |problem| (StatusCode::UNPROCESSABLE_ENTITY, problem);
    let mut problem = problem.or_else(|| typed.problem().map(unusable));
    let counted = pages.state.limits.count_link_try(asked.peer);
    if let Err(error) = &counted {
        problem = Some((error.status(), FormProblem::TooManyTries));
    }
    if problem.is_none() {
        let note = typed.clone().record(opened.link.record, opened.now.today());
        match pages.take(&opened, &[&typed.0], &note).await {
            Ok(true) => return Ok(see_other(&format!("{}?{SENT}", path(asked)))),
            Err(NotShown::Gone) => return Err(NotShown::Gone),
            Ok(false) | Err(NotShown::Now(_)) => {
                let status = StatusCode::SERVICE_UNAVAILABLE;
                problem = Some((status, FormProblem::NotSaved));
            }
        }
    }
    let (status, problem) = problem.unzip();
    let html = html(pages, &opened, (asked, &typed, problem)).await?;
    let mut response = page(status.unwrap_or_default(), html);
    if let Err(error) = &counted {
        retry_later(&mut response, error);
    }
    Ok(response)
}

/// The share that a token opens, unless it was ended or its time is over.
async fn open(pages: &LinkPages, asked: &Asked) -> Result<Opened<Share>, NotShown> {
    let opened = pages.open::<Share>(LinkKind::Share, &asked.token, asked.peer);
    let mut opened = opened.await?;
    let last = until(opened.link.ends_ms);
    let share = &mut opened.record;
    share.until = Some(share.until.map_or(last, |day| day.min(last)));
    let is_over = share.until.is_some_and(|day| ends_ms(day) <= opened.now.ms);
    if share.ended_on.is_some() || is_over {
        return Err(NotShown::Gone);
    }
    Ok(opened)
}

fn path(asked: &Asked) -> String {
    LinkKind::Share.page(&asked.token)
}

/// The page, of the whole search. Few are made at a time, as with calendars.
async fn html(
    pages: &LinkPages,
    opened: &Opened<Share>,
    (asked, typed, problem): (&Asked, &TypedNote, Option<FormProblem>),
) -> Result<String, NotShown> {
    let (state, account) = (&pages.state, &opened.link.account);
    let view = {
        let _whole_account = state.limits.account_permit().await?;
        let journal = journal::of_account(&state.store, account).await?;
        let (share, now) = (opened.record.clone(), opened.now);
        // A long search takes a while, and requests of others wait for this thread.
        let viewing = tokio::task::spawn_blocking(move || PartnerView::of(&journal, &share, now));
        viewing.await.map_err(|error| {
            tracing::error!(%error, "a partner’s page could not be made");
            unavailable()
        })?
    };
    let action = path(asked);
    let form = NoteForm {
        action: &action,
        note: &typed.0,
        problem,
    };
    // Who has left as many notes as the link takes still reads the page.
    let form = Some(&form).filter(|_| !opened.is_full() || problem.is_some());
    Ok(partner_page(pages.style(), &view, form))
}
