//! One person: what is planned, the whole story between the two, the facts, the opportunities they belong to.

use domain::exchange::vcard::Version;
use domain::model::person::{Person, RECENTLY_LANDED, Tie};
use domain::planning::plan::plan_with;
use domain::state::edit::Edit;
use domain::state::record::{RecordKey, RecordKind};
use domain::values::id::RecordId;
use domain::values::link::{SafeLink, mailto};
use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::{use_navigate, use_params_map};

use super::form::Facts;
use super::planned;
use super::story::{NoteTouch, PlanOwn, Story};
use crate::components::field::TextArea;
use crate::components::icon::Icon;
use crate::components::live::live;
use crate::components::versions::EarlierVersions;
use crate::session::{Session, session};

/// The page at `/people/<id>`.
#[component]
pub fn PersonPage() -> impl IntoView {
    let session = session();
    let params = use_params_map();
    let id = Memo::new(move |_| {
        let given = params.with(|params| params.get("id").unwrap_or_default());
        let id = RecordId::parse(&given)?;
        session.read(|journal| journal.people().get(id).map(|_| id))
    });
    let missing = move || {
        let words = if session.is_loaded() {
            "There is nobody under this address. They may have been removed, or be on another device."
        } else {
            "One moment."
        };
        view! {
            <div class="page">
                <p class="page__back">
                    <a href="/people">
                        <Icon name="arrow-left" />
                        "People"
                    </a>
                </p>
                <h1 id="heading" tabindex="-1">"Person"</h1>
                <p>{words}</p>
            </div>
        }
        .into_any()
    };
    move || match id.get() {
        Some(id) => view! { <Shown id=id /> }.into_any(),
        None => missing(),
    }
}

#[component]
fn Shown(id: RecordId) -> impl IntoView {
    let session = session();
    let about = Memo::new(move |_| {
        session.read(|journal| journal.people().get(id).cloned().unwrap_or_default())
    });
    let planned = Memo::new(move |_| {
        let now = session.now();
        session.read(|journal| plan_with(journal, id, now))
    });
    let name = move || about.with(|person| person.name.clone());
    view! {
        <div class="page page--opportunity">
            <div class="page__head">
                <div>
                    <p class="page__back">
                        <a href="/people">
                            <Icon name="arrow-left" />
                            "People"
                        </a>
                    </p>
                    <h1 id="heading" tabindex="-1" dir="auto">
                        {live(name)}
                    </h1>
                    <p class="quiet-line" dir="auto">
                        {live(move || about.with(Person::place))}
                    </p>
                    <Ways about=about />
                </div>
            </div>
            <div class="detail">
                <div class="detail__main">
                    <section aria-labelledby="planned-title">
                        <h2 id="planned-title">"Planned"</h2>
                        {planned::list(planned)}
                        <PlanOwn person=id />
                    </section>
                    <Landed about=about />
                    <NoteTouch person=id />
                    <Story person=id />
                    <Notes id=id about=about />
                </div>
                <aside class="detail__side">
                    <Facts id=id about=about />
                    <Opportunities id=id />
                    <Remove id=id about=about />
                </aside>
            </div>
        </div>
    }
    .into_any()
}

/// How to reach them.
#[component]
fn Ways(about: Memo<Person>) -> impl IntoView {
    let ways = move || {
        let person = about.get();
        let mail = (!person.mail.is_empty()).then(|| {
            view! {
                <a class="btn btn--small" href=mailto(&person.mail, "", "")>
                    <Icon name="mail" />
                    {person.mail.clone()}
                </a>
            }
            .into_any()
        });
        let dialled: String = person
            .phone
            .chars()
            .filter(|letter| letter.is_ascii_digit() || *letter == '+')
            .collect();
        let phone = (!dialled.is_empty()).then(|| {
            view! {
                <a class="btn btn--small" href=format!("tel:{dialled}")>
                    <Icon name="talk" />
                    {person.phone.clone()}
                </a>
            }
            .into_any()
        });
        let profile = SafeLink::parse(&person.profile).ok().map(|link| {
            view! {
                <a class="btn btn--small" href=link.as_str().to_owned() target="_blank" rel="noopener noreferrer">
                    <Icon name="external" />
                    {link.host()}
                </a>
            }
            .into_any()
        });
        (mail, phone, profile)
    };
    view! { <p class="cluster">{live(ways)}</p> }
}

/// A prompt for who found a role a short while ago.
#[component]
fn Landed(about: Memo<Person>) -> impl IntoView {
    let is_landed =
        move || about.with(|person| person.tags.iter().any(|tag| tag == RECENTLY_LANDED));
    view! {
        <p class="notice" hidden=move || !is_landed()>
            "They found a role a short while ago. Plan “Ask what worked for them”, and note below what they say."
        </p>
    }
}

#[component]
fn Notes(id: RecordId, about: Memo<Person>) -> impl IntoView {
    let session = session();
    let notes = RwSignal::new(about.with_untracked(|person| person.notes.clone()));
    // As on the page of an opportunity: what comes from elsewhere is shown, what is being typed stays.
    Effect::new(move |before: Option<String>| {
        let kept = about.with(|person| person.notes.clone());
        if before.is_none_or(|before| notes.get_untracked() == before) {
            notes.set(kept.clone());
        }
        kept
    });
    view! {
        <section aria-labelledby="person-notes-title">
            <h2 id="person-notes-title">"Notes"</h2>
            <TextArea
                id="person-notes"
                label="Anything worth remembering"
                value=notes
                rows=5
                on_change=Callback::new(move |text: String| {
                    change(session, id, "", |person| person.notes = text);
                })
            />
            <EarlierVersions record=RecordKey::new(RecordKind::Person, id) field="notes" shown=notes />
        </section>
    }
    .into_any()
}

