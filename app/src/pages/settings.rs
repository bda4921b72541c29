//! Settings: backup, example search, looks, pause length, stages, storage, and deleting everything.
//! One card a file.

mod backup;
mod demo;
mod erase;
mod excerpt;
mod export;
mod habits;
mod import;
mod looks;
mod notices;
mod places;
mod rejected;
mod stages;
mod storage;
mod trash;

use leptos::prelude::*;

use crate::components::icon::Icon;

/// The page at `/settings`.
#[component]
pub fn SettingsPage() -> impl IntoView {
    view! {
        <div class="page page--settings">
            <div class="page__head">
                <h1 id="heading" tabindex="-1">"Settings"</h1>
                // The bar of a phone has no room for the method; from here it is one tap.
                <a class="btn only-phone" href="/method">
                    <Icon name="method" />
                    "Method"
                </a>
            </div>
            <rejected::RejectedList />
            <places::Places />
            <backup::Backup />
            <import::Import />
            <export::Export />
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
