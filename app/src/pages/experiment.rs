//! One experiment: what it brought beside the time before, the decision, and what it is.

mod applications;
mod deciding;
mod details;
mod figures;

use domain::model::experiment::Experiment;
use domain::model::landed::Landed;
use domain::state::edit::Edit;
use domain::values::id::RecordId;
use leptos::prelude::*;

use super::round_here::{missing, param};
use crate::actions::experiments::{self, name_of, status_words};
use crate::actions::touches::name_of_person;
use crate::components::icon::Icon;
use crate::components::into_plan::{Plannable, into_plan};
use crate::components::live::live;
use crate::components::remove_button::RemoveButton;
use crate::components::saved::saved_area;
use crate::session::{Session, session};

pub(super) use details::subject_options;

/// The page at `/experiments/<id>`.
#[component]
pub fn ExperimentPage() -> impl IntoView {
    let session = session();
    let asked = param("id");
    let id = Memo::new(move |_| {
        let id = asked.get()?;
        session.read(|journal| journal.experiments().get(id).map(|_| id))
    });
    live(move || match id.get() {
        Some(id) => shown(ExperimentHere::new(session, id)),
        None => missing(session, "This experiment isn’t on this device"),
    })
}

/// The experiment of the page; cheap to copy.
#[derive(Clone, Copy)]
struct ExperimentHere {
    session: Session,
    id: RecordId,
    kept: Memo<Experiment>,
}

impl ExperimentHere {
    fn new(session: Session, id: RecordId) -> Self {
        let kept = Memo::new(move |_| {
            session.read(|journal| journal.experiments().get(id).cloned().unwrap_or_default())
        });
        Self { session, id, kept }
    }

    /// One of its texts, followed.
    fn text(self, text: fn(&mut Experiment) -> &mut String) -> Signal<String> {
        Signal::derive(move || text(&mut self.kept.get()).clone())
    }

    /// Writes it without a toast, as fields do.
    fn save(self, change: impl FnOnce(&mut Experiment)) {
        let Self { session, id, .. } = self;
        session.perform_quietly(|journal, _| experiments::change(journal, id, change));
    }

    /// A field of several lines that saves itself.
    fn area(
        self,
        word: &str,
        label: &'static str,
        hint: &'static str,
        text: fn(&mut Experiment) -> &mut String,
    ) -> AnyView {
        let save = Callback::new(move |written: String| self.save(|kept| *text(kept) = written));
        let id = format!("{word}-{}", self.id);
        saved_area(id, label, 2, hint, self.text(text), save)
    }
}

fn shown(here: ExperimentHere) -> AnyView {
    let ExperimentHere { session, id, kept } = here;
    let name = move || kept.with(|experiment| name_of(experiment).to_owned());
    let status = move || kept.with(|experiment| status_words(experiment, session.today()));
    let remove = move |()| {
        let edit: Edit = experiments::remove(id);
        session.commit(edit);
    };
    view! {
        <div class="page">
            <p class="page__back">
                <a href="/learned#experiments">
                    <Icon name="arrow-left" />
                    "Learned"
                </a>
            </p>
            <div class="page__head">
                <h1 id="heading" tabindex="-1" dir="auto">
                    {live(name)}
                </h1>
                <RemoveButton label="Remove this experiment" on_remove=Callback::new(remove) />
            </div>
            <p class="lede" role="status">
                {live(status)}
            </p>
            {live(move || origin(here))}
            {live(move || plan_it(here))}
            <section class="card" aria-labelledby="brought-title">
                <h2 id="brought-title">"What it brought"</h2>
                {live(move || how_told(here))}
                {live(move || figures::figures(here))}
                {here
                    .area(
                        "brought",
                        "In your own words",
                        "One sentence is enough.",
                        |experiment| &mut experiment.brought,
                    )}
                {deciding::deciding(here)}
            </section>
            {applications::applications(here)}
            {details::details(here)}
        </div>
    }
    .into_any()
}

/// How the person wanted to tell, said where they tell.
fn how_told(here: ExperimentHere) -> Option<AnyView> {
    let words = here
        .kept
        .with(|experiment| experiment.how_told.trim().to_owned());
    (!words.is_empty()).then(|| {
        let said = view! { <p>"You wanted to tell by this: " <q dir="auto">{words}</q></p> };
        said.into_any()
    })
}

/// A step of it for the week, while it runs.
fn plan_it(here: ExperimentHere) -> Option<AnyView> {
    let ExperimentHere { session, id, kept } = here;
    let name = kept.with(|experiment| {
        let runs = experiment.runs(session.today());
        runs.then(|| name_of(experiment).to_owned())
    })?;
    let button = into_plan(session, Plannable::Experiment(id), name);
    Some(view! { <p class="plan-it">{button}</p> }.into_any())
}

/// Who it came from, or the experiment it goes on from.
fn origin(here: ExperimentHere) -> Option<AnyView> {
    let (landed, follows) = here
        .kept
        .with(|experiment| (experiment.landed, experiment.follows));
    let found = here.session.read(|journal| {
        let earlier = follows.and_then(|id| Some((id, journal.experiments().get(id)?)));
        if let Some((id, earlier)) = earlier {
            let words = name_of(earlier).to_owned();
            return Some(("Follows on from: ", format!("/experiments/{id}"), words));
        }
        let answers: Option<&Landed> = landed.and_then(|id| journal.landed().get(id));
        let person = answers?.person?;
        let name = name_of_person(journal, person);
        Some(("Suggested by ", format!("/people/{person}"), name))
    });
    let (words, address, name) = found?;
    let line = view! {
        <p class="quiet-line">{words} <a href=address dir="auto">{name}</a></p>
    };
    Some(line.into_any())
}
