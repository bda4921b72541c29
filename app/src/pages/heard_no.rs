//! “I just heard no”, in two openings: a call is coming, or it is over. One tap on a known
//! opportunity is enough.

mod call_notes;
mod choices;
mod model;
mod other_one;

use domain::values::id::RecordId;
use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::use_navigate;

use crate::components::composure::Composure;
use crate::components::live::live;
use crate::session::session;

use call_notes::CallNotes;
use choices::choices;
use model::{OFFERED, begin, open_opportunities};
use other_one::OtherOne;

/// The page at `/comeback/new`.
#[component]
pub fn HeardNo() -> impl IntoView {
    let session = session();
    let navigate = use_navigate();
    let notes = CallNotes::new();
    let go = Callback::new(move |comeback: RecordId| {
        notes.carry_into(session, comeback);
        navigate(&format!("/comeback/{comeback}"), NavigateOptions::default());
    });
    let choose = Callback::new(move |id: RecordId| {
        let comeback = session.perform_and_tell(|journal, moment| begin(journal, moment, id));
        if let Some(comeback) = comeback {
            go.run(comeback);
        }
    });
    let open = Memo::new(move |_| session.read(open_opportunities));
    let known = move || {
        let count = open.with(Vec::len);
        let first = open.with(|open| open.iter().take(OFFERED).cloned().collect::<Vec<_>>());
        let more = (count > OFFERED).then(|| {
            let words = format!("{} more. Type a name below to find one.", count - OFFERED);
            view! { <p class="quiet-line">{words}</p> }
        });
        (count > 0).then(|| {
            view! {
                <p>"Which one was it?"</p>
                {choices(first, choose)}
                {more}
            }
        })
    };
    view! {
        <div class="page page--narrow letter">
            <h1 id="heading" tabindex="-1">"One breath first"</h1>
            <Composure>{notes.fields()}</Composure>
            <h2>"I heard no"</h2>
            <p class="lede">
                "One company decided about one role. Nothing has to happen today."
            </p>
            {live(known)}
            <OtherOne go=go choose=choose />
        </div>
    }
    .into_any()
}
