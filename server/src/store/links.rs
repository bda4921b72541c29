//! Links for people without an account, in SQL: one for each record, found by the hash of its token.

use domain::sync::protocol::links::{LinkKind, MOST_ANSWERS, MOST_LINKS};
use domain::values::id::RecordId;
use sqlx::any::AnyRow;
use sqlx::{AssertSqlSafe, Row};

use super::error::StoreError;
use super::handle::Store;
use super::values::{AccountId, to_i64, to_u64};

/// Between two openings of a page that are noted, in milliseconds: a page that is loaded over and
/// over must not write as often.
const SEEN_ANEW_MS: u64 = 60_000;

/// A link as it is stored, without the hash of its token.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct LinkRow {
    pub(crate) id: String,
    pub(crate) account: AccountId,
    pub(crate) kind: LinkKind,
    /// The request for feedback, or the share.
    pub(crate) record: RecordId,
    pub(crate) made_ms: u64,
    pub(crate) ends_ms: u64,
    /// `None` until its page is opened.
    pub(crate) seen_ms: Option<u64>,
    pub(crate) answers: u32,
}

/// What became of a link that was to be made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum LinkOutcome {
    /// It works.
    Made,
    /// The account has as many as it can have.
    TooMany,
    /// There is no such account (any more).
    NoAccount,
}

const COLUMNS: &str = "id, account, kind, record, made, ends, seen, answers";

impl Store {
    /// Makes a link; an earlier one for the same record ends, and so do those whose time is over.
    pub(crate) async fn put_link(
        &self,
        link: &LinkRow,
        token_hash: String,
    ) -> Result<LinkOutcome, StoreError> {
        let mut transaction = self.begin().await?;
        // Two requests at once count one after the other.
        let locked = format!(
            "SELECT id FROM accounts WHERE id = $1{}",
            self.backend().lock()
        );
        let account = sqlx::query(AssertSqlSafe(locked))
            .bind(link.account.0.clone())
            .fetch_optional(&mut *transaction)
            .await?;
        if account.is_none() {
            transaction.rollback().await?;
            return Ok(LinkOutcome::NoAccount);
        }
        sqlx::query(
            "DELETE FROM links WHERE account = $1 AND (ends <= $2 OR (kind = $3 AND record = $4))",
        )
        .bind(link.account.0.clone())
        .bind(to_i64(link.made_ms))
        .bind(word(link.kind))
        .bind(link.record.to_string())
        .execute(&mut *transaction)
        .await?;
        let row = sqlx::query("SELECT COUNT(*) AS links FROM links WHERE account = $1")
            .bind(link.account.0.clone())
            .fetch_one(&mut *transaction)
            .await?;
        if to_u64(row.try_get("links")?) >= MOST_LINKS as u64 {
            transaction.rollback().await?;
            return Ok(LinkOutcome::TooMany);
        }
        sqlx::query("INSERT INTO links (id, account, token_hash, kind, record, made, ends) VALUES ($1, $2, $3, $4, $5, $6, $7)")
            .bind(link.id.clone())
            .bind(link.account.0.clone())
            .bind(token_hash)
            .bind(word(link.kind))
            .bind(link.record.to_string())
            .bind(to_i64(link.made_ms))
            .bind(to_i64(link.ends_ms))
            .execute(&mut *transaction)
            .await?;
        transaction.commit().await?;
        Ok(LinkOutcome::Made)
    }

    /// The links of an account that work, the newest first.
    pub(crate) async fn links(
        &self,
        account: &AccountId,
        now_ms: u64,
    ) -> Result<Vec<LinkRow>, StoreError> {
        let text = format!(
            "SELECT {COLUMNS} FROM links WHERE account = $1 AND ends > $2 ORDER BY made DESC, id"
        );
        let rows = sqlx::query(AssertSqlSafe(text))
            .bind(account.0.clone())
            .bind(to_i64(now_ms))
            .fetch_all(&self.reader)
            .await?;
        // A kind of a newer program is left to it.
        let links = rows.iter().filter_map(|row| link_row(row).transpose());
        links.collect()
    }

