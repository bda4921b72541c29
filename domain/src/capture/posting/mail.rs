//! Mails and messages: heads, quoted and forwarded, and signatures. Whoever wrote is not the
//! company.

use crate::values::text::fold;

/// Fields of the heads of mails, folded, as mail programs write them in their languages.
#[rustfmt::skip]
const HEAD_FIELDS: [&str; 40] = [
    "from", "to", "cc", "bcc", "subject", "date", "sent", "reply-to", "importance", "von", "an", "kopie", "betreff", "datum", "gesendet", "antwort an",
    "de", "a", "objet", "envoye", "date d'envoi", "cci", "repondre a", "para", "asunto", "enviado", "enviado el", "fecha", "assunto", "enviada", "data",
    "van", "aan", "onderwerp", "verzonden", "da", "oggetto", "inviato", "fran", "amne",
];

/// Marks before a subject, folded.
const REPLY_MARKS: [&str; 14] = [
    "fwd", "fw", "re", "aw", "wg", "tr", "rv", "sv", "vs", "antw", "doorst", "enc", "res", "i",
];

/// Words that greet, folded: a mail begins with them.
#[rustfmt::skip]
const GREETINGS: [&str; 29] = [
    "hi", "hello", "hey", "dear", "good", "hallo", "moin", "guten", "liebe", "lieber", "liebes", "sehr", "servus", "bonjour", "bonsoir", "cher", "chere", "salut",
    "hoi", "geachte", "goedemorgen", "hola", "buenos", "buenas", "estimado", "estimada", "beste", "ciao", "gentile",
];

/// A text as a mail, or as it is.
pub(super) struct Body<'a> {
    /// The lines without heads and signatures.
    pub(super) lines: Vec<&'a str>,
    /// Whether it is a mail or a message to somebody.
    pub(super) is_mail: bool,
}

/// Leaves out the heads of mails, what mail programs write around them, and signatures.
pub(super) fn body_of<'a>(lines: &[&'a str]) -> Body<'a> {
    let lines: Vec<&str> = lines
        .iter()
        .map(|line| without_chat_head(unquoted(line)))
        .collect();
    let heads = lines
        .iter()
        .filter(|line| head_field(line).is_some())
        .count();
    let has_head = heads >= 2 && lines.iter().any(|line| is_sender(line));
    let mut body = Body {
        lines: Vec::with_capacity(lines.len()),
        is_mail: has_head,
    };
    let mut in_signature = false;
    for line in lines {
        let is_head = has_head && head_field(line).is_some();
        let is_around = is_separator(line) || is_attribution(line);
        body.is_mail |= has_reply_mark(line) || is_attribution(line);
        if is_head || is_around {
            in_signature = false;
        } else if body.is_mail && matches!(line, "--" | "—" | "__" | "___") {
            in_signature = true;
        }
        if !(is_head || is_around || in_signature || has_reply_mark(line) || line.is_empty()) {
            body.lines.push(line);
        }
    }
    // What stands above a greeting is who writes.
    let greeting = body.lines.iter().take(4).position(|line| is_greeting(line));
    if let Some(at) = greeting {
        body.is_mail = true;
        body.lines.drain(..at);
    }
    if body.is_mail {
        let last = body.lines.iter().rposition(|line| is_prose(line));
        body.lines
            .truncate(last.map_or(body.lines.len(), |last| last + 1));
        body.lines
            .retain(|line| !(is_greeting(line) && line.len() < 60));
    }
    body
}

fn unquoted(line: &str) -> &str {
    line.trim_start_matches(['>', ' ', '|']).trim()
}

/// “[30.11.26, 14:02] Anna: Look”, “30/11/2026, 14:02 - Anna: Look”: what messengers copy along.
fn without_chat_head(line: &str) -> &str {
    let is_bracketed = line.starts_with('[');
    let end = if is_bracketed {
        line.find(']')
    } else {
        line.find(" - ")
    };
    let Some(end) = end.filter(|end| *end < 30) else {
        return line;
    };
    let digits = line[..end].bytes().filter(u8::is_ascii_digit).count();
    let begins = is_bracketed || line.starts_with(|letter: char| letter.is_ascii_digit());
    let is_stamp = begins && digits >= 6 && line[..end].contains(':');
    match line[end..].split_once(':') {
        Some((name, text)) if is_stamp && name.len() < 50 => text.trim(),
        _ => line,
    }
}

fn head_field(line: &str) -> Option<&str> {
    let (field, value) = line.split_once([':', '：'])?;
    let field = fold(field.trim().trim_matches('*'));
    HEAD_FIELDS.contains(&field.as_str()).then_some(value)
}

/// A head with an address, or one that only mails have.
fn is_sender(line: &str) -> bool {
    let Some((field, value)) = line.split_once(':') else {
        return false;
    };
    let is_subject = [
        "subject",
        "betreff",
        "objet",
        "asunto",
        "assunto",
        "onderwerp",
        "oggetto",
        "amne",
    ]
    .contains(&fold(field.trim().trim_matches('*')).as_str());
    is_subject || (head_field(line).is_some() && value.contains('@'))
}

/// “---------- Forwarded message ---------”, “-----Ursprüngliche Nachricht-----”.
fn is_separator(line: &str) -> bool {
    let dashes = line
        .chars()
        .filter(|letter| "-—_=*".contains(*letter))
        .count();
    dashes >= 6 || fold(line).starts_with("begin forwarded message")
}

/// “On Mon, 2 Nov 2026 at 17:40, Ines <ines@…> wrote:”.
fn is_attribution(line: &str) -> bool {
    line.ends_with(':') && line.contains('@') && line.bytes().any(|byte| byte.is_ascii_digit())
}

fn has_reply_mark(line: &str) -> bool {
    line.split_once(':').is_some_and(|(mark, rest)| {
        REPLY_MARKS.contains(&fold(mark.trim()).as_str()) && rest.starts_with(' ')
    })
}

/// “Hi Sam,”, “Sehr geehrte Frau Muster,”, “Bonjour !”.
fn is_greeting(line: &str) -> bool {
    let words: Vec<&str> = line.split_whitespace().collect();
    let first = fold(words.first().copied().unwrap_or_default());
    let first = first.trim_matches(|letter: char| !letter.is_alphanumeric());
    let is_alone =
        words.len() <= 6 && (line.ends_with([',', '!', '-', '–', ':']) || words.len() <= 2);
    let goes_on = words.iter().take(4).any(|word| word.ends_with([',', '!'])) && words.len() > 6;
    GREETINGS.contains(&first) && (is_alone || goes_on)
}

/// A sentence.
pub(super) fn is_prose(line: &str) -> bool {
    line.ends_with(['.', '!', '?', ':', ')']) && line.split_whitespace().count() >= 5
}
