//! Postings in JSON, in the forms that boards write them in.

use crate::capture::{Capture, read_all};
use crate::model::opportunity::{Kind, Workplace};

fn all(text: &str) -> Vec<Capture> {
    read_all(text).unwrap_or_default()
}

fn named(text: &str) -> Vec<(String, String)> {
    let captures = all(text).into_iter();
    captures.map(|one| (one.company, one.role)).collect()
}

fn pair(company: &str, role: &str) -> (String, String) {
    (company.to_owned(), role.to_owned())
}

const WHOLE: &str = r##"{
  "@context": "https://schema.org/",
  "@type": "JobPosting",
  "title": "Data engineer (m/f/d)",
  "description": "&lt;p&gt;We build maps.&lt;/p&gt;&lt;ul&gt;&lt;li&gt;Rust &amp;amp; SQL&lt;/li&gt;&lt;/ul&gt;",
  "datePosted": "2026-11-20",
  "validThrough": "2026-12-31T23:59",
  "employmentType": "FULL_TIME",
  "hiringOrganization": {"@type": "Organization", "name": "Fennel &amp; Rye Ltd", "sameAs": "https://fennelrye.example"},
  "jobLocation": {"@type": "Place", "address": {"@type": "PostalAddress", "addressLocality": "Leeds", "addressCountry": "GB"}},
  "baseSalary": {"@type": "MonetaryAmount", "currency": "GBP", "value": {"@type": "QuantitativeValue", "minValue": 52000, "maxValue": 60000, "unitText": "YEAR"}},
  "url": "https://fennelrye.example/jobs/17?utm_source=board"
}"##;

#[test]
fn a_posting_gives_what_it_says() {
    let captures = all(WHOLE);
    let [posting] = captures.as_slice() else {
        panic!("one posting, not {}", captures.len());
    };
    assert_eq!(posting.company, "Fennel & Rye Ltd");
    assert_eq!(posting.role, "Data engineer (m/f/d)");
    assert_eq!(posting.place, "Leeds");
    assert_eq!(posting.pay, "GBP 52000–60000 per year");
    assert_eq!(posting.link, "https://fennelrye.example/jobs/17");
    assert_eq!(
        posting.notes,
        "Open until 31 Dec 2026\n\nWe build maps.\n\n- Rust & SQL"
    );
    assert_eq!((posting.kind, posting.workplace), (Kind::Job, None));
}

#[test]
fn it_is_found_in_arrays_graphs_and_script_elements() {
    let one = r#"{"@type":"JobPosting","title":"Cook","hiringOrganization":"Acme"}"#;
    let two = r##"{"@type":["Thing","schema:JobPosting"],"name":"Baker","hiringOrganization":{"@id":"#us"}}"##;
    let us = r##"{"@id":"#us","@type":"Organization","legalName":"Umbra GmbH"}"##;
    let cook = || pair("Acme", "Cook");
    let baker = pair("Umbra GmbH", "Baker");
    assert_eq!(named(one), [cook()]);
    assert_eq!(named(&format!("[{one}]")), [cook()]);
    let graph = format!(r#"{{"@context":"https://schema.org","@graph":[{us},{one},{two}]}}"#);
    assert_eq!(named(&graph), [cook(), baker]);
    let script = format!("<script type=\"application/ld+json\">\n{one}\n</script>");
    assert_eq!(named(&script), [cook()]);
    let list = format!(r#"{{"@type":"ItemList","itemListElement":[{{"item":{one}}}]}}"#);
    assert_eq!(named(&list), [cook()]);
}

#[test]
fn the_address_pasted_beside_it_is_its_link() {
    let text = "https://acme.example/jobs/3\n{\"@type\":\"JobPosting\",\"title\":\"Cook\",\"hiringOrganization\":\"Acme\"}";
    assert_eq!(all(text)[0].link, "https://acme.example/jobs/3");
}

#[test]
fn work_from_anywhere_and_contracts_are_told() {
    let text = r#"{"@type":"http://schema.org/JobPosting","title":"Nurse","hiringOrganization":{"name":"confidential"},
        "jobLocationType":"TELECOMMUTE","employmentType":["CONTRACTOR"],
        "applicantLocationRequirements":[{"@type":"Country","name":"Ireland"},{"@type":"Country","name":"Malta"}],
        "baseSalary":{"currency":"EUR","value":0}}"#;
    let posting = &all(text)[0];
    assert_eq!(posting.company, "", "unnamed on purpose");
    assert_eq!(posting.workplace, Some(Workplace::Remote));
    assert_eq!(posting.kind, Kind::Project);
    assert_eq!(posting.place, "Ireland / Malta");
    assert_eq!(posting.pay, "");
}

#[test]
fn amounts_are_said_as_far_as_they_are_known() {
    let pay = |salary: &str| {
        let text = format!(
            r#"{{"@type":"JobPosting","title":"Cook","hiringOrganization":"Acme","baseSalary":{salary}}}"#
        );
        all(&text)[0].pay.clone()
    };
    assert_eq!(pay(r#""14 an hour""#), "14 an hour");
    assert_eq!(pay("48000"), "48000");
    assert_eq!(
        pay(r#"{"currency":"EUR","value":{"value":19.5,"unitText":"HOUR"}}"#),
        "EUR 19.5 per hour"
    );
    assert_eq!(
        pay(r#"{"currency":"CHF","value":{"maxValue":"90000"}}"#),
        "CHF up to 90000"
    );
    assert_eq!(pay("null"), "");
}

#[test]
fn what_is_not_a_posting_is_read_as_before() {
    for text in [
        r#"{"@type":"Organization","name":"Acme","about":"JobPosting"}"#,
        "{ JobPosting }",
        "JobPosting",
        "]JobPosting[",
    ] {
        assert!(super::read_json(text).is_none(), "{text}");
    }
    let deep = format!("{}\"JobPosting\"{}", "[".repeat(5_000), "]".repeat(5_000));
    assert!(super::read_json(&deep).is_none());
    let hidden = format!(
        "{}{}{}",
        "[".repeat(20),
        r#"{"@type":"JobPosting","title":"Cook"}"#,
        "]".repeat(20)
    );
    assert!(super::read_json(&hidden).is_none(), "too deep to be one");
}
