//! The steps that tables go through, one text for both databases.

use sqlx::SqlStr;
use sqlx::migrate::{MigrateError, Migration, MigrationType, Migrator};

/// The migrations, oldest first. Released ones never change; every change is a new one.
pub(super) const MIGRATIONS: [(i64, &str, &str); 6] = [
    (
        1,
        "accounts and cells",
        include_str!("../../migrations/0001_accounts_and_cells.sql"),
    ),
    (2, "mail", include_str!("../../migrations/0002_mail.sql")),
    (
        3,
        "calendar and push",
        include_str!("../../migrations/0003_calendar_and_push.sql"),
    ),
    (
        4,
        "names of fields count",
        include_str!("../../migrations/0004_names_of_fields_count.sql"),
    ),
    (
        5,
        "room and records",
        include_str!("../../migrations/0005_room_and_records.sql"),
    ),
    (6, "links", include_str!("../../migrations/0006_links.sql")),
];

/// The step the tables are at when all migrations are done.
pub(super) const LATEST: i64 = MIGRATIONS[MIGRATIONS.len() - 1].0;

pub(super) fn migrator(migrations: &[(i64, &'static str, &'static str)]) -> Migrator {
    let migrations = migrations
        .iter()
        .map(|(version, name, sql)| {
            Migration::new(
                *version,
                (*name).into(),
                MigrationType::Simple,
                SqlStr::from_static(sql),
                false,
            )
        })
        .collect();
    Migrator::with_migrations(migrations)
}

pub(super) fn not_up_to_date(error: MigrateError) -> String {
    format!("The tables could not be brought up to date: {error}")
}
