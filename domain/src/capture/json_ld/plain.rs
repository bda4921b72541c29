//! The text of a piece of HTML, as postings in JSON have it, be it escaped once more.

/// Elements that end a line.
const ENDS_OF_LINES: [&str; 12] = [
    "br", "p", "/p", "div", "/div", "ul", "/ul", "/li", "tr", "h2", "h3", "/h3",
];

/// The text, a line for each paragraph or item.
pub(super) fn plain_text(html: &str) -> String {
    let once = decoded(&without_tags(html));
    // Some escape the description as a whole.
    let text = if has_tags(&once) {
        decoded(&without_tags(&once))
    } else {
        once
    };
    let mut lines: Vec<String> = Vec::new();
    for line in text.lines() {
        let line = line.split_whitespace().collect::<Vec<_>>().join(" ");
        // One empty line between paragraphs, none at the beginning.
        if !line.is_empty() || lines.last().is_some_and(|last| !last.is_empty()) {
            lines.push(line);
        }
    }
    lines.join("\n").trim().to_owned()
}

/// The text as one line.
pub(super) fn plain_line(html: &str) -> String {
    let text = plain_text(html);
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The end of the tag that a text begins with, behind its “<”: an opening or closing one, or a comment.
fn end_of_tag(text: &str) -> Option<usize> {
    let is_tag =
        text.starts_with(|first: char| first.is_ascii_alphabetic() || "/!".contains(first));
    text.find('>').filter(|_| is_tag)
}

fn has_tags(text: &str) -> bool {
    let mut parts = text.split('<');
    parts.next();
    parts.any(|part| end_of_tag(part).is_some())
}

fn without_tags(html: &str) -> String {
    let mut parts = html.split('<');
    let mut text = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let Some(end) = end_of_tag(part) else {
            text.push('<');
            text.push_str(part);
            continue;
        };
        let tag = part[..end].trim_end_matches('/').trim().to_lowercase();
        let name = tag.split_whitespace().next().unwrap_or_default();
        if name == "li" {
            text.push_str("\n- ");
        } else if ENDS_OF_LINES.contains(&name) {
            text.push('\n');
        }
        text.push_str(&part[end + 1..]);
    }
    text
}

fn decoded(text: &str) -> String {
    let mut parts = text.split('&');
    let mut decoded = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        match part
            .split_once(';')
            .and_then(|(name, rest)| Some((character(name)?, rest)))
        {
            Some((character, rest)) => {
                decoded.push(character);
                decoded.push_str(rest);
            }
            None => {
                decoded.push('&');
                decoded.push_str(part);
            }
        }
    }
    decoded
}

/// The character of an entity, without its “&” and “;”.
fn character(name: &str) -> Option<char> {
    let number = |text: &str, radix| {
        u32::from_str_radix(text, radix)
            .ok()
            .and_then(char::from_u32)
    };
    match name {
        "amp" => Some('&'),
        "lt" => Some('<'),
        "gt" => Some('>'),
        "quot" => Some('"'),
        "apos" => Some('\''),
        "nbsp" => Some(' '),
        "ndash" => Some('–'),
        "mdash" => Some('—'),
        "rsquo" => Some('’'),
        "bull" => Some('•'),
        _ => match name.strip_prefix('#')? {
            hex if hex.starts_with(['x', 'X']) => number(&hex[1..], 16),
            decimal => number(decimal, 10),
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markup_becomes_lines() {
        let html =
            "<p>We build <b>maps</b>.</p><ul><li>Rust</li><li>R&amp;D &#x2013; daily</li></ul>";
        assert_eq!(
            plain_text(html),
            "We build maps.\n\n- Rust\n\n- R&D – daily"
        );
        assert_eq!(plain_text("&lt;p&gt;A &amp;amp; B&lt;/p&gt;"), "A & B");
        assert_eq!(
            plain_line("Data\n engineer<br/>(m/f)"),
            "Data engineer (m/f)"
        );
    }

    #[test]
    fn what_is_no_markup_stays() {
        for text in [
            "a < b and b > a",
            "R&D",
            "&unknown;",
            "100 % & more;",
            "5 <6",
        ] {
            assert_eq!(plain_text(text), text);
        }
    }
}
