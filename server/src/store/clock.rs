//! The clock of this server, watched: a jump is logged, and what was stamped while it was ahead
//! neither makes later edits lose nor lasts for as long as it was ahead.

use std::time::Instant;

use domain::state::stamp::Stamp;
use domain::sync::protocol::FURTHEST_AHEAD_MS;
use domain::sync::server::{ClockJump, ServerClock};
use sqlx::{AssertSqlSafe, Row as _};

use super::error::StoreError;
use super::handle::Store;
use super::raw_text::{bytes, mended};
use super::values::{now_ms, to_i64};
use super::write_transaction::WriteTransaction;

/// The name of the fact that holds it.
const FACT: &str = "clock";

/// Times that are further ahead than these were set while the clock was, in milliseconds.
const MINUTE_MS: u64 = 60_000;
const TWO_DAYS_MS: u64 = 2 * 86_400_000;

/// A reminder that is due since then is left until its next day, in milliseconds: seven hours.
const MISSED_MS: u64 = 7 * 3_600_000;

/// A moment by the server's clock.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Moment {
    /// In milliseconds since 1970, UTC.
    pub(crate) now_ms: u64,
    /// Up to here stamps are not ahead, in milliseconds.
    pub(crate) reach_ms: u64,
}

impl Moment {
    /// The latest time a stamp may have, if that is further than devices would think.
    pub(crate) fn stamps_until(&self) -> Option<u64> {
        (self.reach_ms > self.now_ms).then_some(self.reach_ms + FURTHEST_AHEAD_MS)
    }
}

impl Store {
    /// Begins to watch the clock, from what was known of it when a server last ran.
    ///
    /// # Errors
    /// If the database fails.
    pub(crate) async fn start_clock(&self) -> Result<(), StoreError> {
        let known = match self.known_clock().await? {
            Some(known) => known,
            None => ServerClock {
                latest_ms: self.latest_accepted_ms().await?,
                ..ServerClock::default()
            },
        };
        self.clock
            .with(|(clock, looked)| (*clock, *looked) = (known, Instant::now()));
        let now_ms = now_ms();
        self.look(now_ms);
        // On a full disk, say: reading goes on, and the next minute tries again.
        if let Err(error) = self.keep_or_settle(now_ms).await {
            tracing::error!(%error, "could not record the time");
        }
        Ok(())
    }

    /// Looks at the clock now and then, also for what other servers on the database know, and
    /// remembers it.
    ///
    /// # Errors
    /// If the database fails.
    pub(crate) async fn watch_clock(&self, now_ms: u64) -> Result<(), StoreError> {
        if let Some(known) = self.known_clock().await? {
            self.clock.with(|(clock, _)| {
                clock.merge_lead(&known);
                // Its process may have ended meanwhile; doing it twice does no harm.
                clock.has_times_ahead |= known.has_times_ahead;
            });
        }
        self.look(now_ms);
        self.keep_or_settle(now_ms).await
    }

    /// Looks at the clock. A jump is logged, and after one back everything is set right that the
    /// clock had set ahead, in a task of its own: the request that notices may be given up.
    pub(crate) fn look_at_clock(&self, now_ms: u64) -> Moment {
        let (has_gone_back, reach_ms) = self.look(now_ms);
        if has_gone_back {
            let store = self.clone();
            tokio::spawn(async move {
                if let Err(error) = store.settle(now_ms).await {
                    tracing::error!(%error, "the clock’s lead could not be recorded");
                }
            });
        }
        Moment { now_ms, reach_ms }
    }

    /// Looks at the clock and logs a jump. Gives whether it was one back, and up to where stamps are
    /// not ahead, in milliseconds.
    fn look(&self, now_ms: u64) -> (bool, u64) {
        let (jump, clock) = self.clock.look(now_ms);
        match jump {
            ClockJump::None => {}
            ClockJump::Ahead(ms) => {
                tracing::info!(
                    seconds = ms / 1_000,
                    "the clock has jumped ahead, or nothing ran"
                );
            }
            ClockJump::Back(ms) => {
                tracing::warn!(
                    seconds = ms / 1_000,
                    "The clock was ahead and has been put right. What was written meanwhile is kept, and later edits win."
                );
            }
        }
        let has_gone_back = matches!(jump, ClockJump::Back(_));
        (has_gone_back, clock.reach_ms(now_ms))
    }

    /// The clock as it is remembered.
    pub(super) async fn known_clock(&self) -> Result<Option<ServerClock>, StoreError> {
        let known = self.known_fact(FACT).await?;
        Ok(known.and_then(|text| serde_json::from_str(&text).ok()))
    }

