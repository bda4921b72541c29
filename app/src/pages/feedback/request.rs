//! The page of one request: what is asked, by link and by message, and what came of it.

use domain::method::Material;
use domain::model::feedback::FeedbackRequest;
use domain::sync::protocol::links::LinkKind;
use domain::values::date::Date;
use domain::values::id::RecordId;
use domain::values::link::SafeLink;
use leptos::prelude::*;

use super::answers::Answers;
use super::by_message::ByMessage;
use super::changed::Changed;
use super::company::company;
use super::here::{back, kept};
use super::model::{Subject, subject};
use crate::actions::feedback;
use crate::components::card::Card;
use crate::components::choice::Choice;
use crate::components::live::{Show, live};
use crate::components::record_link::RecordLink;
use crate::components::remove_button::RemoveButton;
use crate::components::saved::{saved_area, saved_line};
use crate::pages::round_here::param;
use crate::session::{Session, session};

/// The page at `/feedback/of/<id>`: of a request, or of a company's no.
#[component]
pub fn FeedbackOf() -> impl IntoView {
    let session = session();
    let id = param("id");
    let about = Memo::new(move |_| session.read(|journal| subject(journal, id.get()?)));
    live(move || match about.get() {
        Some(Subject::Request(id)) => request(session, id),
        Some(Subject::Company(comeback)) => company(session, comeback),
        None => missing(session),
    })
}

fn missing(session: Session) -> AnyView {
    let words = move || {
        if session.is_loaded() {
            "This request isn’t on this device"
        } else {
            "One moment"
        }
    };
    view! {
        <div class="page page--narrow">
            {back()}
            <h1 id="heading" tabindex="-1">{live(words)}</h1>
            <p class="lede">"It may have been removed, or it’s on another device."</p>
        </div>
    }
    .into_any()
}

fn request(session: Session, id: RecordId) -> AnyView {
    let kept = kept(session, id);
    let is_open = move || kept.with(|request| request.closed_on.is_none());
    let name = move || kept.with(|request| request.name().to_owned());
    let remove = move |()| session.perform(|journal, _| feedback::remove(journal, id));
    view! {
        <div class="page page--narrow stack">
            {back()}
            <div class="split">
                <h1 id="heading" tabindex="-1" dir="auto">{live(name)}</h1>
                <RemoveButton label="Remove this request" on_remove=remove />
            </div>
            <Answers request=id />
            <Show when=is_open>
                {by_link(kept, id)}
                <ByMessage request=id />
            </Show>
            <Changed request=id />
            {what_they_see(session, kept, id)}
        </div>
    }
    .into_any()
}

fn by_link(kept: Memo<FeedbackRequest>, id: RecordId) -> AnyView {
    let letter = move || {
        let name = kept.with(|request| request.name().to_owned());
        format!(
            "Would you have two minutes for a few questions about this: {name}? A line for each is enough, and candid ones help most: {{link}}"
        )
    };
    view! {
        <Card name="by-link" title="Ask by link" class="card stack">
            <p>"A page with your questions and a form. It works without an account, on any phone."</p>
            <RecordLink
                kind=LinkKind::Feedback
                record=id
                until=Signal::derive(move || kept.with(|request| request.until))
                letter=Signal::derive(letter)
            />
        </Card>
    }
    .into_any()
}

/// What those who are asked get to see, and its fields, which save as they are typed.
fn what_they_see(session: Session, kept: Memo<FeedbackRequest>, id: RecordId) -> AnyView {
    let keep = move |change: &dyn Fn(&mut FeedbackRequest)| {
        session
            .perform_quietly(|journal, _| feedback::change(journal, id, |request| change(request)));
    };
    let shown = move |text: fn(&FeedbackRequest) -> &String| {
        Signal::derive(move || kept.with(|request| text(request).clone()))
    };
    let title =
        Callback::new(move |written: String| keep(&|request| request.title.clone_from(&written)));
    let link = Callback::new(move |written: String| {
        keep(&|request| written.trim().clone_into(&mut request.link))
    });
    let text =
        Callback::new(move |written: String| keep(&|request| request.text.clone_from(&written)));
    let questions = Callback::new(move |written: String| {
        let lines = written.lines().map(|line| line.trim().to_owned());
        let lines: Vec<String> = lines.filter(|line| !line.is_empty()).collect();
        keep(&|request| request.questions.clone_from(&lines));
    });
    let until = Callback::new(move |written: String| {
        let day = Date::parse(&written).ok();
        keep(&|request| request.until = day);
    });
    let lines = Signal::derive(move || kept.with(|request| request.questions.join("\n")));
    let day = Signal::derive(move || {
        kept.with(|request| request.until.map(|day| day.to_string()).unwrap_or_default())
    });
    let name = Callback::new(move |is_on| keep(&|request| request.asks_name = is_on));
    view! {
        <details class="disclosure">
            <summary>"What they see"</summary>
            <div class="stack">
                {live(move || kept.with(to_read))}
                {saved_line(format!("title-{id}"), "Name", "text", shown(|request| &request.title), title)}
                {saved_line(format!("link-of-{id}"), "Link", "url", shown(|request| &request.link), link)}
                {saved_area(format!("text-{id}"), "Text", 6, "", shown(|request| &request.text), text)}
                {saved_area(format!("questions-{id}"), "Questions, one per line", 6, "Answers you already have keep their own questions.", lines, questions)}
                {saved_line(format!("until-{id}"), "Open until", "date", day, until)}
                <Choice
                    label="Ask for their name"
                    checked=Signal::derive(move || kept.with(|request| request.asks_name))
                    on_change=name
                />
            </div>
        </details>
    }
    .into_any()
}

/// The link as one to follow, and what is missing where there is nothing to read.
fn to_read(request: &FeedbackRequest) -> AnyView {
    if let Ok(link) = SafeLink::parse(&request.link) {
        let href = link.as_str().to_owned();
        return view! {
            <p>
                <a href=href target="_blank" rel="external noopener noreferrer">"Open the link"</a>
            </p>
        }
        .into_any();
    }
    let is_missing =
        request.text.trim().is_empty() && request.material.is_some_and(Material::is_read);
    let words = match (is_missing, request.link.trim().is_empty()) {
        (_, false) => "This link can’t be shown to others. It needs to begin with https://.",
        (true, _) => "There is nothing to read yet. Add a link or the text.",
        _ => return ().into_any(),
    };
    view! { <p class="field__error">{words}</p> }.into_any()
}
