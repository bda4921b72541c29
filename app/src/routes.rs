//! Every address, its page, its title and description. Start at the table in `routes/table.rs` to
//! find a page.

mod page;
mod table;

use domain::method;
use leptos::children::ToChildren;
use leptos::prelude::*;
use leptos::tachys::view::iterators::StaticVec;
use leptos_router::NestedRoute;
use leptos_router::components::{RouteChildren, Routes, RoutesProps};

pub use self::page::Head;
use self::page::PageHead;
use self::table::PAGES;
use crate::pages::not_found::NotFound;
use crate::parts::practice_title;
use crate::session::{Part, PartState, Session};

/// The title where there is no page.
const NO_PAGE: &str = "No such page · One Yes";

/// One address of every page, for tests to walk.
pub const EXAMPLE_ADDRESSES: [&str; PAGES.len()] = {
    let mut addresses = [""; PAGES.len()];
    let mut row = 0;
    while row < PAGES.len() {
        addresses[row] = PAGES[row].example;
        row += 1;
    }
    addresses
};

/// The head of the page at a path; `None` where there is no page.
#[must_use]
pub fn head(path: &str) -> Option<Head> {
    let page = PAGES.iter().find(|page| page.pattern.matches(path))?;
    match page.head {
        PageHead::Fixed(head) => Some(head),
        PageHead::OfPractice => {
            let practice = method::practice(&page.pattern.id_in(path)?)?;
            Some(Head::public(practice.title, practice.summary))
        }
    }
}

/// The title at a path as the browser shows it, whether or not there is a page.
#[must_use]
pub fn full_title(path: &str) -> String {
    head(path).map_or_else(|| NO_PAGE.to_owned(), |head| head.full_title())
}

/// The title at a path as the browser shows it, followed; `None` while the part that knows it is on
/// its way.
pub(crate) fn title_here(session: Session, path: &str) -> Option<String> {
    let no_page = || Some(NO_PAGE.to_owned());
    let Some(page) = PAGES.iter().find(|page| page.pattern.matches(path)) else {
        return no_page();
    };
    match page.head {
        PageHead::Fixed(head) => Some(head.full_title()),
        PageHead::OfPractice if session.part(Part::Method) == PartState::Here => {
            match practice_title(page.pattern.id_in(path)?)? {
                Some(title) => Some(page::full_title(title)),
                None => no_page(),
            }
        }
        PageHead::OfPractice => None,
    }
}

/// The pages by address.
#[component]
pub fn Pages() -> impl IntoView {
    let routes = || {
        StaticVec::from(
            PAGES
                .map(|page| NestedRoute::new(page.pattern, page.view))
                .to_vec(),
        )
    };
    Routes(
        RoutesProps::builder()
            .fallback(|| view! { <NotFound /> }.into_any())
            .children(RouteChildren::to_children(routes))
            .build(),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_example_is_an_address_of_its_own_row_and_has_a_head() {
        for (row, page) in PAGES.iter().enumerate() {
            let first = PAGES
                .iter()
                .position(|page| page.pattern.matches(EXAMPLE_ADDRESSES[row]));
            assert_eq!(first, Some(row), "{}", page.example);
            assert!(head(page.example).is_some(), "{}", page.example);
        }
    }

    #[test]
    fn an_address_without_a_page_has_no_head() {
        for path in [
            "/no-such-page",
            "/method/no-such-practice",
            "/search/a/b",
            "/comeback",
            "/feedback/Zm9yIHNvbWVib2R5IGVsc2UgdG8gYW5zd2Vy",
            "/feedback/of",
            "/shared/Zm9yIHNvbWVib2R5IGVsc2UgdG8gcmVhZA",
        ] {
            assert_eq!(head(path), None, "{path}");
        }
    }

    #[test]
    fn no_title_needs_escaping() {
        let practices = domain::method::PRACTICES.iter();
        let addresses = practices.map(|practice| format!("/method/{}", practice.id));
        for path in EXAMPLE_ADDRESSES
            .map(ToOwned::to_owned)
            .into_iter()
            .chain(addresses)
        {
            assert!(!full_title(&path).contains(['<', '>', '&']), "{path}");
        }
    }

    #[test]
    fn a_slash_at_the_end_changes_nothing() {
        for path in EXAMPLE_ADDRESSES.into_iter().filter(|path| *path != "/") {
            assert_eq!(head(&format!("{path}/")), head(path), "{path}");
        }
    }

    #[test]
    fn only_the_first_page_and_the_method_may_be_found_by_search_engines() {
        let public = EXAMPLE_ADDRESSES
            .into_iter()
            .filter(|path| head(path).is_some_and(|head| head.is_public));
        assert_eq!(
            public.collect::<Vec<_>>(),
            ["/", "/method", "/method/pause"]
        );
    }
}