    /// Ends a link of an account; says whether there was one.
    pub(crate) async fn end_link(&self, account: &AccountId, id: &str) -> Result<bool, StoreError> {
        let done = sqlx::query("DELETE FROM links WHERE account = $1 AND id = $2")
            .bind(account.0.clone())
            .bind(id.to_owned())
            .execute(&mut *self.to_write().await?)
            .await?;
        Ok(done.rows_affected() > 0)
    }

    /// The link of a kind that a token opens now.
    pub(crate) async fn link_by_token(
        &self,
        kind: LinkKind,
        token_hash: &str,
        now_ms: u64,
    ) -> Result<Option<LinkRow>, StoreError> {
        let text = format!(
            "SELECT {COLUMNS} FROM links WHERE token_hash = $1 AND kind = $2 AND ends > $3"
        );
        let row = sqlx::query(AssertSqlSafe(text))
            .bind(token_hash.to_owned())
            .bind(word(kind))
            .bind(to_i64(now_ms))
            .fetch_optional(&self.reader)
            .await?;
        row.as_ref().map_or(Ok(None), link_row)
    }

    /// Notes that the page of a link was opened.
    pub(crate) async fn note_link_seen(
        &self,
        link: &LinkRow,
        now_ms: u64,
    ) -> Result<(), StoreError> {
        let is_noted =
            |seen_ms: u64| seen_ms <= now_ms && now_ms.saturating_sub(seen_ms) < SEEN_ANEW_MS;
        if link.seen_ms.is_some_and(is_noted) {
            return Ok(());
        }
        sqlx::query("UPDATE links SET seen = $1 WHERE id = $2")
            .bind(to_i64(now_ms))
            .bind(link.id.clone())
            .execute(&mut *self.to_write().await?)
            .await?;
        Ok(())
    }

    /// Takes one of the answers a link has left; says whether there was one, on a link that still
    /// works. However many come at once, no more are taken than there are.
    pub(crate) async fn take_link_answer(
        &self,
        link: &LinkRow,
        now_ms: u64,
    ) -> Result<bool, StoreError> {
        let done = sqlx::query(
            "UPDATE links SET answers = answers + 1 WHERE id = $1 AND ends > $2 AND answers < $3",
        )
        .bind(link.id.clone())
        .bind(to_i64(now_ms))
        .bind(i64::from(MOST_ANSWERS))
        .execute(&mut *self.to_write().await?)
        .await?;
        Ok(done.rows_affected() > 0)
    }

    /// Gives an answer back that could not be stored.
    pub(crate) async fn give_link_answer_back(&self, link: &LinkRow) -> Result<(), StoreError> {
        sqlx::query("UPDATE links SET answers = answers - 1 WHERE id = $1 AND answers > 0")
            .bind(link.id.clone())
            .execute(&mut *self.to_write().await?)
            .await?;
        Ok(())
    }
}

/// How a kind is stored.
const fn word(kind: LinkKind) -> &'static str {
    match kind {
        LinkKind::Feedback => "feedback",
        LinkKind::Share => "share",
    }
}

/// `None` for a row of a kind or an id that this build cannot read.
fn link_row(row: &AnyRow) -> Result<Option<LinkRow>, StoreError> {
    let kind: String = row.try_get("kind")?;
    let record: String = row.try_get("record")?;
    let known = [LinkKind::Feedback, LinkKind::Share];
    let kind = known.into_iter().find(|it| word(*it) == kind);
    let Some((kind, record)) = kind.zip(RecordId::parse(&record)) else {
        return Ok(None);
    };
    let number = |name| Ok::<_, StoreError>(to_u64(row.try_get(name)?));
    Ok(Some(LinkRow {
        id: row.try_get("id")?,
        account: AccountId(row.try_get("account")?),
        kind,
        record,
        made_ms: number("made")?,
        ends_ms: number("ends")?,
        seen_ms: Some(number("seen")?).filter(|seen_ms| *seen_ms > 0),
        answers: u32::try_from(number("answers")?).unwrap_or(u32::MAX),
    }))
}
