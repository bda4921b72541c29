//! Extras of single practices: the card, the fifteen questions, the usual reasons, a letter to
//! start from.

use domain::method::{COMPOSURE, Cause, DraftFacts, Occasion, QUESTIONS, REASONS, Style, draft};
use leptos::prelude::*;

use super::parts::section;

/// The extra section of a practice, where it has one.
pub(super) fn extras(id: &str) -> Option<AnyView> {
    let (title, body) = match id {
        "composure" => (COMPOSURE.title, composure_card()),
        "review" => ("The fifteen questions", questions()),
        "beyond-control" => ("The usual reasons", reasons()),
        _ => ("A letter to start from", letter(occasion(id)?)),
    };
    Some(section("more".into(), title, body))
}

fn composure_card() -> AnyView {
    view! {
        <div class="composure">
            <ul class="composure__lines" role="list">
                {items(COMPOSURE.lines.iter().copied())}
            </ul>
            <p>"Two sentences you can say as they are:"</p>
            <ul class="composure__aloud" role="list">
                {items(COMPOSURE.aloud.iter().copied())}
            </ul>
        </div>
    }
    .into_any()
}

fn questions() -> AnyView {
    let rows = QUESTIONS
        .iter()
        .map(|question| {
            view! {
                <li>
                    <strong>{question.title}</strong>
                    <p>{question.prompt}</p>
                    <p class="method__hint">{format!("For example: “{}”", question.hint)}</p>
                    {question
                        .creates
                        .map(|made| {
                            view! {
                                <p class="method__makes">
                                    {format!("An answer can become: {}.", lower_first(made.label()))}
                                </p>
                            }
                                .into_any()
                        })}
                </li>
            }
            .into_any()
        })
        .collect_view();
    view! { <ol class="method__questions" role="list">{rows}</ol> }.into_any()
}

fn reasons() -> AnyView {
    Cause::ALL
        .map(|cause| {
            let of_cause = REASONS
                .iter()
                .filter(move |reason| reason.cause == cause)
                .map(|reason| reason.text);
            let list = (cause != Cause::Unknown)
                .then(|| view! { <ul class="method__reasons">{items(of_cause)}</ul> });
            view! {
                <h3>{cause.label()}</h3>
                {list}
                <p>{cause.answer()}</p>
            }
            .into_any()
        })
        .into_iter()
        .collect_view()
        .into_any()
}

fn letter(occasion: Occasion) -> AnyView {
    let paragraphs = draft(occasion, &DraftFacts::default(), Style::default())
        .body
        .split("\n\n")
        .map(|paragraph| view! { <p>{lines(paragraph)}</p> }.into_any())
        .collect_view();
    view! { <blockquote class="letter">{paragraphs}</blockquote> }.into_any()
}

fn lines(paragraph: &str) -> Vec<AnyView> {
    paragraph
        .split('\n')
        .enumerate()
        .map(|(index, line)| {
            let line_break = (index > 0).then(|| view! { <br /> });
            view! { {line_break} {line.to_owned()} }.into_any()
        })
        .collect()
}

/// The draft that goes with a practice.
fn occasion(id: &str) -> Option<Occasion> {
    Some(match id {
        "reply" => Occasion::ReplyToNo,
        "thanks" => Occasion::ThankYouAfterRound,
        "in-touch" => Occasion::CheckIn,
        "article" => Occasion::SomethingUseful,
        "good-news" => Occasion::Congratulate,
        "consult" => Occasion::ProjectPitch,
        "holidays" => Occasion::SeasonsGreetings,
        "feedback" => Occasion::AskForFeedback,
        "landed" => Occasion::AskWhatWorked,
        _ => return None,
    })
}

fn items(texts: impl Iterator<Item = &'static str>) -> Vec<AnyView> {
    texts
        .map(|text| view! { <li>{text}</li> }.into_any())
        .collect()
}

fn lower_first(text: &str) -> String {
    let mut characters = text.chars();
    characters.next().map_or_else(String::new, |first| {
        first.to_lowercase().chain(characters).collect()
    })
}
