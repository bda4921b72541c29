//! A page for somebody without an account: its link made, copied, shared and ended, and whether it
//! was opened.

use domain::sync::protocol::links::{LinkKind, LinkView, MadeLink, NewLink};
use domain::values::date::Date;
use domain::values::id::RecordId;
use leptos::prelude::*;

use crate::components::icon::Icon;
use crate::components::live::{Show, live};
use crate::session::{Asked, Session, session};
use crate::sync::SyncState;

/// A record's link as the page knows it; cheap to copy.
#[derive(Clone, Copy)]
struct RecordLinkState {
    session: Session,
    kind: LinkKind,
    record: RecordId,
    until: Signal<Option<Date>>,
    /// The letter that goes with the address when it is copied or shared.
    letter: Signal<String>,
    /// Makes sure that the record is there, before a link is made.
    prepare: Callback<()>,
    /// The link that works; `None` inside where there is none, outside before the server was asked.
    live: RwSignal<Option<Option<LinkView>>>,
    /// The link this device made.
    kept: RwSignal<Option<MadeLink>>,
    problem: RwSignal<Option<String>>,
    is_busy: RwSignal<bool>,
}

/// The link of a record: everything about it, for whoever has an account.
#[component]
pub fn RecordLink(
    /// What it leads to.
    kind: LinkKind,
    /// Of which record.
    record: RecordId,
    /// The last day on which it is to work.
    #[prop(into)]
    until: Signal<Option<Date>>,
    /// A few words to send with the address, which is put where they say `{link}`.
    #[prop(into)]
    letter: Signal<String>,
    /// Called before a link is made.
    #[prop(optional, into)]
    prepare: Option<Callback<()>>,
) -> impl IntoView {
    let session = session();
    let link = RecordLinkState {
        session,
        kind,
        record,
        until,
        letter,
        prepare: prepare.unwrap_or_else(|| Callback::new(|()| ())),
        live: RwSignal::new(None),
        kept: RwSignal::new(None),
        problem: RwSignal::new(None),
        is_busy: RwSignal::new(false),
    };
    let has_account = Memo::new(move |_| {
        let sync = session.sync();
        sync.account.is_some() && sync.state != SyncState::SignedOut
    });
    let is_reached = Memo::new(move |_| session.sync().state == SyncState::Everywhere);
    // Effects run in the browser alone, which has what this device kept.
    Effect::new(move |_| link.kept.set(session.kept_link(record)));
    // Asked as soon as the server answers, and again when it does so after a while offline.
    Effect::new(move |_| {
        if has_account.get() && is_reached.get() {
            link.fetch();
        }
    });
    let (needs, instead) = match kind {
        LinkKind::Feedback => (
            "A link needs an account, so that the answers can reach you. ",
            ", or ask by message instead.",
        ),
        LinkKind::Share => (
            "A link needs an account, so that the page stays current. ",
            ".",
        ),
    };
    let guest = move || {
        view! { <p>{needs} <a href="/account">"Create an account or sign in"</a> {instead}</p> }
            .into_any()
    };
    view! {
        <div class="stack">
            <Show when=has_account fallback=guest>
                {shown(link)}
            </Show>
        </div>
    }
    .into_any()
}

impl RecordLinkState {
    fn fetch(self) {
        self.kept.set(self.session.kept_link(self.record));
        let then = move |links: Asked<_>| {
            let Ok(domain::sync::protocol::links::Links { links }) = links else {
                return;
            };
            let is_this =
                |link: &LinkView| link.record == self.record && link.kind == Some(self.kind);
            // The page may be gone by now.
            let _ = self.live.try_set(Some(links.into_iter().find(is_this)));
        };
        self.session.fetch_links(Box::new(then));
    }

    fn make(self) {
        if self.is_busy.get_untracked() {
            return;
        }
        self.prepare.run(());
        self.is_busy.set(true);
        let link = NewLink {
            kind: self.kind,
            record: self.record,
            until: self.until.get_untracked(),
        };
        let then = move |made: Asked<MadeLink>| {
            self.answered(made.err(), "The link is ready.");
        };
        self.session.make_link(link, Box::new(then));
    }

    fn end(self) {
        let Some(Some(link)) = self.live.get_untracked() else {
            return;
        };
        self.is_busy.set(true);
        let then = move |ended: Asked<()>| {
            self.answered(
                ended.err(),
                "The link has ended. Nobody can open it any more.",
            );
        };
        self.session.end_link(&link, Box::new(then));
    }

