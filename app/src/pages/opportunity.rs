//! One opportunity: what it is, its history as a timeline, the people met, and “They said no” never far.

mod facts;
mod people;
mod round;
mod timeline;

use domain::model::action::Action;
use domain::model::event::Ending;
use domain::model::opportunity::{Kind, Opportunity};
use domain::model::review::LearningKind;
use domain::state::edit::Edit;
use domain::state::record::{RecordKey, RecordKind};
use domain::values::id::RecordId;
use domain::values::sort::sort_by;
use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::{use_navigate, use_params_map};

use crate::actions::opportunities::{end_with, move_to_stage, remove};
use crate::components::draft::DraftEditor;
use crate::components::field::{TextArea, TextField};
use crate::components::icon::Icon;
use crate::components::live::{Show, live};
use crate::components::stage_badge::{stage_badge, standing_words};
use crate::components::stage_options::{Destination, MoveTo};
use crate::components::versions::EarlierVersions;
use crate::session::{Session, session};

/// The page at `/search/<id>`.
#[component]
pub fn OpportunityPage() -> impl IntoView {
    let session = session();
    let params = use_params_map();
    let shown = Memo::new(move |_| {
        let id = params
            .with(|params| params.get("id"))
            .and_then(|id| RecordId::parse(&id))?;
        session
            .read(|journal| journal.opportunities().get(id).is_some())
            .then_some(id)
    });
    view! {
        <div class="page page--opportunity">
            {live(move || match shown.get() {
                Some(id) => detail(session, id),
                None => missing(session),
            })}
        </div>
    }
    .into_any()
}

fn missing(session: Session) -> AnyView {
    view! {
        <h1 id="heading" tabindex="-1">
            {live(move || {
                if session.is_loaded() { "This opportunity is not on this device" } else { "One moment" }
            })}
        </h1>
        <p class="lede">"It may have been removed, or it is kept on another device."</p>
        <p>
            <a class="btn" href="/search">
                "Back to Search"
            </a>
        </p>
    }
    .into_any()
}

fn opportunity(session: Session, id: RecordId) -> Opportunity {
    session.read(|journal| journal.opportunities().get(id).cloned().unwrap_or_default())
}

fn detail(session: Session, id: RecordId) -> AnyView {
    let about = Memo::new(move |_| opportunity(session, id));
    let badge = move || {
        session.read(|journal| {
            let standing = journal.standing(id);
            stage_badge(standing_words(journal, &standing), &standing)
        })
    };
    let quiet = move || {
        let today = session.today();
        session.read(|journal| {
            let standing = journal.standing(id);
            let days = standing.days_quiet(today);
            (standing.awaits_answer() && days >= 7).then(|| format!("{days} days without word"))
        })
    };
    let notes = RwSignal::new(about.with_untracked(|about| about.notes.clone()));
    // Another tab, another device or an undo may change the notes while the page is open. What is being typed here stays, and is kept
    // on leaving the field; the other text is an earlier version then.
    Effect::new(move |before: Option<String>| {
        let kept = about.with(|about| about.notes.clone());
        if before.is_none_or(|before| notes.get_untracked() == before) {
            notes.set(kept.clone());
        }
        kept
    });
    view! {
        <div class="page__head">
            <div>
                <p class="page__back">
                    <a href="/search">
                        <Icon name="arrow-left" />
                        "Search"
                    </a>
                </p>
                <h1 id="heading" tabindex="-1" dir="auto">{live(move || about.with(Opportunity::title))}</h1>
                <p class="cluster">{live(badge)} <span class="quiet-line">{live(quiet)}</span></p>
            </div>
            <Deeds id=id />
        </div>
        <div class="detail">
            <div class="detail__main">
                <Ahead id=id />
                <timeline::Timeline id=id />
                <section aria-labelledby="notes-title">
                    <h2 id="notes-title">"Notes"</h2>
                    <TextArea
                        id="notes"
                        label="Notes and the posting"
                        value=notes
                        rows=8
                        on_change=Callback::new(move |text: String| change(session, id, |about| about.notes = text))
                    />
                    <EarlierVersions record=RecordKey::new(RecordKind::Opportunity, id) field="notes" shown=notes />
                </section>
            </div>
            <aside class="detail__side">
                <facts::Facts id=id about=about />
                <people::People id=id />
                <Actions id=id />
                <Messages id=id />
                <Remove id=id about=about />
            </aside>
        </div>
    }
    .into_any()
}

