//! The table of pages. The first row whose pattern matches an address shows its page.

use domain::method;
use leptos::prelude::*;
use leptos_router::path;

use super::page::{Head, PageHead, PageRow, Pattern};
use crate::pages;

/// Every page there is.
pub(super) const PAGES: [PageRow; 12] = [
    PageRow {
        pattern: Pattern(&path!("/")),
        example: "/",
        head: PageHead::Fixed(Head::public(
            "One Yes",
            "Keep your whole job search in one calm place, and turn a no into your next step. Works offline, no account needed.",
        )),
        view: || view! { <pages::today::Today /> }.into_any(),
    },
    PageRow {
        pattern: Pattern(&path!("/search")),
        example: "/search",
        head: PageHead::Fixed(Head::private(
            "Search",
            "All your opportunities, as a board or a list.",
        )),
        view: || view! { <pages::search::Search /> }.into_any(),
    },
    PageRow {
        pattern: Pattern(&path!("/search/:id")),
        example: "/search/0190f5a0-0000-7000-8000-000000000000",
        head: PageHead::Fixed(Head::private(
            "Opportunity",
            "One opportunity with its whole history.",
        )),
        view: || view! { <pages::opportunity::OpportunityPage /> }.into_any(),
    },
    PageRow {
        pattern: Pattern(&path!("/comeback/new")),
        example: "/comeback/new",
        head: PageHead::Fixed(Head::private(
            "I just heard no",
            "Two kind sentences first. Then, when you like, the next step.",
        )),
        view: || view! { <pages::heard_no::HeardNo /> }.into_any(),
    },
    PageRow {
        pattern: Pattern(&path!("/comeback/:id")),
        example: "/comeback/0190f5a0-0000-7000-8000-000000000000",
        head: PageHead::Fixed(Head::private(
            "Comeback",
            "From a no to the next step, one screen at a time.",
        )),
        view: || view! { <pages::comeback::ComebackPage /> }.into_any(),
    },
    PageRow {
        pattern: Pattern(&path!("/people")),
        example: "/people",
        head: PageHead::Fixed(Head::private(
            "People",
            "Everyone you met, and whom to write to next.",
        )),
        view: || view! { <pages::people::People /> }.into_any(),
    },
    PageRow {
        pattern: Pattern(&path!("/people/:id")),
        example: "/people/0190f5a0-0000-7000-8000-000000000000",
        head: PageHead::Fixed(Head::private(
            "Person",
            "One person, your story with them, and what is planned.",
        )),
        view: || view! { <pages::people::PersonPage /> }.into_any(),
    },
    PageRow {
        pattern: Pattern(&path!("/learned")),
        example: "/learned",
        head: PageHead::Fixed(Head::private(
            "Learned",
            "What your reviews brought, ready for the next interview.",
        )),
        view: || view! { <pages::learned::Learned /> }.into_any(),
    },
    PageRow {
        pattern: Pattern(&path!("/method")),
        example: "/method",
        head: PageHead::Fixed(Head::public(method::PAGE.title, method::PAGE.description)),
        view: || view! { <pages::method::MethodIndex /> }.into_any(),
    },
    PageRow {
        pattern: Pattern(&path!("/method/:id")),
        example: "/method/pause",
        head: PageHead::OfId(|id| {
            let practice = method::practice(id)?;
            Some(Head::public(practice.title, practice.summary))
        }),
        view: || view! { <pages::method::MethodPractice /> }.into_any(),
    },
    PageRow {
        pattern: Pattern(&path!("/account")),
        example: "/account",
        head: PageHead::Fixed(Head::private(
            "Account",
            "Your search on every device: sign up, sign in, and everything about the account.",
        )),
        view: || view! { <pages::account::AccountPage /> }.into_any(),
    },
    PageRow {
        pattern: Pattern(&path!("/settings")),
        example: "/settings",
        head: PageHead::Fixed(Head::private(
            "Settings",
            "Backup, example search, theme, stages and storage.",
        )),
        view: || view! { <pages::settings::SettingsPage /> }.into_any(),
    },
];
