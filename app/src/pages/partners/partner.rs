//! One partner: what they see, their link, a file instead of it, their notes.

use domain::model::share::Share;
use domain::sync::protocol::links::{LONGEST_LINK_DAYS, LinkKind};
use domain::values::date::Date;
use domain::values::id::RecordId;
use leptos::prelude::*;
use leptos_router::hooks::use_navigate;

use super::notes::note_list;
use super::preview::{by_hand, html_of, paper, preview};
use super::scope::scope_choices;
use crate::actions::partners;
use crate::components::icon::Icon;
use crate::components::live::{Show, live};
use crate::components::record_link::RecordLink;
use crate::components::saved::saved_line;
use crate::pages::round_here::{missing, param};
use crate::session::{Session, session};

/// Goes with the address when it is copied with a message.
const LETTER: &str = "Would you keep an eye on how my job search is going? This page shows it: {link}\n\nYou can leave me a note there. No account needed.";

/// The page at `/partners/<id>`.
#[component]
pub fn PartnerPage() -> impl IntoView {
    let session = session();
    let asked = param("id");
    let here = Memo::new(move |_| {
        let id = asked.get()?;
        session.read(|journal| journal.shares().get(id).map(|_| id))
    });
    live(move || match here.get() {
        Some(id) => detail(session, id),
        None => missing(session, "This partner isn’t on this device"),
    })
}

fn detail(session: Session, id: RecordId) -> AnyView {
    let share = Memo::new(move |_| {
        session.read(|journal| journal.shares().get(id).cloned().unwrap_or_default())
    });
    let name = move || share.with(|share| share.name.clone());
    let shown = html_of(session, id);
    let choose = move |(choose, is_on): (super::scope::Choose, bool)| {
        session.perform_quietly(|journal, _| {
            partners::change(journal, id, |share| *choose(share) = is_on)
        });
    };
    view! {
        <div class="page page--paper">
            <p class="page__back">
                <a href="/partners">
                    <Icon name="arrow-left" />
                    "Partners"
                </a>
            </p>
            <h1 id="heading" tabindex="-1" dir="auto">
                {live(name)}
            </h1>
            {note_list(session, id)}
            <section class="stack" aria-labelledby="scope">
                <h2 id="scope">"Their page"</h2>
                {name_field(session, id, share)}
                {scope_choices(share.into(), Callback::new(choose))}
                <p class="field__hint">"A change shows the next time they open it, once this device is online."</p>
            </section>
            {by_link(session, id, share)}
            {by_hand(session, id)}
            {preview(shown)}
            {remove_line(session, id)}
            {paper(shown)}
        </div>
    }
    .into_any()
}

fn name_field(session: Session, id: RecordId, share: Memo<Share>) -> AnyView {
    let kept = Signal::derive(move || share.with(|share| share.name.clone()));
    let save = move |typed: String| {
        let typed = typed.trim().to_owned();
        if !typed.is_empty() {
            session.perform_quietly(|journal, _| {
                partners::change(journal, id, |share| share.name = typed)
            });
        }
    };
    saved_line(
        "partner-name".to_owned(),
        "Name (only you see it)",
        "text",
        kept,
        Callback::new(save),
    )
}

/// The link and its last day, for whoever has an account; a sentence for others.
fn by_link(session: Session, id: RecordId, share: Memo<Share>) -> AnyView {
    let has_account = Memo::new(move |_| session.sync().account.is_some());
    let kept = Signal::derive(move || {
        let until = share.with(|share| share.until);
        until.map_or_else(String::new, |until| until.to_string())
    });
    let save = move |typed: String| {
        let until = Date::parse(&typed).ok();
        session.perform_quietly(|journal, _| {
            partners::change(journal, id, |share| share.until = until)
        });
    };
    let until = Signal::derive(move || share.with(|share| share.until));
    let guest = move || {
        view! {
            <p>
                "A link always shows the latest, and needs an account: "
                <a href="/account">"sign up or sign in"</a> ". Without one, send the file below."
            </p>
        }
        .into_any()
    };
    let hint = format!(
        "A link works for {LONGEST_LINK_DAYS} days at most. To change the day, make a new link; that ends the old one."
    );
    view! {
        <section class="stack" aria-labelledby="by-link">
            <h2 id="by-link">"By link"</h2>
            <Show when=has_account fallback=guest>
                {saved_line("partner-until".to_owned(), "Until (optional)", "date", kept, Callback::new(save))}
                <p class="field__hint">{hint.clone()}</p>
                <RecordLink kind=LinkKind::Share record=id until=until letter=LETTER.to_owned() />
            </Show>
        </section>
    }
    .into_any()
}

fn remove_line(session: Session, id: RecordId) -> AnyView {
    let navigate = use_navigate();
    let remove = move |_| {
        session.perform(|journal, _| partners::remove(journal, id));
        navigate("/partners", Default::default());
    };
    view! {
        <p>
            <button type="button" class="btn btn--small btn--quiet" on:click=remove>
                <Icon name="trash" />
                "Remove this partner, their notes and their link"
            </button>
        </p>
    }
    .into_any()
}
