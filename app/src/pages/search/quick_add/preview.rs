//! Below the field: the parts understood, and links to duplicates.

use domain::capture::Capture;
use domain::values::date::Date;
use leptos::prelude::*;

use super::duplicates::Duplicate;

/// The parts of what would be added today; of several, a line each.
pub(super) fn capture_preview(
    reading: Option<Result<Vec<Capture>, String>>,
    today: Date,
) -> AnyView {
    match reading.and_then(Result::ok).as_deref() {
        None | Some([]) => ().into_any(),
        Some([one]) => parts_of(one, today),
        Some(several) => rows_of(several, today),
    }
}

/// How many rows are shown before they are added.
const ROWS_SHOWN: usize = 50;

fn rows_of(captures: &[Capture], today: Date) -> AnyView {
    let rows = captures
        .iter()
        .take(ROWS_SHOWN)
        .map(|capture| view! { <li dir="auto">{row_words(capture, today)}</li> }.into_any())
        .collect_view();
    let beyond = captures.len().saturating_sub(ROWS_SHOWN);
    let beyond = (beyond > 0).then(|| view! { <li>{format!("and {beyond} more")}</li> }.into_any());
    view! {
        <div class="quick-add__rows notice">
            <p>{format!("{} opportunities, one for each row:", captures.len())}</p>
            <ul>{rows} {beyond}</ul>
        </div>
    }
    .into_any()
}

/// “Data engineer at Acme · Berlin · Applied on 2 Nov 2026”.
pub(super) fn row_words(capture: &Capture, today: Date) -> String {
    let is_in_title = |name: &str| matches!(name, "Company" | "Role" | "Link");
    let others = capture.understood(today).into_iter();
    let others = others.filter(|(name, _)| !is_in_title(name));
    std::iter::once(capture.opportunity().title())
        .chain(others.map(|(_, value)| value))
        .collect::<Vec<_>>()
        .join(" · ")
}

fn parts_of(capture: &Capture, today: Date) -> AnyView {
    let parts = capture
        .understood(today)
        .into_iter()
        .map(|(name, value)| {
            view! {
                <div>
                    <dt>{name}</dt>
                    <dd dir="auto">{value}</dd>
                </div>
            }
            .into_any()
        })
        .collect_view();
    view! { <dl class="quick-add__preview">{parts}</dl> }.into_any()
}

/// Links to opportunities that are the same or close to it.
pub(super) fn duplicate_notice(duplicates: Vec<Duplicate>) -> AnyView {
    if duplicates.is_empty() {
        return ().into_any();
    }
    let links = duplicates
        .into_iter()
        .map(|duplicate| {
            view! {
                <li>
                    <a href=format!("/search/{}", duplicate.id) dir="auto">{duplicate.words}</a>
                </li>
            }
            .into_any()
        })
        .collect_view();
    view! {
        <div class="quick-add__duplicate notice">
            <p>"You already have this or something close to it:"</p>
            <ul>{links}</ul>
        </div>
    }
    .into_any()
}