/// The opportunities they belong to, and a way to add one.
#[component]
fn Opportunities(id: RecordId) -> impl IntoView {
    let session = session();
    let chosen = RwSignal::new(String::new());
    let tied = Memo::new(move |_| {
        session.read(|journal| {
            let ids = journal.opportunities_of(id);
            ids.into_iter()
                .filter_map(|id| Some((id, journal.opportunities().get(id)?.title())))
                .collect::<Vec<_>>()
        })
    });
    let others = Memo::new(move |_| {
        session.read(|journal| {
            let own = journal.opportunities_of(id);
            let mut others: Vec<(String, String)> = journal
                .opportunities()
                .iter()
                .filter(|(id, _)| !own.contains(id))
                .map(|(id, about)| (id.to_string(), about.title()))
                .collect();
            others.reverse();
            others.truncate(500);
            others
        })
    });
    let rows = move || {
        tied.get()
            .into_iter()
            .map(|(opportunity, title)| {
                let label = format!("Take {title} off this list");
                let taken = format!("{title} taken off this list");
                view! {
                    <li class="learning">
                        <a href=format!("/search/{opportunity}") dir="auto">
                            {title}
                        </a>
                        <button
                            type="button"
                            class="btn btn--icon btn--quiet"
                            aria-label=label
                            on:click=move |_| untie(session, id, opportunity, &taken)
                        >
                            <Icon name="close" />
                        </button>
                    </li>
                }
                .into_any()
            })
            .collect_view()
    };
    let options = move || {
        others
            .get()
            .into_iter()
            .map(|(id, title)| view! { <option value=id>{title}</option> }.into_any())
            .collect_view()
    };
    let add = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        if let Some(opportunity) = RecordId::parse(&chosen.get_untracked()) {
            tie(session, id, opportunity);
            chosen.set(String::new());
        }
    };
    view! {
        <section class="card" aria-labelledby="belongs-title">
            <h2 id="belongs-title">"Opportunities"</h2>
            <ul class="learning-list">{live(rows)}</ul>
            <form class="stack" hidden=move || others.with(Vec::is_empty) on:submit=add>
                <div class="field">
                    <label for="tie-to">"Belongs to another one, too"</label>
                    <select
                        id="tie-to"
                        prop:value=move || chosen.get()
                        on:change=move |input| chosen.set(event_target_value(&input))
                    >
                        <option value="">"Choose"</option>
                        {live(options)}
                    </select>
                </div>
                <button type="submit" class="btn btn--small">
                    <Icon name="link" />
                    "Add"
                </button>
            </form>
        </section>
    }
    .into_any()
}

/// Ties a person to an opportunity.
pub(crate) fn tie(session: Session, person: RecordId, opportunity: RecordId) {
    let id = Tie::id(person, opportunity);
    let edit = session.peek(|journal| {
        let title = crate::actions::opportunities::name_of(journal, opportunity);
        let held = journal.record(&RecordKey::new(RecordKind::Tie, id));
        Edit::new(format!("Added to {title}")).put(held, id, &Tie::new(person, opportunity))
    });
    session.commit(edit);
}

/// Takes a person from an opportunity. Both stay.
pub(crate) fn untie(session: Session, person: RecordId, opportunity: RecordId, label: &str) {
    let edit = session.peek(|journal| {
        let mut edit = Edit::new(label);
        if let Some(before) = journal.people().get(person)
            && before.opportunity == Some(opportunity)
        {
            let after = Person {
                opportunity: None,
                ..before.clone()
            };
            edit = edit.change(person, before, &after);
        }
        let id = Tie::id(person, opportunity);
        if journal.ties().get(id).is_some() {
            edit = edit.remove(RecordKind::Tie, id);
        }
        edit
    });
    session.commit(edit);
}

#[component]
fn Remove(id: RecordId, about: Memo<Person>) -> impl IntoView {
    let session = session();
    let go = use_navigate();
    let export = move |_| {
        let person = about.get_untracked();
        super::cards::download(session, &[(id, person)], Version::V4, "contact.vcf");
    };
    let remove = move |_| {
        let label = format!(
            "{} removed",
            about.with_untracked(|person| person.name.clone())
        );
        let edit = session.peek(|journal| journal.removal_of_person(id, label));
        session.commit(edit);
        go("/people", NavigateOptions::default());
    };
    view! {
        <p class="cluster">
            <button type="button" class="btn btn--small" on:click=export>
                <Icon name="download" />
                "Contact card"
            </button>
            <button type="button" class="btn btn--danger btn--small" on:click=remove>
                <Icon name="trash" />
                "Remove this person"
            </button>
        </p>
    }
    .into_any()
}

/// Changes a person; without a label, quietly.
pub(super) fn change(
    session: Session,
    id: RecordId,
    label: &str,
    change: impl FnOnce(&mut Person),
) {
    let edit = session.peek(|journal| {
        let before = journal.people().get(id)?;
        let mut after = before.clone();
        change(&mut after);
        Some(Edit::new(label).change(id, before, &after))
    });
    let edit = edit.unwrap_or_default();
    if label.is_empty() {
        session.commit_quietly(edit);
    } else {
        session.commit(edit);
    }
}
