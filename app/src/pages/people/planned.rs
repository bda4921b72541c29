//! Planned touches: the daily list, and what is planned with one person.

mod last_message;
mod more;
mod planned_touch;

use domain::planning::plan::{Plan, Planned};
use domain::values::date::Date;
use domain::values::sort::sort_by_key;
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

use crate::components::live::{Show, live};
use crate::session::session;

use planned_touch::PlannedTouch;

/// The list of today: thanks that are due, and one more message.
#[component]
pub(super) fn DailyList(plan: Memo<Plan>) -> impl IntoView {
    let session = session();
    let today = Memo::new(move |_| {
        let today = session.today();
        plan.with(|plan| plan.of_today(today).cloned().collect::<Vec<_>>())
    });
    let waiting = move || {
        let due = plan.with(|plan| due_count(plan, session.today()));
        due.saturating_sub(today.with(Vec::len))
    };
    view! {
        <Show when=move || !today.with(Vec::is_empty)>
            <section aria-labelledby="daily-title">
                <h2 id="daily-title">"Today’s message"</h2>
                <p class="quiet-line">
                    {live(move || match waiting() {
                        0 => "One message a day is enough.".to_owned(),
                        1 => "One message a day is enough. One more can wait.".to_owned(),
                        count => format!("One message a day is enough. {count} more can wait."),
                    })}
                </p>
                <ul class="due-list">
                    <For
                        each=move || today.get()
                        key=move |planned| (planned.id, planned.due, session.today())
                        children=move |planned| view! { <PlannedTouch planned=planned is_named=true /> }
                    />
                </ul>
            </section>
        </Show>
    }
    .into_any()
}

/// The touches with the one to write first, where the address names one (`?write=`).
fn written_first(mut touches: Vec<Planned>, asked: Option<&str>) -> Vec<Planned> {
    sort_by_key(&mut touches, |planned| {
        asked.is_none_or(|asked| planned.id.to_string() != asked)
    });
    touches
}

fn due_count(plan: &Plan, today: Date) -> usize {
    let due = plan.touches.iter().filter(|touch| touch.due <= today);
    due.count()
}

/// Everything planned with one person.
pub(super) fn list(planned: Memo<Vec<Planned>>) -> impl IntoView {
    let session = session();
    let is_empty = move || planned.with(Vec::is_empty);
    let query = use_query_map();
    let asked = Memo::new(move |_| query.with(|query| query.get("write")));
    view! {
        <p class="quiet-line" hidden=move || !is_empty()>
            "Nothing is planned. Choose how often to be in touch, or a holiday, or plan a message yourself."
        </p>
        <ul class="due-list" hidden=is_empty>
            <For
                each=move || written_first(planned.get(), asked.get().as_deref())
                key=move |planned| (planned.id, planned.due, session.today())
                children=move |planned| view! { <PlannedTouch planned=planned is_named=false /> }
            />
        </ul>
    }
}
