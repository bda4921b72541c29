//! The form of a new request: one thing, a few narrow questions, with a name or without, until when.

use domain::method::Material;
use domain::model::feedback::FeedbackRequest;
use domain::values::date::Date;
use leptos::prelude::*;
use leptos_router::hooks::use_navigate;

use super::ticks::{is_ticked, ticked_after};
use crate::actions::feedback;
use crate::components::choice::Choice;
use crate::components::field::{TextArea, TextField};
use crate::components::form_draft::FormDraft;
use crate::components::live::live;
use crate::session::session;

/// For how many days a request is open, where nothing else is chosen.
const OPEN_DAYS: i32 = 14;

/// The fields of the form; cheap to copy.
#[derive(Clone, Copy)]
struct Fields {
    /// The stored word of the material.
    material: RwSignal<String>,
    title: RwSignal<String>,
    text: RwSignal<String>,
    link: RwSignal<String>,
    /// The ticked questions, a line each; empty while they are as the material has them.
    ticked: RwSignal<String>,
    /// Questions of one's own, a line each.
    own: RwSignal<String>,
    /// Not empty: a name is asked for.
    name: RwSignal<String>,
    until: RwSignal<String>,
}

impl Fields {
    fn new(today: Date) -> Self {
        let empty = || RwSignal::new(String::new());
        Self {
            material: RwSignal::new(Material::Cv.id().to_owned()),
            title: empty(),
            text: empty(),
            link: empty(),
            ticked: empty(),
            own: empty(),
            name: empty(),
            until: RwSignal::new(today.plus_days(OPEN_DAYS).to_string()),
        }
    }

    fn draft(self) -> FormDraft {
        FormDraft::new(
            "feedback-request",
            vec![
                ("material", self.material.into()),
                ("title", self.title.into()),
                ("text", self.text.into()),
                ("link", self.link.into()),
                ("ticked", self.ticked.into()),
                ("own", self.own.into()),
                ("name", self.name.into()),
                ("until", self.until.into()),
            ],
        )
    }

    fn clear(self) {
        for field in [
            self.title,
            self.text,
            self.link,
            self.ticked,
            self.own,
            self.name,
        ] {
            field.set(String::new());
        }
    }

    fn material(self) -> Material {
        Material::from_id(&self.material.get()).unwrap_or(Material::Cv)
    }

    fn is_ticked(self, question: &str) -> bool {
        is_ticked(self.material(), &self.ticked.get(), question)
    }

    fn tick(self, question: &str, is_on: bool) {
        let (material, before) = (self.material(), self.ticked.get_untracked());
        self.ticked
            .set(ticked_after(material, &before, question, is_on));
    }

    fn request(self) -> FeedbackRequest {
        let material = self.material();
        let own = self.own.get_untracked();
        let own = own.lines().map(|line| line.trim().to_owned());
        let chosen = material.questions().iter();
        let chosen = chosen.filter(|question| self.is_ticked(question));
        let chosen = chosen.map(|question| (*question).to_owned());
        FeedbackRequest {
            material: Some(material),
            title: self.title.get_untracked().trim().to_owned(),
            text: self.text.get_untracked().trim().to_owned(),
            link: self.link.get_untracked().trim().to_owned(),
            questions: chosen.chain(own.filter(|line| !line.is_empty())).collect(),
            asks_name: !self.name.get_untracked().is_empty(),
            until: Date::parse(&self.until.get_untracked()).ok(),
            ..FeedbackRequest::default()
        }
    }
}

/// The form, folded until it is opened.
#[component]
pub(super) fn NewRequest() -> impl IntoView {
    let session = session();
    let fields = Fields::new(session.day_of_writing());
    let draft = fields.draft();
    let problem = RwSignal::new("");
    let navigate = use_navigate();
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let request = untrack(|| fields.request());
        if request.questions.is_empty() {
            return problem.set("Choose at least one question, or write one of your own.");
        }
        problem.set("");
        let id = session.perform_and_tell(|_, moment| feedback::ask(moment, &request));
        fields.clear();
        draft.done();
        navigate(
            &format!("/feedback/of/{id}"),
            leptos_router::NavigateOptions::default(),
        );
    };
    view! {
        <details class="disclosure" open=move || draft.was_filled()>
            <summary>"Ask for feedback"</summary>
            <form class="stack" on:submit=submit>
                {draft.line()}
                {materials(fields)}
                {material_itself(fields)}
                {live(move || questions(fields))}
                <TextArea
                    id="request-own"
                    label="Questions of your own, one per line"
                    value=fields.own
                    rows=2
                />
                {name_or_not(fields)}
                <TextField id="request-until" label="Open until" kind="date" value=fields.until />
                <p class="field__error" role="alert">
                    {live(move || problem.get())}
                </p>
                <p>
                    <button type="submit" class="btn btn--primary">
                        "Save and choose how to ask"
                    </button>
                </p>
            </form>
        </details>
    }
    .into_any()
}

fn materials(fields: Fields) -> AnyView {
    let choices = Material::CHOICES.map(|material| {
        let choose = move |_| {
            fields.material.set(material.id().to_owned());
            // The questions are those of the other thing.
            fields.ticked.set(String::new());
        };
        view! {
            <Choice
                name="request-material"
                value=material.id()
                label=material.label()
                checked=Signal::derive(move || fields.material() == material)
                on_change=Callback::new(choose)
            />
        }
        .into_any()
    });
    view! {
        <fieldset class="choices">
            <legend>"Feedback on what?"</legend>
            {choices.into_iter().collect_view()}
        </fieldset>
    }
    .into_any()
}

/// Its name, and where it is to be read.
fn material_itself(fields: Fields) -> AnyView {
    view! {
        <TextField
            id="request-title"
            label="A name for it"
            value=fields.title
            hint="Those you ask see it: “CV of November”."
        />
        <TextField id="request-link" label="A link to it" kind="url" value=fields.link />
        <TextArea
            id="request-text"
            label="Or its text"
            value=fields.text
            rows=5
            hint="Paste what you’d like them to read. Nothing else from your search is shown."
        />
    }
    .into_any()
}

/// The questions that go with the material, drawn again when that changes.
fn questions(fields: Fields) -> AnyView {
    let rows = fields.material().questions().iter().map(|question| {
        view! {
            <Choice
                label=*question
                checked=Signal::derive(move || fields.is_ticked(question))
                on_change=Callback::new(move |is_on| fields.tick(question, is_on))
            />
        }
        .into_any()
    });
    view! {
        <fieldset class="choices">
            <legend>"What would you like to ask?"</legend>
            <p class="field__hint">"Three or four are enough. They ask about the thing, so nobody has to judge you."</p>
            {rows.collect_view()}
        </fieldset>
    }
    .into_any()
}

fn name_or_not(fields: Fields) -> AnyView {
    let set = move |is_on: bool| {
        fields.name.set(if is_on {
            "yes".to_owned()
        } else {
            String::new()
        });
    };
    view! {
        <Choice
            label="Ask for their name"
            hint="Without a name, people are often more candid."
            checked=Signal::derive(move || !fields.name.get().is_empty())
            on_change=Callback::new(set)
        />
    }
    .into_any()
}
