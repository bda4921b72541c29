//! The board: a section a stage, a card an opportunity; cards move by menu, by Alt and arrows, and by dragging.

use domain::model::event::Ending;
use domain::values::id::RecordId;
use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::use_navigate;

use super::SearchState;
use crate::actions::opportunities::{end_with, move_to_stage};
use crate::components::icon::Icon;
use crate::components::live::{Show, live};
use crate::components::stage_badge::{stage_badge, standing_words};
use crate::session::{Session, session};

/// How many cards a column shows before it offers more.
const CARDS_AT_FIRST: usize = 24;

/// The column of what has ended.
const ENDED: &str = "ended";

/// A column: the stage, its name, its cards.
#[derive(Clone, Debug, PartialEq)]
struct Column {
    stage: String,
    label: String,
    cards: Vec<RecordId>,
}

/// The board of what was found.
#[component]
pub(super) fn Board(state: SearchState, found: Memo<Vec<RecordId>>) -> impl IntoView {
    let session = session();
    let dragged = RwSignal::new(None::<RecordId>);
    let columns = Memo::new(move |_| found.with(|found| columns(session, state, found)));
    let stages = Memo::new(move |_| {
        columns.with(|columns| {
            columns
                .iter()
                .map(|column| (column.stage.clone(), column.label.clone()))
                .collect::<Vec<_>>()
        })
    });
    view! {
        <div class="board">
            {live(move || {
                stages
                    .get()
                    .into_iter()
                    .map(|(stage, label)| column(session, stage, label, columns, dragged))
                    .collect_view()
            })}
        </div>
    }
    .into_any()
}

fn columns(session: Session, state: SearchState, found: &[RecordId]) -> Vec<Column> {
    let shows_ended = !state.active_only.get();
    session.read(|journal| {
        let mut columns: Vec<Column> = journal
            .stages()
            .all()
            .iter()
            .map(|stage| Column {
                stage: stage.id.clone(),
                label: stage.label.clone(),
                cards: Vec::new(),
            })
            .collect();
        if shows_ended {
            columns.push(Column {
                stage: ENDED.to_owned(),
                label: "Ended".to_owned(),
                cards: Vec::new(),
            });
        }
        for id in found {
            let Some(standing) = journal.standing_of(*id) else {
                continue;
            };
            let stage = if standing.is_active() {
                standing.stage.as_str()
            } else {
                ENDED
            };
            if let Some(column) = columns.iter_mut().find(|column| column.stage == stage) {
                column.cards.push(*id);
            } else if let Some(applied) = columns.get_mut(1) {
                // A stage the person removed since: its cards stay visible.
                applied.cards.push(*id);
            }
        }
        columns
    })
}

fn column(
    session: Session,
    stage: String,
    label: String,
    columns: Memo<Vec<Column>>,
    dragged: RwSignal<Option<RecordId>>,
) -> AnyView {
    let limit = RwSignal::new(CARDS_AT_FIRST);
    let is_over = RwSignal::new(false);
    let cards = {
        let stage = stage.clone();
        Memo::new(move |_| {
            columns.with(|columns| {
                columns
                    .iter()
                    .find(|column| column.stage == stage)
                    .map(|column| column.cards.clone())
                    .unwrap_or_default()
            })
        })
    };
    let is_ended = stage == ENDED;
    let target = stage.clone();
    let drop_here = move |event: leptos::ev::DragEvent| {
        event.prevent_default();
        is_over.set(false);
        if let (Some(id), false) = (dragged.get_untracked(), is_ended) {
            session.perform(|journal, moment| move_to_stage(journal, moment, &[id], &target));
        }
        dragged.set(None);
    };
    let title_id = format!("column-{stage}");
    let labelled_by = title_id.clone();
    view! {
        <section
            class="column"
            data-stage=stage
            aria-labelledby=labelled_by
            class:column--over=move || is_over.get()
            on:dragover=move |event| {
                if !is_ended {
                    event.prevent_default();
                    is_over.set(true);
                }
            }
            on:dragleave=move |_| is_over.set(false)
            on:drop=drop_here
        >
            <h2 class="column__head" id=title_id>
                {label}
                " "
                <span class="column__count">{live(move || cards.with(Vec::len))}</span>
            </h2>
            <ul class="column__list">
                <For
                    each=move || cards.with(|cards| cards.iter().copied().take(limit.get()).collect::<Vec<_>>())
                    key=|id| *id
                    children=move |id| card(session, id, dragged)
                />
            </ul>
            <Show when=move || { limit.get() < cards.with(Vec::len) }>
                <button
                    type="button"
                    class="btn btn--small btn--quiet"
                    on:click=move |_| limit.update(|limit| *limit += 2 * CARDS_AT_FIRST)
                >
                    "Show more"
                </button>
            </Show>
        </section>
    }
    .into_any()
}

/// What a card shows.
#[derive(Clone, Debug, Default, PartialEq)]
struct Face {
    company: String,
    role: String,
    place: String,
    words: String,
    standing: domain::model::history::Standing,
    since: String,
}

