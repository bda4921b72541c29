//! The steps that look ahead: what to take along, whom to stay in touch with, what to offer, and the next three actions.

use domain::method::{Mark, NEXT_ACTIONS, Occasion, question};
use domain::model::action::Action;
use domain::model::comeback::{Move, Step};
use domain::model::event::Event;
use domain::model::opportunity::{Kind, Opportunity};
use domain::model::review::{Learning, LearningKind};
use domain::model::stage::SAVED;
use domain::planning::plan::plan_with;
use domain::state::edit::Edit;
use domain::state::record::RecordKind;
use leptos::prelude::*;

use super::{Here, company};
use crate::components::draft::DraftEditor;
use crate::components::field::{TextArea, TextField};
use crate::components::icon::Icon;
use crate::components::live::{Show, live};
use crate::pages::people::add_person;
use crate::session::Session;

/// How many next actions are proposed; more would be a list to fail at.
const NEXT: usize = 3;

/// What the review brought, to be kept as learnings.
pub(super) fn learn(session: Session, here: Here) -> AnyView {
    let new = RwSignal::new(String::new());
    let candidates = move || {
        session.read(|journal| {
            here.depth
                .questions()
                .filter_map(|question| {
                    let (_, answer) = journal.answer(here.id, question.id)?;
                    let is_worth = matches!(answer.mark, Some(Mark::Mixed | Mark::Missed))
                        || question.id == "improve";
                    let text = answer.text.trim().to_owned();
                    let is_kept = journal
                        .learnings()
                        .of(here.opportunity)
                        .any(|(_, learning)| learning.text == text);
                    (is_worth && !text.is_empty() && !is_kept).then_some((question.id, text))
                })
                .collect::<Vec<_>>()
        })
    };
    let candidates = Memo::new(move |_| candidates());
    let offered = move || {
        candidates
            .get()
            .into_iter()
            .map(|(id, text)| {
                let title = question(id).map_or("", |question| question.title);
                let kept = text.clone();
                view! {
                    <li class="learning">
                        <div>
                            <strong>{title}</strong>
                            <p dir="auto">{text}</p>
                        </div>
                        <button
                            type="button"
                            class="btn btn--small"
                            on:click=move |_| keep(session, here, id, &kept, LearningKind::Improve)
                        >
                            "Keep"
                        </button>
                    </li>
                }
                .into_any()
            })
            .collect_view()
    };
    view! {
        <Show when=move || !candidates.with(Vec::is_empty)>
            <h2>"From your answers"</h2>
            <ul class="learning-list">{live(offered)}</ul>
        </Show>
        <Kept here=here />
        <form
            class="stack"
            on:submit=move |event| {
                event.prevent_default();
                let text = new.get_untracked().trim().to_owned();
                if !text.is_empty() {
                    keep(session, here, "", &text, LearningKind::Focus);
                    new.set(String::new());
                }
            }
        >
            <TextField
                id="focus"
                label="The one thing to watch next time"
                value=new
                hint="It is shown again before your next interview."
            />
            <button type="submit" class="btn">
                <Icon name="add" />
                "Keep this focus"
            </button>
        </form>
    }
    .into_any()
}

fn keep(session: Session, here: Here, question: &str, text: &str, kind: LearningKind) {
    let learning = Learning {
        opportunity: Some(here.opportunity),
        comeback: Some(here.id),
        question: question.to_owned(),
        kind,
        text: text.to_owned(),
        done_on: None,
    };
    session.commit(Edit::new("Kept in Learned").create(session.new_id(), &learning));
}

/// What was kept from this comeback so far.
#[component]
fn Kept(here: Here) -> impl IntoView {
    let session = crate::session::session();
    let kept = move || {
        session.read(|journal| {
            journal
                .learnings()
                .of(here.opportunity)
                .map(|(id, learning)| (id, learning.kind.label(), learning.text.clone()))
                .collect::<Vec<_>>()
        })
    };
    let kept = Memo::new(move |_| kept());
    let rows = move || {
        kept.get()
            .into_iter()
            .map(|(id, kind, text)| {
                view! {
                    <li class="learning">
                        <div>
                            <span class="tag">{kind}</span>
                            <p dir="auto">{text}</p>
                        </div>
                        <button
                            type="button"
                            class="btn btn--icon btn--quiet"
                            aria-label="Remove this learning"
                            on:click=move |_| {
                                session.commit(Edit::new("Learning removed").remove(RecordKind::Learning, id));
                            }
                        >
                            <Icon name="trash" />
                        </button>
                    </li>
                }
                .into_any()
            })
            .collect_view()
    };
    view! {
        <Show when=move || !kept.with(Vec::is_empty)>
            <h2>"Kept"</h2>
            <ul class="learning-list">{live(rows)}</ul>
        </Show>
    }
    .into_any()
}