    fn answered(self, problem: Option<String>, done: &str) {
        if problem.is_none() {
            self.session.toast(done.to_owned(), false);
            self.fetch();
        }
        let _ = self.is_busy.try_set(false);
        let _ = self.problem.try_set(problem);
    }

    /// The whole address, where this device knows it and nothing says that it has ended.
    fn address(self) -> Option<String> {
        let kept = self.kept.get()?;
        let works = self.live.with(|live| match live {
            Some(Some(live)) => live.id == kept.id,
            Some(None) => false,
            None => true,
        });
        let origin = self.session.with_platform(|platform| platform.origin());
        works.then(|| format!("{origin}{}", kept.url))
    }

    /// The letter with the address in it.
    fn words(self, address: &str) -> String {
        self.letter
            .with_untracked(|letter| letter.replace("{link}", address))
    }

    /// How things are, in a sentence.
    fn sentence(self) -> String {
        let today = self.session.today();
        match (self.live.get(), self.kept.get()) {
            (None, None) => "We couldn’t check yet whether there’s a link.".to_owned(),
            (None, Some(kept)) => format!(
                "Made on this device; it works until {}. The server can’t be reached right now.",
                kept.until.short(today)
            ),
            (Some(None), _) => "There’s no link yet.".to_owned(),
            (Some(Some(live)), kept) => {
                let seen = match live.seen_ms {
                    Some(ms) => format!("Last opened {}.", self.session.now().say_in_sentence(ms)),
                    None => "Not opened yet.".to_owned(),
                };
                let until = live.until.short(today);
                let elsewhere = if kept.is_some_and(|kept| kept.id == live.id) {
                    ""
                } else {
                    " It was made on another device. A new one replaces it."
                };
                format!("The link works until {until}. {seen}{elsewhere}")
            }
        }
    }
}

fn shown(link: RecordLinkState) -> AnyView {
    let has_live = move || link.live.with(|live| matches!(live, Some(Some(_))));
    view! {
        <p class="quiet-line" role="status">
            {live(move || link.sentence())}
        </p>
        {live(move || link.address().map(|address| address_field(link, address)))}
        <div role="alert">
            {live(move || link.problem.get().map(|words| view! { <p class="field__error">{words}</p> }))}
        </div>
        <p class="cluster">
            <button
                type="button"
                class="btn btn--small"
                aria-disabled=move || link.is_busy.get().to_string()
                on:click=move |_| link.make()
            >
                <Icon name="upload" />
                {live(move || if has_live() { "Make a new link" } else { "Make a link" })}
            </button>
            <button
                type="button"
                class="btn btn--small btn--quiet"
                hidden=move || !has_live()
                on:click=move |_| link.end()
            >
                "End the link"
            </button>
        </p>
    }
    .into_any()
}

fn address_field(link: RecordLinkState, address: String) -> AnyView {
    let session = link.session;
    let id = format!("link-{}", link.record);
    let (copied, with_words, shared) = (address.clone(), address.clone(), address.clone());
    let can_share =
        move || session.is_loaded() && session.with_platform(|platform| platform.can_share());
    let share = move |_| {
        let words = link.words(&shared);
        session.with_platform(|platform| platform.share("", &words));
    };
    let page = address.clone();
    let label = match link.kind {
        LinkKind::Feedback => "The link to send",
        LinkKind::Share => "The link to send",
    };
    view! {
        <div class="field">
            <label for=id.clone()>{label}</label>
            <input id=id type="text" readonly prop:value=address />
            <p class="field__hint">"Anyone who has it can open it. Only this device can show it again."</p>
        </div>
        <p class="cluster">
            <button type="button" class="btn btn--small" on:click=move |_| session.copy(&copied, "Link")>
                <Icon name="copy" />
                "Copy the link"
            </button>
            <button
                type="button"
                class="btn btn--small"
                on:click=move |_| session.copy(&link.words(&with_words), "Message")
            >
                <Icon name="copy" />
                "Copy with a message"
            </button>
            <Show when=can_share>
                <button type="button" class="btn btn--small" on:click=share.clone()>
                    <Icon name="upload" />
                    "Share"
                </button>
            </Show>
            <a class="btn btn--small btn--quiet" href=page rel="external noopener" target="_blank">
                "See the page"
            </a>
        </p>
    }
    .into_any()
}
