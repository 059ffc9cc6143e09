//! Loading in bulk by COPY, as the loader's role: it passes row-level security, so every row must carry its tenant.

mod rows;
mod settle;

use chrono::{DateTime, Utc};
use sqlx::postgres::PgConnectOptions;
use sqlx::{ConnectOptions as _, Connection as _, Executor as _, PgConnection};

use super::DbError;

pub use rows::{Cell, Infinity, Rows};
pub use settle::{Prepared, prepare, settle, verify};

/// A connection of the loader's role.
#[derive(Debug)]
pub struct Loader {
    connection: PgConnection,
}

impl Loader {
    /// Connects.
    ///
    /// # Errors
    /// [`DbError::Unavailable`] when nobody answers.
    pub async fn open(options: &PgConnectOptions) -> Result<Self, DbError> {
        let mut connection = options.connect().await?;
        // Five times as quick as the default, where the server was built with it. What was cut off is loaded anew, so that
        // no commit needs to wait for the disk.
        let _ = connection.execute("set default_toast_compression = lz4").await;
        connection.execute("set synchronous_commit = off").await?;
        // Where the server lets it, each row is not looked up in every table that it refers to: [`verify`] asks of all at once.
        let _ = connection.execute("set session_replication_role = replica").await;
        Ok(Self { connection })
    }

    /// Writes tables in the order given, all of them or none.
    ///
    /// # Errors
    /// When a constraint refuses a row, or the connection is lost.
    pub async fn copy(&mut self, tables: &[Rows]) -> Result<(), DbError> {
        let mut tx = self.connection.begin().await?;
        for table in tables.iter().filter(|table| !table.text.is_empty()) {
            let mut copy = tx.copy_in_raw(&table.statement).await?;
            copy.send(&table.text[..]).await?;
            copy.finish().await?;
        }
        Ok(tx.commit().await?)
    }

    /// Ends the connection.
    ///
    /// # Errors
    /// When it is lost.
    pub async fn close(self) -> Result<(), DbError> {
        Ok(self.connection.close().await?)
    }
}

/// When the newest event of any tenant was recorded.
///
/// # Errors
/// When nobody answers.
pub async fn last_recorded(loader: &PgConnectOptions) -> Result<Option<DateTime<Utc>>, DbError> {
    let mut connection = loader.connect().await?;
    let last =
        sqlx::query_scalar("select max(events.at) from tenants join events on events.tenant_id = tenants.id");
    let last = last.fetch_one(&mut connection).await?;
    connection.close().await?;
    Ok(last)
}

/// Takes `count` numbers of a table's identity column out of use and gives the first: rows that are loaded at once over
/// several connections bring their own, in the order that is meant. Only the tables' owner may.
///
/// # Errors
/// When nobody answers.
pub async fn reserve(owner: &PgConnectOptions, table: &'static str, count: i64) -> Result<i64, DbError> {
    let mut connection = owner.connect().await?;
    let last: i64 = sqlx::query_scalar(
        "select setval(s, nextval(s) + $2) from (select pg_get_serial_sequence($1, 'id')::regclass as s) q",
    )
    .bind(table)
    .bind(count)
    .fetch_one(&mut connection)
    .await?;
    connection.close().await?;
    Ok(last - count + 1)
}
