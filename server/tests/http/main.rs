//! The server as the network sees it: the real router over a small site made here.
//! [`fixtures::TestSite`] is the way in.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "a test ends where something is not as it says"
)]
#![allow(
    clippy::disallowed_methods,
    reason = "the rules are for the program: tests wait on their own threads and look into databases"
)]

/// Has tests run on both databases, each with a site of its own.
macro_rules! on_both_databases {
    ($($test:ident),* $(,)?) => {
        mod on_sqlite {
            $(#[tokio::test]
            async fn $test() {
                super::$test(&crate::fixtures::TestSite::new()).await;
            })*
        }
        mod on_postgres {
            $(#[tokio::test]
            async fn $test() {
                let database = crate::postgres::Database::new();
                let options = ["--database", database.url.as_str()];
                super::$test(&crate::fixtures::TestSite::with_options(&options)).await;
            })*
        }
    };
}

mod accounts;
mod bad_requests;
mod calendar;
mod clients;
mod commands;
mod confirm;
mod connections;
mod crash;
mod disk;
mod documents;
mod files;
mod fixtures;
mod headers;
mod limits;
mod links;
mod logs;
mod mail;
mod metrics;
mod openapi;
mod postgres;
mod problems;
mod processes;
mod program;
mod push;
mod reach;
mod sync;
mod whole;
mod worker;
