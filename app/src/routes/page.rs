//! A row of the table of pages: the addresses it answers to, its head, its view.

use leptos::prelude::*;
use leptos_router::{PartialPathMatch, PathSegment, PossibleRouteMatch};

/// The head of a page: what titles, search results and shared links show.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Head {
    /// The title, without the product's name.
    pub title: &'static str,
    /// One sentence for search results and shared links.
    pub description: &'static str,
    /// Whether the page says the same to everyone and may be found through a search engine.
    pub is_public: bool,
}

impl Head {
    /// The head of a page that says the same to everyone.
    pub(super) const fn public(title: &'static str, description: &'static str) -> Self {
        Self {
            title,
            description,
            is_public: true,
        }
    }

    /// The head of a page that shows a person's own search.
    pub(super) const fn private(title: &'static str, description: &'static str) -> Self {
        Self {
            title,
            description,
            is_public: false,
        }
    }

    /// The title as the browser shows it.
    pub(super) fn full_title(&self) -> String {
        if self.title == "One Yes" {
            "One Yes: your job search, and what comes after a no".into()
        } else {
            full_title(self.title)
        }
    }
}

/// A page's own title as the browser shows it.
pub(super) fn full_title(title: &str) -> String {
    format!("{title} · One Yes")
}

/// Where the head of a page comes from.
#[derive(Clone, Copy)]
pub(super) enum PageHead {
    /// One head, whatever the id in the address.
    Fixed(Head),
    /// That of the practice with the id in the address. No function pointer: it would bring the
    /// texts of all practices into the first WebAssembly file.
    OfPractice,
}

/// A page. The router and the heads both come from these rows, so that no page can lack a head.
#[derive(Clone, Copy)]
pub(super) struct PageRow {
    /// The addresses it answers to.
    pub(super) pattern: Pattern,
    /// One of them, for tests to walk.
    pub(super) example: &'static str,
    /// Its head.
    pub(super) head: PageHead,
    /// Its view.
    pub(super) view: fn() -> AnyView,
}

/// A pattern of addresses, made by [`leptos_router::path`]. All have one type, and so all routes
/// have.
#[derive(Clone, Copy)]
pub(super) struct Pattern(pub(super) &'static (dyn PossibleRouteMatch + Send + Sync));

impl Pattern {
    /// Whether the router would show the page of this pattern at a path.
    pub(super) fn matches(self, path: &str) -> bool {
        // As the router decides: one slash may follow.
        self.test(path)
            .is_some_and(|found| matches!(found.remaining(), "" | "/"))
    }

    /// The value of the pattern's parameter.
    pub(super) fn id_in(self, path: &str) -> Option<String> {
        let (_, id) = self.test(path)?.params().pop()?;
        Some(id)
    }
}

impl PossibleRouteMatch for Pattern {
    fn optional(&self) -> bool {
        self.0.optional()
    }

    fn test<'a>(&self, path: &'a str) -> Option<PartialPathMatch<'a>> {
        self.0.test(path)
    }

    fn generate_path(&self, path: &mut Vec<PathSegment>) {
        self.0.generate_path(path);
    }
}
