//! Links for their owner: how many there are, how long they last, what ends them, whose they are.

use super::*;

on_both_databases!(
    a_link_is_made_for_a_day_and_ends_the_one_before,
    an_account_has_fifty_links_and_another_has_its_own,
    deletion_ends_all_links_and_another_password_those_that_share,
);

async fn a_link_is_made_for_a_day_and_ends_the_one_before(site: &TestSite) {
    let (mut ada, page) = asker(site).await;
    let today = Now {
        ms: now_ms(),
        offset_minutes: 0,
    }
    .today();
    let record = REQUEST.to_string();
    let asked = |until: Value| json!({"kind": "feedback", "record": record, "until": until});
    for (until, expected) in [
        (Value::Null, today.plus_days(90)),
        (json!(today.plus_days(400)), today.plus_days(90)),
        (json!(today), today),
    ] {
        let made = ada.post("/links", asked(until)).await;
        assert_eq!(made.status, StatusCode::CREATED);
        assert_eq!(made.header("cache-control"), "no-store");
        assert_eq!(json_of(&made)["until"], json!(expected));
    }
    assert_eq!(site.get(&page).await.status, StatusCode::NOT_FOUND);
    let listed = json_of(&ada.get("/links").await);
    let links = listed["links"].as_array().unwrap();
    assert_eq!(links.len(), 1, "one for a record: {links:?}");
    assert_eq!(links[0]["record"], json!(record));
    assert_eq!(links[0]["seen_ms"], Value::Null);
    assert!(!listed.to_string().contains("token"), "{listed}");
    for (body, code) in [
        (asked(json!("2026-01-01")), "bad-day"),
        (asked(json!("tomorrow")), "unreadable"),
        (json!({"kind": "diary", "record": record}), "unreadable"),
        (json!({"kind": "share", "record": "7"}), "unreadable"),
        (json!({"kind": "share"}), "unreadable"),
    ] {
        assert_eq!(code_of(&ada.post("/links", body).await), code);
    }
}

async fn an_account_has_fifty_links_and_another_has_its_own(site: &TestSite) {
    let mut ada = Device::sign_up(site, "ada").await;
    let mut bob = Device::sign_up(site, "bob").await;
    let mut last = String::new();
    for number in 0..50 {
        last = link(&mut ada, "share", RecordId::fixed(number)).await.0;
    }
    let one_more = json!({"kind": "share", "record": RecordId::fixed(50).to_string()});
    let refused = ada.post("/links", one_more.clone()).await;
    assert_eq!(refused.status, StatusCode::CONFLICT);
    assert_eq!(code_of(&refused), "too-many-links");
    // Another for a record that has one takes the place of it.
    link(&mut ada, "share", RecordId::fixed(3)).await;
    link(&mut bob, "share", RecordId::fixed(3)).await;

    let path = format!("/links/{last}");
    let his = bob.ask(Method::DELETE, &path, Value::Null).await;
    assert_eq!(
        (his.status, code_of(&his).as_str()),
        (StatusCode::NOT_FOUND, "not-found")
    );
    let hers = ada.ask(Method::DELETE, &path, Value::Null).await;
    assert_eq!(hers.status, StatusCode::NO_CONTENT);
    let again = ada.ask(Method::DELETE, &path, Value::Null).await;
    assert_eq!(again.status, StatusCode::NOT_FOUND);
    assert_eq!(
        ada.post("/links", one_more).await.status,
        StatusCode::CREATED
    );
    for (device, count) in [(&mut ada, 50), (&mut bob, 1)] {
        let listed = json_of(&device.get("/links").await);
        assert_eq!(listed["links"].as_array().unwrap().len(), count);
    }
}

async fn deletion_ends_all_links_and_another_password_those_that_share(site: &TestSite) {
    let (mut ada, request) = asker(site).await;
    put(&mut ada, SHARE, &Share::default()).await;
    let (_, share) = link(&mut ada, "share", SHARE).await;
    let status = async |page: &str| site.get(page).await.status;
    assert_eq!(status(&share).await, StatusCode::OK);
    let password = json!({"password": "seven slow herons"});
    ada.ask(Method::PUT, "/account/password", password).await;
    assert_eq!(status(&share).await, StatusCode::NOT_FOUND);
    assert_eq!(status(&request).await, StatusCode::OK);
    let (_, share) = link(&mut ada, "share", SHARE).await;
    let gone = ada.ask(Method::DELETE, "/account", Value::Null).await;
    assert_eq!(gone.status, StatusCode::NO_CONTENT);
    assert_eq!(status(&share).await, StatusCode::NOT_FOUND);
    assert_eq!(status(&request).await, StatusCode::NOT_FOUND);
    let late = send(site, 1, &request, &[("q0", "too late")]).await;
    assert_eq!(late.status, StatusCode::NOT_FOUND);
}
