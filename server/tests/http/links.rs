//! Links for people without an account, through the network: who makes and ends them, what their
//! pages show and take, and what leads nowhere.

use std::net::SocketAddr;
use std::sync::atomic::{AtomicU8, Ordering};

use axum::body::Body;
use axum::extract::ConnectInfo;
use axum::http::{Method, Request, StatusCode};
use domain::model::feedback::FeedbackRequest;
use domain::model::opportunity::Opportunity;
use domain::model::share::Share;
use domain::state::edit::Edit;
use domain::state::entity::Entity;
use domain::state::record::RecordKind;
use domain::values::date::Now;
use domain::values::id::RecordId;
use serde_json::{Value, json};
use server::store::now_ms;

use crate::fixtures::{Answer, Device, TestSite, changes, code_of, json_of, listen, next_poke};

mod hostile;
mod owner;

on_both_databases!(
    an_answer_comes_into_the_account_and_its_devices_hear_of_it,
    a_partner_sees_what_was_chosen_and_leaves_a_note,
    whatever_leads_nowhere_gets_one_answer,
    what_has_ended_leads_nowhere,
    a_link_takes_twenty_answers_however_many_come_at_once,
    a_form_that_is_sent_twice_is_one_answer,
    what_was_typed_is_on_the_page_that_says_what_is_wrong,
);

const REQUEST: RecordId = RecordId::fixed(0x0190_f5a0_0000_7000_8000_0000_0000_0011);
const SHARE: RecordId = RecordId::fixed(0x0190_f5a0_0000_7000_8000_0000_0000_0012);

fn request() -> FeedbackRequest {
    FeedbackRequest {
        title: "CV of November".into(),
        text: "Ada Quill, planner of depots".into(),
        questions: vec!["What would make you say no?".into(), "What to keep?".into()],
        asks_name: true,
        ..FeedbackRequest::default()
    }
}

/// Stores a record as one of the account's devices would.
async fn put<T: Entity>(device: &mut Device<'_>, id: RecordId, record: &T) {
    let edit = Edit::new("").create(id, record);
    let pushed = device.post("/push", changes(&edit, now_ms())).await;
    assert_eq!(json_of(&pushed)["rejected"], json!([]));
}

async fn set(device: &mut Device<'_>, kind: RecordKind, id: RecordId, field: &str, value: Value) {
    let edit = Edit::new("").set(kind, id, field, value);
    device.post("/push", changes(&edit, now_ms())).await;
}

/// Makes a link; its id and the path of its page.
async fn link(device: &mut Device<'_>, kind: &str, record: RecordId) -> (String, String) {
    let asked = json!({"kind": kind, "record": record.to_string()});
    let made = device.post("/links", asked).await;
    assert_eq!(made.status, StatusCode::CREATED, "{}", made.text());
    let made = json_of(&made);
    let text = |name: &str| made[name].as_str().unwrap().to_owned();
    assert_eq!(text("token").len(), 43, "256 bits in base64url");
    assert!(text("url").ends_with(&format!("/{}", text("token"))));
    (text("id"), text("url"))
}

/// Somebody with a request for feedback and its link.
async fn asker(site: &TestSite) -> (Device<'_>, String) {
    let mut ada = Device::sign_up(site, "ada").await;
    put(&mut ada, REQUEST, &request()).await;
    let (_, page) = link(&mut ada, "feedback", REQUEST).await;
    (ada, page)
}

fn encoded(fields: &[(&str, &str)]) -> String {
    let bytes = |text: &str| -> String { text.bytes().map(|it| format!("%{it:02x}")).collect() };
    let pairs = fields
        .iter()
        .map(|(name, value)| format!("{}={}", bytes(name), bytes(value)));
    pairs.collect::<Vec<_>>().join("&")
}

/// Sends a form as a browser does that gives no referrer, from a peer of this number.
async fn send_raw(site: &TestSite, peer: u8, page: &str, body: impl Into<Body>) -> Answer {
    let request = Request::post(page)
        .header("content-type", "application/x-www-form-urlencoded")
        .header("origin", "null")
        .extension(ConnectInfo(SocketAddr::from(([203, 0, 113, peer], 4_321))));
    site.send(request.body(body.into()).unwrap()).await
}

async fn send(site: &TestSite, peer: u8, page: &str, fields: &[(&str, &str)]) -> Answer {
    send_raw(site, peer, page, encoded(fields)).await
}

