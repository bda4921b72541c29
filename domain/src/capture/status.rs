//! Where an application is, as lists write it: “Applied”, “Absage”, “On 2 Nov”; and the day beside
//! it.

use crate::model::event::Ending;
use crate::model::stage::{APPLIED, FINAL, INTERVIEWING, OFFER, SAVED, SCREENING};
use crate::values::date::Date;
use crate::values::text::fold;

/// Where an application is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Status {
    /// At a stage, by its built-in word.
    Stage(&'static str),
    /// Ended.
    Ended(Ending),
}

impl Status {
    /// The word shown.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::Stage(stage) => match stage.as_bytes() {
                b"applied" => "Applied",
                b"screening" => "Screening",
                b"interviewing" => "Interviewing",
                b"final" => "Final round",
                b"offer" => "Offer",
                _ => "Saved",
            },
            Self::Ended(ending) => ending.label(),
        }
    }
}

/// Words of lists, folded.
#[rustfmt::skip]
const WORDS: [(Status, &[&str]); 11] = [
    (Status::Stage(APPLIED), &["applied", "application sent", "sent", "submitted", "beworben", "bewerbung gesendet", "postule", "candidature envoyee", "aplicado",
        "solicitado", "gesolliciteerd", "candidato", "in review", "under review", "waiting", "pending"]),
    (Status::Stage(SAVED), &["saved", "to apply", "not applied", "bookmarked", "wishlist", "interested", "todo", "to do", "gemerkt", "offen", "open", "a postuler"]),
    (Status::Stage(SCREENING), &["screening", "phone screen", "screen", "assessment", "test", "telefoninterview", "hr call", "recruiter call"]),
    (Status::Stage(INTERVIEWING), &["interview", "interviewing", "interviews", "interviewed", "vorstellungsgesprach", "gesprach", "entretien", "entrevista", "gesprek",
        "in progress", "first interview", "second interview"]),
    (Status::Stage(FINAL), &["final", "final round", "final interview", "endrunde", "onsite interview"]),
    (Status::Stage(OFFER), &["offer", "offered", "offer received", "angebot", "zusage", "offre", "aanbod"]),
    (Status::Ended(Ending::No), &["rejected", "rejection", "declined by company", "not selected", "no", "absage", "abgelehnt", "abgesagt", "refus", "refuse", "rechazado",
        "afgewezen", "rifiutato", "turned down", "unsuccessful"]),
    (Status::Ended(Ending::NoAnswer), &["ghosted", "no answer", "no response", "no reply", "keine antwort", "sans reponse", "sin respuesta", "geen reactie"]),
    (Status::Ended(Ending::RoleClosed), &["closed", "role closed", "position closed", "filled", "on hold", "geschlossen", "besetzt"]),
    (Status::Ended(Ending::Withdrawn), &["withdrawn", "withdrew", "zuruckgezogen", "retire", "offer declined", "declined offer", "retirado", "teruggetrokken"]),
    (Status::Ended(Ending::Yes), &["accepted", "offer accepted", "hired", "signed", "angenommen", "accepte", "aceptado"]),
];

/// The status that a cell or a part of a line names, if it names nothing else.
pub(super) fn status_of(text: &str) -> Option<Status> {
    let folded = fold(text.trim());
    let bare = folded.trim_matches(|letter: char| !letter.is_alphanumeric());
    WORDS
        .iter()
        .find(|(_, words)| words.contains(&bare))
        .map(|(status, _)| *status)
}

/// The status in a cell of a table, also with more words: “Interview scheduled”. The app’s own words
/// for stages and endings are among them.
pub(crate) fn status_named(text: &str) -> Option<Status> {
    status_of(text).or_else(|| status_at_start(text))
}

/// Whether a part of a line begins with what someone did: “applied yesterday”, “Interview with
/// Acme”. It is no name and no place. “Applied Materials” is a name: it goes on with a capital.
pub(super) fn begins_with_status(text: &str) -> bool {
    status_at_start(text).is_some()
}

/// The status that a text begins with: “Interview scheduled”, “Absage erhalten”.
pub(super) fn status_at_start(text: &str) -> Option<Status> {
    let words: Vec<&str> = text.split_whitespace().take(3).collect();
    let goes_on_small = |at: usize| {
        words.get(at).is_none_or(|word| {
            word.starts_with(|letter: char| letter.is_lowercase() || letter.is_ascii_digit())
        })
    };
    (1..=words.len().min(2)).rev().find_map(|count| {
        let is_name = words.len() == 1
            && words[0].starts_with(char::is_uppercase)
            && is_a_word_of_names(words[0]);
        let status = status_of(&words[..count].join(" "))?;
        (goes_on_small(count) && !is_name).then_some(status)
    })
}