    /// Remembers the clock, and sets right first what it has set while it was ahead.
    async fn keep_or_settle(&self, now_ms: u64) -> Result<(), StoreError> {
        if self.clock.now().has_times_ahead {
            return self.settle(now_ms).await;
        }
        self.keep_clock().await
    }

    /// Sets right what a clock that was ahead has set, and remembers the clock as it is now. Where
    /// that fails, the next look at the clock tries again.
    async fn settle(&self, now_ms: u64) -> Result<(), StoreError> {
        // At first, so that another process does it if this one ends. Whatever others remember: it
        // may be this clock as it was.
        self.put_clock(self.clock.now()).await?;
        self.set_times_right(now_ms).await?;
        let mut clock = self.clock.now();
        clock.has_times_ahead = false;
        self.put_clock(clock).await?;
        self.clock.with(|(clock, _)| clock.has_times_ahead = false);
        Ok(())
    }

    /// Remembers the clock, with what others on the database have remembered.
    async fn keep_clock(&self) -> Result<(), StoreError> {
        let mut clock = self.clock.now();
        if let Some(known) = self.known_clock().await? {
            clock.merge(&known);
        }
        self.put_clock(clock).await
    }

    /// Remembers this, whatever was remembered.
    async fn put_clock(&self, clock: ServerClock) -> Result<(), StoreError> {
        let text = serde_json::to_string(&clock).unwrap_or_default();
        self.put_fact(FACT, text).await
    }

    /// The least the clock can have shown when the latest stamp was accepted. An earlier version of
    /// the program did not watch it.
    async fn latest_accepted_ms(&self) -> Result<u64, StoreError> {
        // One damaged stamp must not keep a server from starting.
        let latest = self.backend().bytes_of("MAX(stamp)");
        let text = format!("SELECT {latest} AS latest FROM cells");
        let row = sqlx::query(AssertSqlSafe(text));
        let row = row.fetch_one(&self.reader).await?;
        let latest = bytes(&row, "latest")?.map(mended);
        let latest = latest.and_then(|stamp| Stamp::parse(&stamp));
        let latest_ms = latest.unwrap_or_default().ms;
        Ok(latest_ms.saturating_sub(FURTHEST_AHEAD_MS))
    }

    /// Sets right whatever a clock that was ahead has put off, or made last too long.
    async fn set_times_right(&self, now_ms: u64) -> Result<(), StoreError> {
        let soon = now_ms.saturating_add(MINUTE_MS);
        let later = now_ms.saturating_add(TWO_DAYS_MS);
        for (statement, limit, value) in [
            (
                "UPDATE sessions SET last_used = $2 WHERE last_used > $1",
                soon,
                now_ms,
            ),
            (
                "UPDATE sessions SET created = $2 WHERE created > $1",
                soon,
                now_ms,
            ),
            (
                "UPDATE sessions SET confirmed = $2 WHERE confirmed > $1",
                soon,
                0,
            ),
            (
                "UPDATE versions SET replaced = $2 WHERE replaced > $1",
                soon,
                now_ms,
            ),
            (
                "UPDATE ceremonies SET expires = $2 WHERE expires > $1",
                later,
                0,
            ),
            (
                "UPDATE mail_tokens SET expires = $2 WHERE expires > $1",
                later,
                0,
            ),
            (
                "UPDATE push_devices SET next_at = $2 WHERE next_at > $1",
                later,
                now_ms.saturating_sub(MISSED_MS),
            ),
        ] {
            sqlx::query(statement)
                .bind(to_i64(limit))
                .bind(to_i64(value))
                .execute(&mut *self.to_write().await?)
                .await?;
        }
        Ok(())
    }
}

/// Takes over a lead into a database that other rows were copied into.
pub(super) async fn keep_lead(
    writing: &mut WriteTransaction,
    known: &ServerClock,
) -> Result<(), sqlx::Error> {
    let row = sqlx::query("SELECT value FROM facts WHERE name = $1")
        .bind(FACT)
        .fetch_optional(&mut **writing)
        .await?;
    let copied: Option<String> = row.map(|row| row.try_get("value")).transpose()?;
    let copied = copied.and_then(|text| serde_json::from_str(&text).ok());
    let mut clock: ServerClock = copied.unwrap_or_default();
    clock.merge(known);
    clock.has_times_ahead |= known.has_times_ahead;
    sqlx::query("INSERT INTO facts (name, value) VALUES ($1, $2) ON CONFLICT (name) DO UPDATE SET value = excluded.value")
        .bind(FACT)
        .bind(serde_json::to_string(&clock).unwrap_or_default())
        .execute(&mut **writing)
        .await?;
    Ok(())
}