/// The records of a kind that the account has, as the values of their fields.
async fn records(device: &mut Device<'_>, kind: &str) -> Vec<Value> {
    let pulled = json_of(&device.get("/changes?limit=5000").await);
    let changes = pulled["changes"].as_object().unwrap();
    let of_kind = changes
        .iter()
        .filter(|(key, _)| key.starts_with(&format!("{kind}:")));
    of_kind
        .map(|(_, stamped)| {
            let mut fields = json!({});
            for cells in stamped.as_object().unwrap().values() {
                for (field, value) in cells.as_object().unwrap() {
                    fields[field] = value.clone();
                }
            }
            fields
        })
        .collect()
}

/// What every answer behind a link has, and has not.
fn assert_unlisted(answer: &Answer) {
    for (name, value) in [
        ("cache-control", "no-store"),
        ("referrer-policy", "no-referrer"),
        ("x-robots-tag", "noindex, nofollow"),
        ("x-content-type-options", "nosniff"),
        ("x-frame-options", "DENY"),
        ("set-cookie", ""),
    ] {
        assert_eq!(answer.header(name), value, "{name}");
    }
    let policy = answer.header("content-security-policy");
    assert!(policy.starts_with("default-src 'none'; style-src 'self'"));
    assert!(!policy.contains("script-src") && !policy.contains("unsafe"));
    let html = answer.text().to_lowercase();
    assert!(!html.contains("<script") && !html.contains(" onerror="));
}

async fn an_answer_comes_into_the_account_and_its_devices_hear_of_it(site: &TestSite) {
    let (mut ada, page) = asker(site).await;
    let mut stream = listen(site, &ada.cookie)
        .await
        .into_body()
        .into_data_stream();
    let before = next_poke(&mut stream).await;

    let form = site.get(&page).await;
    assert_eq!(form.status, StatusCode::OK);
    assert_unlisted(&form);
    let html = form.text();
    for shown in [
        "CV of November",
        "What to keep?",
        "name=\"q1\"",
        "one-yes.ghi.css",
    ] {
        assert!(html.contains(shown), "{shown}: {html}");
    }
    assert!(html.contains("noindex") && html.len() < 8_000);

    let answers = [("q1", "The line on depots"), ("name", "Tom Becker")];
    let sent = send(site, 1, &page, &answers).await;
    assert_unlisted(&sent);
    assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.text());
    assert_eq!(sent.header("location"), format!("{page}?sent"));
    let thanks = site.get(sent.header("location")).await;
    assert_eq!(thanks.status, StatusCode::OK);
    assert_unlisted(&thanks);
    assert!(!thanks.text().contains("<form"), "{}", thanks.text());

    assert!(next_poke(&mut stream).await > before);
    let [answer] = &records(&mut ada, "feedback-answer").await[..] else {
        panic!("one answer")
    };
    assert_eq!(answer["request"], json!(REQUEST.to_string()));
    assert_eq!(answer["questions"], json!(["What to keep?"]));
    assert_eq!(answer["texts"], json!(["The line on depots"]));
    assert_eq!(answer["name"], "Tom Becker");
    let now = Now {
        ms: now_ms(),
        offset_minutes: 0,
    };
    assert_eq!(answer["on"], json!(now.today()));
    let listed = json_of(&ada.get("/links").await);
    assert_eq!(listed["links"][0]["answers"], 1);
    let seen_ms = listed["links"][0]["seen_ms"].as_u64().unwrap();
    assert!(now_ms() - seen_ms < 60_000, "{seen_ms}");
}

