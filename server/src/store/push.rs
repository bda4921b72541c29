//! Devices with a daily reminder, in SQL. Taking one for sending is one statement,
//! so that no two servers send.

use sqlx::Row;
use sqlx::any::AnyRow;

use super::error::StoreError;
use super::handle::Store;
use super::values::{AccountId, to_i64, to_u64};

/// A device with its wishes.
#[derive(Clone)]
pub(crate) struct PushRow {
    pub(crate) session: String,
    pub(crate) account: AccountId,
    pub(crate) endpoint: String,
    pub(crate) p256dh: String,
    pub(crate) auth: String,
    pub(crate) zone: String,
    pub(crate) minute: u32,
    pub(crate) quiet_from: u32,
    pub(crate) quiet_to: u32,
    pub(crate) next_at: u64,
    pub(crate) failures: u32,
}

/// Without keys and addresses.
impl std::fmt::Debug for PushRow {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter
            .debug_struct("PushRow")
            .field("account", &self.account)
            .finish_non_exhaustive()
    }
}

/// Most devices read at a time.
pub(crate) const MOST_DUE: usize = 100;

const COLUMNS: &str = "session, account, endpoint, p256dh, auth, zone, minute, quiet_from, quiet_to, next_at, failures";

impl Store {
    /// Stores a device in place of its session's earlier one. Devices of other sessions of the same
    /// browser go, whoever signed in there: a browser has one address, and is notified once.
    pub(crate) async fn put_push(&self, device: PushRow) -> Result<(), StoreError> {
        let mut transaction = self.begin().await?;
        sqlx::query("DELETE FROM push_devices WHERE endpoint = $1 AND session <> $2")
            .bind(device.endpoint.clone())
            .bind(device.session.clone())
            .execute(&mut *transaction)
            .await?;
        sqlx::query("INSERT INTO push_devices (session, account, endpoint, p256dh, auth, zone, minute, quiet_from, quiet_to, next_at, failures) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, 0) ON CONFLICT (session) DO UPDATE SET endpoint = excluded.endpoint, p256dh = excluded.p256dh, auth = excluded.auth, zone = excluded.zone, minute = excluded.minute, quiet_from = excluded.quiet_from, quiet_to = excluded.quiet_to, next_at = excluded.next_at, failures = 0")
            .bind(device.session)
            .bind(device.account.0)
            .bind(device.endpoint)
            .bind(device.p256dh)
            .bind(device.auth)
            .bind(device.zone)
            .bind(i64::from(device.minute))
            .bind(i64::from(device.quiet_from))
            .bind(i64::from(device.quiet_to))
            .bind(to_i64(device.next_at))
            .execute(&mut *transaction)
            .await?;
        transaction.commit().await?;
        Ok(())
    }

    /// The device of a session.
    pub(crate) async fn push_of(&self, session: &str) -> Result<Option<PushRow>, StoreError> {
        let text = format!("SELECT {COLUMNS} FROM push_devices WHERE session = $1");
        let row = sqlx::query(sqlx::AssertSqlSafe(text))
            .bind(session.to_owned())
            .fetch_optional(&self.reader)
            .await?;
        row.as_ref().map(push_row).transpose()
    }

    /// The devices of an account.
    pub(crate) async fn pushes_of(&self, account: &AccountId) -> Result<Vec<PushRow>, StoreError> {
        let text =
            format!("SELECT {COLUMNS} FROM push_devices WHERE account = $1 ORDER BY session");
        let rows = sqlx::query(sqlx::AssertSqlSafe(text))
            .bind(account.0.clone())
            .fetch_all(&self.reader)
            .await?;
        rows.iter().map(push_row).collect()
    }

    /// Forgets the device of a session.
    pub(crate) async fn end_push(&self, session: &str) -> Result<(), StoreError> {
        sqlx::query("DELETE FROM push_devices WHERE session = $1")
            .bind(session.to_owned())
            .execute(&mut *self.to_write().await?)
            .await?;
        Ok(())
    }

    /// Forgets a device that is not there any more, unless its browser has a new address by now.
    pub(crate) async fn forget_push(&self, device: &PushRow) -> Result<(), StoreError> {
        sqlx::query("DELETE FROM push_devices WHERE session = $1 AND endpoint = $2")
            .bind(device.session.clone())
            .bind(device.endpoint.clone())
            .execute(&mut *self.to_write().await?)
            .await?;
        Ok(())
    }

    /// Devices whose time has come, those waiting longest first, at most [`MOST_DUE`].
    pub(crate) async fn due_pushes(&self, now_ms: u64) -> Result<Vec<PushRow>, StoreError> {
        let text = format!(
            "SELECT {COLUMNS} FROM push_devices WHERE next_at <= $1 ORDER BY next_at LIMIT {MOST_DUE}"
        );
        let rows = sqlx::query(sqlx::AssertSqlSafe(text))
            .bind(to_i64(now_ms))
            .fetch_all(&self.reader)
            .await?;
        rows.iter().map(push_row).collect()
    }

    /// Takes a device for sending, and sets its next time; says whether nobody else took it first.
    pub(crate) async fn take_push(
        &self,
        device: &PushRow,
        next_at: u64,
    ) -> Result<bool, StoreError> {
        let done =
            sqlx::query("UPDATE push_devices SET next_at = $1 WHERE session = $2 AND next_at = $3")
                .bind(to_i64(next_at))
                .bind(device.session.clone())
                .bind(to_i64(device.next_at))
                .execute(&mut *self.to_write().await?)
                .await?;
        Ok(done.rows_affected() > 0)
    }

    /// Notes how sending went: how many times in a row it failed, and when it is tried again, where
    /// that is not at the time it was taken until. A choice the person made meanwhile takes
    /// precedence.
    pub(crate) async fn note_push(
        &self,
        device: &PushRow,
        taken_until: u64,
        failures: u32,
        next_at: Option<u64>,
    ) -> Result<(), StoreError> {
        sqlx::query("UPDATE push_devices SET failures = $1, next_at = $2 WHERE session = $3 AND next_at = $4 AND endpoint = $5")
            .bind(i64::from(failures))
            .bind(to_i64(next_at.unwrap_or(taken_until)))
            .bind(device.session.clone())
            .bind(to_i64(taken_until))
            .bind(device.endpoint.clone())
            .execute(&mut *self.to_write().await?)
            .await?;
        Ok(())
    }
}

fn push_row(row: &AnyRow) -> Result<PushRow, StoreError> {
    let number = |name: &str| -> Result<u32, StoreError> {
        Ok(u32::try_from(row.try_get::<i64, _>(name)?).unwrap_or_default())
    };
    Ok(PushRow {
        session: row.try_get("session")?,
        account: AccountId(row.try_get("account")?),
        endpoint: row.try_get("endpoint")?,
        p256dh: row.try_get("p256dh")?,
        auth: row.try_get("auth")?,
        zone: row.try_get("zone")?,
        minute: number("minute")?,
        quiet_from: number("quiet_from")?,
        quiet_to: number("quiet_to")?,
        next_at: to_u64(row.try_get("next_at")?),
        failures: number("failures")?,
    })
}
