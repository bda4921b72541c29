//! The parts of the app that the first WebAssembly file lacks, and the views that are in them
//! (docs/decisions/0023). Each is drawn at once where its part is here, as on the server, else as
//! soon as it is. Start at `lazy`.

mod fetch;
mod split;
mod waiting;

use domain::journal::Journal;
use leptos::prelude::*;

pub use self::fetch::{fetch, fetch_missing, load};
use self::split::draw;
pub(crate) use self::split::practice_title;
use self::waiting::waiting;
use crate::components::live::live;
use crate::pages::today::FirstVisit;
use crate::session::{Part, PartState, session};

/// A view whose code is in a part that is fetched on its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum LazyView {
    /// The page at `/` once there is something in the search.
    Today,
    /// The page at `/search`.
    Search,
    /// The page at `/search/:id`.
    Opportunity,
    /// The page at `/search/:id/prepare/:round`.
    Prepare,
    /// The page at `/search/:id/after/:round`.
    AfterRound,
    /// The page at `/search/:id/ninety-days`.
    NinetyDays,
    /// The page at `/proof`.
    Proof,
    /// The page at `/stories`.
    Stories,
    /// The page at `/search/:id/project`.
    Project,
    /// The page at `/yes/:id`.
    Yes,
    /// The page at `/comeback/new`.
    HeardNo,
    /// The page at `/comeback/:id`.
    Comeback,
    /// The page at `/plan`.
    Plan,
    /// The page at `/people`.
    People,
    /// The page at `/people/:id`.
    Person,
    /// The page at `/partners`.
    Partners,
    /// The page at `/partners/:id`.
    Partner,
    /// The page at `/learned`.
    Learned,
    /// The page at `/care`.
    Care,
    /// The page at `/private`.
    Private,
    /// The page at `/feedback`.
    Feedback,
    /// The page at `/feedback/of/:id`.
    FeedbackOf,
    /// The page at `/experiments/:id`.
    Experiment,
    /// The page at `/account`.
    Account,
    /// The page at `/settings`.
    Settings,
    /// The page at `/method`.
    Method,
    /// The page at `/method/:id`.
    Practice,
    /// Where the search is kept, and how that stands.
    SyncLine,
    /// What the top of every page may have to say: a new version, storage that is full.
    Notices,
    /// The messages that lie over every page.
    Toasts,
    /// The palette, the help and what listens to the keyboard.
    Commands,
    /// What is said in time on every page.
    Reminder,
}

impl LazyView {
    /// The part it is in.
    const fn part(self) -> Part {
        match self {
            Self::Method | Self::Practice => Part::Method,
            _ => Part::Rest,
        }
    }
}

/// The parts that the page at a path is drawn with, for a guest or for someone whose search comes
/// with the page.
#[must_use]
pub fn needed_at(path: &str, has_search: bool) -> &'static [Part] {
    let is_method = path == "/method" || path.starts_with("/method/");
    match (is_method, path == "/") {
        (true, _) => &[Part::Method],
        (_, true) if !has_search => &[],
        _ => &[Part::Rest],
    }
}

/// A view of a part that is fetched on its own.
pub(crate) fn lazy(view: LazyView) -> AnyView {
    let session = session();
    let part = view.part();
    if session.peek_part(part) == PartState::Here
        && let Some(drawn) = draw(view)
    {
        return drawn;
    }
    fetch(session, part);
    let shown = Memo::new(move |before| shown_for(before.copied(), session.part(part)));
    live(move || match shown.get() {
        PartState::Here => {
            // Where the page was waited for, the focus is still on the words that said so.
            session.with_platform(|platform| platform.focus("heading"));
            draw(view)
        }
        state => Some(waiting(session, part, state)),
    })
}

/// The state a page is shown for: what says that a part did not arrive stays while it is asked for
/// again.
fn shown_for(before: Option<PartState>, state: PartState) -> PartState {
    match (before, state) {
        (Some(PartState::Missing), PartState::OnTheWay | PartState::Arrived) => PartState::Missing,
        (_, PartState::Here | PartState::Missing | PartState::Outdated) => state,
        _ => PartState::OnTheWay,
    }
}

/// The page at `/`: two doors on a first visit, later what is due.
pub(crate) fn today() -> AnyView {
    let session = session();
    let is_first = Memo::new(move |_| session.read(Journal::is_empty));
    live(move || {
        if is_first.get() {
            view! { <FirstVisit /> }.into_any()
        } else {
            lazy(LazyView::Today)
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_first_visit_needs_nothing_but_the_first_file() {
        assert!(needed_at("/", false).is_empty());
        assert_eq!(needed_at("/", true), [Part::Rest]);
    }

    #[test]
    fn a_page_that_did_not_arrive_says_so_until_it_does() {
        use PartState::{Absent, Arrived, Here, Missing, OnTheWay, Outdated};
        let mut before = None;
        for (state, shown) in [
            (Absent, OnTheWay),
            (OnTheWay, OnTheWay),
            (Missing, Missing),
            (OnTheWay, Missing),
            (Arrived, Missing),
            (Here, Here),
            (Outdated, Outdated),
        ] {
            before = Some(shown_for(before, state));
            assert_eq!(before, Some(shown), "{state:?}");
        }
    }

    #[test]
    fn the_public_pages_need_their_own_part_and_all_others_the_rest() {
        for path in ["/method", "/method/pause", "/method/"] {
            assert_eq!(needed_at(path, true), [Part::Method], "{path}");
        }
        for path in ["/search", "/methods", "/comeback/new", "/no-such-page"] {
            assert_eq!(needed_at(path, false), [Part::Rest], "{path}");
        }
    }
}