async fn a_partner_sees_what_was_chosen_and_leaves_a_note(site: &TestSite) {
    let mut ada = Device::sign_up(site, "ada").await;
    let acme = Opportunity {
        company: "Halden Freight".into(),
        notes: "A private note".into(),
        ..Opportunity::default()
    };
    put(&mut ada, RecordId::fixed(1), &acme).await;
    let share = Share {
        name: "Grandmother".into(),
        counts: true,
        ..Share::default()
    };
    put(&mut ada, SHARE, &share).await;
    let (_, page) = link(&mut ada, "share", SHARE).await;
    let shown = site.get(&page).await;
    assert_eq!(shown.status, StatusCode::OK);
    assert_unlisted(&shown);
    for hidden in ["Halden", "private note", "ada", "Grandmother"] {
        assert!(!shown.text().contains(hidden), "{hidden}: {}", shown.text());
    }
    let sent = send(site, 1, &page, &[("note", "Proud of you.\r\n<b>Go on</b>")]).await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.text());
    let thanks = site.get(sent.header("location")).await;
    assert_eq!(thanks.status, StatusCode::OK);
    assert_unlisted(&thanks);
    let [note] = &records(&mut ada, "share-note").await[..] else {
        panic!("one note")
    };
    assert_eq!(note["share"], json!(SHARE.to_string()));
    assert_eq!(note["text"], "Proud of you.\n<b>Go on</b>");
    // A note ends nothing, and what is chosen later is seen at once.
    set(&mut ada, Share::KIND, SHARE, "counts", json!(false)).await;
    let later = site.get(&page).await;
    assert_eq!(later.status, StatusCode::OK);
    assert_ne!(later.body, shown.body);
    set(
        &mut ada,
        Share::KIND,
        SHARE,
        "ended_on",
        json!("2026-01-01"),
    )
    .await;
    assert_eq!(site.get(&page).await.status, StatusCode::NOT_FOUND);
}

/// Makes sure that a page is the one of a token that nobody has, to readers and to forms.
async fn assert_leads_nowhere(site: &TestSite, case: &str, path: &str) {
    const UNKNOWN: &str = "/feedback/AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";
    static TRIED: AtomicU8 = AtomicU8::new(0);
    // Each from a peer of its own: guesses are counted.
    let peer = TRIED.fetch_add(1, Ordering::Relaxed);
    let get = async |path: &str| {
        let peer = SocketAddr::from(([203, 0, 114, peer], 4_321));
        let request = Request::get(path).extension(ConnectInfo(peer));
        site.send(request.body(Body::empty()).unwrap()).await
    };
    let unknown = get(UNKNOWN).await;
    assert_eq!(unknown.status, StatusCode::NOT_FOUND);
    assert_unlisted(&unknown);
    let answer = get(path).await;
    assert_eq!(answer.status, unknown.status, "{case}");
    assert_eq!(answer.body, unknown.body, "{case}");
    assert_eq!(answer.headers, unknown.headers, "{case}");
    let fields = [("q0", "an answer"), ("note", "a note")];
    let sent = send(site, peer, path, &fields).await;
    assert_eq!(sent.status, unknown.status, "{case}, sent");
    assert_eq!(sent.body, unknown.body, "{case}, sent");
}

async fn whatever_leads_nowhere_gets_one_answer(site: &TestSite) {
    let (mut ada, page) = asker(site).await;
    let token = page.trim_start_matches("/feedback/");
    assert_leads_nowhere(site, "one letter less", &page[..page.len() - 1]).await;
    assert_leads_nowhere(site, "no text", "/feedback/%FF%00").await;
    assert_leads_nowhere(site, "long", &format!("/shared/{}", "x".repeat(4_000))).await;
    assert_leads_nowhere(site, "another kind", &format!("/shared/{token}")).await;
    let (_, early) = link(&mut ada, "feedback", RecordId::fixed(99)).await;
    assert_leads_nowhere(site, "not there yet", &early).await;
    let mut bob = Device::sign_up(site, "bob").await;
    let (_, his) = link(&mut bob, "feedback", REQUEST).await;
    assert_leads_nowhere(site, "for what is another’s", &his).await;
    assert_eq!(site.get(&page).await.status, StatusCode::OK);
    for device in [&mut ada, &mut bob] {
        assert!(records(device, "feedback-answer").await.is_empty());
    }
}

async fn what_has_ended_leads_nowhere(site: &TestSite) {
    let (mut ada, page) = asker(site).await;
    let over = json!("2026-01-01");
    for (case, field, over, open) in [
        ("closed", "closed_on", over.clone(), Value::Null),
        ("past its day", "until", over, json!("2099-01-01")),
        ("removed", "removed", json!(true), json!(false)),
    ] {
        let kind = FeedbackRequest::KIND;
        set(&mut ada, kind.clone(), REQUEST, field, over).await;
        assert_leads_nowhere(site, case, &page).await;
        set(&mut ada, kind, REQUEST, field, open).await;
        assert_eq!(site.get(&page).await.status, StatusCode::OK, "{case}");
    }
    let store = site.service().await.store();
    store
        .execute_for_tests("UPDATE links SET answers = 20")
        .await;
    assert_leads_nowhere(site, "full", &page).await;
    store
        .execute_for_tests("UPDATE links SET answers = 0, ends = 1000")
        .await;
    assert_leads_nowhere(site, "expired", &page).await;
    let (id, renewed) = link(&mut ada, "feedback", REQUEST).await;
    assert_leads_nowhere(site, "replaced", &page).await;
    assert_eq!(site.get(&renewed).await.status, StatusCode::OK);
    let path = format!("/links/{id}");
    ada.ask(Method::DELETE, &path, Value::Null).await;
    assert_leads_nowhere(site, "ended", &renewed).await;
    assert!(records(&mut ada, "feedback-answer").await.is_empty());
}

