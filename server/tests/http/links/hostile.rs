//! Hostile visitors: what they send is refused or kept as text, and what they guess leads nowhere.

use super::*;

on_both_databases!(
    a_hostile_answer_is_text_and_nothing_else,
    what_no_browser_sends_is_refused_calmly,
);

const SCRIPT: &str = "</textarea><script>alert(1)</script><img src=x onerror=alert(1)>";

async fn a_hostile_answer_is_text_and_nothing_else(site: &TestSite) {
    let mut ada = Device::sign_up(site, "ada").await;
    let hostile = FeedbackRequest {
        title: SCRIPT.into(),
        text: SCRIPT.into(),
        link: "javascript:alert(1)".into(),
        questions: vec![SCRIPT.into()],
        asks_name: true,
        ..FeedbackRequest::default()
    };
    put(&mut ada, REQUEST, &hostile).await;
    let (_, page) = link(&mut ada, "feedback", REQUEST).await;
    let form = site.get(&page).await;
    assert_eq!(form.status, StatusCode::OK);
    // What is escaped holds the words; no tag and no address is made of them.
    let html = form.text().to_lowercase();
    assert!(!html.contains("<script") && !html.contains("<img"));
    assert!(!html.contains("href=\"javascript"), "{html}");

    let name = "Tom\u{202e}reversed\r\n\u{0}Becker";
    let control: String = (0..32_u8).map(char::from).collect();
    let text = format!("{SCRIPT}\n{control}'; DROP TABLE links; --");
    let sent = send(site, 1, &page, &[("q0", &text), ("name", name)]).await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.text());
    let [answer] = &records(&mut ada, "feedback-answer").await[..] else {
        panic!("one answer")
    };
    let kept = answer["texts"][0].as_str().unwrap();
    assert!(kept.starts_with(SCRIPT) && kept.ends_with("DROP TABLE links; --"));
    assert!(!kept.contains(|it: char| it.is_control() && !"\n\t".contains(it)));
    assert_eq!(answer["name"], "Tomreversed Becker");
    // Shown again as text, too.
    let again = send(site, 1, &page, &[("name", SCRIPT)]).await;
    let html = again.text().to_lowercase();
    assert!(
        !html.contains("<script") && !html.contains("<img"),
        "{html}"
    );
}

async fn what_no_browser_sends_is_refused_calmly(site: &TestSite) {
    let (mut ada, page) = asker(site).await;
    // A thousand fields, the first of which counts; and bytes that are no text.
    let mut fields = vec![("q0", "first")];
    fields.extend(std::iter::repeat_n(("q0", "later"), 1_000));
    assert_eq!(
        send(site, 1, &page, &fields).await.status,
        StatusCode::SEE_OTHER
    );
    let broken = send_raw(site, 1, &page, &b"q0=%FF%FEsome%C3&q1=\xff"[..]).await;
    assert_eq!(broken.status, StatusCode::SEE_OTHER);
    let answers = records(&mut ada, "feedback-answer").await;
    let texts: Vec<&Value> = answers.iter().map(|answer| &answer["texts"]).collect();
    assert_eq!(texts.len(), 2);
    assert!(texts.contains(&&json!(["first"])), "{texts:?}");
    assert!(
        texts.contains(&&json!(["\u{fffd}\u{fffd}some\u{fffd}", "\u{fffd}"])),
        "{texts:?}"
    );

    let five_megabytes = format!("q0={}", "a".repeat(5_000_000));
    let large = send_raw(site, 2, &page, five_megabytes).await;
    assert_eq!(large.status, StatusCode::PAYLOAD_TOO_LARGE);
    assert_unlisted(&large);
    let json = Request::post(&page).header("content-type", "application/json");
    let json = site.send(json.body(Body::from("{}")).unwrap()).await;
    assert_eq!(json.status, StatusCode::UNSUPPORTED_MEDIA_TYPE);
    assert_unlisted(&json);
    assert!(json.text().contains("<form"));
    for method in [Method::PUT, Method::DELETE, Method::PATCH] {
        let answer = site.call(method, &page, Vec::new()).await;
        assert_eq!(answer.status, StatusCode::METHOD_NOT_ALLOWED);
        assert_eq!(answer.header("x-robots-tag"), "noindex, nofollow");
    }
    let head = site.call(Method::HEAD, &page, Vec::new()).await;
    assert_eq!(head.status, StatusCode::OK);
    let listed = json_of(&ada.get("/links").await);
    assert_eq!(listed["links"][0]["seen_ms"], Value::Null, "nobody looked");
    assert_eq!(records(&mut ada, "feedback-answer").await.len(), 2);
}

#[tokio::test]
async fn who_guesses_links_has_to_wait_and_nobody_else() {
    let site = TestSite::new();
    let (_ada, page) = asker(&site).await;
    let mut statuses = Vec::new();
    for number in 0..15 {
        let answer = site.get(&format!("/shared/{number}")).await;
        assert_unlisted(&answer);
        statuses.push(answer.status);
    }
    assert_eq!(statuses[9], StatusCode::NOT_FOUND);
    assert_eq!(statuses[14], StatusCode::TOO_MANY_REQUESTS);
    assert_eq!(site.get(&page).await.status, StatusCode::OK);
}
