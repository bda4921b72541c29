//! What the pages of one request share: the way back, and the request as it is now.

use domain::model::feedback::FeedbackRequest;
use domain::values::id::RecordId;
use leptos::prelude::*;

use crate::components::icon::Icon;
use crate::session::Session;

/// The way back to all of it.
pub(super) fn back() -> AnyView {
    view! {
        <p class="page__back">
            <a href="/feedback">
                <Icon name="arrow-left" />
                "Feedback"
            </a>
        </p>
    }
    .into_any()
}

/// A request as it is now, followed.
pub(super) fn kept(session: Session, id: RecordId) -> Memo<FeedbackRequest> {
    Memo::new(move |_| {
        session.read(|journal| {
            let request = journal.feedback_requests().get(id);
            request.cloned().unwrap_or_default()
        })
    })
}
