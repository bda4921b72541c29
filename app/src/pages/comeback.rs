//! The comeback: one step a screen, with the steps done and left. It reads like a letter and can be
//! left at any point.

mod closed;
mod comeback_ref;
mod farewell;
mod letter;
mod missing;
mod model;
mod own_plan;
mod pausing;
mod step_buttons;
mod step_screen;
mod steps;
mod whereabouts;

use domain::values::id::RecordId;
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

use crate::components::live::live;
use crate::session::session;

use closed::closed;
use farewell::farewell;
use letter::letter;
use missing::missing;
use model::{Screen, screen};
use pausing::pausing;
use step_screen::step_screen;

/// The page at `/comeback/<id>`.
#[component]
pub fn ComebackPage() -> impl IntoView {
    let session = session();
    let params = use_params_map();
    let shown = Memo::new(move |_| {
        let id = params
            .with(|params| params.get("id"))
            .and_then(|id| RecordId::parse(&id));
        let now = session.now();
        id.map_or(Screen::Missing, |id| {
            session.read(|journal| screen(journal, id, now))
        })
    });
    view! {
        <div class="page page--narrow">
            {live(move || match shown.get() {
                Screen::Missing => missing(session),
                Screen::Pausing(here) => pausing(session, here),
                Screen::Step(here, step) => step_screen(session, here, step),
                Screen::Closed(here) => closed(session, here),
                Screen::Letter(here) => letter(session, here),
                Screen::Farewell(here, is_closed) => farewell(session, here, is_closed),
            })}
        </div>
    }
    .into_any()
}