fn card(session: Session, id: RecordId, dragged: RwSignal<Option<RecordId>>) -> AnyView {
    let face = Memo::new(move |_| face(session, id));
    let navigate = use_navigate();
    let by_keyboard = move |press: leptos::ev::KeyboardEvent| {
        if !press.alt_key() {
            return;
        }
        let forward = match press.key().as_str() {
            "ArrowRight" => true,
            "ArrowLeft" => false,
            _ => return,
        };
        press.prevent_default();
        let neighbour = session.peek(|journal| {
            let stage = journal.standing(id).stage;
            journal
                .stages()
                .neighbour(&stage, forward)
                .map(|stage| stage.id.clone())
        });
        if let Some(stage) = neighbour {
            session.perform(|journal, moment| move_to_stage(journal, moment, &[id], &stage));
            session.with_platform(|platform| platform.focus(&format!("card-{id}")));
        }
    };
    let menu_open = RwSignal::new(false);
    let menu = move || {
        menu_open.get().then(|| {
            let navigate = navigate.clone();
            move_menu(session, id, move |address: String| {
                navigate(&address, NavigateOptions::default());
            })
        })
    };
    view! {
        <li
            class="board-card"
            draggable="true"
            on:dragstart=move |_| dragged.set(Some(id))
            on:dragend=move |_| dragged.set(None)
        >
            <a
                class="board-card__link"
                id=format!("card-{id}")
                href=format!("/search/{id}")
                on:keydown=by_keyboard
                aria-keyshortcuts="Alt+ArrowRight Alt+ArrowLeft"
            >
                <strong dir="auto">{live(move || face.with(|face| face.company.clone()))}</strong>
                <span dir="auto">{live(move || face.with(|face| face.role.clone()))}</span>
            </a>
            <div class="board-card__meta">
                <span dir="auto">{live(move || face.with(|face| face.place.clone()))}</span>
                <span>{live(move || face.with(|face| face.since.clone()))}</span>
                {live(move || {
                    face.with(|face| {
                        (!face.standing.is_active())
                            .then(|| stage_badge(face.words.clone(), &face.standing))
                    })
                })}
            </div>
            <details
                class="menu"
                on:toggle=move |event| {
                    use leptos::wasm_bindgen::JsCast;
                    let is_open = event
                        .target()
                        .and_then(|target| target.dyn_into::<leptos::web_sys::Element>().ok())
                        .is_some_and(|details| details.has_attribute("open"));
                    menu_open.set(is_open);
                }
            >
                <summary aria-label=move || {
                    face.with(|face| format!("Move {} to another stage", face.company))
                }>
                    <Icon name="more" />
                </summary>
                {live(menu)}
            </details>
        </li>
    }
    .into_any()
}

/// The choices of the “Move to” menu, drawn when it opens.
fn move_menu(session: Session, id: RecordId, go: impl Fn(String) + Clone + 'static) -> AnyView {
    let (stages, here) = session.peek(|journal| {
        let standing = journal.standing(id);
        let here = standing.is_active().then_some(standing.stage);
        (journal.stages().all().to_vec(), here)
    });
    let moves = stages
        .into_iter()
        .filter(|stage| Some(&stage.id) != here.as_ref())
        .map(|stage| {
            let target = stage.id.clone();
            view! {
                <button
                    type="button"
                    on:click=move |_| {
                        session.perform(|journal, moment| move_to_stage(journal, moment, &[id], &target));
                        session.with_platform(|platform| platform.focus(&format!("card-{id}")));
                    }
                >
                    {stage.label}
                </button>
            }
            .into_any()
        })
        .collect_view();
    let endings = Ending::ALL
        .into_iter()
        .map(|ending| {
            let go = go.clone();
            let words = if ending == Ending::No {
                "They said no"
            } else {
                ending.label()
            };
            view! {
                <button
                    type="button"
                    on:click=move |_| {
                        if let Some(comeback) = session.perform_and_tell(|journal, moment| end_with(journal, moment, &[id], ending)) {
                            go(format!("/comeback/{comeback}"));
                        }
                    }
                >
                    {words}
                </button>
            }
            .into_any()
        })
        .collect_view();
    view! {
        <div class="menu__list" role="group" aria-label="Move to">
            <p class="menu__title">"Move to"</p>
            {moves}
            <p class="menu__title">"It ended"</p>
            {endings}
        </div>
    }
    .into_any()
}

fn face(session: Session, id: RecordId) -> Face {
    let today = session.today();
    session.read(|journal| {
        let Some(opportunity) = journal.opportunities().get(id) else {
            return Face::default();
        };
        let standing = journal.standing(id);
        let (company, role) = if opportunity.company.trim().is_empty() {
            (opportunity.title(), String::new())
        } else {
            (opportunity.company.clone(), opportunity.role.clone())
        };
        Face {
            company,
            role,
            place: opportunity.place.clone(),
            words: standing_words(journal, &standing),
            since: standing
                .since
                .map(|since| since.relative(today))
                .unwrap_or_default(),
            standing,
        }
    })
}
