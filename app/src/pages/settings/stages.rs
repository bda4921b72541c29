//! Own stages: renaming the built-in ones, adding more between applied and offer.

use domain::model::stage::{APPLIED, LONGEST_LABEL, MOST_STAGES, OFFER, Stage};
use leptos::prelude::*;

use crate::actions::stages;
use crate::components::card::Card;
use crate::components::field::{Select, TextField};
use crate::components::form_draft::FormDraft;
use crate::components::icon::Icon;
use crate::components::live::live;
use crate::components::remove_button::RemoveButton;
use crate::session::{Session, session};

/// The card of stages.
#[component]
pub(super) fn OwnStages() -> impl IntoView {
    let session = session();
    let shown = Memo::new(move |_| session.read(|journal| journal.stages().all().to_vec()));
    let rows = move || {
        shown
            .get()
            .into_iter()
            .map(|stage| row(session, stage))
            .collect_view()
    };
    let label = RwSignal::new(String::new());
    let after = RwSignal::new(APPLIED.to_owned());
    let draft = FormDraft::new(
        "stage",
        vec![("label", label.into()), ("after", after.into())],
    );
    let places = Signal::derive(move || shown.with(|stages| places(stages)));
    let add = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let name = short(&label.get_untracked());
        if name.is_empty() {
            return;
        }
        if !session.peek(stages::has_room) {
            return say_board_is_full(session);
        }
        session
            .perform(|journal, moment| stages::add(journal, moment, &name, &after.get_untracked()));
        label.set(String::new());
        draft.done();
    };
    view! {
        <Card name="stages" title="Stages">
            <ul class="stage-list">{live(rows)}</ul>
            <form class="stack" on:submit=add>
                {draft.line()}
                <div class="field-row">
                    <TextField id="new-stage" label="A stage of your own" value=label />
                    <Select id="new-stage-after" label="Where" value=after options=places />
                </div>
                <p>
                    <button type="submit" class="btn btn--small">
                        <Icon name="add" />
                        "Add stage"
                    </button>
                </p>
            </form>
        </Card>
    }
    .into_any()
}

/// The places a new stage can take: after each stage from “Applied” on, but not after an offer.
fn places(stages: &[Stage]) -> Vec<(String, String)> {
    let is_between = |stage: &&Stage| stage.rank >= 1_000 && stage.id != OFFER;
    stages
        .iter()
        .filter(is_between)
        .map(|stage| (stage.id.clone(), format!("After {}", stage.label)))
        .collect()
}

fn row(session: Session, stage: Stage) -> AnyView {
    let field = format!("stage-{}", stage.id);
    let shown = stage.label.clone();
    let remove = stage.setting.filter(|_| !stage.built_in).map(|id| {
        let label = format!("Remove the stage {shown}");
        let name = shown.clone();
        let remove = move |()| session.perform(|_, _| stages::remove(id, &name));
        view! { <RemoveButton label=label on_remove=remove /> }
    });
    view! {
        <li class="cluster">
            <label class="vh" for=field.clone()>{format!("Name of the stage {shown}")}</label>
            <input
                id=field
                type="text"
                maxlength=LONGEST_LABEL
                value=shown
                on:change=move |input| rename(session, &stage, &short(&event_target_value(&input)))
            />
            {remove}
        </li>
    }
    .into_any()
}

fn rename(session: Session, stage: &Stage, label: &str) {
    if !label.is_empty() && label != stage.label {
        session.perform(|journal, moment| stages::rename(journal, moment, stage, label));
    }
}

/// Says that there is no room for another stage.
pub(super) fn say_board_is_full(session: Session) {
    session.toast(
        format!("A board can show up to {MOST_STAGES} stages."),
        false,
    );
}

fn short(text: &str) -> String {
    text.trim().chars().take(LONGEST_LABEL).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stage_of_ones_own_comes_after_applied_and_before_the_offer() {
        let journal = domain::journal::Journal::default();
        let places = places(journal.stages().all());
        assert_eq!(places.first().map(|(id, _)| id.as_str()), Some(APPLIED));
        assert!(places.iter().all(|(id, _)| id != OFFER));
    }

    #[test]
    fn a_name_is_cut_to_its_longest_without_spaces_around_it() {
        assert_eq!(short("  Task "), "Task");
        let long = "x".repeat(LONGEST_LABEL + 5);
        assert_eq!(short(&long).chars().count(), LONGEST_LABEL);
    }
}