/// Changes fields of an opportunity without a toast: the person sees what they write.
fn change(session: Session, id: RecordId, change: impl FnOnce(&mut Opportunity)) {
    let before = untrack(|| opportunity(session, id));
    let mut after = before.clone();
    change(&mut after);
    let label = format!("{} changed", after.short_name());
    session.commit_quietly(Edit::new(label).change(id, &before, &after));
}

/// Where it goes from here: the next stage, a no, another ending.
#[component]
fn Deeds(id: RecordId) -> impl IntoView {
    let session = session();
    let navigate = use_navigate();
    let ended = Memo::new(move |_| session.read(|journal| journal.standing(id).ending));
    let comeback =
        Memo::new(move |_| session.read(|journal| journal.comeback_of(id).map(|(id, _)| id)));
    let go = move |comeback: RecordId| {
        navigate(&format!("/comeback/{comeback}"), NavigateOptions::default());
    };
    let no = go.clone();
    let move_on = Callback::new(move |destination| match destination {
        Destination::Stage(stage) => {
            session.perform(|journal, moment| move_to_stage(journal, moment, &[id], &stage))
        }
        Destination::Ending(ending) => {
            if let Some(comeback) =
                session.perform_and_tell(|journal, moment| end_with(journal, moment, &[id], ending))
            {
                go(comeback);
            }
        }
    });
    let here = Memo::new(move |_| {
        session.read(|journal| {
            let standing = journal.standing(id);
            standing.is_active().then_some(standing.stage)
        })
    });
    view! {
        <div class="page__actions">
            <MoveTo id="move-to" label="Move to another stage" word="Move to" here=here on_choose=move_on />
            {live(move || match (ended.get(), comeback.get()) {
                (_, Some(comeback)) => {
                    view! {
                        <a class="btn btn--primary" href=format!("/comeback/{comeback}")>
                            "Go to the comeback"
                        </a>
                    }
                        .into_any()
                }
                (Some(_), None) => ().into_any(),
                (None, None) => {
                    let no = no.clone();
                    view! {
                        <button
                            type="button"
                            class="btn"
                            on:click=move |_| {
                                if let Some(comeback) = session.perform_and_tell(|journal, moment| end_with(journal, moment, &[id], Ending::No)) {
                                    no(comeback);
                                }
                            }
                        >
                            "They said no"
                        </button>
                    }
                        .into_any()
                }
            })}
        </div>
    }
    .into_any()
}

/// What was learned before, shown while a talk is ahead.
#[component]
fn Ahead(id: RecordId) -> impl IntoView {
    let session = session();
    let learnings = Memo::new(move |_| {
        let today = session.today();
        session.read(|journal| {
            let standing = journal.standing(id);
            let has_talks = journal.stages().rank(&standing.stage) >= 2_000;
            let has_round = journal.events().of(id).any(|(_, event)| {
                event.what == domain::model::event::EventKind::Round
                    && event.on.is_some_and(|on| on >= today)
            });
            if !standing.is_active() || !(has_talks || has_round) {
                return Vec::new();
            }
            let mut open: Vec<_> = journal
                .learnings()
                .iter()
                .filter(|(_, learning)| {
                    learning.done_on.is_none() && learning.kind != LearningKind::Plan
                })
                .map(|(id, learning)| (learning.kind != LearningKind::Focus, id, &learning.text))
                .collect();
            sort_by(&mut open, Ord::cmp);
            let first = open.into_iter().take(5);
            first.map(|(_, _, text)| text.clone()).collect()
        })
    });
    view! {
        <Show when=move || !learnings.with(Vec::is_empty)>
            <section class="card card--ahead" aria-labelledby="ahead-title">
                <h2 id="ahead-title">"Before you talk to them"</h2>
                <ul>
                    {live(move || {
                        learnings
                            .get()
                            .into_iter()
                            .map(|text| view! { <li dir="auto">{text}</li> })
                            .collect_view()
                    })}
                </ul>
                <a href="/learned">"All you learned"</a>
            </section>
        </Show>
    }
    .into_any()
}

