//! The next three actions: what, on which day, where. Each is a line of the plan, and in Today on its
//! day, as soon as it is written.

use domain::method::NEXT_ACTIONS;
use domain::model::comeback::{Move, Step};
use domain::values::date::Date;
use leptos::prelude::*;

use crate::actions::comebacks::{NextAction, next_actions, set_next_action};
use crate::components::field::{TextField, follow_text};
use crate::pages::comeback::comeback_ref::ComebackRef;
use crate::session::Session;

/// The labels of the fields: more than three actions would be a list to fail at.
const LABELS: [&str; 3] = ["First", "Then", "And then"];

/// The days offered, as days from today.
const DAYS_OFFERED: [i32; 3] = [1, 2, 7];

/// The fields of one action; cheap to copy.
#[derive(Clone, Copy)]
struct Row {
    session: Session,
    here: ComebackRef,
    number: usize,
    text: RwSignal<String>,
    day: RwSignal<String>,
    place: RwSignal<String>,
}

impl Row {
    fn new(session: Session, here: ComebackRef, number: usize) -> Self {
        let held = move || {
            let today = session.today();
            let [first, second, third] =
                session.read(|journal| next_actions(journal, here.id, today));
            match number {
                0 => first,
                1 => second,
                _ => third,
            }
        };
        Self {
            session,
            here,
            number,
            text: follow_text(move || held().text),
            day: follow_text(move || held().on.to_string()),
            place: follow_text(move || held().place),
        }
    }

    /// Saves the action as its fields have it.
    fn save(self) {
        let tomorrow = self.session.day_of_writing().plus_days(1);
        let next = NextAction {
            text: self.text.get_untracked(),
            on: Date::parse(&self.day.get_untracked()).unwrap_or(tomorrow),
            place: self.place.get_untracked(),
        };
        self.session.perform_quietly(|journal, _| {
            set_next_action(journal, self.here.id, self.number, &next)
        });
    }

    fn choose_day(self, day: Date) {
        self.day.set(day.to_string());
        self.save();
    }

    fn view(self) -> AnyView {
        let Self { number, text, .. } = self;
        let has_words = Memo::new(move |_| text.with(|text| !text.trim().is_empty()));
        view! {
            <div class="next-action stack" on:change=move |_| self.save()>
                <TextField id=format!("next-{number}") label=LABELS[number] value=text />
                <div class="stack" hidden=move || !has_words.get()>
                    <div class="field-row">
                        <TextField id=format!("next-day-{number}") label="Day" kind="date" value=self.day />
                        <TextField id=format!("next-place-{number}") label="Where" value=self.place />
                    </div>
                    <div class="cluster" role="group" aria-label="Day">
                        {self.days_offered()}
                    </div>
                </div>
            </div>
        }
        .into_any()
    }

    /// A few days to choose by one tap.
    fn days_offered(self) -> Vec<AnyView> {
        let today = self.session.day_of_writing();
        let button = |days| {
            let day = today.plus_days(days);
            let words = if days < 7 {
                day.relative(today)
            } else {
                "in a week".to_owned()
            };
            let is_chosen = move || (self.day.get() == day.to_string()).to_string();
            view! {
                <button
                    type="button"
                    class="chip"
                    aria-pressed=is_chosen
                    on:click=move |_| self.choose_day(day)
                >
                    {words}
                </button>
            }
            .into_any()
        };
        DAYS_OFFERED.into_iter().map(button).collect()
    }
}

pub(super) fn move_on(session: Session, here: ComebackRef) -> AnyView {
    let rows = [0, 1, 2].map(|number| Row::new(session, here, number));
    let suggestions = NEXT_ACTIONS
        .into_iter()
        .map(|text| {
            view! {
                <button type="button" class="chip" on:click=move |_| suggest(session, rows, text)>
                    {text}
                </button>
            }
            .into_any()
        })
        .collect_view();
    let finish = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        rows.into_iter().for_each(Row::save);
        here.go(session, Move::Done(Step::MoveOn));
    };
    view! {
        <form class="stack" on:submit=finish>
            {rows.map(Row::view).into_iter().collect_view()}
            <div class="cluster suggestions" role="group" aria-label="Suggestions">
                {suggestions}
            </div>
            <div class="letter__actions">
                <button type="submit" class="btn btn--primary">
                    "Add these to my plan"
                </button>
            </div>
        </form>
    }
    .into_any()
}

/// Fills the first empty field, and saves it.
fn suggest(session: Session, rows: [Row; 3], text: &str) {
    let is_empty = |row: &Row| row.text.with_untracked(|text| text.trim().is_empty());
    match rows.into_iter().find(is_empty) {
        Some(row) => {
            row.text.set(text.to_owned());
            row.save();
        }
        None => session.toast(
            "All three are filled. Empty one to change it.".into(),
            false,
        ),
    }
}
