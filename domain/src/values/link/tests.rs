//! What becomes a link and what stays text.
#![allow(clippy::unwrap_used, reason = "a failed unwrap fails the test")]
use proptest::prelude::*;

use super::*;

#[test]
fn strange_schemes_never_become_links() {
    for text in [
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        " javascript:alert(1)",
        "java\nscript:alert(1)",
        "data:text/html,x",
        "vbscript:x",
        "file:///etc/passwd",
        "blob:https://a.example/1",
        "mailto:a@b.example",
        "//evil.example",
        "https://good.example@evil.example",
        "https://",
        "https://a b.example",
        "http:\\\\x.example",
        "javascript://a.example/%0aalert(1)",
        "",
        "   ",
        "acme",
        "https://..",
        "\u{1}javascript:alert(1)",
        "java\tscript:alert(1)",
        "https://a.example\u{202e}moc.live",
        "https://acme\u{200b}.example",
        "https://a.example:99999",
        "https://a.example:/x",
        "https://.example",
        "https://a..example",
        "https://[::1]/",
        "https:/a.example",
        "ws://a.example",
        "intent://scan/#Intent;end",
        "javascript&colon;alert(1)",
        "https://a.example@evil.example/",
        "https://a%2eexample/",
    ] {
        assert!(SafeLink::parse(text).is_err(), "{text}");
    }
}

#[test]
fn usual_addresses_do() {
    let parse = |text| SafeLink::parse(text).unwrap().as_str().to_owned();
    assert_eq!(parse("acme.example/jobs/1"), "https://acme.example/jobs/1");
    assert_eq!(parse("HTTP://acme.example"), "http://acme.example");
    assert_eq!(
        parse("https://bücher.example:8443/ä?q=1#x"),
        "https://bücher.example:8443/ä?q=1#x"
    );
    assert_eq!(parse("localhost:3000/x"), "https://localhost:3000/x");
}

#[test]
fn hosts_of_any_script_stay_as_typed() {
    for (text, host) in [
        ("https://WWW.Acme.Example/jobs", "acme.example"),
        ("https://www.example", "www.example"),
        ("xn--bcher-kva.example/x", "xn--bcher-kva.example"),
        ("https://пример.example", "пример.example"),
        ("https://例え.example/求人", "例え.example"),
        ("https://उदाहरण.example", "उदाहरण.example"),
        ("https://a.example:8443/x://y/z", "a.example"),
    ] {
        assert_eq!(SafeLink::parse(text).unwrap().host(), host, "{text}");
    }
}

#[test]
fn path_and_query_are_read_apart() {
    let link = SafeLink::parse("https://a.example//jobs/7/?for=acme&x#for=other").unwrap();
    assert_eq!(link.path().collect::<Vec<_>>(), ["jobs", "7"]);
    assert_eq!(link.query("for"), Some("acme"));
    assert_eq!(link.query("x"), None);
}

#[test]
fn too_long_is_too_long() {
    let link =
        |length: usize| SafeLink::parse(&format!("https://a.example/{}", "x".repeat(length - 18)));
    assert!(link(LONGEST_LINK).is_ok());
    assert_eq!(link(LONGEST_LINK + 1), Err(LinkProblem::TooLong));
    assert_eq!(
        SafeLink::parse(&"a".repeat(2_000_000)),
        Err(LinkProblem::TooLong)
    );
}

#[test]
fn tracking_is_left_out_and_the_rest_stays() {
    let link = SafeLink::parse("https://a.example/j?id=7&utm_source=x&gclid=1#top").unwrap();
    assert_eq!(
        link.without_tracking().as_str(),
        "https://a.example/j?id=7#top"
    );
}

#[test]
fn a_mail_link_cannot_be_broken_out_of() {
    assert_eq!(
        mailto("a@b.example", "Thank you & more", "Hi\nyou?"),
        "mailto:a@b.example?subject=Thank%20you%20%26%20more&body=Hi%0D%0Ayou%3F"
    );
}

proptest! {
    #[test]
    fn whatever_becomes_a_link_is_http_or_https(
        text in prop_oneof!["\\PC{0,60}", "(https?://)?[a-z.]{1,9}\\PC{0,30}", "[a-z]{0,9}[:/@?#&.\\\\a-z]{0,30}"],
    ) {
        if let Ok(link) = SafeLink::parse(&text) {
            let is_web = link.as_str().starts_with("https://") || link.as_str().starts_with("http://");
            prop_assert!(is_web);
            prop_assert!(!link.host().is_empty());
            // What became a link stays one, with or without tracking.
            let clean = link.without_tracking();
            prop_assert_eq!(SafeLink::parse(clean.as_str()), Ok(clean.clone()));
            let _ = (link.path().count(), link.query("for"));
        }
    }
}
