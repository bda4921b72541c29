//! People: everyone met on the way, who has gone quiet longest, and whom to write to next.

mod add;
mod cards;
mod form;
mod person;
mod planned;
mod story;

use std::collections::BTreeMap;

use domain::journal::Journal;
use domain::method::Occasion;
use domain::model::person::TAGS;
use domain::planning::contacts::{contacts, last_contact};
use domain::planning::plan::{Planned, plan};
use domain::values::date::{Date, Now};
use domain::values::id::RecordId;
use domain::values::sort::{sort_by_cached_key, sort_by_key, sorted_once};
use domain::values::text::fold;
use leptos::prelude::*;

use crate::actions::touches::{name_of_person, what};
use crate::components::icon::Icon;
use crate::components::live::{Show, live};
use crate::session::{Session, session};

use add::AddPerson;

pub(crate) use add::{add_person, choice};
pub use person::PersonPage;
pub(crate) use person::untie;

/// How many rows are drawn before more are asked for.
const ROWS_AT_FIRST: usize = 100;

/// One line of the list.
#[derive(Clone, Debug, PartialEq)]
struct Row {
    id: RecordId,
    name: String,
    place: String,
    tags: Vec<String>,
    last: Option<Date>,
    next: Option<(Occasion, Date)>,
    text: String,
}

/// How the list is sorted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum SortBy {
    /// Quiet longest first; those there was never a word with come last, so that an address book does not bury the others.
    #[default]
    Gap,
    Name,
    Next,
}

