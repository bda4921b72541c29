//! Planning a touch of one's own with someone.

use domain::method::Occasion;
use domain::model::touch::Touch;
use domain::values::date::Date;
use domain::values::id::RecordId;
use leptos::prelude::*;

use crate::actions::touches::plan_own;
use crate::components::field::{Select, TextField};
use crate::components::form_draft::FormDraft;
use crate::session::session;

/// The form for it.
#[component]
pub(super) fn PlanOwn(
    /// With whom.
    person: RecordId,
) -> impl IntoView {
    let session = session();
    let occasion = RwSignal::new(Occasion::CheckIn.id().to_owned());
    let day = RwSignal::new(session.day_of_writing().plus_days(7).to_string());
    let link = RwSignal::new(String::new());
    let draft = FormDraft::new(
        format!("plan-touch:{person}"),
        vec![
            ("occasion", occasion.into()),
            ("day", day.into()),
            ("link", link.into()),
        ],
    );
    let options = || {
        Occasion::ALL
            .iter()
            .map(|occasion| (occasion.id().to_owned(), occasion.label().to_owned()))
            .collect::<Vec<_>>()
    };
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let Ok(due) = Date::parse(&day.get_untracked()) else {
            return session.announce("Choose a day first.");
        };
        let touch = Touch {
            person: Some(person),
            occasion: Occasion::from_id(&occasion.get_untracked()),
            due: Some(due),
            link: link.get_untracked().trim().to_owned(),
            ..Touch::default()
        };
        session.perform(|_, moment| plan_own(moment, &touch));
        link.set(String::new());
        draft.done();
    };
    view! {
        <details class="disclosure" open=move || draft.was_filled()>
            <summary>"Plan a message"</summary>
            <form class="stack" on:submit=submit>
                {draft.line()}
                <div class="field-row">
                    <Select id="own-occasion" label="Occasion" options=Signal::derive(options) value=occasion />
                    <TextField id="own-day" label="When" kind="date" value=day />
                </div>
                <TextField id="own-link" label="Something to send" kind="url" value=link hint="A link worth reading, if you have one." />
                <p>
                    <button type="submit" class="btn btn--small">
                        "Plan it"
                    </button>
                </p>
            </form>
        </details>
    }
    .into_any()
}
