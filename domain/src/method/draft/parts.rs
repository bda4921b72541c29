//! The small phrases drafts are built of, each whole when its fact is missing.

/// One line without doubled, leading or trailing spaces, whatever was typed.
pub(super) fn clean(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A greeting, by name where there is one.
pub(super) fn greeting(word: &str, person: &str) -> String {
    if person.is_empty() {
        "Hello,".to_owned()
    } else {
        format!("{word} {person},")
    }
}

/// "the Designer role at Acme", or as much of it as is known.
pub(super) fn about(role: &str, company: &str) -> String {
    match (role.is_empty(), company.is_empty()) {
        (true, true) => "the role".to_owned(),
        (true, false) => format!("the role at {company}"),
        (false, true) => format!("the {role} role"),
        (false, false) => format!("the {role} role at {company}"),
    }
}

/// "the team at Acme" or "the team".
pub(super) fn team(company: &str) -> String {
    if company.is_empty() {
        "the team".to_owned()
    } else {
        format!("the team at {company}")
    }
}

/// The text with a full stop where it has no end of its own.
pub(super) fn ends_as_sentence(text: &str) -> String {
    let ended = text
        .chars()
        .last()
        .is_none_or(|last| matches!(last, '.' | '?' | '!' | '…' | '。' | '？' | '！' | '؟'));
    let ends_in_link = text
        .rsplit(' ')
        .next()
        .is_some_and(|word| word.contains("://"));
    if ended || ends_in_link {
        text.to_owned()
    } else {
        format!("{text}.")
    }
}

/// The whole message; empty paragraphs leave no trace.
pub(super) fn joined(
    greeting: &str,
    paragraphs: &[String],
    closing: &str,
    signature: &str,
) -> String {
    let mut body = greeting.to_owned();
    for paragraph in paragraphs.iter().filter(|text| !text.is_empty()) {
        body.push_str("\n\n");
        body.push_str(paragraph);
    }
    body.push_str("\n\n");
    body.push_str(closing);
    body.push('\n');
    body.push_str(signature);
    body
}
