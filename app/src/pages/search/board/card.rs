//! One card of the board. Its menu and Alt with the arrows do what dragging does.

use domain::journal::Journal;
use domain::model::history::Standing;
use domain::values::date::Now;
use domain::values::id::RecordId;
use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::use_navigate;

use super::card_note::{CardNote, card_note};
use super::move_menu::move_menu;
use crate::actions::opportunities::move_to_stage;
use crate::components::icon::Icon;
use crate::components::live::live;
use crate::components::stage_badge::{stage_badge, standing_words};
use crate::session::{Session, session};

/// The texts of a card.
#[derive(Clone, Debug, Default, PartialEq)]
struct CardContent {
    company: String,
    role: String,
    place: String,
    words: String,
    standing: Standing,
    note: Option<CardNote>,
    /// Empty where the note says how long nothing has happened.
    since: String,
}

impl CardContent {
    fn of(journal: &Journal, id: RecordId, now: Now) -> Self {
        let Some(opportunity) = journal.opportunities().get(id) else {
            return Self::default();
        };
        let standing = journal.standing(id);
        // Without a company the role alone names it.
        let (company, role) = if opportunity.company.trim().is_empty() {
            (opportunity.title(), String::new())
        } else {
            (opportunity.company.clone(), opportunity.role.clone())
        };
        let today = now.today();
        let note = card_note(journal, id, &standing, now);
        let is_quiet = matches!(note, Some(CardNote::Quiet(_)));
        // Where it was noted it may have been tomorrow.
        let since = standing.since.filter(|_| !is_quiet);
        let since = since.map(|since| since.min(today).relative(today));
        Self {
            company,
            role,
            place: opportunity.place.clone(),
            words: standing_words(journal, &standing),
            note,
            since: since.unwrap_or_default(),
            standing,
        }
    }
}

/// A card: who and what, what to know of it, since when, and a menu of moves that is drawn when it opens.
#[component]
pub(super) fn BoardCard(id: RecordId, dragged: RwSignal<Option<RecordId>>) -> impl IntoView {
    let session = session();
    let content = Memo::new(move |_| {
        let now = session.now();
        session.read(|journal| CardContent::of(journal, id, now))
    });
    let navigate = use_navigate();
    let go = Callback::new(move |address: String| navigate(&address, NavigateOptions::default()));
    let menu_open = RwSignal::new(false);
    view! {
        <li
            class="board-card"
            draggable="true"
            on:dragstart=move |_| dragged.set(Some(id))
            on:dragend=move |_| dragged.set(None)
        >
            <a
                class="board-card__link"
                id=format!("card-{id}")
                href=format!("/search/{id}")
                on:keydown=move |press| move_by_keys(session, id, &press)
                aria-keyshortcuts="Alt+ArrowRight Alt+ArrowLeft"
            >
                <strong dir="auto">{live(move || content.with(|card| card.company.clone()))}</strong>
                <span dir="auto">{live(move || content.with(|card| card.role.clone()))}</span>
            </a>
            {live(move || content.with(|card| card.note.as_ref().map(CardNote::view)))}
            <div class="board-card__meta">
                <span dir="auto">{live(move || content.with(|card| card.place.clone()))}</span>
                <span>{live(move || content.with(|card| card.since.clone()))}</span>
                {live(move || {
                    content.with(|card| {
                        (!card.standing.is_active())
                            .then(|| stage_badge(card.words.clone(), &card.standing))
                    })
                })}
            </div>
            <details class="menu" on:toggle=move |event| menu_open.set(is_open(&event))>
                <summary aria-label=move || {
                    content.with(|card| format!("Move {} to another stage", card.company))
                }>
                    <Icon name="more" />
                </summary>
                {live(move || menu_open.get().then(|| move_menu(session, id, go)))}
            </details>
        </li>
    }
    .into_any()
}

/// Moves a card one stage on or back with Alt and an arrow, and keeps the focus on it.
fn move_by_keys(session: Session, id: RecordId, press: &leptos::ev::KeyboardEvent) {
    if !press.alt_key() {
        return;
    }
    let is_forward = match press.key().as_str() {
        "ArrowRight" => true,
        "ArrowLeft" => false,
        _ => return,
    };
    press.prevent_default();
    let neighbour = session.peek(|journal| {
        let stage = journal.standing(id).stage;
        let kind = journal.opportunities().get(id)?.kind;
        let neighbour = journal.stages().neighbour(kind, &stage, is_forward);
        neighbour.map(|stage| stage.id.clone())
    });
    if let Some(stage) = neighbour {
        session.perform(|journal, moment| move_to_stage(journal, moment, &[id], &stage));
        session.with_platform(|platform| platform.focus(&format!("card-{id}")));
    }
}

/// Whether the `details` that a toggle event comes from is open now.
fn is_open(event: &leptos::ev::Event) -> bool {
    use leptos::wasm_bindgen::JsCast;
    event
        .target()
        .and_then(|target| target.dyn_into::<leptos::web_sys::Element>().ok())
        .is_some_and(|details| details.has_attribute("open"))
}

#[cfg(test)]
mod tests {
    use domain::model::event::{Ending, Event};
    use domain::model::opportunity::Opportunity;
    use domain::model::stage::APPLIED;

    use super::*;
    use crate::actions::testing::{NOON, journal_after, record};

    const ACME: RecordId = RecordId::fixed(1);

    fn card(company: &str, role: &str) -> CardContent {
        let opportunity = Opportunity {
            company: company.into(),
            role: role.into(),
            ..Opportunity::default()
        };
        let day = |days: i32| NOON.today().plus_days(-days);
        let journal = journal_after(&[
            record(ACME, &opportunity),
            record(RecordId::fixed(2), &Event::stage(ACME, APPLIED, day(9))),
            record(RecordId::fixed(3), &Event::ending(ACME, Ending::No, day(2))),
        ]);
        CardContent::of(&journal, ACME, NOON)
    }

    #[test]
    fn a_card_says_who_what_and_since_when() {
        let card = card("Acme", "Data engineer");
        assert_eq!((&*card.company, &*card.role), ("Acme", "Data engineer"));
        assert_eq!(card.since, "2 days ago");
        assert_eq!(card.words, "Not selected after applying");
    }

    #[test]
    fn without_a_company_the_role_stands_first() {
        let card = card(" ", "Data engineer");
        assert_eq!((&*card.company, &*card.role), ("Data engineer", ""));
    }

    #[test]
    fn a_card_of_what_is_gone_is_empty() {
        let card = CardContent::of(&Journal::default(), ACME, NOON);
        assert_eq!(card, CardContent::default());
    }
}
