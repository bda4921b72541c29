//! Late in November: whom to greet at the end of the year. Each tick is saved at once.

use domain::planning::agenda::people_to_greet;
use domain::values::id::RecordId;
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

use crate::actions::people;
use crate::actions::settings::answer_greetings;
use crate::actions::touches::name_of_person;
use crate::components::choice::Choice;
use crate::components::live::{Show, live};
use crate::session::{Session, session};

/// The holiday of everyone ticked here.
const HOLIDAY: &str = "turn-of-the-year";

/// The most people listed.
const MOST_SHOWN: usize = 100;

/// The question, where the address asks it (`/people?greet=`) and it is open.
#[component]
pub(super) fn Greet() -> impl IntoView {
    let session = session();
    let query = use_query_map();
    let is_asked = move || {
        let (year, ..) = session.today().year_month_day();
        let answered = session.read(|journal| journal.settings().greetings_asked);
        query.with(|query| query.get("greet").is_some()) && answered != Some(year)
    };
    view! {
        <Show when=is_asked>
            <section class="card stack" aria-labelledby="greet-title">
                <h2 id="greet-title">"Who would you like to send greetings to?"</h2>
                <p class="quiet-line">
                    "You’ll be reminded of everyone you tick a few days before New Year. You can choose another holiday on their page."
                </p>
                {choices(session)}
                <p>
                    <button
                        type="button"
                        class="btn"
                        on:click=move |_| session.perform(|journal, moment| answer_greetings(journal, moment))
                    >
                        "That’s all for this year"
                    </button>
                </p>
            </section>
        </Show>
    }
    .into_any()
}

/// Everyone to choose from, as of when the page was opened: who is ticked stays on the list.
fn choices(session: Session) -> AnyView {
    let people: Vec<(RecordId, String)> = session.peek(|journal| {
        let people = people_to_greet(journal).into_iter().take(MOST_SHOWN);
        people.map(|id| (id, name_of_person(journal, id))).collect()
    });
    let rows = move || {
        let people = people.clone().into_iter();
        people
            .map(|(id, name)| choice(session, id, name))
            .collect_view()
    };
    view! { <fieldset class="choices"><legend class="vh">"People"</legend>{live(rows)}</fieldset> }
        .into_any()
}

fn choice(session: Session, id: RecordId, name: String) -> AnyView {
    let is_ticked = Signal::derive(move || {
        session.read(|journal| {
            let person = journal.people().get(id);
            person.is_some_and(|person| !person.holiday.is_empty())
        })
    });
    let tick = Callback::new(move |is_ticked: bool| {
        let holiday = if is_ticked { HOLIDAY } else { "" };
        session.perform_quietly(|journal, _| {
            people::change(journal, id, "Plan changed", |person| {
                holiday.clone_into(&mut person.holiday);
            })
        });
    });
    view! { <Choice label=name dir="auto" checked=is_ticked on_change=tick /> }.into_any()
}
