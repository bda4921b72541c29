//! The facts of an opportunity, shown and edited in place. A link becomes one only if it is safe.

use domain::model::opportunity::{Kind, Opportunity, Workplace};
use domain::state::edit::Edit;
use domain::values::id::RecordId;
use domain::values::link::SafeLink;
use leptos::prelude::*;

use crate::components::field::{Select, TextField};
use crate::components::icon::Icon;
use crate::components::live::live;
use crate::session::session;

/// The card of facts.
#[component]
pub(super) fn Facts(id: RecordId, about: Memo<Opportunity>) -> impl IntoView {
    let editing = RwSignal::new(false);
    view! {
        <section class="card" aria-labelledby="facts-title">
            <div class="split">
                <h2 id="facts-title">"Facts"</h2>
                <button
                    type="button"
                    class="btn btn--small btn--quiet"
                    aria-expanded=move || editing.get().to_string()
                    on:click=move |_| editing.update(|editing| *editing = !*editing)
                >
                    <Icon name="edit" />
                    {live(move || if editing.get() { "Close" } else { "Edit" })}
                </button>
            </div>
            {live(move || {
                if editing.get() {
                    form(id, about.get_untracked(), editing)
                } else {
                    list(&about.get())
                }
            })}
        </section>
    }
    .into_any()
}

fn list(about: &Opportunity) -> AnyView {
    let tags = about.tags.join(", ");
    let workplace = about.workplace.map_or("", Workplace::label);
    let rows = [
        ("Company", about.company.as_str()),
        ("Role", &about.role),
        ("Kind", about.kind.label()),
        ("Place", &about.place),
        ("Work", workplace),
        ("Pay", &about.pay),
        ("Source", &about.source),
        ("Tags", &tags),
    ]
    .into_iter()
    .filter(|(_, value)| !value.is_empty())
    .map(|(name, value)| {
        let value = value.to_owned();
        view! {
            <div>
                <dt>{name}</dt>
                <dd dir="auto">{value}</dd>
            </div>
        }
        .into_any()
    })
    .collect_view();
    view! { <dl class="facts">{rows} {link(&about.link)}</dl> }.into_any()
}

fn link(text: &str) -> AnyView {
    if text.is_empty() {
        return ().into_any();
    }
    let value = match SafeLink::parse(text) {
        Ok(link) => view! {
            <a href=link.as_str().to_owned() target="_blank" rel="noopener noreferrer nofollow">
                {link.host()}
                <Icon name="external" />
                <span class="vh">"opens in a new tab"</span>
            </a>
        }
        .into_any(),
        Err(problem) => view! {
            <span dir="auto">{text.to_owned()}</span>
            <small>{problem.to_string()}</small>
        }
        .into_any(),
    };
    view! {
        <div>
            <dt>"Link"</dt>
            <dd>{value}</dd>
        </div>
    }
    .into_any()
}

fn form(id: RecordId, about: Opportunity, editing: RwSignal<bool>) -> AnyView {
    let session = session();
    let start = about.clone();
    let company = RwSignal::new(about.company);
    let role = RwSignal::new(about.role);
    let kind = RwSignal::new(about.kind.id().to_owned());
    let place = RwSignal::new(about.place);
    let workplace = RwSignal::new(about.workplace.map_or("", Workplace::id).to_owned());
    let address = RwSignal::new(about.link);
    let pay = RwSignal::new(about.pay);
    let source = RwSignal::new(about.source);
    let tags = RwSignal::new(about.tags.join(", "));
    let problem = Signal::derive(move || {
        let text = address.get();
        SafeLink::parse(&text)
            .err()
            .filter(|_| !text.trim().is_empty())
            .map(|problem| problem.to_string())
    });
    let kinds = Kind::ALL
        .map(|kind| (kind.id().to_owned(), kind.label().to_owned()))
        .to_vec();
    let mut workplaces = vec![(String::new(), "Not known".to_owned())];
    workplaces
        .extend(Workplace::ALL.map(|place| (place.id().to_owned(), place.label().to_owned())));
    let keep = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let mut about = start.clone();
        about.company = company.get_untracked().trim().to_owned();
        about.role = role.get_untracked().trim().to_owned();
        about.kind = if kind.get_untracked() == Kind::Project.id() {
            Kind::Project
        } else {
            Kind::Job
        };
        about.place = place.get_untracked().trim().to_owned();
        about.workplace = Workplace::ALL
            .into_iter()
            .find(|choice| choice.id() == workplace.get_untracked());
        about.link = address.get_untracked().trim().to_owned();
        about.pay = pay.get_untracked().trim().to_owned();
        about.source = source.get_untracked().trim().to_owned();
        about.tags = tags
            .get_untracked()
            .split(',')
            .map(|tag| tag.trim().to_owned())
            .filter(|tag| !tag.is_empty())
            .collect();
        // Only what was changed here: another device may have changed other fields meanwhile.
        session.commit_quietly(
            Edit::new(format!("{} changed", about.short_name())).change(id, &start, &about),
        );
        session.announce("Facts kept");
        editing.set(false);
    };
    view! {
        <form class="stack" on:submit=keep>
            <TextField id="fact-company" label="Company" value=company />
            <TextField id="fact-role" label="Role" value=role />
            <Select id="fact-kind" label="Kind" value=kind options=Signal::derive(move || kinds.clone()) />
            <TextField id="fact-place" label="Place" value=place />
            <Select
                id="fact-workplace"
                label="Where the work is done"
                value=workplace
                options=Signal::derive(move || workplaces.clone())
            />
            <TextField id="fact-link" label="Link" value=address error=problem />
            <TextField id="fact-pay" label="Pay" value=pay />
            <TextField id="fact-source" label="Source" value=source />
            <TextField id="fact-tags" label="Tags" value=tags hint="Separate them with commas." />
            <button type="submit" class="btn">
                "Keep"
            </button>
        </form>
    }
    .into_any()
}