impl SortBy {
    const ALL: [(Self, &'static str); 3] = [
        (Self::Gap, "Quiet longest"),
        (Self::Next, "Next word"),
        (Self::Name, "Name"),
    ];
}

/// The page at `/people`.
#[component]
pub fn People() -> impl IntoView {
    let session = session();
    let query = RwSignal::new(String::new());
    let tag = RwSignal::new(String::new());
    let sort = RwSignal::new(SortBy::default());
    let limit = RwSignal::new(ROWS_AT_FIRST);
    let planned = Memo::new(move |_| {
        let now = session.now();
        session.read(|journal| plan(journal, now))
    });
    let rows = Memo::new(move |_| {
        let now = session.now();
        planned.with(|plan| session.read(|journal| rows(journal, now, &plan.touches)))
    });
    let shown = Memo::new(move |_| {
        let needle = fold(&query.get());
        let tag = tag.get();
        let mut shown = rows.get();
        shown.retain(|row| {
            needle
                .split_whitespace()
                .all(|word| row.text.contains(word))
                && (tag.is_empty() || row.tags.contains(&tag))
        });
        match sort.get() {
            SortBy::Gap => sort_by_key(&mut shown, |row| (row.last.is_none(), row.last, row.id)),
            SortBy::Name => sort_by_cached_key(&mut shown, |row| (fold(&row.name), row.id)),
            SortBy::Next => sort_by_key(&mut shown, |row| {
                let next = row.next.map(|(_, on)| on);
                (next.is_none(), next, row.id)
            }),
        }
        shown
    });
    let has_people = Memo::new(move |_| rows.with(|rows| !rows.is_empty()));
    view! {
        <div class="page page--people">
            <div class="page__head">
                <h1 id="heading" tabindex="-1">"People"</h1>
                <p class="page__sub">"Everyone you met on the way, and when there was last a word between you."</p>
            </div>
            <planned::DailyList plan=planned />
            <AddPerson />
            <cards::Cards />
            <Show when=move || has_people.get() fallback=nobody>
                <section class="stack" aria-labelledby="all-people-title">
                    <h2 id="all-people-title">"Everyone"</h2>
                    <Filters query=query tag=tag sort=sort rows=rows />
                    <p class="quiet-line" role="status">
                        {live(move || shown.with(|rows| how_many(rows)))}
                    </p>
                    <ul class="people">
                        <For
                            each=move || shown.with(|rows| rows.iter().take(limit.get()).cloned().collect::<Vec<_>>())
                            key=|row| (row.id, row.last, row.next, row.name.clone(), row.place.clone(), row.tags.clone())
                            children=move |row| person_row(session, row)
                        />
                    </ul>
                    <Show when=move || { limit.get() < shown.with(Vec::len) }>
                        <button type="button" class="btn" on:click=move |_| limit.update(|limit| *limit += ROWS_AT_FIRST)>
                            "Show more"
                        </button>
                    </Show>
                </section>
            </Show>
        </div>
    }
    .into_any()
}

fn nobody() -> AnyView {
    view! {
        <div class="empty">
            <Icon name="people" />
            <p>"Nobody is here yet. Begin with someone who was kind to you on the way."</p>
        </div>
    }
    .into_any()
}

fn rows(journal: &Journal, now: Now, planned: &[Planned]) -> Vec<Row> {
    let mut next = BTreeMap::new();
    for touch in planned {
        next.entry(touch.person)
            .or_insert((touch.occasion, touch.due));
    }
    journal
        .people()
        .iter()
        .map(|(id, person)| {
            let contacts = contacts(journal, id, now);
            let companies: Vec<String> = journal
                .opportunities_of(id)
                .into_iter()
                .filter_map(|id| Some(journal.opportunities().get(id)?.title()))
                .collect();
            let text = [
                &person.name,
                &person.role,
                &person.company,
                &person.mail,
                &person.phone,
                &person.notes,
                &person.tags.join(" "),
                &companies.join(" "),
            ]
            .map(String::as_str)
            .join("\n");
            Row {
                id,
                name: name_of_person(journal, id),
                place: if person.place().is_empty() {
                    companies.first().cloned().unwrap_or_default()
                } else {
                    person.place()
                },
                tags: person.tags.clone(),
                last: last_contact(&contacts).map(|contact| contact.on),
                next: next.get(&id).copied(),
                text: fold(&text),
            }
        })
        .collect()
}

fn person_row(session: Session, row: Row) -> AnyView {
    let today = session.day_of_writing();
    let gap = match row.last {
        None => "Not in touch yet".to_owned(),
        Some(last) => match last.days_until(today) {
            ..=0 => "In touch today".to_owned(),
            1 => "In touch yesterday".to_owned(),
            days => format!("Quiet for {days} days"),
        },
    };
    let next = row.next.map(|(occasion, on)| {
        let words = format!("{}: {}", on.relative(today), what(occasion, "them"));
        view! { <span class="people__next">{words}</span> }.into_any()
    });
    let tags = row
        .tags
        .into_iter()
        .map(|tag| view! { <span class="tag">{tag}</span> }.into_any())
        .collect_view();
    view! {
        <li class="people__row">
            <div class="people__who">
                <a href=format!("/people/{}", row.id) dir="auto">
                    {row.name}
                </a>
                <span class="due__about" dir="auto">
                    {row.place}
                </span>
            </div>
            <div class="people__tags">{tags}</div>
            <div class="people__when">
                <span>{gap}</span>
                {next}
            </div>
        </li>
    }
    .into_any()
}

/// “203 people, 200 of them not in touch yet”.
fn how_many(rows: &[Row]) -> String {
    let people = match rows.len() {
        1 => "1 person".to_owned(),
        count => format!("{count} people"),
    };
    match rows.iter().filter(|row| row.last.is_none()).count() {
        0 => people,
        count if count == rows.len() => format!("{people}, not in touch yet"),
        count => format!("{people}, {count} of them not in touch yet"),
    }
}

#[component]
fn Filters(
    query: RwSignal<String>,
    tag: RwSignal<String>,
    sort: RwSignal<SortBy>,
    rows: Memo<Vec<Row>>,
) -> impl IntoView {
    let tags = Memo::new(move |_| {
        // The chosen one stays to be taken off, also when nobody has it any more.
        let chosen = Some(tag.get()).filter(|tag| !tag.is_empty());
        rows.with(|rows| {
            let tags = rows.iter().flat_map(|row| row.tags.iter().cloned());
            sorted_once(tags.chain(chosen))
        })
    });
    let chips = move || {
        tags.get()
            .into_iter()
            .map(|word| {
                let (shown, chosen) = (word.clone(), word.clone());
                view! {
                    <button
                        type="button"
                        class="chip"
                        aria-pressed=move || (tag.get() == chosen).to_string()
                        on:click=move |_| {
                            tag.update(|tag| *tag = if *tag == word { String::new() } else { word.clone() });
                        }
                    >
                        {shown}
                    </button>
                }
                .into_any()
            })
            .collect_view()
    };
    let sorts = SortBy::ALL
        .into_iter()
        .map(|(by, word)| {
            view! {
                <label>
                    <input
                        type="radio"
                        name="people-sort"
                        prop:checked=move || sort.get() == by
                        on:change=move |_| sort.set(by)
                    />
                    <span>{word}</span>
                </label>
            }
            .into_any()
        })
        .collect_view();
    view! {
        <div class="filters">
            <div class="find">
                <label class="vh" for="people-find">
                    "Find people"
                </label>
                <Icon name="search" />
                <input
                    id="people-find"
                    type="search"
                    placeholder="Find people"
                    prop:value=move || query.get()
                    on:input=move |input| query.set(event_target_value(&input))
                />
            </div>
            <fieldset class="segmented" aria-label="Sort by">
                {sorts}
            </fieldset>
            <div class="cluster">{live(chips)}</div>
        </div>
    }
    .into_any()
}

/// The tags offered beside those already in use.
fn offered_tags(journal: &Journal) -> Vec<String> {
    let mut tags: Vec<String> = TAGS.iter().map(|tag| (*tag).to_owned()).collect();
    for (_, person) in journal.people().iter() {
        for tag in &person.tags {
            if !tags.contains(tag) {
                tags.push(tag.clone());
            }
        }
    }
    tags
}
