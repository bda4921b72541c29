//! The stored form of what is written around rounds. It is frozen: other builds and backups have it.

use domain::method::{Mark, READINESS};
use domain::model::event::Event;
use domain::model::ninety_days::NinetyDays;
use domain::model::preparation::Preparation;
use domain::model::review::LearningKind;
use domain::model::round_note::RoundNote;
use domain::model::story::Story;
use domain::state::entity::{Entity, read};
use domain::state::record::{Record, RecordKind};
use domain::values::date::Date;
use domain::values::id::RecordId;
use serde_json::{Value, json};

const ONE: RecordId = RecordId::fixed(1);
const TWO: RecordId = RecordId::fixed(2);

fn id(number: u32) -> String {
    format!("00000000-0000-0000-0000-{number:012}")
}

#[test]
fn the_names_of_kinds_and_fields_stay() {
    let note = RoundNote {
        round: Some(ONE),
        person: Some(TWO),
        clicked: Some(Mark::Worked),
        promised_by: Date::parse("2026-03-20").ok(),
        stories: vec![TWO],
        ..RoundNote::default()
    };
    let stored = json!({
        "round": id(1), "person": id(2), "opportunity": null, "cares": "", "landed": "",
        "promised": "", "promised_by": "2026-03-20", "clicked": "worked", "stories": [id(2)],
    });
    assert_eq!(serde_json::to_value(&note).ok(), Some(stored));
    let stored = json!({
        "title": "", "situation": "", "did": "", "result": "", "answers": "", "opportunity": null,
        "comeback": null, "retired_on": null,
    });
    assert_eq!(serde_json::to_value(Story::default()).ok(), Some(stored));
    let preparation = Preparation {
        focus_kept: Some(true),
        ticks: vec![READINESS[0].id.to_owned()],
        ..Preparation::default()
    };
    let stored = json!({
        "round": null, "opportunity": null, "stories": [], "questions": "", "notes": "",
        "ticks": ["energy"], "focus": null, "focus_kept": true, "if_no": "",
    });
    assert_eq!(serde_json::to_value(&preparation).ok(), Some(stored));
    let stored = json!({
        "opportunity": null, "goal_30": "", "step_30": "", "measure_30": "", "goal_60": "",
        "step_60": "", "measure_60": "", "goal_90": "", "step_90": "", "measure_90": "",
    });
    let plan = serde_json::to_value(NinetyDays::default());
    assert_eq!(plan.ok(), Some(stored));
    let kinds = [
        RoundNote::KIND,
        Story::KIND,
        Preparation::KIND,
        NinetyDays::KIND,
    ];
    let words: Vec<&str> = kinds.iter().map(RecordKind::as_str).collect();
    assert_eq!(words, ["round-note", "story", "preparation", "ninety-days"]);
    let question = serde_json::to_value(LearningKind::Question);
    assert_eq!(question.ok(), Some(Value::from("question")));
}

#[test]
fn ids_that_follow_from_a_round_stay() {
    assert_eq!(
        [
            RoundNote::id(ONE, None).to_string(),
            RoundNote::id(ONE, Some(TWO)).to_string(),
            Preparation::id(ONE).to_string(),
            NinetyDays::id(ONE).to_string(),
        ],
        [
            "c8fedd43-eb13-8243-be56-7b52f9152fcd",
            "bb3f961e-1913-8555-a792-fc71d25b0417",
            "81f294e1-d5fa-8141-a7a0-19c2d0ef9b99",
            "2e6f0643-c2f8-8272-99f3-63ee074d0ce5",
        ],
    );
}

#[test]
fn a_round_noted_by_an_older_build_reads_as_the_note_of_the_round() {
    let text = r#"{"018bcfe5680000000000000000000001":{"what":"round","opportunity":"00000000-0000-0000-0000-000000000002","on":"2026-03-01","cares":"Calm migrations","landed":"The outage","to_send":"The template"}}"#;
    let event: Event = Record::from_text(text)
        .map(|record| read(&record))
        .unwrap_or_default();
    let note = RoundNote::of_event(ONE, &event);
    let texts = [&note.cares, &note.landed, &note.promised];
    assert_eq!(texts, ["Calm migrations", "The outage", "The template"]);
    assert_eq!((note.person, note.opportunity), (None, Some(TWO)));
}

#[test]
fn checks_have_ids_of_their_own() {
    for (place, check) in READINESS.iter().enumerate() {
        assert!(READINESS[..place].iter().all(|other| other.id != check.id));
    }
}
