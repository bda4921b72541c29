//! Settings as people write them: those that are taken, and the errors for the others.
#![allow(
    clippy::expect_used,
    reason = "a test ends where something is not as it says"
)]
use clap::Parser;

use super::{Settings, origin};

#[test]
fn a_database_on_another_machine_is_reached_verified_or_over_a_trusted_network() {
    let taken = |url: &str, more: &[&str]| {
        let words = ["server", "--database", url]
            .into_iter()
            .chain(more.iter().copied());
        let settings = Settings::try_parse_from(words).expect("good words");
        settings.database_address()
    };
    for here in [
        "sqlite:data/one-yes.db",
        "postgres://a@localhost/b",
        "postgres://a:p@127.0.0.1:5433/b",
        "postgres://a@[::1]/b",
        "postgresql://a@localhost/b?host=/run/postgresql",
        "postgres://a@db.example/b?sslmode=verify-full",
    ] {
        assert_eq!(taken(here, &[]).as_deref(), Ok(here));
    }
    for away in [
        "postgres://a:secret@db/b",
        "postgres://a:secret@10.0.0.7/b?sslmode=prefer",
        "postgres://a:secret@db.example/b?sslmode=require",
        "postgres://a:secret@db.example/b?sslmode=verify-ca",
        "postgres://a:secret@localhost/b?host=db.example",
        "postgres://a:secret@localhost.example/b",
    ] {
        let refused = taken(away, &[]).expect_err(away);
        assert!(refused.contains("sslmode=verify-full") && !refused.contains("secret"));
        assert!(taken(away, &["--trust-network", "database"]).is_ok());
        assert!(taken(away, &["--trust-network", "mail"]).is_err());
    }
}

#[test]
fn a_mail_server_on_another_machine_is_reached_verified_or_over_a_trusted_network() {
    let taken = |url: &str, more: &[&str]| {
        let words = ["server"].into_iter().chain(more.iter().copied());
        let settings = Settings::try_parse_from(words).expect("good words");
        settings.must_be_verified_mail(url)
    };
    for good in [
        "smtps://a:p@mail.example",
        "smtp://a:p@mail.example:587?tls=required",
        "smtp://127.0.0.1:2525",
        "smtp://localhost",
    ] {
        assert_eq!(taken(good, &[]), Ok(()));
    }
    for bad in [
        "smtp://a:secret@mail.example",
        "smtp://a:secret@mail.example?tls=opportunistic",
        "smtp://localhost@mail.example",
    ] {
        let refused = taken(bad, &[]).expect_err(bad);
        assert!(refused.contains("tls=required") && !refused.contains("secret"));
        assert!(taken(bad, &["--trust-network", "mail,database"]).is_ok());
    }
}

#[test]
fn an_origin_is_a_scheme_and_a_host() {
    assert_eq!(
        origin("https://one.example/"),
        Ok("https://one.example".into())
    );
    for local in [
        "http://127.0.0.1:3000",
        "http://localhost",
        "http://one.localhost:80",
        "http://[::1]:3000",
        "http://one.example.test:3309",
    ] {
        assert_eq!(origin(local), Ok(local.into()));
    }
    for bad in [
        "http://one.example",
        "http://localhost.example",
        "http://test.example",
        "http://192.168.1.7:3000",
        "HTTP://one.example",
        "one.example",
        "ftp://x",
        "https://",
        "https://a/b",
        "https://a@b",
    ] {
        assert!(origin(bad).is_err(), "{bad}");
    }
}
