//! Settings: backup, example search, looks, pause length, stages, storage, and deleting everything.
//! One card a file.

mod backup;
mod demo;
mod erase;
mod excerpt;
mod habits;
mod looks;
mod notices;
mod rejected;
mod stages;
mod storage;
mod trash;

use leptos::prelude::*;

/// The page at `/settings`.
#[component]
pub fn SettingsPage() -> impl IntoView {
    view! {
        <div class="page page--settings">
            <div class="page__head">
                <h1 id="heading" tabindex="-1">"Settings"</h1>
            </div>
            <rejected::RejectedList />
            <backup::Backup />
            <trash::Trash />
            <demo::Demo />
            <looks::Looks />
            <notices::NoticesHere />
            <habits::Habits />
            <stages::OwnStages />
            <storage::Storage />
            <erase::Erase />
        </div>
    }
    .into_any()
}
