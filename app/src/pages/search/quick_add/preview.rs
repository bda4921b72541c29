//! Below the field: the parts understood, and links to duplicates.

use domain::capture::Capture;
use leptos::prelude::*;

use super::duplicates::Duplicate;

/// The parts of what is being added.
pub(super) fn capture_preview(reading: Option<Result<Capture, String>>) -> AnyView {
    let Some(Ok(capture)) = reading else {
        return ().into_any();
    };
    let parts = capture
        .understood()
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