async fn a_link_takes_twenty_answers_however_many_come_at_once(site: &TestSite) {
    let (mut ada, page) = asker(site).await;
    site.get(&page).await;
    for group in 0..3_u8 {
        let answers = async |number: u8| {
            let text = format!("answer {group} {number}");
            send(site, 10 * group + number, &page, &[("q0", &text)]).await
        };
        let ten = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9].map(answers);
        let [a, b, c, d, e, f, g, h, i, j] = ten;
        let ten = tokio::join!(a, b, c, d, e, f, g, h, i, j);
        let ten = [
            ten.0, ten.1, ten.2, ten.3, ten.4, ten.5, ten.6, ten.7, ten.8, ten.9,
        ];
        let expected = [StatusCode::SEE_OTHER, StatusCode::NOT_FOUND][usize::from(group == 2)];
        assert!(ten.iter().all(|answer| answer.status == expected));
    }
    assert_eq!(records(&mut ada, "feedback-answer").await.len(), 20);
    let thanks = site.get(&format!("{page}?sent")).await;
    assert_eq!(thanks.status, StatusCode::OK, "who was the last is thanked");
}

async fn a_form_that_is_sent_twice_is_one_answer(site: &TestSite) {
    let (mut ada, page) = asker(site).await;
    for _ in 0..3 {
        let sent = send(site, 1, &page, &[("q0", "the same")]).await;
        assert_eq!(sent.status, StatusCode::SEE_OTHER);
    }
    let other = send(site, 1, &page, &[("q0", "the same"), ("name", "Tom")]).await;
    assert_eq!(other.status, StatusCode::SEE_OTHER);
    assert_eq!(records(&mut ada, "feedback-answer").await.len(), 2);
    assert_eq!(json_of(&ada.get("/links").await)["links"][0]["answers"], 2);
}

async fn what_was_typed_is_on_the_page_that_says_what_is_wrong(site: &TestSite) {
    let (mut ada, page) = asker(site).await;
    let empty = send(site, 1, &page, &[("q0", " "), ("name", "Tom Becker")]).await;
    assert_eq!(empty.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_unlisted(&empty);
    assert!(empty.text().contains("value=\"Tom Becker\""));
    assert!(empty.text().contains("role=\"alert\""), "{}", empty.text());
    let long = format!("begins here{}", " and goes on".repeat(500));
    let too_long = send(site, 1, &page, &[("q1", &long)]).await;
    assert_eq!(too_long.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(too_long.text().contains(&long));

    // The account has no room: the count is as before, and so is the text.
    let store = site.service().await.store();
    store
        .execute_for_tests("UPDATE accounts SET size = 67108864")
        .await;
    let full = send(site, 1, &page, &[("q1", "worth keeping")]).await;
    assert_eq!(full.status, StatusCode::SERVICE_UNAVAILABLE);
    assert_unlisted(&full);
    assert!(full.text().contains("worth keeping</textarea>"));
    assert_eq!(json_of(&ada.get("/links").await)["links"][0]["answers"], 0);
    store
        .execute_for_tests("UPDATE accounts SET size = 900")
        .await;

    // Whoever sends a lot has to wait, with the text; anybody else does not.
    let mut last = full;
    for number in 0..12 {
        last = send(
            site,
            9,
            &page,
            &[("q0", ""), ("q1", &format!("try {number}"))],
        )
        .await;
        if last.status == StatusCode::TOO_MANY_REQUESTS {
            break;
        }
    }
    assert_eq!(last.status, StatusCode::TOO_MANY_REQUESTS);
    assert!(last.text().contains("</textarea>") && last.text().contains("try 10"));
    assert_ne!(last.header("retry-after"), "");
    let other = send(site, 8, &page, &[("q0", "from elsewhere")]).await;
    assert_eq!(other.status, StatusCode::SEE_OTHER);
}
