//! Partners: a page for each person who may look on, with just what was chosen for them. By link
//! with an account, as a file or on paper without one.

mod model;
mod notes;
mod partner;
mod preview;
mod scope;

use domain::model::share::Share;
use leptos::ev::SubmitEvent;
use leptos::prelude::*;
use leptos_router::hooks::use_navigate;

use crate::actions::partners;
use crate::components::field::TextField;
use crate::components::form_draft::FormDraft;
use crate::components::icon::Icon;
use crate::components::live::{Show, live};
use crate::components::practice_links::practice_links;
use crate::session::session;
use model::{PartnerRow, rows};
pub use partner::PartnerPage;
use scope::{SCOPE, scope_choices, scope_words};

/// The page at `/partners`.
#[component]
pub fn Partners() -> impl IntoView {
    let session = session();
    let rows = Memo::new(move |_| session.read(rows));
    let list = move || {
        let rows = rows.get().into_iter().map(row).collect_view();
        view! { <ul class="due-list">{rows}</ul> }.into_any()
    };
    view! {
        <div class="page">
            <div class="page__head">
                <h1 id="heading" tabindex="-1">"Partners"</h1>
            </div>
            <p class="lede">
                "A friend or a coach can follow along. They see what you choose for them, up to date whenever they look, and can leave you a note."
            </p>
            <Show
                when=move || !rows.with(Vec::is_empty)
                fallback=|| view! { <p>"Nobody is following along yet. Think of one person who’d be glad to."</p> }.into_any()
            >
                {live(list)}
            </Show>
            <NewPartner />
            {practice_links(&["goals-partner"])}
        </div>
    }
    .into_any()
}

fn row(row: PartnerRow) -> AnyView {
    let PartnerRow { id, share, notes } = row;
    view! {
        <li class="due">
            <div class="due__text">
                <a class="due__what" href=format!("/partners/{id}") dir="auto">
                    {share.name.clone()}
                </a>
                <span class="due__about">{scope_words(&share)}</span>
            </div>
            <span class="due__when">{notes}</span>
        </li>
    }
    .into_any()
}

/// The form for another partner.
#[component]
fn NewPartner() -> impl IntoView {
    let session = session();
    let navigate = use_navigate();
    let name = RwSignal::new(String::new());
    // As the words that are ticked, so that they are kept with the name.
    let ticks = RwSignal::new(words_of(&first_scope()));
    let draft = FormDraft::new(
        "partner",
        vec![("name", name.into()), ("scope", ticks.into())],
    );
    let current = Signal::derive(move || ticks.with(|words| of_words(words)));
    let change = move |choose: scope::Choose, is_on: bool| {
        let mut share = current.get_untracked();
        *choose(&mut share) = is_on;
        ticks.set(words_of(&share));
    };
    let add = move |event: SubmitEvent| {
        event.prevent_default();
        let share = Share {
            name: name.get_untracked(),
            ..current.get_untracked()
        };
        let (edit, id) = session.edit_of(|_, moment| partners::add(moment, &share));
        let Some(id) = id else {
            session.with_platform(|platform| platform.focus("partner-name"));
            return;
        };
        session.commit(edit);
        name.set(String::new());
        draft.done();
        navigate(&format!("/partners/{id}"), Default::default());
    };
    view! {
        <section aria-labelledby="new-partner">
            <h2 id="new-partner">"Add a partner"</h2>
            <form class="stack" on:submit=add>
                {draft.line()}
                <TextField id="partner-name" label="Who" value=name hint="Only you see this name." />
                {scope_choices(current, Callback::new(move |(choose, is_on)| change(choose, is_on)))}
                <p>
                    <button type="submit" class="btn">
                        <Icon name="add" />
                        "Make their page"
                    </button>
                </p>
            </form>
        </section>
    }
    .into_any()
}

/// What is ticked at first: what a partner needs to help, and no names.
fn first_scope() -> Share {
    Share {
        plan: true,
        goals: true,
        ..Share::default()
    }
}

/// The numbers of what is ticked.
fn words_of(share: &Share) -> String {
    let mut share = share.clone();
    let chosen = SCOPE
        .iter()
        .enumerate()
        .filter(|(_, part)| *(part.choose)(&mut share))
        .map(|(number, _)| number.to_string());
    chosen.collect::<Vec<_>>().join(" ")
}

fn of_words(words: &str) -> Share {
    let mut share = Share::default();
    for (number, part) in SCOPE.iter().enumerate() {
        *(part.choose)(&mut share) = words.split(' ').any(|word| word == number.to_string());
    }
    share
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_ticked_is_kept_as_words() {
        let share = Share {
            counts: true,
            companies: true,
            ..first_scope()
        };
        assert_eq!(of_words(&words_of(&share)), share);
        assert_eq!(of_words(""), Share::default());
    }
}
