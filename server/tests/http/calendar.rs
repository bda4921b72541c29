//! The calendar link through the network: what it holds, who can read it, when it ends, and what a large one costs.

use axum::http::{Method, StatusCode};
use domain::method::Occasion;
use domain::model::event::Event;
use domain::model::opportunity::Opportunity;
use domain::model::person::Person;
use domain::model::settings::Settings;
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

/// The lines in which entries begin, by title.
async fn begins(
    site: &TestSite,
    device: &mut Device<'_>,
) -> std::collections::BTreeMap<String, String> {
    let feed = site.get(&link(device).await).await.text().to_owned();
    let entries = feed.split("BEGIN:VEVENT\r\n").skip(1);
    let value = |entry: &str, name: &str| {
        let mut lines = entry.split("\r\n");
        let line = lines.find(|line| line.starts_with(name)).unwrap();
        line[name.len()..].to_owned()
    };
    entries
        .map(|entry| (value(entry, "SUMMARY:"), value(entry, "DTSTART")))
        .collect()
}

#[tokio::test]
async fn zones_are_read_as_people_wrote_them_and_none_is_the_persons() {
    let site = TestSite::new();
    let mut ada = Device::sign_up(&site, "ada").await;
    let zones = [
        ("", "ZID=Asia/Kolkata:20261210T103000"),
        ("my place", "ZID=Asia/Kolkata:20261210T103000"),
        ("London", "ZID=Europe/London:20261210T103000"),
        ("Berlin time", "ZID=Europe/Berlin:20261210T103000"),
        ("CET", "ZID=CET:20261210T103000"),
        ("EST", "ZID=EST:20261210T103000"),
        ("new york", "ZID=America/New_York:20261210T103000"),
        (
            "Buenos Aires",
            "ZID=America/Argentina/Buenos_Aires:20261210T103000",
        ),
        ("São Paulo", "ZID=America/Sao_Paulo:20261210T103000"),
        (
            "Port-au-Prince",
            "ZID=America/Port-au-Prince:20261210T103000",
        ),
        ("+02:00", ":20261210T083000Z"),
        ("UTC+5:30", ":20261210T050000Z"),
        ("UTC", ":20261210T103000Z"),
    ];
    let acme = RecordId::fixed(1);
    let edit = zones
        .iter()
        .zip(10..)
        .fold(Edit::new(""), |edit, ((zone, _), id)| {
            let round = Event {
                zone: (*zone).into(),
                ..Event::round(acme, &format!("At {zone}"), day("2026-12-10"), Some(630))
            };
            edit.create(RecordId::fixed(id), &round)
        });
    ada.post("/push", changes(&edit, 1_780_000_000_000)).await;
    let floating = begins(&site, &mut ada).await;
    assert_eq!(
        floating["At "], ":20261210T103000",
        "nobody said a zone yet"
    );
    let settings = Settings {
        zone: "Asia/Kolkata".into(),
        ..Settings::default()
    };
    let edit = Edit::new("").create(RecordId::ONLY, &settings);
    ada.post("/push", changes(&edit, 1_780_000_001_000)).await;
    let read = begins(&site, &mut ada).await;
    for (zone, expected) in zones {
        let line = read[&format!("At {zone}")].replace(";T", "");
        assert_eq!(line, expected, "{zone}");
    }
}

/// What people call zones; a line of the table of `domain::values::zone` each, and some cities.
const OTHER_NAMES: &str = "\
Boston, ET, Austin, Mountain time, San Francisco, Alaska, Hawaii, Atlantic time
Newfoundland, Montreal, Calgary, British Columbia, Guadalajara, Rio de Janeiro, Argentina
Medellin, Peru, Chile, Manchester, Cork, Porto, Munich, Wien, Geneva, Lyon, Barcelona, Milan
Utrecht, Antwerp, Aarhus, Malmö, Bergen, Brno, Kraków, Thessaloniki, Tampere, Cluj-Napoca
Ankara, Kiev, MSK, Tel Aviv, Abu Dhabi, Lahore, Bengaluru, Shenzhen, HKT, SGT, Osaka, KST
Canberra, AWST, Wellington, Cape Town, Nairobi, Reykjavik, Mauritius, Fiji, Ho Chi Minh
Kuala Lumpur, Dar es Salaam, Isle of Man, Ust-Nera";

#[test]
fn other_names_of_zones_lead_to_zones() {
    let offset_of = |zone: &str, _: u64| jiff::tz::TimeZone::get(zone).is_ok().then_some(0);
    for text in OTHER_NAMES.lines().flat_map(|line| line.split(", ")) {
        let zone = domain::values::zone::read_zone(text, &offset_of);
        let zone = zone.unwrap_or_else(|_| panic!("{text}"));
        assert!(jiff::tz::TimeZone::get(&zone).is_ok(), "{text}: {zone}");
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
