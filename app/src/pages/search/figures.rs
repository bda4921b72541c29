//! Figures: what the whole search shows, as pictures and as tables. Each figure has its definition
//! and its whole beside it.

mod bars;
mod model;
mod picture;
mod scope_bar;
mod table;
mod went;

use domain::figures::{flow, share};
use domain::values::id::RecordId;
use leptos::prelude::*;

use crate::components::icon::Icon;
use crate::components::live::live;
use crate::session::{Session, session};

use bars::weeks_picture;
use model::{Model, Section, SectionPart, scope_of};
use picture::{Pictures, pictures};
use scope_bar::{Chosen, ScopeBar};
use table::table;
use went::Went;

/// A step of the flow that somebody looks into: its places.
type Step = (usize, usize);

/// All figures of the search, for a chosen part of it.
#[component]
pub(super) fn Figures() -> impl IntoView {
    let session = session();
    let chosen = Chosen::new();
    let looked_into = RwSignal::new(None::<Step>);
    let model = Memo::new(move |_| {
        let now = session.now();
        let scope = scope_of(&chosen.words(), now.today());
        session.read(|journal| Model::of(journal, &scope, now))
    });
    let has_any = Memo::new(move |_| model.with(|model| model.flow.whole() > 0));
    // Another part of the search has other places.
    Effect::new(move |_| {
        model.track();
        looked_into.set(None);
    });
    view! {
        <ScopeBar chosen=chosen />
        {live(move || {
            if has_any.get() {
                everything(session, model, looked_into)
            } else {
                view! {
                    <p class="quiet-line">"Nothing to count here yet. Choose a longer time, or add what you’ve applied for."</p>
                }
                    .into_any()
            }
        })}
    }
    .into_any()
}

fn everything(
    session: Session,
    model: Memo<Model>,
    looked_into: RwSignal<Option<Step>>,
) -> AnyView {
    let drawn = Memo::new(move |_| model.with(|model| pictures(&model.flow)));
    view! {
        <section aria-labelledby="figures-flow">
            <h2 id="figures-flow">"The whole search"</h2>
            <p class="field__hint">{flow::DEFINITION}</p>
            {live(move || picture_of(&drawn.get(), looked_into))}
            {live(move || steps(&model.get(), looked_into))}
            <p class="cluster">
                <button
                    type="button"
                    class="btn btn--small"
                    on:click=move |_| download_picture(session, &drawn.get_untracked())
                >
                    <Icon name="download" />
                    "Save the picture (SVG)"
                </button>
                <a class="btn btn--small btn--quiet" href="/settings#export">
                    "Tables to take along"
                </a>
            </p>
            <Went session=session model=model looked_into=looked_into />
        </section>
        {live(move || {
            model.with(|model| model.sections.iter().map(section).collect_view())
        })}
        <p class="field__hint">{share::METHOD}</p>
    }
    .into_any()
}

/// Hands over the wide picture as a file that stands for itself.
fn download_picture(session: Session, pictures: &Pictures) {
    let name = format!("one-yes-{}.svg", session.exact_now().today());
    let text = pictures.wide.file();
    session.with_platform(|platform| platform.download(&name, "image/svg+xml", &text));
}

fn picture_of(pictures: &Pictures, looked_into: RwSignal<Option<Step>>) -> AnyView {
    view! {
        <div class="flow flow--wide">{pictures.wide.view(looked_into)}</div>
        <div class="flow flow--tall">{pictures.tall.view(looked_into)}</div>
    }
    .into_any()
}

/// The flow as a table: the way to each of its steps by keyboard, and by ear.
fn steps(model: &Model, looked_into: RwSignal<Option<Step>>) -> AnyView {
    let rows = model.flow.bands.iter().map(|band| {
        let (from, to) = (band.from, band.to);
        let is_open = move || (looked_into.get() == Some((from, to))).to_string();
        view! {
            <tr>
                <th scope="row">
                    <span dir="auto">{model.flow.labels[from].clone()}</span>
                </th>
                <td>
                    <span dir="auto">{model.flow.labels[to].clone()}</span>
                </td>
                <td class="table__number">
                    <button
                        type="button"
                        class="btn btn--small btn--quiet"
                        aria-expanded=is_open
                        aria-label=format!(
                            "{} from {} to {}: show which",
                            band.ids.len(),
                            model.flow.labels[from],
                            model.flow.labels[to],
                        )
                        on:click=move |_| look_into(looked_into, (from, to))
                    >
                        {band.ids.len()}
                    </button>
                </td>
            </tr>
        }
        .into_any()
    });
    view! {
        <details class="figures__table">
            <summary>"As a table"</summary>
            <table class="table">
                <caption class="vh">"Steps of the search, with how many took each"</caption>
                <thead>
                    <tr>
                        <th scope="col">"From"</th>
                        <th scope="col">"To"</th>
                        <th scope="col" class="table__number">
                            "How many"
                        </th>
                    </tr>
                </thead>
                <tbody>{rows.collect_view()}</tbody>
            </table>
        </details>
    }
    .into_any()
}

/// Opens a step of the flow, or closes it where it is open.
fn look_into(looked_into: RwSignal<Option<Step>>, step: Step) {
    looked_into.update(|open| *open = (*open != Some(step)).then_some(step));
}

fn section(section: &Section) -> AnyView {
    let parts = section.parts.iter().map(|part| match part {
        SectionPart::Sentence(text) => view! { <p>{text.clone()}</p> }.into_any(),
        SectionPart::Table(rows) => table(rows),
        SectionPart::Weeks(weeks) => weeks_picture(weeks),
        SectionPart::Links(links) => links_list(links),
    });
    let definition = section.definition.clone();
    view! {
        <section aria-labelledby=section.id>
            <h2 id=section.id>{section.title}</h2>
            {parts.collect_view()}
            {(!definition.is_empty()).then(|| view! { <p class="field__hint">{definition}</p> })}
        </section>
    }
    .into_any()
}

/// Links with something said after each.
fn links_list(links: &[(String, String, String)]) -> AnyView {
    let items = links.iter().map(|(address, name, after)| {
        view! {
            <li>
                <a href=address.clone() dir="auto">
                    {name.clone()}
                </a>
                {after.clone()}
            </li>
        }
        .into_any()
    });
    view! { <ul>{items.collect_view()}</ul> }.into_any()
}

/// The address of an opportunity.
fn address_of(id: RecordId) -> String {
    format!("/search/{id}")
}
