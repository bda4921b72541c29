//! Clients of other versions: one from the future sends what this server does not know, an old one meets what it does not know.

use axum::http::StatusCode;
use domain::sync::protocol::{Pulled, Pushed};
use serde_json::{Value, json};

use crate::fixtures::{Device, TestSite, json_of};

on_both_databases!(
    a_client_from_the_future_loses_nothing,
    an_old_client_goes_on_and_leaves_what_it_does_not_know,
);

const ID: &str = "0190f5a0-0000-7000-8000-000000000001";
const STAMP: &str = "019ec5a0000000000000000000000001";
const LATER: &str = "019ec5a1000000000000000000000002";

async fn a_client_from_the_future_loses_nothing(site: &TestSite) {
    let mut ada = Device::sign_up(site, "ada").await;
    let hologram = format!("hologram:{ID}");
    let opportunity = format!("opportunity:{ID}");
    let future = json!({
        "protocol": 9,
        "epoch": "a database of tomorrow",
        "cursor": 0,
        "wishes": ["brotli"],
        "changes": {
            &hologram: {STAMP: {"shape": {"deep": [1, null, "x"]}}},
            &opportunity: {STAMP: {"company": "Acme", "telepathy": true, "size": 1e300}},
        },
    });
    let answer = ada.post("/push", future).await;
    assert_eq!(answer.status, StatusCode::OK, "{}", answer.text());
    let pushed: Pushed = serde_json::from_slice(&answer.body).unwrap();
    assert!(pushed.rejected.is_empty());
    assert!(pushed.more, "it is told that the database is another one");
    let page = json_of(&ada.get("/changes?after=0&colour=blue").await);
    let shape = &page["changes"][&hologram][STAMP]["shape"];
    assert_eq!(shape, &json!({"deep": [1, null, "x"]}));
    let company = &page["changes"][&opportunity][STAMP];
    assert_eq!(company["telepathy"], true);
    assert_eq!(company["size"], 1e300);

    let other = ada.get("/changes?after=1&epoch=another").await;
    assert_eq!(json_of(&other)["restart"], "restored");
    let versions = ada.get(&format!("/records/hologram/{ID}/versions")).await;
    assert_eq!(json_of(&versions), json!([]));
    for (path, body) in [
        (
            "/session/confirm",
            json!({"password": crate::fixtures::PASSWORD, "method": "iris"}),
        ),
        (
            "/passkeys/session/begin",
            json!({"mediation": "conditional"}),
        ),
    ] {
        let answer = ada.post(path, body).await;
        assert!(answer.status.is_success(), "{path}: {}", answer.text());
    }
}

async fn an_old_client_goes_on_and_leaves_what_it_does_not_know(site: &TestSite) {
    let mut ada = Device::sign_up(site, "ada").await;
    let opportunity = format!("opportunity:{ID}");
    // The first client sent the changes alone.
    let oldest =
        json!({"changes": {&opportunity: {STAMP: {"company": "Acme", "telepathy": true}}}});
    let answer = ada.post("/push", oldest).await;
    assert_eq!(answer.status, StatusCode::OK, "{}", answer.text());

    let mut page = json_of(&ada.get("/changes").await);
    page["weather"] = json!({"tomorrow": "fine"});
    page["changes"][format!("hologram:{ID}")] = json!({STAMP: {"shape": 1}});
    let page: Pulled = serde_json::from_value(page).unwrap();
    assert_eq!(page.changes.len(), 2, "what is not known is kept");
    let kept = serde_json::to_value(&page.changes).unwrap();
    let answer = ada.post("/push", json!({"changes": kept})).await;
    assert_eq!(json_of(&answer)["rejected"], json!([]));

    // What it writes to one field leaves the others as they are.
    let edit = json!({"changes": {&opportunity: {LATER: {"company": "Globex"}}}});
    ada.post("/push", edit).await;
    let page = json_of(&ada.get("/changes").await);
    let fields: Vec<&Value> = page["changes"][&opportunity]
        .as_object()
        .unwrap()
        .values()
        .collect();
    assert!(fields.contains(&&json!({"telepathy": true})));
    assert!(fields.contains(&&json!({"company": "Globex"})));
}
