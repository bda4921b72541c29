//! The kinds of events, by the words of forms and markup.

use domain::model::event::EventKind;

/// The kinds that can be added by hand: the kind, its word, its name.
const ADDABLE: [(EventKind, &str, &str); 3] = [
    (EventKind::Note, "note", "Note"),
    (EventKind::Round, "round", "Interview or round"),
    (EventKind::Contact, "contact", "Message or conversation"),
];

/// The word of a kind.
pub(super) const fn kind_word(kind: EventKind) -> &'static str {
    match kind {
        EventKind::Note => "note",
        EventKind::Stage => "stage",
        EventKind::Ending => "ending",
        EventKind::Round => "round",
        EventKind::Contact => "contact",
    }
}

/// Whether a kind can be added by hand, and so be changed into another of these. Stages and endings
/// come about by moving.
pub(super) const fn is_addable(kind: EventKind) -> bool {
    matches!(
        kind,
        EventKind::Note | EventKind::Round | EventKind::Contact
    )
}

/// The addable kind with this word.
pub(super) fn addable(word: &str) -> Option<EventKind> {
    let known = ADDABLE.iter().find(|(_, known, _)| *known == word);
    known.map(|(kind, ..)| *kind)
}

/// The options of a select of kinds: stored and shown words.
pub(super) fn kind_options() -> Vec<(String, String)> {
    ADDABLE
        .iter()
        .map(|(_, word, name)| ((*word).to_owned(), (*name).to_owned()))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_words_of_forms_and_of_markup_are_the_same() {
        for (kind, word, _) in ADDABLE {
            assert_eq!(kind_word(kind), word);
            assert_eq!(addable(word), Some(kind));
            assert!(is_addable(kind));
        }
        for kind in [EventKind::Stage, EventKind::Ending] {
            assert_eq!(addable(kind_word(kind)), None);
            assert!(!is_addable(kind));
        }
    }
}
