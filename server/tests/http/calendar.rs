//! The calendar link through the network: what it holds, who can read it, when it ends, and what a large one costs.

use axum::http::{Method, StatusCode};
use domain::method::Occasion;
use domain::model::event::Event;
use domain::model::opportunity::Opportunity;
use domain::model::person::Person;
use domain::model::touch::Touch;
use domain::state::edit::Edit;
use domain::values::id::RecordId;
use serde_json::Value;

use crate::fixtures::{Device, TestSite, changes, code_of, json_of};

fn day(text: &str) -> domain::values::date::Date {
    domain::values::date::Date::parse(text).unwrap()
}

async fn link(device: &mut Device<'_>) -> String {
    let made = device
        .ask(Method::PUT, "/account/calendar", Value::Null)
        .await;
    assert_eq!(made.status, StatusCode::OK, "{}", made.text());
    json_of(&made)["path"].as_str().unwrap().to_owned()
}

/// A call at Acme in New York, and Ann, who keeps Christmas.
fn a_call_with_ann() -> Edit {
    let (acme, ann) = (RecordId::fixed(1), RecordId::fixed(2));
    let round = Event {
        zone: "America/New_York".into(),
        with: vec![ann],
        minutes: Some(45),
        ..Event::round(acme, "Call", day("2026-07-01"), Some(600))
    };
    Edit::new("")
        .create(
            acme,
            &Opportunity {
                company: "Acme".into(),
                ..Opportunity::default()
            },
        )
        .create(
            ann,
            &Person {
                name: "Ann".into(),
                holiday: "christmas".into(),
                ..Person::default()
            },
        )
        .create(RecordId::fixed(3), &round)
}

#[tokio::test]
async fn a_calendar_holds_rounds_and_planned_words_until_its_link_ends() {
    let site = TestSite::new();
    let mut ada = Device::sign_up(&site, "ada").await;
    let edit = a_call_with_ann();
    ada.post("/push", changes(&edit, 1_780_000_000_000)).await;

    let path = link(&mut ada).await;
    let feed = site.get(&path).await;
    assert_eq!(feed.status, StatusCode::OK);
    assert_eq!(feed.header("content-type"), "text/calendar; charset=utf-8");
    assert!(feed.header("cache-control").contains("private"));
    let text = feed.text().replace("\r\n ", "");
    assert!(
        text.contains("DTSTART;TZID=America/New_York:20260701T100000\r\nDURATION:PT45M"),
        "{text}"
    );
    assert!(text.contains("TZOFFSETTO:-0400"), "{text}");
    assert!(
        text.contains("SUMMARY:Call\\, Acme") && text.contains("SUMMARY:Greetings: Ann"),
        "{text}"
    );
    let again = axum::http::Request::get(&path).header("if-none-match", feed.header("etag"));
    let again = site
        .send(again.body(axum::body::Body::empty()).unwrap())
        .await;
    assert_eq!(again.status, StatusCode::NOT_MODIFIED);

    let mut bob = Device::sign_up(&site, "bob").await;
    let empty = site.get(&link(&mut bob).await).await;
    assert!(
        !empty.text().contains("VEVENT"),
        "nobody reads another's calendar"
    );

    let renewed = link(&mut ada).await;
    assert_eq!(
        code_of(&site.get(&path).await),
        "no-calendar",
        "the old link has ended"
    );
    assert_eq!(site.get(&renewed).await.status, StatusCode::OK);
    ada.ask(Method::DELETE, "/account/calendar", Value::Null)
        .await;
    assert_eq!(code_of(&site.get(&renewed).await), "no-calendar");
    for guess in [
        "/calendar/x.ics",
        "/calendar/x",
        "/calendar/..%2F..%2Fetc.ics",
    ] {
        assert_eq!(code_of(&site.get(guess).await), "no-calendar", "{guess}");
    }
}

#[tokio::test]
async fn one_mistyped_year_moves_no_other_round() {
    let site = TestSite::new();
    let mut ada = Device::sign_up(&site, "ada").await;
    let acme = RecordId::fixed(1);
    let days = ["1926-07-01", "2026-02-01", "2026-07-01"];
    let rounds = days.iter().zip(10..).fold(Edit::new(""), |edit, (on, id)| {
        let round = Event {
            zone: "Europe/Berlin".into(),
            ..Event::round(acme, "Call", day(on), Some(600))
        };
        edit.create(RecordId::fixed(id), &round)
    });
    let edit = rounds.create(acme, &Opportunity::default());
    ada.post("/push", changes(&edit, 1_780_000_000_000)).await;
    let feed = site.get(&link(&mut ada).await).await;
    let spring = "DTSTART:20260329T020000\r\nTZOFFSETFROM:+0100\r\nTZOFFSETTO:+0200\r\n";
    assert!(feed.text().contains(spring), "{}", feed.text());
    assert!(feed.text().matches("TZOFFSETTO").count() < 6);
}

#[tokio::test]
async fn who_guesses_calendar_links_has_to_wait() {
    let site = TestSite::new();
    let mut codes = std::collections::BTreeSet::new();
    for number in 0..40 {
        let answer = site.get(&format!("/calendar/{number}.ics")).await;
        codes.insert(code_of(&answer));
    }
    assert!(codes.contains("slow-down"), "{codes:?}");
}

#[tokio::test]
async fn five_thousand_planned_words_are_one_calendar() {
    let site = TestSite::new();
    let mut ada = Device::sign_up(&site, "ada").await;
    let ann = RecordId::fixed(2);
    ada.post(
        "/push",
        changes(&Edit::new("").create(ann, &Person::default()), 1),
    )
    .await;
    for part in 0..10_u128 {
        let edit = (0..500_u128).fold(Edit::new(""), |edit, number| {
            let touch = Touch {
                person: Some(ann),
                occasion: Some(Occasion::CheckIn),
                due: Some(day("2026-12-01").plus_days(number as i32)),
                ..Touch::default()
            };
            edit.create(RecordId::fixed(1_000 + part * 500 + number), &touch)
        });
        let answer = ada.post("/push", changes(&edit, 1_780_000_000_000)).await;
        assert_eq!(answer.status, StatusCode::OK, "{}", answer.text());
    }
    let feed = site.get(&link(&mut ada).await).await;
    assert_eq!(feed.text().matches("BEGIN:VEVENT").count(), 5_000);
}
