//! What every text of the method keeps to: unique ids, short sentences, a calm tone, whole drafts.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "a test that cannot get its data has failed"
)]

use std::collections::BTreeSet;

use super::*;

const NAMED_IN_THE_PRODUCT: [&str; 28] = [
    "pause",
    "one-yes",
    "beyond-control",
    "let-go",
    "network",
    "consult",
    "step-away",
    "landed",
    "company-kept",
    "feedback",
    "self-care",
    "present",
    "review",
    "composure",
    "reply",
    "in-touch",
    "article",
    "good-news",
    "holidays",
    "positive",
    "brand",
    "persist",
    "current",
    "thanks",
    "explore",
    "goals-partner",
    "pay-forward",
    "creative",
];

const ASKED_IN_ORDER: [&str; 15] = [
    "communication",
    "skills",
    "evidence",
    "resonance",
    "improve",
    "thanks",
    "worries",
    "questions",
    "rapport",
    "adapt",
    "follow-up",
    "ninety-days",
    "thanks-after",
    "reasons",
    "project",
];

const STEPS_IN_ORDER: [&str; 10] = [
    "pause", "triage", "reply", "sort", "review", "learn", "in-touch", "offer", "move-on", "close",
];

#[test]
fn every_practice_of_the_product_has_its_row() {
    let named: BTreeSet<_> = NAMED_IN_THE_PRODUCT.into_iter().collect();
    let written: BTreeSet<_> = PRACTICES.iter().map(|practice| practice.id).collect();
    assert_eq!(named, written);
    assert_eq!(PRACTICES.len(), written.len(), "an id is used twice");
}

#[test]
fn every_practice_is_worth_reading() {
    for practice in PRACTICES {
        for text in [
            practice.title,
            practice.summary,
            practice.why,
            practice.in_the_app,
        ] {
            assert!(!text.trim().is_empty(), "{}", practice.id);
        }
        assert!((3..=5).contains(&practice.how.len()), "{}", practice.id);
    }
}

#[test]
fn every_phase_has_practices_and_they_stand_together() {
    let by_phase: Vec<_> = Phase::ALL
        .into_iter()
        .flat_map(in_phase)
        .map(|practice| practice.id)
        .collect();
    let as_listed: Vec<_> = PRACTICES.iter().map(|practice| practice.id).collect();
    assert_eq!(by_phase, as_listed);
    for phase in Phase::ALL {
        assert!(in_phase(phase).next().is_some(), "{phase:?}");
    }
}

#[test]
fn neighbours_lead_through_all_practices_and_end_at_both_ends() {
    let mut at = &PRACTICES[0];
    let mut seen = 1;
    assert!(neighbours(at.id).0.is_none());
    while let Some(next) = neighbours(at.id).1 {
        assert_eq!(neighbours(next.id).0.unwrap().id, at.id);
        at = next;
        seen += 1;
    }
    assert_eq!(seen, PRACTICES.len());
    assert!(neighbours("no-such-practice").0.is_none());
}

#[test]
fn questions_are_asked_in_order_and_numbered() {
    let ids: Vec<_> = QUESTIONS.iter().map(|question| question.id).collect();
    assert_eq!(ids, ASKED_IN_ORDER);
    for (index, question) in QUESTIONS.iter().enumerate() {
        assert_eq!(usize::from(question.number), index + 1);
        assert_eq!(question.creates.is_some(), question.make_label.is_some());
    }
    let marked: Vec<_> = QUESTIONS
        .iter()
        .filter(|question| question.has_mark)
        .map(|question| question.number)
        .collect();
    assert_eq!(marked, [1, 2, 3, 4, 6, 8, 9, 10], "those with a how");
    for id in SHORT_REVIEW {
        assert!(question(id).is_some(), "{id}");
    }
}

#[test]
fn answers_make_what_the_product_says() {
    let makes = |id| question(id).unwrap().creates;
    assert_eq!(makes("improve"), Some(Creates::Focus));
    assert_eq!(makes("thanks"), Some(Creates::Message));
    assert_eq!(makes("worries"), Some(Creates::CompanyNote));
    assert_eq!(makes("follow-up"), Some(Creates::Touch));
    assert_eq!(makes("ninety-days"), Some(Creates::NinetyDayPlan));
    assert_eq!(makes("thanks-after"), Some(Creates::Message));
    assert_eq!(makes("reasons"), Some(Creates::FeedbackRequest));
    assert_eq!(makes("project"), Some(Creates::ProjectOpportunity));
}

#[test]
fn steps_are_complete_and_point_to_practices_that_exist() {
    let ids: Vec<_> = STEP_WORDS.iter().map(|words| words.id).collect();
    assert_eq!(ids, STEPS_IN_ORDER);
    for words in STEP_WORDS {
        assert!(!words.practices.is_empty(), "{}", words.id);
        for id in words.practices {
            let named = practice(id).map(|practice| practice.title);
            assert!(named.is_some(), "{} names {id}", words.id);
            assert_eq!(practice_title(id), named);
        }
    }
}

#[test]
fn marks_and_causes_are_stored_under_the_words_serde_writes() {
    for mark in Mark::ALL {
        let stored = format!("{:?}", mark.id());
        assert_eq!(serde_json::to_string(&mark).unwrap(), stored);
        assert_eq!(serde_json::from_str::<Mark>(&stored).unwrap(), mark);
    }
    for cause in Cause::ALL {
        let stored = format!("{:?}", cause.id());
        assert_eq!(serde_json::to_string(&cause).unwrap(), stored);
        assert_eq!(serde_json::from_str::<Cause>(&stored).unwrap(), cause);
    }
    assert!(serde_json::from_str::<Mark>("\"applauded\"").is_err());
}

