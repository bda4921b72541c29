//! “Add to my plan”, in one tap, wherever there is something to do; once it is there, its day.

use domain::journal::Journal;
use domain::planning::plan::Planned;
use domain::planning::week::week_to_plan;
use domain::state::edit::Edit;
use domain::values::date::Date;
use domain::values::id::RecordId;
use leptos::prelude::*;

use crate::actions::{Moment, plan};
use crate::components::icon::Icon;
use crate::components::live::live;
use crate::session::Session;

/// What can become a line of the plan.
#[derive(Clone, Debug, PartialEq)]
pub enum Plannable {
    /// Something to do.
    Todo(RecordId),
    /// A planned message.
    Touch(Planned),
    /// A step of an experiment.
    Experiment(RecordId),
}

impl Plannable {
    fn edit(&self, journal: &Journal, moment: &Moment<'_>) -> Edit {
        match self {
            Self::Todo(id) => plan::line_for_todo(journal, moment, *id),
            Self::Touch(planned) => plan::line_for_touch(journal, moment, planned),
            Self::Experiment(id) => plan::line_for_experiment(journal, moment, *id),
        }
    }

    /// The action that is its line, as of a day.
    fn line(&self, monday: Date) -> RecordId {
        match self {
            Self::Todo(id) => *id,
            Self::Touch(planned) => plan::touch_line(planned.id),
            Self::Experiment(id) => plan::experiment_line(*id, monday),
        }
    }
}

/// The button, or where in the plan it is. `about` is what it is about, for who listens.
pub fn into_plan(session: Session, what: Plannable, about: String) -> AnyView {
    let shown = what.clone();
    let place = Memo::new(move |_| {
        let today = session.today();
        let monday = week_to_plan(today);
        session.read(|journal| plan::place_in_plan(journal, shown.line(monday), today))
    });
    live(move || match place.get() {
        Some(place) => view! {
            <a class="plan-mark" href="/plan">
                <Icon name="calendar" />
                {format!("In your plan: {place}")}
            </a>
        }
        .into_any(),
        None => {
            let what = what.clone();
            view! {
                <button
                    type="button"
                    class="btn btn--small btn--quiet"
                    aria-label=format!("Add to my plan: {about}")
                    on:click=move |_| session.perform(|journal, moment| what.edit(journal, moment))
                >
                    "Add to my plan"
                </button>
            }
            .into_any()
        }
    })
}
