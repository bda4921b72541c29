//! Planned touches: the daily list, and one line with everything that can be done about it.

use domain::exchange::icalendar::of_touch;
use domain::model::touch::{SKIP_REASONS, Touch};
use domain::planning::plan::{Plan, Planned};
use domain::values::date::Date;
use domain::values::id::RecordId;
use leptos::prelude::*;

use crate::actions::touches::{finish, move_to, name_of_person, plan_own, skip, what};
use crate::components::calendar_links::CalendarLinks;
use crate::components::draft::DraftEditor;
use crate::components::field::LineForm;
use crate::components::icon::Icon;
use crate::components::live::{Show, live};
use crate::session::session;

/// What today asks: thanks that are due, and one more message.
#[component]
pub(super) fn DailyList(plan: Memo<Plan>) -> impl IntoView {
    let session = session();
    let today = Memo::new(move |_| {
        let today = session.today();
        plan.with(|plan| plan.of_today(today).cloned().collect::<Vec<_>>())
    });
    let waiting = move || {
        let today_is = session.today();
        let due = plan.with(|plan| {
            plan.touches
                .iter()
                .filter(|touch| touch.due <= today_is)
                .count()
        });
        due.saturating_sub(today.with(Vec::len))
    };
    view! {
        <Show when=move || !today.with(Vec::is_empty)>
            <section aria-labelledby="daily-title">
                <h2 id="daily-title">"Today’s word"</h2>
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

/// One planned touch: what, when, why, and what can be done about it.
#[component]
pub(super) fn PlannedTouch(
    /// The touch.
    planned: Planned,
    /// Whether the name leads to the person's page; not on that page itself.
    is_named: bool,
) -> impl IntoView {
    let session = session();
    let today = session.day_of_writing();
    let (words, why) = session.peek(|journal| {
        let name = name_of_person(journal, planned.person);
        (
            what(planned.occasion, &name),
            planned.because.sentence(today),
        )
    });
    let when = if planned.due < today {
        format!("since {}", planned.due.short(today))
    } else {
        planned.due.relative(today)
    };
    let is_writing = RwSignal::new(false);
    let title = if is_named {
        view! {
            <a class="due__what" href=format!("/people/{}", planned.person)>
                {words.clone()}
            </a>
        }
        .into_any()
    } else {
        view! { <span class="due__what">{words.clone()}</span> }.into_any()
    };
    let for_editor = planned.clone();
    let for_done = planned.clone();
    view! {
        <li class="due due--touch">
            <div class="due__text">
                {title}
                <span class="due__about">{why}</span>
            </div>
            <span class="due__when">{when}</span>
            <div class="due__actions">
                <button
                    type="button"
                    class="btn btn--small"
                    aria-expanded=move || is_writing.get().to_string()
                    aria-label=format!("Write: {words}")
                    on:click=move |_| is_writing.update(|is_writing| *is_writing = !*is_writing)
                >
                    <Icon name="edit" />
                    "Write"
                </button>
                <button
                    type="button"
                    class="btn btn--small"
                    aria-label=format!("Done: {words}")
                    on:click=move |_| session.perform(|journal, moment| finish(journal, moment, &for_done))
                >
                    <Icon name="check" />
                    "Done"
                </button>
                <More planned=planned words=words />
            </div>
            <Show when=move || is_writing.get()>
                <div class="due__draft">
                    <LastWord person=for_editor.person />
                    <DraftEditor
                        opportunity=for_editor.opportunity
                        occasion=for_editor.occasion
                        person=Some(for_editor.person)
                        touch=Some(for_editor.clone())
                    />
                </div>
            </Show>
        </li>
    }
    .into_any()
}

/// What was sent last, so that the next message builds on it.
#[component]
fn LastWord(person: RecordId) -> impl IntoView {
    let session = session();
    let last = session.peek(|journal| {
        journal
            .messages_to(person)
            .filter(|(_, message)| message.sent_on.is_some())
            .max_by_key(|(id, message)| (message.sent_on, *id))
            .map(|(_, message)| message.clone())
    });
    last.map(|message| {
        let today = session.day_of_writing();
        let on = message
            .sent_on
            .map(|on| on.short(today))
            .unwrap_or_default();
        view! {
            <details class="why">
                <summary>{format!("Your last message, {on}: {}", message.subject)}</summary>
                <p class="pre" dir="auto">
                    {message.body}
                </p>
            </details>
        }
    })
}

/// Another day, left out, once more, and the calendar.
#[component]
fn More(planned: Planned, words: String) -> impl IntoView {
    let session = session();
    let day = RwSignal::new(planned.due.to_string());
    let entry = session.peek(|journal| of_touch(journal, &planned));
    let planned = StoredValue::new(planned);
    let move_touch = move |day: Date| {
        planned.with_value(|planned| {
            session.perform(|journal, moment| move_to(journal, moment, planned, day))
        })
    };
    let id = planned.with_value(|planned| planned.id);
    let reasons = SKIP_REASONS
        .into_iter()
        .map(|reason| {
            view! {
                <button
                    type="button"
                    on:click=move |_| planned.with_value(|planned| session.perform(|journal, moment| skip(journal, moment, planned, reason)))
                >
                    {reason}
                </button>
            }
            .into_any()
        })
        .collect_view();
    let why = RwSignal::new(String::new());
    let again = move |months: i32| {
        planned.with_value(|planned| {
            let touch = Touch {
                person: Some(planned.person),
                opportunity: planned.opportunity,
                occasion: Some(planned.occasion),
                due: Some(
                    planned
                        .due
                        .max(session.day_of_writing())
                        .plus_months(months),
                ),
                ..Touch::default()
            };
            session.perform(|_, moment| plan_own(moment, &touch));
        });
    };
    view! {
        <details class="menu">
            <summary class="btn btn--small btn--quiet" aria-label=format!("More: {words}")>
                <Icon name="more" />
            </summary>
            <div class="menu__list">
                <p class="menu__title">"Another day"</p>
                <button type="button" on:click=move |_| move_touch(session.day_of_writing().plus_days(1))>
                    "Tomorrow"
                </button>
                <button type="button" on:click=move |_| move_touch(session.day_of_writing().plus_days(7))>
                    "In a week"
                </button>
                <LineForm
                    id=format!("move-{id}")
                    label="Day"
                    button="Move"
                    kind="date"
                    value=day
                    on_submit=Callback::new(move |day: String| {
                        if let Ok(day) = Date::parse(&day) {
                            move_touch(day);
                        }
                    })
                />
                <CalendarLinks entry=entry />
                <p class="menu__title">"Leave it out"</p>
                {reasons}
                <LineForm
                    id=format!("why-{id}")
                    label="Another reason"
                    button="Leave out"
                    value=why
                    on_submit=Callback::new(move |why: String| {
                        planned.with_value(|planned| session.perform(|journal, moment| skip(journal, moment, planned, &why)));
                    })
                />
                <p class="menu__title">"Once more, besides"</p>
                {[("In a month", 1), ("In three months", 3), ("In a year", 12)]
                    .map(|(words, months)| {
                        view! {
                            <button type="button" on:click=move |_| again(months)>
                                {words}
                            </button>
                        }
                        .into_any()
                    })
                    .into_iter()
                    .collect_view()}
            </div>
        </details>
    }
    .into_any()
}

/// What is planned with one person.
pub(super) fn list(planned: Memo<Vec<Planned>>) -> impl IntoView {
    let session = session();
    let is_empty = move || planned.with(Vec::is_empty);
    view! {
        <p class="quiet-line" hidden=move || !is_empty()>
            "Nothing is planned. Choose a rhythm or a holiday, or plan a word yourself."
        </p>
        <ul class="due-list" hidden=is_empty>
            <For
                each=move || planned.get()
                key=move |planned| (planned.id, planned.due, session.today())
                children=move |planned| view! { <PlannedTouch planned=planned is_named=false /> }
            />
        </ul>
    }
}
