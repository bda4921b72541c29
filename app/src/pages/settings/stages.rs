//! Own stages: renaming the built-in ones, adding more between applied and offer.

use domain::model::stage::{APPLIED, LONGEST_LABEL, MOST_STAGES, OFFER, Stage, StageSetting};
use domain::state::edit::Edit;
use domain::values::id::RecordId;
use leptos::prelude::*;

use super::remove_stage;
use crate::components::field::{Select, TextField};
use crate::components::icon::Icon;
use crate::components::live::live;
use crate::session::{Session, session};

/// The card of stages.
#[component]
pub(super) fn OwnStages() -> impl IntoView {
    let session = session();
    let stages = Memo::new(move |_| session.read(|journal| journal.stages().all().to_vec()));
    let rows = move || {
        stages
            .get()
            .into_iter()
            .map(|stage| row(session, stage))
            .collect_view()
    };
    let label = RwSignal::new(String::new());
    let after = RwSignal::new(APPLIED.to_owned());
    let places = Signal::derive(move || {
        stages.with(|stages| {
            let is_between = |stage: &&Stage| stage.rank >= 1_000 && stage.id != OFFER;
            stages
                .iter()
                .filter(is_between)
                .map(|stage| (stage.id.clone(), format!("After {}", stage.label)))
                .collect()
        })
    });
    let add = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let name = short(&label.get_untracked());
        if name.is_empty() {
            return;
        }
        if stages.with_untracked(Vec::len) >= MOST_STAGES {
            return no_more_stages(session);
        }
        let rank = session.peek(|journal| journal.stages().rank_after(&after.get_untracked()));
        let setting = StageSetting {
            label: name.clone(),
            rank,
            ..StageSetting::default()
        };
        session.commit(Edit::new(format!("{name} added")).create(session.new_id(), &setting));
        label.set(String::new());
    };
    view! {
        <section class="card" aria-labelledby="stages-title">
            <h2 id="stages-title">"Stages"</h2>
            <ul class="stage-list">{live(rows)}</ul>
            <form class="stack" on:submit=add>
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
        </section>
    }
    .into_any()
}

fn row(session: Session, stage: Stage) -> AnyView {
    let field = format!("stage-{}", stage.id);
    let is_own = !stage.built_in;
    let record = stage.setting;
    let shown = stage.label.clone();
    let removed = stage.label.clone();
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
            {record
                .filter(|_| is_own)
                .map(|id| {
                    let label = format!("Remove the stage {removed}");
                    let name = removed.clone();
                    view! {
                        <button
                            type="button"
                            class="btn btn--icon btn--quiet"
                            aria-label=label
                            on:click=move |_| remove_stage(session, id, &name)
                        >
                            <Icon name="trash" />
                        </button>
                    }
                })}
        </li>
    }
    .into_any()
}

fn rename(session: Session, stage: &Stage, label: &str) {
    if label.is_empty() || label == stage.label {
        return;
    }
    let id: RecordId = stage.setting.unwrap_or_else(|| session.new_id());
    let before = session.peek(|journal| journal.stage_settings().get(id).cloned());
    let after = StageSetting {
        renames: if stage.built_in {
            stage.id.clone()
        } else {
            String::new()
        },
        label: label.to_owned(),
        rank: before.as_ref().map_or(stage.rank, |before| before.rank),
    };
    let edit = Edit::new(format!("{} is called {label} now", stage.label));
    session.commit(match before {
        Some(before) => edit.change(id, &before, &after),
        None => edit.create(id, &after),
    });
}

/// Says that there is no room for another stage.
pub(super) fn no_more_stages(session: Session) {
    session.toast(
        format!("{MOST_STAGES} stages are the most a board can show."),
        false,
    );
}

fn short(text: &str) -> String {
    text.trim().chars().take(LONGEST_LABEL).collect()
}
