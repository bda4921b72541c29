//! The buttons of a line of the agenda, drawn.

use leptos::prelude::*;

use super::item_actions::{ItemButton, Target, buttons_of};
use super::model::AgendaLine;
use crate::components::icon::Icon;
use crate::session::Session;

/// The buttons drawn: large for the one next thing, small in a list.
pub(super) fn item_buttons(session: Session, line: &AgendaLine, is_next: bool) -> AnyView {
    buttons_of(&line.item, line.planned.as_ref(), line.join.as_ref())
        .into_iter()
        .map(|button| item_button(session, button, is_next))
        .collect_view()
        .into_any()
}

fn item_button(session: Session, button: ItemButton, is_next: bool) -> AnyView {
    let class = match (is_next, button.is_main) {
        (true, true) => "btn btn--primary",
        (true, false) => "btn",
        (false, true) => "btn btn--small",
        (false, false) => "btn btn--small btn--quiet",
    };
    let icon = button.icon.map(|name| view! { <Icon name=name /> });
    match button.target {
        Target::Page(address) => view! {
            <a class=class href=address>
                {icon}
                {button.label}
            </a>
        }
        .into_any(),
        Target::Site(address) => view! {
            <a class=class href=address target="_blank" rel="noopener noreferrer">
                {icon}
                {button.label}
            </a>
        }
        .into_any(),
        Target::Action(action) => view! {
            <button
                type="button"
                class=class
                on:click=move |_| session.perform(|journal, moment| action.edit(journal, moment))
            >
                {icon}
                {button.label}
            </button>
        }
        .into_any(),
    }
}
