//! Where the WebAssembly is split: what is reached through these functions alone is not in the
//! first file (docs/decisions/0023).

use std::pin::Pin;
use std::task::{Context, Poll, Waker};

use domain::method::practice;
use leptos::prelude::*;
use leptos::wasm_split::{SplitLoaderError, wasm_split};

use super::LazyView;
use crate::commands::{Palette, ShortcutHelp, Shortcuts};
use crate::components::notices::{StorageNotice, Toasts, UpdateNotice};
use crate::components::reminder::Reminder;
use crate::components::sync_state::{SyncLine, announce_needs};
use crate::pages;
use crate::session::Part;
use crate::session::session;

#[wasm_split(rest, wasm_split_path = leptos::wasm_split, preload(load_rest), fallible)]
fn rest(view: LazyView) -> Result<AnyView, SplitLoaderError> {
    Ok(match view {
        LazyView::Today => view! { <pages::today::Today /> }.into_any(),
        LazyView::Search => view! { <pages::search::Search /> }.into_any(),
        LazyView::Opportunity => view! { <pages::opportunity::OpportunityPage /> }.into_any(),
        LazyView::Prepare => view! { <pages::prepare::Prepare /> }.into_any(),
        LazyView::AfterRound => view! { <pages::after_round::AfterRound /> }.into_any(),
        LazyView::Proof => view! { <pages::proof::Proof /> }.into_any(),
        LazyView::NinetyDays => view! { <pages::ninety_days::NinetyDaysPage /> }.into_any(),
        LazyView::Stories => view! { <pages::stories::Stories /> }.into_any(),
        LazyView::Project => view! { <pages::project::ProjectPage /> }.into_any(),
        LazyView::Yes => view! { <pages::yes::YesPage /> }.into_any(),
        LazyView::HeardNo => view! { <pages::heard_no::HeardNo /> }.into_any(),
        LazyView::Comeback => view! { <pages::comeback::ComebackPage /> }.into_any(),
        LazyView::Plan => view! { <pages::plan::Plan /> }.into_any(),
        LazyView::People => view! { <pages::people::People /> }.into_any(),
        LazyView::Person => view! { <pages::people::PersonPage /> }.into_any(),
        LazyView::Partners => view! { <pages::partners::Partners /> }.into_any(),
        LazyView::Partner => view! { <pages::partners::PartnerPage /> }.into_any(),
        LazyView::Learned => view! { <pages::learned::Learned /> }.into_any(),
        LazyView::Care => view! { <pages::care::Care /> }.into_any(),
        LazyView::Private => view! { <pages::private::Private /> }.into_any(),
        LazyView::Feedback => view! { <pages::feedback::Feedback /> }.into_any(),
        LazyView::FeedbackOf => view! { <pages::feedback::FeedbackOf /> }.into_any(),
        LazyView::Experiment => view! { <pages::experiment::ExperimentPage /> }.into_any(),
        LazyView::Account => view! { <pages::account::AccountPage /> }.into_any(),
        LazyView::Settings => view! { <pages::settings::SettingsPage /> }.into_any(),
        LazyView::SyncLine => view! { <SyncLine /> }.into_any(),
        LazyView::Notices => notices(),
        LazyView::Toasts => toasts(),
        LazyView::Commands => commands(),
        LazyView::Reminder => view! { <Reminder /> }.into_any(),
        LazyView::Method | LazyView::Practice => ().into_any(),
    })
}

#[wasm_split(method, wasm_split_path = leptos::wasm_split, preload(load_method), fallible)]
fn method(view: LazyView) -> Result<AnyView, SplitLoaderError> {
    Ok(match view {
        LazyView::Practice => view! { <pages::method::MethodPractice /> }.into_any(),
        _ => view! { <pages::method::MethodIndex /> }.into_any(),
    })
}

// The titles of the practices come with their texts, which are half of the first file otherwise.
#[wasm_split(method, wasm_split_path = leptos::wasm_split, preload(load_titles), fallible)]
fn title_of(id: String) -> Result<Option<&'static str>, SplitLoaderError> {
    Ok(practice(&id).map(|practice| practice.title))
}

fn notices() -> AnyView {
    view! {
        <UpdateNotice />
        <StorageNotice />
    }
    .into_any()
}

fn toasts() -> AnyView {
    announce_needs(session());
    view! { <Toasts /> }.into_any()
}

fn commands() -> AnyView {
    view! {
        <Palette />
        <ShortcutHelp />
        <Shortcuts />
    }
    .into_any()
}

/// Draws a view, if its part is here.
pub(super) fn draw(view: LazyView) -> Option<AnyView> {
    let drawn: Split<AnyView> = match view.part() {
        Part::Rest => Box::pin(rest(view)),
        Part::Method => Box::pin(method(view)),
    };
    now(drawn)
}

/// The title of a practice, if its part is here; an inner `None` if there is no such practice.
pub(crate) fn practice_title(id: String) -> Option<Option<&'static str>> {
    now(Box::pin(title_of(id)))
}

/// Fetches a part.
///
/// # Errors
/// It did not arrive.
pub(super) async fn load(part: Part) -> Result<(), SplitLoaderError> {
    match part {
        Part::Rest => load_rest().await,
        // Each split function has a loader of its own; they share the file.
        Part::Method => {
            load_method().await?;
            load_titles().await
        }
    }
}

type Split<T> = Pin<Box<dyn Future<Output = Result<T, SplitLoaderError>>>>;

/// The outcome of a split function whose part is here: it needs no time.
fn now<T>(mut call: Split<T>) -> Option<T> {
    match call.as_mut().poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(outcome) => outcome.ok(),
        Poll::Pending => None,
    }
}
