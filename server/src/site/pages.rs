//! Which addresses are pages, and whose: the one place of the server that asks the app.

/// Whether there is a page at an address. Any other is answered 404, by a page that says so.
pub(super) fn is_page(path: &str) -> bool {
    app::routes::head(path).is_some()
}

/// Whether a page is the same for everyone: the method belongs to nobody, and nobody's search is
/// put into it.
pub(super) fn is_public(path: &str) -> bool {
    path.strip_prefix("/method")
        .is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}

/// Whether a guest's page at this address may be kept. There are few such addresses, so that nobody
/// fills the memory with them.
pub(super) fn is_cacheable(path: &str) -> bool {
    let is_spelt_as_linked = !path.contains("//") && !path.ends_with('/');
    path == "/" || (is_public(path) && is_spelt_as_linked)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn few_addresses_are_kept_and_none_that_belongs_to_anyone() {
        for path in ["/", "/method", "/method/pause"] {
            assert!(is_cacheable(path), "{path}");
        }
        for path in ["/today", "/search/1", "//", "/method/", "/method//pause"] {
            assert!(!is_cacheable(path), "{path}");
        }
    }
}
