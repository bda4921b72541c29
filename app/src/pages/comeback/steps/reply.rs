//! A warm reply, ready to edit.

use domain::method::Occasion;
use leptos::prelude::*;

use crate::components::draft::DraftEditor;
use crate::pages::comeback::comeback_ref::ComebackRef;

pub(super) fn reply(here: ComebackRef) -> AnyView {
    view! {
        <DraftEditor opportunity=Some(here.opportunity) occasion=Occasion::ReplyToNo />
        <details class="why">
            <summary>"Ask for their reasons in a separate message"</summary>
            <DraftEditor opportunity=Some(here.opportunity) occasion=Occasion::AskForReasons />
        </details>
    }
    .into_any()
}
