//! Names of accounts: which there can be, and how they are compared. Ids of accounts.

use domain::sync::protocol::account::LONGEST_NAME;
use unicode_normalization::UnicodeNormalization;
use webauthn_rs::prelude::Uuid;

use crate::secret;

/// The name of an account.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct AccountName {
    /// As it is shown.
    pub(crate) shown: String,
    /// As it is compared.
    pub(crate) folded: String,
}

impl AccountName {
    /// Reads a name as it was typed. `None` if it is empty, too long, or not on one line.
    pub(crate) fn parse(typed: &str) -> Option<Self> {
        let name = typed.trim();
        let length = name.chars().count();
        if length == 0 || length > LONGEST_NAME || name.chars().any(char::is_control) {
            return None;
        }
        Some(Self {
            shown: name.to_owned(),
            folded: fold_name(name),
        })
    }
}

/// Folds case, spaces and the ways to write one letter, so that names can be compared: a keyboard
/// composes “é” where another writes two characters. Mapped as RFC 8265 (3.3) maps user names, but
/// by NFKC, which also makes one of the widths and ligatures of a letter.
pub(crate) fn fold_name(name: &str) -> String {
    let lower: String = name.nfkc().collect::<String>().to_lowercase();
    spelled_once(&lower.nfkc().collect::<String>())
}

/// The folded names an account may be stored under, the one to look for first at the front. Two
/// accounts of earlier releases may differ only in how a letter is written: the later one kept the
/// name as it was folded then.
pub(crate) fn stored_names(typed: &str) -> Vec<String> {
    let mut names = vec![spelled_once(&typed.to_lowercase()), fold_name(typed)];
    names.dedup();
    names
}

fn spelled_once(lower: &str) -> String {
    let words: Vec<&str> = lower.split_whitespace().collect();
    // PostgreSQL takes no NUL. Another control character replaces it, which no stored name has
    // either: such a name is as unknown as any other.
    words.join(" ").replace('\0', "\u{1}")
}

/// Makes a new account id: a random UUID (RFC 9562, version 4), which is also the user handle of
/// passkeys.
pub(crate) fn new_account_id() -> Uuid {
    let mut bytes = secret::random_bytes::<16>();
    bytes[6] = bytes[6] & 0x0f | 0x40;
    bytes[8] = bytes[8] & 0x3f | 0x80;
    Uuid::from_bytes(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_shown_as_typed_and_compared_without_case_and_spaces() {
        let name = AccountName::parse("  Ada  Lovelace ");
        let expected = AccountName {
            shown: "Ada  Lovelace".into(),
            folded: "ada lovelace".into(),
        };
        assert_eq!(name, Some(expected));
        assert_eq!(fold_name("a\0"), "a\u{1}");
    }

    #[test]
    fn a_name_is_the_same_however_its_letters_are_written() {
        for (one, other) in [
            ("Zoe\u{308}", "zoë"),
            ("ＡＤＡ", "ada"),
            ("Jose\u{301}\u{a0}Ruiz", "josé ruiz"),
            ("ﬁnn", "Finn"),
            ("ΑΔΑ", "αδα"),
            ("각", "\u{1100}\u{1161}\u{11a8}"),
        ] {
            assert_eq!(fold_name(one), fold_name(other), "{one}");
        }
        assert_eq!(stored_names("Ada"), ["ada"]);
        assert_eq!(stored_names("Zoe\u{308}"), ["zoe\u{308}", "zoë"]);
    }

    #[test]
    fn what_is_empty_too_long_or_of_several_lines_is_no_name() {
        for typed in ["", "  ", "a\nb", &"a".repeat(LONGEST_NAME + 1)] {
            assert_eq!(AccountName::parse(typed), None, "{typed:?}");
        }
    }
}
