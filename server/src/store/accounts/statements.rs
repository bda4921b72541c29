//! Statements about one account that several files run.

use crate::store::error::StoreError;
use crate::store::values::AccountId;
use crate::store::write_transaction::WriteTransaction;

/// Links that were mailed.
pub(in crate::store) const MAILED: [&str; 1] = ["DELETE FROM mail_tokens WHERE account = $1"];

/// Links that let in or show something, whoever has them.
///
/// Links that ask for feedback are not among them: they show one text that was chosen for it, and
/// people may be about to answer.
pub(in crate::store) const LINKS: [&str; 3] = [
    MAILED[0],
    "DELETE FROM calendar_feeds WHERE account = $1",
    "DELETE FROM links WHERE account = $1 AND kind = 'share'",
];

/// Runs statements about one account.
pub(in crate::store) async fn run_all(
    transaction: &mut WriteTransaction,
    statements: &[&'static str],
    account: &AccountId,
) -> Result<(), StoreError> {
    for statement in statements {
        sqlx::query(*statement)
            .bind(account.0.clone())
            .execute(&mut **transaction)
            .await?;
    }
    Ok(())
}
