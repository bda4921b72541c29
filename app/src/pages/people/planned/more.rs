//! More to do with a planned touch: another day, the calendar, skipping it, once more.

use domain::exchange::icalendar::of_touch;
use domain::model::touch::SKIP_REASONS;
use domain::planning::plan::Planned;
use domain::values::date::Date;
use leptos::prelude::*;

use crate::actions::story::plan_again;
use crate::actions::touches::{move_to, skip};
use crate::components::calendar_links::CalendarLinks;
use crate::components::field::LineForm;
use crate::components::icon::Icon;
use crate::session::{Session, session};

/// When a touch can be planned once more, in months.
const AGAIN: [(&str, i32); 3] = [("In a month", 1), ("In three months", 3), ("In a year", 12)];

/// A touch at hand in a menu.
#[derive(Clone, Copy)]
struct TouchMenu {
    session: Session,
    planned: StoredValue<Planned>,
}

impl TouchMenu {
    fn move_to(self, day: Date) {
        self.with(|session, planned| {
            session.perform(|journal, moment| move_to(journal, moment, planned, day));
        });
    }

    fn put_off(self, days: i32) {
        self.move_to(self.session.day_of_writing().plus_days(days));
    }

    fn skip(self, why: &str) {
        self.with(|session, planned| {
            session.perform(|journal, moment| skip(journal, moment, planned, why));
        });
    }

    fn plan_again(self, months: i32) {
        self.with(|session, planned| {
            session.perform(|_, moment| plan_again(moment, planned, months));
        });
    }

    fn with(self, act: impl FnOnce(Session, &Planned)) {
        self.planned
            .with_value(|planned| act(self.session, planned));
    }
}

/// The menu.
#[component]
pub(super) fn More(
    /// The touch.
    planned: Planned,
    /// The touch in a few words.
    words: String,
) -> impl IntoView {
    let session = session();
    let day = RwSignal::new(planned.due.to_string());
    let why = RwSignal::new(String::new());
    let entry = session.peek(|journal| of_touch(journal, &planned));
    let id = planned.id;
    let touch = TouchMenu {
        session,
        planned: StoredValue::new(planned),
    };
    let reasons = SKIP_REASONS.map(|reason| button(reason, move || touch.skip(reason)));
    let again = AGAIN.map(|(words, months)| button(words, move || touch.plan_again(months)));
    view! {
        <details class="menu">
            <summary class="btn btn--small btn--quiet" aria-label=format!("More: {words}")>
                <Icon name="more" />
            </summary>
            <div class="menu__list">
                <p class="menu__title">"Another day"</p>
                {button("Tomorrow", move || touch.put_off(1))}
                {button("In a week", move || touch.put_off(7))}
                <LineForm
                    id=format!("move-{id}")
                    label="Day"
                    button="Move"
                    kind="date"
                    value=day
                    on_submit=Callback::new(move |day: String| {
                        if let Ok(day) = Date::parse(&day) {
                            touch.move_to(day);
                        }
                    })
                />
                <CalendarLinks entry=entry />
                <p class="menu__title">"Skip it"</p>
                {reasons.into_iter().collect_view()}
                <LineForm
                    id=format!("why-{id}")
                    label="Another reason"
                    button="Skip"
                    value=why
                    on_submit=Callback::new(move |why: String| touch.skip(&why))
                />
                <p class="menu__title">"Plan it again"</p>
                {again.into_iter().collect_view()}
            </div>
        </details>
    }
    .into_any()
}

fn button(words: &'static str, on_click: impl Fn() + 'static) -> AnyView {
    view! {
        <button type="button" on:click=move |_| on_click()>
            {words}
        </button>
    }
    .into_any()
}
