//! The fields of a round: how it is held, for how long, in which time zone, who is there. What is
//! noted right after has a page of its own.

use domain::model::event::RoundForm;
use domain::values::id::RecordId;
use domain::values::zone::read_zone;
use leptos::prelude::*;

use super::event_input::RoundInput;
use super::people_fields::who_was_there;
use crate::components::field::{Select, TextField};
use crate::components::form_draft::DraftField;
use crate::session::{Session, session};

/// The signals behind the fields.
#[derive(Clone, Copy)]
pub(super) struct RoundSignals {
    form: RwSignal<String>,
    minutes: RwSignal<String>,
    zone: RwSignal<String>,
    link: RwSignal<String>,
    with: RwSignal<Vec<RecordId>>,
}

impl RoundSignals {
    pub(super) fn new(input: RoundInput) -> Self {
        Self {
            form: RwSignal::new(input.form),
            minutes: RwSignal::new(input.minutes),
            zone: RwSignal::new(input.zone),
            link: RwSignal::new(input.link),
            with: RwSignal::new(input.with),
        }
    }

    /// The fields to keep while they are half-written.
    pub(super) fn fields(&self) -> [(&'static str, DraftField); 5] {
        [
            ("form", self.form.into()),
            ("minutes", self.minutes.into()),
            ("zone", self.zone.into()),
            ("link", self.link.into()),
            ("who", self.with.into()),
        ]
    }

    pub(super) fn input(&self) -> RoundInput {
        RoundInput {
            form: self.form.get_untracked(),
            minutes: self.minutes.get_untracked(),
            zone: self.zone.get_untracked(),
            link: self.link.get_untracked(),
            with: self.with.get_untracked(),
        }
    }
}

/// The fields that only a round has.
#[component]
pub(super) fn RoundFields(
    /// The word their ids begin with.
    id: String,
    opportunity: Option<RecordId>,
    signals: RoundSignals,
) -> impl IntoView {
    let session = session();
    let field = |name: &str| format!("{id}-{name}");
    let zone_problem = move || signals.zone.with(|zone| zone_problem(session, zone));
    view! {
        <div class="field-row">
            <Select
                id=field("form")
                label="How"
                options=Signal::derive(form_options)
                value=signals.form
            />
            <TextField id=field("minutes") label="Minutes" kind="number" value=signals.minutes />
        </div>
        <TextField
            id=field("zone")
            label="Time zone"
            value=signals.zone
            hint="Only if it’s different from yours. A city is enough, such as Berlin."
            error=Signal::derive(zone_problem)
        />
        <TextField id=field("link") label="Link" kind="url" value=signals.link />
        {who_was_there(session, opportunity, signals.with)}
    }
    .into_any()
}

fn form_options() -> Vec<(String, String)> {
    let words = RoundForm::ALL.map(|form| (form.id().to_owned(), form.label().to_owned()));
    let mut options = vec![(String::new(), "Not specified".to_owned())];
    options.extend(words);
    options
}

/// The sentence about a zone that cannot be read.
pub(super) fn zone_problem(session: Session, zone: &str) -> Option<String> {
    if zone.trim().is_empty() {
        return None;
    }
    session.with_platform(|platform| {
        let offset_of = |zone: &str, ms: u64| platform.zone_offset(zone, ms);
        let problem = read_zone(zone, &offset_of).err()?;
        Some(problem.to_string())
    })
}
