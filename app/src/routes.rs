//! What a person sees: every address, its page, its title and description. Start here to find a page.

use domain::method;
use leptos::prelude::*;
use leptos_router::components::{Route, Routes};
use leptos_router::path;

use crate::pages;

/// The head of a page: what titles, search results and shared links show.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Head {
    /// The title, without the product's name.
    pub title: String,
    /// One sentence for search results and shared links.
    pub description: String,
    /// Whether the page says the same to everyone and may be found through a search engine.
    pub is_public: bool,
}

impl Head {
    fn new(title: &str, description: &str, is_public: bool) -> Self {
        Self {
            title: title.to_owned(),
            description: description.to_owned(),
            is_public,
        }
    }

    /// The title as the browser shows it.
    #[must_use]
    pub fn full_title(&self) -> String {
        if self.title == "One Yes" {
            "One Yes: your job search, and what comes after a no".into()
        } else {
            format!("{} · One Yes", self.title)
        }
    }
}

/// The head of the page at a path; `None` where there is no page.
#[must_use]
pub fn head(path: &str) -> Option<Head> {
    let parts: Vec<&str> = path.split('/').filter(|part| !part.is_empty()).collect();
    Some(match parts.as_slice() {
        [] => Head::new(
            "One Yes",
            "Keep your whole job search in one calm place, and turn a no into your next step. Works offline, no account needed.",
            true,
        ),
        ["search"] => Head::new(
            "Search",
            "All your opportunities, as a board or a list.",
            false,
        ),
        ["search", _] => Head::new(
            "Opportunity",
            "One opportunity with its whole history.",
            false,
        ),
        ["comeback", "new"] => Head::new(
            "I just heard no",
            "Two kind sentences first. Then, when you like, the next step.",
            false,
        ),
        ["comeback", _] => Head::new(
            "Comeback",
            "From a no to the next step, one screen at a time.",
            false,
        ),
        ["people"] => Head::new(
            "People",
            "Everyone you met, and whom to write to next.",
            false,
        ),
        ["people", _] => Head::new(
            "Person",
            "One person, your story with them, and what is planned.",
            false,
        ),
        ["learned"] => Head::new(
            "Learned",
            "What your reviews brought, ready for the next interview.",
            false,
        ),
        ["method"] => Head::new(method::PAGE.title, method::PAGE.description, true),
        ["method", id] => {
            let practice = method::practice(id)?;
            Head::new(practice.title, practice.summary, true)
        }
        ["account"] => Head::new(
            "Account",
            "Your search on every device: sign up, sign in, and everything about the account.",
            false,
        ),
        ["settings"] => Head::new(
            "Settings",
            "Backup, example search, theme, stages and storage.",
            false,
        ),
        _ => return None,
    })
}

/// The pages by address.
#[component]
pub fn Pages() -> impl IntoView {
    view! {
        <Routes fallback=|| view! { <pages::not_found::NotFound /> }.into_any()>
            <Route path=path!("/") view=|| view! { <pages::today::Today /> }.into_any() />
            <Route path=path!("/search") view=|| view! { <pages::search::Search /> }.into_any() />
            <Route
                path=path!("/search/:id")
                view=|| view! { <pages::opportunity::OpportunityPage /> }.into_any()
            />
            <Route
                path=path!("/comeback/new")
                view=|| view! { <pages::heard_no::HeardNo /> }.into_any()
            />
            <Route
                path=path!("/comeback/:id")
                view=|| view! { <pages::comeback::ComebackPage /> }.into_any()
            />
            <Route path=path!("/people") view=|| view! { <pages::people::People /> }.into_any() />
            <Route path=path!("/people/:id") view=|| view! { <pages::people::PersonPage /> }.into_any() />
            <Route path=path!("/learned") view=|| view! { <pages::learned::Learned /> }.into_any() />
            <Route path=path!("/method") view=|| view! { <pages::method::MethodIndex /> }.into_any() />
            <Route
                path=path!("/method/:id")
                view=|| view! { <pages::method::MethodPractice /> }.into_any()
            />
            <Route path=path!("/account") view=|| view! { <pages::account::AccountPage /> }.into_any() />
            <Route path=path!("/settings") view=|| view! { <pages::settings::SettingsPage /> }.into_any() />
        </Routes>
    }
}
