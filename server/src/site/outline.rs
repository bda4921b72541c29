//! How many nodes the body of a rendered page has, as a browser counts them. The start script
//! counts again before it draws over the page, since much changes pages on their way.

/// What the document says of how it was made; the count goes beside it.
const MARK: &str = "data-rendered=\"server\"";

/// The document with the number of nodes in its body: elements, texts and comments at any depth.
pub(super) fn with_count(html: String) -> String {
    match node_count(&html) {
        Some(count) => html.replacen(MARK, &format!("{MARK} data-nodes=\"{count}\""), 1),
        None => html,
    }
}

/// The nodes in the body of a document that Leptos wrote: quoted attributes, no `<` within texts.
fn node_count(html: &str) -> Option<usize> {
    let (body, after) = html.split_once("<body>")?.1.rsplit_once("</body>")?;
    let mut count = 0;
    nodes(body, |_| count += 1)?;
    // Browsers move scripts from behind the body into it, and comments not (WHATWG HTML, 13.2.6.4.19).
    nodes(after, |node| count += usize::from(!node.starts_with("<!")))?;
    Some(count)
}

/// Calls for each element, text and comment of a part of a document.
fn nodes(mut rest: &str, mut found: impl FnMut(&str)) -> Option<()> {
    while !rest.is_empty() {
        let length = match rest.strip_prefix('<') {
            None => rest.find('<').unwrap_or(rest.len()),
            Some(comment) if comment.starts_with("!--") => rest.find("-->")? + 3,
            Some(_) => tag_length(rest)?,
        };
        if !rest.starts_with("</") {
            found(rest);
        }
        rest = &rest[length..];
    }
    Some(())
}

/// The bytes of the tag at the start of a text. A `>` in a quoted value does not end it.
fn tag_length(text: &str) -> Option<usize> {
    let mut is_quoted = false;
    let end = text.bytes().position(|byte| {
        is_quoted ^= byte == b'"';
        byte == b'>' && !is_quoted
    })?;
    Some(end + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn counted(body: &str) -> Option<usize> {
        node_count(&format!("<html><head></head><body>{body}</body></html>"))
    }

    #[test]
    fn elements_texts_and_comments_are_counted_at_any_depth() {
        assert_eq!(counted(""), Some(0));
        assert_eq!(counted("<p>One<br> two<!>three</p>"), Some(6));
        assert_eq!(counted("<!--<p>--><use href=\"/a#b\"/> "), Some(3));
    }

    #[test]
    fn scripts_behind_the_body_are_in_it_and_comments_are_not() {
        let html = "<body><p>One</p></body><!></html><!><script>a = [];</script>";
        assert_eq!(node_count(html), Some(4));
    }

    #[test]
    fn what_a_person_wrote_into_an_attribute_is_no_element() {
        assert_eq!(counted("<a title=\"a <b> c\">d</a>"), Some(2));
    }

    #[test]
    fn the_count_stands_beside_the_mark() {
        let html = "<html data-rendered=\"server\"><body><p>a</p></body>";
        let expected = "<html data-rendered=\"server\" data-nodes=\"2\"><body><p>a</p></body>";
        assert_eq!(with_count(html.into()), expected);
    }

    #[test]
    fn a_page_that_is_cut_off_is_left_as_it_is() {
        let html = "<html data-rendered=\"server\"><body><p";
        assert_eq!(with_count(html.into()), html);
    }
}
