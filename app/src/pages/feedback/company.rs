//! A company that was asked why: the words are those of its comeback, kept there and shown here.

use domain::method::Occasion;
use domain::model::feedback::{FeedbackAnswer, FeedbackRequest};
use domain::planning::feedback::asked_company;
use domain::state::record::{RecordKey, RecordKind};
use domain::sync::protocol::links::LinkKind;
use domain::values::id::RecordId;
use leptos::prelude::*;

use super::answer_card::{answer_card, write};
use super::answers::Answers;
use super::here::back;
use super::model::{ShownAnswer, shown_answer};
use crate::actions::opportunities::name_of;
use crate::actions::{comebacks, feedback};
use crate::components::card::Card;
use crate::components::draft::DraftEditor;
use crate::components::field::{TextArea, follow_text};
use crate::components::live::{Show, live};
use crate::components::record_link::RecordLink;
use crate::components::versions::EarlierVersions;
use crate::session::Session;

/// The page of a company's answer.
pub(super) fn company(session: Session, comeback: RecordId) -> AnyView {
    let asked = Memo::new(move |_| session.read(|journal| asked_company(journal, comeback)));
    let Some(opportunity) =
        asked.with_untracked(|asked| asked.as_ref().map(|asked| asked.opportunity))
    else {
        return ().into_any();
    };
    let name = move || session.read(|journal| name_of(journal, opportunity));
    let has_answer =
        move || asked.with(|asked| asked.as_ref().is_some_and(|asked| !asked.answer.is_empty()));
    let has_by_link =
        move || asked.with(|asked| asked.as_ref().is_some_and(|asked| asked.by_link > 0));
    let when = move || {
        let on = asked.with(|asked| asked.as_ref()?.asked_on)?;
        Some(format!("You asked {}.", on.relative(session.today())))
    };
    let id = FeedbackAnswer::of_no(comeback);
    let shown = Memo::new(move |_| shown(session, id));
    let ask = move || {
        view! { <DraftEditor opportunity=Some(opportunity) occasion=Occasion::AskForReasons /> }
            .into_any()
    };
    view! {
        <div class="page page--narrow stack">
            {back()}
            <h1 id="heading" tabindex="-1">
                "What " <span dir="auto">{live(name)}</span> " said"
            </h1>
            <p class="quiet-line">
                {live(when)} " "
                <a href=format!("/comeback/{comeback}")>"Open the comeback"</a>
            </p>
            {their_words(session, comeback)}
            <Show when=has_answer>{answer_card(session, shown, Some(opportunity))}</Show>
            <Show when=has_by_link>
                <Answers request=FeedbackRequest::of_no(comeback) />
            </Show>
            <Card name="ask-why" title="Ask why" class="card stack">
                {write(|| "Write a message".to_owned(), ask)}
                {by_link(session, comeback)}
            </Card>
        </div>
    }
    .into_any()
}

/// What became of their answer, which may be nothing yet.
fn shown(session: Session, id: RecordId) -> ShownAnswer {
    let today = session.today();
    session.read(|journal| {
        let answer = feedback::answer(journal, id).unwrap_or_default();
        shown_answer(journal, id, &answer, today)
    })
}

/// Their answer, in the field that question 14 has as well.
fn their_words(session: Session, comeback: RecordId) -> AnyView {
    let text = follow_text(move || {
        session.read(|journal| {
            let no = journal.comebacks().get(comeback);
            no.map_or_else(String::new, |no| no.their_reasons.clone())
        })
    });
    let save = move |written: String| {
        session.perform_quietly(|journal, _| {
            comebacks::change(journal, comeback, |no| no.their_reasons = written)
        });
    };
    view! {
        <TextArea
            id="their-reasons"
            label="What they answered"
            value=text
            rows=4
            hint="It’s the same text as in your review. You’ll also see it beside “Was it in your hands?”"
            on_change=Callback::new(save)
        />
        <EarlierVersions
            record=RecordKey::new(RecordKind::Comeback, comeback)
            field="their_reasons"
            shown=text
        />
    }
    .into_any()
}

/// A page of their own for those who would rather not write an email.
fn by_link(session: Session, comeback: RecordId) -> AnyView {
    let request = FeedbackRequest::of_no(comeback);
    let until = move || {
        session.read(|journal| {
            journal
                .feedback_requests()
                .get(request)
                .and_then(|request| request.until)
        })
    };
    let prepare = move |()| {
        session.perform_quietly(|journal, moment| feedback::ask_company(journal, moment, comeback));
    };
    let letter = "Thank you again for considering me. If you have two minutes, I would be grateful for a line on what decided it. You don’t need to give a name: {link}";
    view! {
        <p>"Or send a link to three short questions. They can answer without giving a name."</p>
        <RecordLink
            kind=LinkKind::Feedback
            record=request
            until=Signal::derive(until)
            letter=Signal::stored(letter.to_owned())
            prepare=Callback::new(prepare)
        />
    }
    .into_any()
}