#[test]
fn reasons_have_unique_ids_and_a_known_cause() {
    let ids: BTreeSet<_> = REASONS.iter().map(|reason| reason.id).collect();
    assert_eq!(ids.len(), REASONS.len());
    for cause in [Cause::Mine, Cause::NotMine] {
        let count = REASONS
            .iter()
            .filter(|reason| reason.cause == cause)
            .count();
        assert!(count >= 8, "{cause:?}");
    }
    assert!(reason("on-hold").is_some());
    for reason in REASONS {
        let is_mine = reason.cause == Cause::Mine;
        assert_eq!(reason.own.is_some(), is_mine, "{}", reason.id);
    }
}

#[test]
fn a_reason_of_ones_own_becomes_a_learning_that_fits_another_company() {
    let own = reason("skill-gap").unwrap().own.as_ref().unwrap();
    assert_eq!(own.learning_about("  "), "A skill I can still learn");
    assert_eq!(
        own.learning_about(" SQL "),
        "A skill I can still learn: SQL"
    );
    // As the builds of November 2026 stored it.
    assert_eq!(
        reworded("A skill they need is one I can still learn"),
        "A skill I can still learn"
    );
    assert_eq!(reworded("Speak slower"), "Speak slower");
}

#[test]
fn a_kind_line_is_there_for_any_seed_and_stays_for_it() {
    assert_eq!(kind_line(3), kind_line(3));
    assert_eq!(kind_line(usize::MAX), kind_line(usize::MAX));
    assert_ne!(kind_line(0), kind_line(1));
}

#[test]
fn everything_shown_is_short_and_calm() {
    for (place, text) in every_text() {
        assert_tone(place, text);
    }
}

/// Turns of phrase that nobody would use here: “a word” for a message, “stands” for is, “anew” for
/// again.
const NEVER_SAID: [&str; 15] = [
    "anew",
    "whom",
    "next word",
    "today’s word",
    "plan a word",
    "no word",
    "a word every",
    "a word to",
    "a word with",
    "on the way",
    "stands on",
    "stands here",
    "sign of life",
    "by mail",
    "until on",
];

pub(super) fn assert_tone(place: &str, text: &str) {
    assert!(
        !text.contains('!'),
        "an exclamation mark in {place}: {text}"
    );
    let lower = text.to_lowercase();
    for word in ["should", "must", "fail"] {
        assert!(!lower.contains(word), "{word:?} in {place}: {text}");
    }
    for phrase in NEVER_SAID {
        let words = format!(" {} ", lower.replace(['.', ',', '?', ':', '\n'], " "));
        let phrase = format!(" {phrase} ");
        assert!(!words.contains(&phrase), "{phrase:?} in {place}: {text}");
    }
    assert!(!text.contains("  "), "a double space in {place}: {text}");
    for sentence in text.split(['.', '?', '\n']) {
        let words = sentence.split_whitespace().count();
        assert!(words <= 20, "{words} words in {place}: {sentence}");
    }
}

/// Every text with the place it stands in.
fn every_text() -> Vec<(&'static str, &'static str)> {
    let mut texts = Vec::new();
    add_practices(&mut |place, text| texts.push((place, text)));
    add_comeback(&mut |place, text| texts.push((place, text)));
    add_lines(&mut |place, text| texts.push((place, text)));
    texts
}

fn add_practices(add: &mut dyn FnMut(&'static str, &'static str)) {
    for phase in Phase::ALL {
        add(phase.id(), phase.title());
        add(phase.id(), phase.summary());
    }
    for practice in PRACTICES {
        add(practice.id, practice.title);
        add(practice.id, practice.summary);
        add(practice.id, practice.why);
        add(practice.id, practice.in_the_app);
        practice.how.iter().for_each(|step| add(practice.id, step));
        practice
            .evidence
            .iter()
            .for_each(|text| add(practice.id, text));
    }
    add("method", PAGE.title);
    add("method", PAGE.description);
    PAGE.intro.iter().for_each(|text| add("method", text));
}

fn add_comeback(add: &mut dyn FnMut(&'static str, &'static str)) {
    for question in &QUESTIONS {
        add(question.id, question.title);
        add(question.id, question.prompt);
        add(question.id, question.hint);
        question
            .make_label
            .iter()
            .for_each(|text| add(question.id, text));
    }
    for words in STEP_WORDS {
        add(words.id, words.title);
        add(words.id, words.lead);
        add(words.id, words.why);
    }
    for reason in REASONS {
        add(reason.id, reason.text);
        if let Some(own) = &reason.own {
            add(reason.id, own.which);
            add(reason.id, own.learning);
        }
    }
    Mark::ALL.iter().for_each(|mark| add("mark", mark.label()));
    for cause in Cause::ALL {
        add("cause", cause.label());
        add("cause", cause.answer());
    }
}

fn add_lines(add: &mut dyn FnMut(&'static str, &'static str)) {
    Occasion::ALL
        .iter()
        .for_each(|occasion| add("occasion", occasion.label()));
    add("composure", COMPOSURE.title);
    COMPOSURE
        .lines
        .iter()
        .for_each(|line| add("composure", line));
    COMPOSURE
        .aloud
        .iter()
        .for_each(|line| add("composure", line));
    KIND_LINES.iter().for_each(|line| add("kind line", line));
    REST_LINES.iter().for_each(|line| add("rest line", line));
    CARE_SUGGESTIONS.iter().for_each(|line| add("care", line));
    add("human help", HUMAN_HELP);
    for material in Material::CHOICES.into_iter().chain([Material::Reason]) {
        add("material", material.label());
        let questions = material.questions().iter();
        questions.for_each(|question| add("material", question));
    }
}
