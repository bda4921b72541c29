//! Folding, queries and names, on texts in many scripts.
use proptest::prelude::*;

use super::*;

#[test]
fn accents_and_case_do_not_matter() {
    assert_eq!(fold("ZÜRICH Straße Łódź"), "zurich strasse lodz");
    assert_eq!(fold("東京 Привет"), "東京 привет");
    assert_eq!(fold("Zu\u{308}rich, Cafe\u{301}"), "zurich, cafe");
    assert_eq!(fold("Œuvre Ærø İstanbul ẞ"), "oeuvre aero istanbul ss");
    assert_eq!(fold("ΟΔΟΣ οδος"), "οδοσ οδοσ");
    assert_eq!(fold("नि 🚀 مهندس"), "नि 🚀 مهندس");
}

#[test]
fn all_words_and_phrases_must_occur() {
    let text = fold("Data engineer at Acme, Zürich");
    assert!(Query::parse("zurich DATA").matches(&text));
    assert!(Query::parse("\"data engineer\"").matches(&text));
    assert!(!Query::parse("\"engineer data\"").matches(&text));
    assert!(!Query::parse("data nurse").matches(&text));
    assert!(Query::parse(" \" ").is_empty());
}

#[test]
fn legal_forms_do_not_make_another_company() {
    assert!(same_company("ACME GmbH & Co. KG", "Acme"));
    assert!(same_company("Müller S.A.", "muller"));
    assert!(!same_company("Acme Labs", "Acme"));
    assert!(!same_company("", ""));
    assert!(same_company("Co", "co"));
    assert!(same_company("Öko AG", "oko"));
    assert!(same_company("Acme, Inc.", "ACME Sp. z o.o."));
    assert!(same_company("東京株式会社", "東京株式会社"));
}

#[test]
fn a_role_with_more_words_is_similar() {
    assert!(similar_role("Senior Data Engineer", "data engineer"));
    assert!(!similar_role("Data engineer", "Data analyst"));
}

#[test]
fn a_query_finds_nothing_in_ten_thousand_texts_without_its_words() {
    let text = fold(&"Data engineer in Zürich, found through Anna. ".repeat(11));
    let query = Query::parse("zurich nowhere");
    assert_eq!((0..10_000).filter(|_| query.matches(&text)).count(), 0);
}

proptest! {
    #[test]
    fn folding_twice_changes_nothing_and_the_same_is_the_same(text in "\\PC{0,60}") {
        let folded = fold(&text);
        prop_assert_eq!(&fold(&folded), &folded);
        let has_name = text.chars().any(char::is_alphanumeric);
        prop_assert_eq!(same_company(&text, &text.to_lowercase()), has_name);
    }

    #[test]
    fn a_text_is_found_by_any_of_its_words(text in "[\\p{L} ]{1,40}") {
        let folded = fold(&text);
        for word in text.split_whitespace() {
            prop_assert!(Query::parse(word).matches(&folded));
        }
    }

    #[test]
    fn no_text_panics(text in "\\PC{0,60}", other in "\\PC{0,60}") {
        let _ = Query::parse(&text).matches(&fold(&other));
        let _ = (same_company(&text, &other), similar_role(&text, &other));
    }
}