/// The people met there, each with what is planned for them.
pub(super) fn in_touch(session: Session, here: Here) -> AnyView {
    let people = Memo::new(move |_| {
        let now = session.now();
        session.read(|journal| {
            journal
                .people_of(here.opportunity)
                .into_iter()
                .map(|(id, person)| {
                    let next = plan_with(journal, id, now).into_iter().find(|planned| {
                        planned.occasion == Occasion::SomethingUseful
                            && planned.opportunity == Some(here.opportunity)
                    });
                    (id, person.clone(), next.map(|planned| planned.due))
                })
                .collect::<Vec<_>>()
        })
    });
    let rows = move || {
        let today = session.today();
        people
            .get()
            .into_iter()
            .map(|(id, person, due)| {
                let planned = due.map(|due| {
                    let words = format!("Something to read, {}", due.short(today));
                    view! { <span class="tag">{words}</span> }
                });
                view! {
                    <li class="learning">
                        <div>
                            <a href=format!("/people/{id}") dir="auto">
                                {person.name}
                            </a>
                            <span dir="auto">{person.role}</span>
                        </div>
                        {planned}
                    </li>
                }
                .into_any()
            })
            .collect_view()
    };
    let name = RwSignal::new(String::new());
    let role = RwSignal::new(String::new());
    view! {
        <ul class="learning-list">{live(rows)}</ul>
        <p class="quiet-line">
            "Each of them is in your plan, once your pause is over: thanks first, something worth reading in a month. Their page lets you change it."
        </p>
        <form
            class="stack"
            on:submit=move |event| {
                event.prevent_default();
                add_person(session, here.opportunity, name, role);
            }
        >
            <div class="field-row">
                <TextField id="person-name" label="Who did you meet?" value=name />
                <TextField id="person-role" label="Their role" value=role />
            </div>
            <button type="submit" class="btn">
                <Icon name="add" />
                "Add this person"
            </button>
        </form>
    }
    .into_any()
}

/// A piece of work to offer, kept as a project of its own.
pub(super) fn offer(session: Session, here: Here) -> AnyView {
    let idea = RwSignal::new(session.peek(|journal| {
        journal
            .answer(here.id, "project")
            .map(|(_, answer)| answer.text.clone())
            .unwrap_or_default()
    }));
    let has_project = Memo::new(move |_| {
        session.read(|journal| {
            journal
                .opportunities()
                .iter()
                .any(|(_, other)| other.grew_from == Some(here.opportunity))
        })
    });
    let add = move |_| {
        let today = session.day_of_writing();
        let id = session.new_id();
        let name = untrack(|| company(session, here));
        let project = Opportunity {
            kind: Kind::Project,
            company: name.clone(),
            role: "Project idea".into(),
            notes: idea.get_untracked(),
            grew_from: Some(here.opportunity),
            ..Opportunity::default()
        };
        let edit = Edit::new(format!("A project for {name} added"))
            .create(id, &project)
            .create(session.new_id(), &Event::stage(id, SAVED, today));
        session.commit(edit);
    };
    view! {
        <TextArea
            id="idea"
            label="A piece of work you could offer them"
            value=idea
            hint="Small, useful, with an end. It is kept as a project in your search."
        />
        <p>
            <Show
                when=move || has_project.get()
                fallback=move || {
                    view! {
                        <button type="button" class="btn" on:click=add>
                            <Icon name="add" />
                            "Keep it as a project"
                        </button>
                    }
                }
            >
                <span class="tag">"Kept as a project"</span>
            </Show>
        </p>
        <details class="why">
            <summary>"A message that offers it"</summary>
            <DraftEditor opportunity=Some(here.opportunity) occasion=Occasion::ProjectPitch />
        </details>
    }
    .into_any()
}

/// The next three actions, chosen or written, which then stand in Today.
pub(super) fn move_on(session: Session, here: Here) -> AnyView {
    let fields: [RwSignal<String>; NEXT] = std::array::from_fn(|_| RwSignal::new(String::new()));
    let suggestions = NEXT_ACTIONS
        .into_iter()
        .map(|text| {
            let take = move |_| {
                if let Some(empty) = fields
                    .iter()
                    .find(|field| field.with_untracked(|text| text.trim().is_empty()))
                {
                    empty.set(text.to_owned());
                } else {
                    session.toast(
                        "All three are filled. Empty one to change it.".into(),
                        false,
                    );
                }
            };
            view! {
                <button type="button" class="chip" on:click=take>
                    {text}
                </button>
            }
            .into_any()
        })
        .collect_view();
    let inputs = fields
        .into_iter()
        .enumerate()
        .map(|(number, field)| {
            let label = ["First, tomorrow", "Then, the day after", "And then"][number];
            view! { <TextField id=format!("next-{number}") label=label value=field /> }.into_any()
        })
        .collect_view();
    let finish = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        add_actions(session, here, &fields.map(|field| field.get_untracked()));
        here.go(session, Move::Done(Step::MoveOn));
    };
    view! {
        <form class="stack" on:submit=finish>
            {inputs}
            <div class="cluster suggestions" role="group" aria-label="Suggestions">
                {suggestions}
            </div>
            <div class="letter__actions">
                <button type="submit" class="btn btn--primary">
                    "Put these into Today"
                </button>
            </div>
        </form>
    }
    .into_any()
}

fn add_actions(session: Session, here: Here, texts: &[String]) {
    let today = session.day_of_writing();
    let about = untrack(|| company(session, here));
    let mut edit = Edit::new("Next actions stand in Today");
    for (days, text) in (1..).zip(
        texts
            .iter()
            .map(|text| text.trim())
            .filter(|text| !text.is_empty()),
    ) {
        // The actions are about the search, not about this company, so they do not rest with it.
        let action = Action {
            text: text.to_owned(),
            why: format!("You chose this when you closed the chapter with {about}."),
            due: Some(today.plus_days(days)),
            comeback: Some(here.id),
            ..Action::default()
        };
        edit = edit.create(session.new_id(), &action);
    }
    session.commit(edit);
}
