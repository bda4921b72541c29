//! Zones as people write them. `server/tests` reads the same with the whole database.

use proptest::prelude::*;

use super::*;

const HOUR_MS: i64 = 3_600_000;

/// Berlin as it is in 2026, and some other names without a clock.
fn offset_of(zone: &str, ms: u64) -> Option<i32> {
    const SPRING: u64 = 1_774_746_000_000;
    const AUTUMN: u64 = 1_792_890_000_000;
    let is_summer = (SPRING..AUTUMN).contains(&ms);
    match zone {
        "Europe/Berlin" => Some(if is_summer { 120 } else { 60 }),
        "Europe/London"
        | "America/New_York"
        | "America/Port-au-Prince"
        | "Europe/Isle_of_Man"
        | "Africa/Dar_es_Salaam"
        | "Asia/Tokyo"
        | "Europe/Zurich" => Some(0),
        _ => None,
    }
}

fn read(text: &str) -> Result<String, ZoneProblem> {
    read_zone(text, &offset_of)
}

/// What people write, with semicolons between, after what it is read as.
const WRITTEN: &str = "
Europe/London: London; Europe/London; europe/london; london time; London, UK; BST; London (UK)
America/New_York: EST; EDT; est.; New York; new_york; NEW YORK TIME; US Eastern; Boston; ET
America/New_York: Eastern Time (US & Canada)
Europe/Berlin: CET; CEST; CET/CEST; Berlin time; Munich; München; time in Germany; CET (UTC+1)
Europe/Berlin: Central European Summer Time
Europe/Zurich: Zürich; Geneva; zurich
America/Port-au-Prince: Port-au-Prince
Europe/Isle_of_Man: Isle of Man
Africa/Dar_es_Salaam: dar es salaam
+02:00: +02:00; +2; +02; +0200; UTC+2; utc +02:00; GMT+2; Etc/GMT-2; UTC+2 (CEST)
-03:30: -3:30; −03:30; UTC−0330; GMT-3:30
+05:45: +5:45; +0545
UTC: UTC; gmt; Z; +00:00; UTC±0; utc+0; Etc/GMT
Asia/Tokyo: Japan; JST; Tokyo (Japan)
";

#[test]
fn a_zone_is_read_however_people_write_it() {
    let lines = WRITTEN.lines().filter_map(|line| line.split_once(": "));
    for (zone, texts) in lines {
        for text in texts.split("; ") {
            assert_eq!(read(text).as_deref(), Ok(zone), "{text}");
        }
    }
}

#[test]
fn what_is_no_zone_is_refused_with_what_to_write() {
    for text in [
        "",
        "Mars",
        "Mars/Olympus",
        "2",
        "+25:00",
        "+2:5",
        "my place",
        "+-2",
        "+€5",
        "EU",
        "europe/",
        "Berlin/London",
    ] {
        assert_eq!(read(text), Err(ZoneProblem::Unknown), "{text}");
    }
    assert!(ZoneProblem::Unknown.to_string().contains("such as Berlin"));
    let ist = read("IST").err().map(|problem| problem.to_string());
    let sentence = "IST can mean more than one time zone. Write a city instead, such as Mumbai, Dublin or Tel Aviv.";
    assert_eq!(ist.as_deref(), Some(sentence));
    assert!(matches!(read("CST time"), Err(ZoneProblem::Several(..))));
}

#[test]
fn what_is_read_is_read_the_same_again() {
    for text in ["Munich", "+2", "GMT", "Dar es Salaam", "EST"] {
        let zone = read(text).unwrap_or_default();
        assert_eq!(read(&zone).as_deref(), Ok(&*zone));
    }
}

#[test]
fn a_time_shown_twice_is_the_first_and_one_skipped_is_read_before_the_change() {
    let clock = |days: i64, hours: i64| (20_000 + days) * 24 * HOUR_MS + hours * HOUR_MS;
    let berlin = |ms| offset_on_clock("Europe/Berlin", ms, &offset_of);
    // Day 541 is 29 March 2026, when 02:00 to 03:00 is skipped; 751 is 25 October, when it is
    // twice.
    for (days, hours, offset, skipped) in [
        (541, 1, 60, false),
        (541, 2, 60, true),
        (541, 3, 120, false),
        (751, 1, 120, false),
        (751, 2, 120, false),
        (751, 3, 60, false),
        (600, 2, 120, false),
        (300, 2, 60, false),
    ] {
        let ms = clock(days, hours);
        assert_eq!(berlin(ms), Some(offset), "{days} {hours}");
        assert_eq!(
            is_skipped("Europe/Berlin", ms, &offset_of),
            skipped,
            "{days} {hours}"
        );
    }
    assert_eq!(
        offset_on_clock("-03:30", clock(0, 0), &offset_of),
        Some(-210)
    );
    assert_eq!(offset_on_clock("Mars", clock(0, 0), &offset_of), None);
}

proptest! {
    #[test]
    fn no_text_panics_and_what_is_read_can_stand_in_a_line(text in "\\PC{0,30}") {
        let everything = |_: &str, _: u64| Some(0);
        if let Ok(zone) = read_zone(&text, &everything) {
            prop_assert!(zone.bytes().all(|byte| byte.is_ascii_graphic()), "{zone}");
        }
    }

    #[test]
    fn every_distance_comes_back(minutes in -720..=840_i32) {
        let zone = fixed::name(minutes);
        prop_assert_eq!(fixed_offset(&zone), Some(minutes));
        prop_assert_eq!(read(&zone), Ok(zone));
    }
}