/// Things to do for this opportunity.
#[component]
fn Actions(id: RecordId) -> impl IntoView {
    let session = session();
    let text = RwSignal::new(String::new());
    let due = RwSignal::new(String::new());
    let open = Memo::new(move |_| {
        session.read(|journal| {
            journal
                .actions()
                .of(id)
                .filter(|(_, action)| action.done_on.is_none())
                .map(|(id, action)| (id, action.clone()))
                .collect::<Vec<_>>()
        })
    });
    let rows = move || {
        let today = session.today();
        open.get()
            .into_iter()
            .map(|(action_id, action)| {
                let when = action.due.map(|due| due.relative(today));
                let words = action.text.clone();
                let person = action.person;
                let letter = action.occasion.map(|occasion| {
                    view! {
                        <details class="why">
                            <summary>"Write it"</summary>
                            <DraftEditor opportunity=Some(id) occasion=occasion person=person action=action_id />
                        </details>
                    }
                });
                view! {
                    <li class="learning">
                        <div>
                            <span dir="auto">{words}</span>
                            <span class="due__when">{when}</span>
                            {letter}
                        </div>
                        <button
                            type="button"
                            class="btn btn--small"
                            on:click=move |_| {
                                let done = Action {
                                    done_on: Some(session.day_of_writing()),
                                    ..action.clone()
                                };
                                let label = format!("Done: {}", action.text);
                                session.commit(Edit::new(label).change(action_id, &action, &done));
                            }
                        >
                            "Done"
                        </button>
                    </li>
                }
                .into_any()
            })
            .collect_view()
    };
    let add = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let words = text.get_untracked().trim().to_owned();
        if words.is_empty() {
            return;
        }
        let day = domain::values::date::Date::parse(&due.get_untracked()).ok();
        let action = Action {
            text: words,
            due: day.or_else(|| Some(session.day_of_writing())),
            opportunity: Some(id),
            ..Action::default()
        };
        session.commit(Edit::new("Added to what is due").create(session.new_id(), &action));
        text.set(String::new());
    };
    view! {
        <section class="card" aria-labelledby="actions-title">
            <h2 id="actions-title">"To do"</h2>
            <ul class="learning-list">{live(rows)}</ul>
            <form class="stack" on:submit=add>
                <TextField id="action-text" label="What next?" value=text />
                <TextField id="action-due" label="When" kind="date" value=due />
                <button type="submit" class="btn btn--small">
                    <Icon name="add" />
                    "Add"
                </button>
            </form>
        </section>
    }
    .into_any()
}

/// What was written and sent, so that the next message builds on it.
#[component]
fn Messages(id: RecordId) -> impl IntoView {
    let session = session();
    let messages = Memo::new(move |_| {
        let today = session.today();
        session.read(|journal| {
            journal
                .messages()
                .of(id)
                .map(|(_, message)| {
                    let state = match message.sent_on {
                        Some(on) => format!("Sent {}", on.relative(today)),
                        None => "Draft".to_owned(),
                    };
                    (message.subject.clone(), message.body.clone(), state)
                })
                .collect::<Vec<_>>()
        })
    });
    let rows = move || {
        messages
            .get()
            .into_iter()
            .map(|(subject, body, state)| {
                view! {
                    <details class="why">
                        <summary dir="auto">{subject} " · " {state}</summary>
                        <p class="pre" dir="auto">{body}</p>
                    </details>
                }
                .into_any()
            })
            .collect_view()
    };
    view! {
        <Show when=move || !messages.with(Vec::is_empty)>
            <section class="card" aria-labelledby="messages-title">
                <h2 id="messages-title">"Messages"</h2>
                {live(rows)}
            </section>
        </Show>
    }
    .into_any()
}

#[component]
fn Remove(id: RecordId, about: Memo<Opportunity>) -> impl IntoView {
    let session = session();
    let navigate = use_navigate();
    let to_job = move |_| {
        let before = untrack(|| opportunity(session, id));
        let after = Opportunity {
            kind: if before.kind == Kind::Project {
                Kind::Job
            } else {
                Kind::Project
            },
            ..before.clone()
        };
        let label = format!(
            "{} is a {} now",
            after.short_name(),
            after.kind.label().to_lowercase()
        );
        session.commit(Edit::new(label).change(id, &before, &after));
    };
    view! {
        <p class="cluster">
            <button type="button" class="btn btn--small btn--quiet" on:click=to_job>
                {live(move || {
                    if about.with(|about| about.kind == Kind::Project) {
                        "Turn into a job"
                    } else {
                        "Turn into a project"
                    }
                })}
            </button>
            <button
                type="button"
                class="btn btn--small btn--quiet"
                on:click=move |_| {
                    navigate("/search", NavigateOptions::default());
                    session.perform(|journal, _| remove(journal, id));
                }
            >
                <Icon name="trash" />
                "Remove"
            </button>
        </p>
    }
    .into_any()
}
