//! Planned touches: the daily list, and what is planned with one person.

mod last_message;
mod more;
mod planned_touch;

use domain::journal::Journal;
use domain::planning::agenda::{Agenda, Item, ItemKind, agenda};
use domain::planning::plan::{Plan, Planned};
use domain::values::date::Now;
use domain::values::sort::sort_by_key;
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

use crate::components::live::{Show, live};
use crate::session::session;

use planned_touch::PlannedTouch;

/// The list of today: thanks that are due, and one more message. It asks for what Today asks for:
/// while a no rests, and on a rest day, only for what has an hour.
#[component]
pub(super) fn DailyList() -> impl IntoView {
    let session = session();
    let lists = Memo::new(move |_| {
        let now = session.now();
        session.read(|journal| today_and_waiting(journal, now))
    });
    let today = Memo::new(move |_| lists.with(|(today, _)| today.clone()));
    let waiting = move || lists.with(|(_, waiting)| *waiting);
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

/// Everything planned; while a no rests, and on a rest day, only what is ahead.
pub(super) fn plan_shown(journal: &Journal, now: Now) -> Plan {
    let Agenda {
        waiting, mut plan, ..
    } = agenda(journal, now);
    if waiting.is_some() {
        plan.touches.retain(|touch| touch.due > now.today());
    }
    plan
}

/// The messages of today, and how many more are due.
fn today_and_waiting(journal: &Journal, now: Now) -> (Vec<Planned>, usize) {
    let today = now.today();
    let Agenda {
        due, waiting, plan, ..
    } = agenda(journal, now);
    let is_asked = |touch: &&Planned| {
        let is_it = |item: &Item| item.what == ItemKind::Touch && item.id == touch.id;
        waiting.is_none() || due.iter().any(is_it)
    };
    let asked: Vec<_> = plan.of_today(today).filter(is_asked).cloned().collect();
    let all = plan.touches.iter().filter(|touch| touch.due <= today);
    let left = all.count().saturating_sub(asked.len());
    (asked, left)
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

#[cfg(test)]
mod tests {
    use domain::method::Occasion;
    use domain::model::comeback::Comeback;
    use domain::model::event::{Ending, Event};
    use domain::model::opportunity::Opportunity;
    use domain::model::person::Person;
    use domain::model::stage::INTERVIEWING;
    use domain::model::touch::Touch;
    use domain::values::id::RecordId;

    use super::*;
    use crate::actions::testing::{NOON, apply, journal_after, record};

    #[test]
    fn while_a_no_rests_nobody_else_is_to_be_written_to_either() {
        let [ann, hello, acme, no] = [1, 2, 3, 4].map(RecordId::fixed);
        let today = NOON.today();
        let planned = Touch {
            person: Some(ann),
            occasion: Some(Occasion::CheckIn),
            due: Some(today),
            ..Touch::default()
        };
        let journal = journal_after(&[
            record(ann, &Person::default()),
            record(hello, &planned),
            record(acme, &Opportunity::default()),
            record(RecordId::fixed(5), &Event::stage(acme, INTERVIEWING, today)),
        ]);
        let ids = |journal: &Journal| {
            let (asked, _) = today_and_waiting(journal, NOON);
            asked.into_iter().map(|touch| touch.id).collect::<Vec<_>>()
        };
        assert_eq!(ids(&journal), [hello]);
        assert_eq!(plan_shown(&journal, NOON).touches.len(), 1);
        let resting = Comeback {
            window_hours: Some(24),
            ..Comeback::new(acme, NOON)
        };
        let ending = Event::ending(acme, Ending::No, today);
        let journal = apply(
            &apply(&journal, &record(no, &ending)),
            &record(no, &resting),
        );
        assert_eq!(ids(&journal), []);
        assert!(plan_shown(&journal, NOON).touches.is_empty());
    }
}