/// Words that alone and with a capital are names, too: “Open”, “Final”.
fn is_a_word_of_names(word: &str) -> bool {
    matches!(
        fold(word).as_str(),
        "open" | "test" | "no" | "final" | "screen" | "offen"
    )
}

/// A day written with its year, where it can only be one: “2026-11-02”, “02.11.2026”, “2 Nov 2026”,
/// “Nov 2, 2026”, “25/11/2026”. “2/11/2026” is February to some and November to others, and stays
/// text.
pub(super) fn day_of(text: &str) -> Option<Date> {
    let text = text.trim();
    if text.len() > 30 {
        return None;
    }
    let iso = text.get(..10).and_then(|day| Date::parse(day).ok());
    if iso.is_some()
        && text[10..]
            .trim_start_matches(['T', ' ', ','])
            .starts_with(|letter: char| letter.is_ascii_digit())
            | (text.len() == 10)
    {
        return iso;
    }
    let is_between = |letter: char| letter.is_whitespace() || "./,-".contains(letter);
    let parts: Vec<&str> = text
        .split(is_between)
        .filter(|part| !part.is_empty())
        .collect();
    let [one, two, three] = parts.as_slice() else {
        return None;
    };
    let year = |text: &str| text.parse::<i32>().ok().filter(|_| text.len() == 4);
    let number = |text: &str| text.parse::<u32>().ok().filter(|_| text.len() <= 2);
    let year = year(three)?;
    let (day, month) = match (number(one), number(two)) {
        (Some(one), Some(two)) if text.contains('.') || one > 12 || one == two => (one, two),
        (Some(one), Some(two)) if two > 12 => (two, one),
        (Some(day), None) => (day, month_named(two)?),
        (None, Some(day)) => (day, month_named(one)?),
        _ => return None,
    };
    Date::new(year, month, day).ok()
}

/// Months by their first letters, folded, in the languages of western Europe.
const MONTHS: [&[&str]; 12] = [
    &["jan", "ene", "gen"],
    &["feb", "fev"],
    &["mar", "mrz", "maa"],
    &["apr", "avr", "abr"],
    &["may", "mai", "mei", "mag"],
    &["jun", "juin", "giu"],
    &["jul", "juil", "lug"],
    &["aug", "aou", "ago"],
    &["sep", "set"],
    &["oct", "okt", "out", "ott"],
    &["nov"],
    &["dec", "dez", "dic"],
];

/// The month that a word names, from 1.
pub(crate) fn month_named(word: &str) -> Option<u32> {
    let folded = fold(word);
    let is_word = folded.len() >= 3 && folded.chars().all(char::is_alphabetic);
    let at = MONTHS
        .iter()
        .position(|starts| starts.iter().any(|start| folded.starts_with(start)))?;
    u32::try_from(at + 1).ok().filter(|_| is_word)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a failed unwrap fails the test")]
    use super::*;

    #[test]
    fn a_day_is_read_where_it_can_only_be_one() {
        let second = Date::new(2026, 11, 2).unwrap();
        for text in [
            "2026-11-02",
            "2026-11-02 14:30",
            "02.11.2026",
            "2.11.2026",
            "2 Nov 2026",
            "Nov 2, 2026",
            "2. November 2026",
        ] {
            assert_eq!(day_of(text), Some(second), "{text}");
        }
        assert_eq!(day_of("25/11/2026"), Date::new(2026, 11, 25).ok());
        assert_eq!(day_of("11/25/2026"), Date::new(2026, 11, 25).ok());
        for text in [
            "2/11/2026",
            "yesterday",
            "3 Feb",
            "2026",
            "2026-13-02",
            "Summer 2027",
            "",
        ] {
            assert_eq!(day_of(text), None, "{text}");
        }
    }

    #[test]
    fn what_someone_did_is_no_place_and_names_stay_names() {
        for text in [
            "applied yesterday",
            "interview tomorrow 14:00",
            "beworben am 3.2.",
            "Rejected",
        ] {
            assert!(begins_with_status(text), "{text}");
        }
        for text in ["Open Meadow", "Test Valley", "Berlin", "Final Cut Studio"] {
            assert!(!begins_with_status(text), "{text}");
        }
    }
}
