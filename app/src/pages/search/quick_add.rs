//! Quick add: one line, a link or a whole posting becomes an opportunity; what is already there is pointed out while typing.

use domain::capture::{Capture, read};
use domain::model::event::Event;
use domain::model::opportunity::Opportunity;
use domain::model::stage::SAVED;
use domain::state::edit::Edit;
use domain::values::id::RecordId;
use domain::values::text::{same_company, similar_role};
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

use crate::components::icon::Icon;
use crate::components::live::live;
use crate::session::{Session, session};

/// The field labelled “Add an opportunity”.
#[component]
pub(super) fn QuickAdd() -> impl IntoView {
    let session = session();
    let typed = RwSignal::new(String::new());
    fill_from_address(session, typed);
    let reading = Memo::new(move |_| {
        typed.with(|text| {
            (!text.trim().is_empty()).then(|| read(text).map_err(|problem| problem.to_string()))
        })
    });
    let duplicates = Memo::new(move |_| match reading.get() {
        Some(Ok(capture)) => duplicates(session, &capture.opportunity()),
        _ => Vec::new(),
    });
    let add = move || {
        if let Some(Ok(capture)) = reading.get_untracked() {
            add(session, &capture);
            typed.set(String::new());
        }
    };
    let problem = move || match reading.get() {
        Some(Err(problem)) => Some(problem),
        _ => None,
    };
    let is_long = move || typed.with(|text| text.contains('\n') || text.len() > 90);
    view! {
        <form
            class="quick-add"
            on:submit=move |event| {
                event.prevent_default();
                add();
            }
        >
            <label for="quick-add">"Add an opportunity"</label>
            <div class="quick-add__row">
                <textarea
                    id="quick-add"
                    rows=move || if is_long() { 5 } else { 1 }
                    dir="auto"
                    autocomplete="off"
                    placeholder="Acme, Data engineer"
                    aria-describedby="quick-add-hint"
                    aria-invalid=move || problem().map(|_| "true")
                    prop:value=move || typed.get()
                    on:input=move |input| typed.set(event_target_value(&input))
                    on:keydown=move |press| {
                        if press.key() == "Enter" && !press.shift_key() && !press.is_composing() {
                            press.prevent_default();
                            add();
                        }
                    }
                ></textarea>
                <button type="submit" class="btn">
                    <Icon name="add" />
                    "Add"
                </button>
            </div>
            <p class="field__hint" id="quick-add-hint">
                {live(move || {
                    problem()
                        .unwrap_or_else(|| {
                            "Company and role in one line, or paste a link or a whole posting. Enter adds it.".into()
                        })
                })}
            </p>
            <div aria-live="polite">
                {live(move || preview(reading.get()))} {live(move || notice(duplicates.get()))}
            </div>
        </form>
    }
    .into_any()
}

/// Takes over what the share sheet or a shortcut put into the address, and moves the focus to the field.
fn fill_from_address(session: Session, typed: RwSignal<String>) {
    let query = use_query_map();
    Effect::new(move |_| {
        let parts = ["title", "text", "url"]
            .map(|name| query.with(|query| query.get(name)).unwrap_or_default());
        let shared: Vec<String> = parts
            .into_iter()
            .filter(|part| !part.trim().is_empty())
            .collect();
        if !shared.is_empty() {
            typed.set(shared.join("\n"));
        }
        if !shared.is_empty() || query.with(|query| query.get("add").is_some()) {
            session.with_platform(|platform| platform.focus("quick-add"));
        }
    });
}

fn preview(reading: Option<Result<Capture, String>>) -> AnyView {
    let Some(Ok(capture)) = reading else {
        return ().into_any();
    };
    let parts = capture
        .understood()
        .into_iter()
        .map(|(name, value)| {
            view! {
                <div>
                    <dt>{name}</dt>
                    <dd dir="auto">{value}</dd>
                </div>
            }
            .into_any()
        })
        .collect_view();
    view! { <dl class="quick-add__preview">{parts}</dl> }.into_any()
}

fn notice(duplicates: Vec<(RecordId, String)>) -> AnyView {
    if duplicates.is_empty() {
        return ().into_any();
    }
    let links = duplicates
        .into_iter()
        .map(|(id, words)| {
            view! {
                <li>
                    <a href=format!("/search/{id}") dir="auto">{words}</a>
                </li>
            }
            .into_any()
        })
        .collect_view();
    view! {
        <div class="quick-add__duplicate notice">
            <p>"You already have this or something close to it:"</p>
            <ul>{links}</ul>
        </div>
    }
    .into_any()
}

/// Opportunities of the same company whose role is alike, or any of that company while no role is known; at most three.
fn duplicates(session: Session, new: &Opportunity) -> Vec<(RecordId, String)> {
    if new.company.trim().is_empty() && new.link.is_empty() {
        return Vec::new();
    }
    session.read(|journal| {
        journal
            .opportunities()
            .iter()
            .filter(|(_, known)| {
                let same_link = !new.link.is_empty() && known.link == new.link;
                // The company is compared first: it is the cheaper test, and it rules out nearly all of ten thousand.
                same_link
                    || (same_company(&new.company, &known.company)
                        && (new.role.is_empty()
                            || known.role.is_empty()
                            || similar_role(&new.role, &known.role)))
            })
            .take(3)
            .map(|(id, known)| {
                let standing = journal.standing(id);
                let words = crate::components::stage_badge::standing_words(journal, &standing);
                (id, format!("{} ({words})", known.title()))
            })
            .collect()
    })
}

fn add(session: Session, capture: &Capture) {
    let opportunity = capture.opportunity();
    let id = session.new_id();
    let saved = Event::stage(id, SAVED, session.day_of_writing());
    let edit = Edit::new(format!("{} added", opportunity.title()))
        .create(id, &opportunity)
        .create(session.new_id(), &saved);
    session.commit(edit);
}
