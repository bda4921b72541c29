//! A transaction that writes, on a connection that ends with it unless all went well.

use std::ops::{Deref, DerefMut};

use sqlx::pool::PoolConnection;
use sqlx::{Any, AnyConnection, AnyPool, Executor};

use super::backend::Backend;

/// A transaction that writes.
///
/// Where it fails, the state of its connection is anybody's guess: with no room on the disk SQLite
/// rolls back by itself, and sqlx goes on counting an open transaction, so that every later one on
/// that connection is refused. So sqlx does not count here, and a connection whose transaction was
/// neither committed nor rolled back is closed; both databases roll back then.
#[derive(Debug)]
pub(crate) struct WriteTransaction {
    connection: PoolConnection<Any>,
    is_over: bool,
}

impl WriteTransaction {
    /// Begins one.
    ///
    /// # Errors
    /// If the database cannot be reached or does not take another writer in time.
    pub(super) async fn begin(
        writer: &AnyPool,
        backend: &dyn Backend,
    ) -> Result<Self, sqlx::Error> {
        backend.must_be_in_place()?;
        // It exists before it has begun: where this is given up meanwhile, the connection goes too.
        let mut transaction = Self {
            connection: writer.acquire().await?,
            is_over: false,
        };
        transaction.connection.execute(backend.begin()).await?;
        Ok(transaction)
    }

    /// Commits it. After an error it may have been committed or not, as where the connection was
    /// lost before the database answered.
    ///
    /// # Errors
    /// If the database fails.
    pub(crate) async fn commit(self) -> Result<(), sqlx::Error> {
        self.end("COMMIT").await
    }

    /// Takes it back.
    ///
    /// # Errors
    /// If the database fails. It is taken back then, too.
    pub(crate) async fn rollback(self) -> Result<(), sqlx::Error> {
        self.end("ROLLBACK").await
    }

    async fn end(mut self, statement: &'static str) -> Result<(), sqlx::Error> {
        self.connection.execute(statement).await?;
        self.is_over = true;
        Ok(())
    }
}

impl Deref for WriteTransaction {
    type Target = AnyConnection;

    fn deref(&self) -> &AnyConnection {
        &self.connection
    }
}

impl DerefMut for WriteTransaction {
    fn deref_mut(&mut self) -> &mut AnyConnection {
        &mut self.connection
    }
}

impl Drop for WriteTransaction {
    fn drop(&mut self) {
        if !self.is_over {
            self.connection.close_on_drop();
        }
    }
}
