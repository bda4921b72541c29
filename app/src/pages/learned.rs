//! Learned: what the search taught so far, in one clear order: for the next interview, what is being
//! tried, what is new, what others said. Counts come with their whole, and long lists are drawn a
//! little at a time.

mod adding;
mod model;
mod note_row;
mod patterns;
mod rows;

use domain::planning::reasons::{ReasonCounts, reason_counts};
use leptos::prelude::*;

use crate::components::live::{Show, live};
use crate::components::practice_links::practice_links;
use crate::components::ring::Ring;
use crate::session::{Session, session};

use adding::{AddExperiment, AddLearning, AddNote};
use model::{Contents, Entries, SECTIONS, Section};
use patterns::{Pattern, patterns};
use rows::rows_of;

/// The fewest sections with something in them that a list of sections is worth its room for.
const NAV_FROM: usize = 3;

/// The page at `/learned`.
#[component]
pub fn Learned() -> impl IntoView {
    let session = session();
    let patterns = Memo::new(move |_| session.read(patterns));
    let counts = Memo::new(move |_| session.read(reason_counts));
    let sections = SECTIONS.each_ref().map(|section| {
        let entries = Memo::new(move |_| {
            let today = session.today();
            session.read(|journal| Entries::of(journal, section.contents, today))
        });
        (section, entries)
    });
    let filled = move || {
        sections
            .iter()
            .filter(|(_, entries)| entries.with(|entries| entries.len() > 0))
            .map(|(section, entries)| (section.name, section.title, entries.with(Entries::len)))
            .collect::<Vec<_>>()
    };
    let filled = Memo::new(move |_| filled());
    view! {
        <div class="page">
            <div class="page__head">
                <h1 id="heading" tabindex="-1">"Learned"</h1>
            </div>
            <p class="lede">"What you’ve learned so far. You’ll see it again before your next interview."</p>
            {live(move || on_this_page(&filled.get()))}
            {sections
                .iter()
                .map(|(section, entries)| section_view(session, section, *entries))
                .collect_view()}
            {live(move || patterns_table(patterns.get()))}
            {live(move || in_your_hands(counts.get()))}
            {practice_links(&["current", "explore", "landed", "creative"])}
        </div>
    }
    .into_any()
}

/// A way to each section with something in it; a calm sentence where there is nothing at all.
fn on_this_page(filled: &[(&'static str, &'static str, usize)]) -> AnyView {
    if filled.is_empty() {
        return view! {
            <div class="empty">
                <Ring percent=35 size="l" />
                <p>"Nothing here yet. What you save from a review is here, or add what you already know."</p>
            </div>
        }
        .into_any();
    }
    if filled.len() < NAV_FROM {
        return ().into_any();
    }
    let links = filled.iter().map(|(name, title, count)| {
        view! {
            <li>
                <a class="btn btn--small btn--quiet" href=format!("/learned#{name}")>
                    {format!("{title} ({count})")}
                </a>
            </li>
        }
        .into_any()
    });
    view! {
        <nav aria-label="On this page">
            <ul class="cluster">{links.collect_view()}</ul>
        </nav>
    }
    .into_any()
}

/// A section with its entries and the way to add one. Those of the next interview are shown once
/// there is something in them.
fn section_view(session: Session, section: &'static Section, entries: Memo<Entries>) -> AnyView {
    let Section {
        name,
        title,
        contents,
        ..
    } = *section;
    let can_be_empty = matches!(
        contents,
        Contents::Experiments | Contents::Notes | Contents::Landed
    );
    let title_id = format!("{name}-title");
    let is_shown = move || can_be_empty || entries.with(|entries| entries.len() > 0);
    let drawn = view! {
        <Show when=is_shown>
            <section id=name aria-labelledby=title_id.clone()>
                <h2 id=title_id.clone()>{title}</h2>
                {live(move || entries.with(|entries| entries.len() == 0).then(|| when_empty(contents)))}
                {rows_of(session, section, entries)}
            </section>
        </Show>
        {below(contents, entries)}
    };
    drawn.into_any()
}

/// What is said in a section that has nothing in it yet.
fn when_empty(contents: Contents) -> AnyView {
    let words = match contents {
        Contents::Experiments => {
            "Change one thing for two weeks and see what it brings. One at a time tells you most."
        }
        Contents::Notes => {
            "What you’ve read, learned or built lately, and what it’s good for. A team may ask."
        }
        _ => {
            "Does someone you know have a new job? Tag them “recently landed” on their page, and ask what worked."
        }
    };
    view! { <p class="quiet-line">{words}</p> }.into_any()
}

/// The way to add to a section. It stays as it is while the section changes: somebody may be typing.
fn below(contents: Contents, entries: Memo<Entries>) -> AnyView {
    match contents {
        Contents::Stories => live(move || {
            let words = entries.with(|entries| match entries.len() {
                0 => "Write down a story to tell",
                _ => "All stories",
            });
            view! {
                <p>
                    <a href="/stories">{words}</a>
                </p>
            }
        })
        .into_any(),
        // After the last of those for the next interview.
        Contents::Learnings(domain::model::review::LearningKind::Plan) => {
            view! { <AddLearning /> }.into_any()
        }
        Contents::Learnings(_) => ().into_any(),
        Contents::Experiments => view! { <AddExperiment /> }.into_any(),
        Contents::Notes => view! { <AddNote /> }.into_any(),
        Contents::Landed => view! {
            <p>
                <a href="/people">"Choose someone to ask"</a>
            </p>
        }
        .into_any(),
    }
}

/// How many reasons were never in the person's hands, with what was counted.
fn in_your_hands(counts: ReasonCounts) -> AnyView {
    let Some(sentence) = counts.sentence() else {
        return ().into_any();
    };
    view! {
        <section>
            <h2>"In your hands?"</h2>
            <p>{sentence}</p>
            <p class="field__hint">{counts.whole()}</p>
        </section>
    }
    .into_any()
}

fn patterns_table(patterns: Vec<Pattern>) -> AnyView {
    if patterns.is_empty() {
        return ().into_any();
    }
    let rows = patterns
        .into_iter()
        .map(|pattern| {
            view! {
                <tr>
                    <th scope="row">{pattern.title}</th>
                    <td>{pattern.sentence()}</td>
                </tr>
            }
            .into_any()
        })
        .collect_view();
    view! {
        <section>
            <h2>"What comes up again"</h2>
            <table class="table">
                <caption class="vh">"Questions by their marks in your reviews"</caption>
                <tbody>{rows}</tbody>
            </table>
            <p class="field__hint">"Counted from the marks in your reviews, out of those that marked the question."</p>
        </section>
    }
    .into_any()
}
