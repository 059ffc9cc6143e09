//! What a database says of itself, for whoever keeps the system.

use chrono::{DateTime, Utc};
use sqlx::postgres::PgConnection;

use super::DbError;

/// A database.
#[derive(Clone, Debug)]
pub struct About {
    /// Version of the server: `15.14`.
    pub server: String,
    /// Bytes on its disk, with indexes.
    pub bytes: i64,
    /// Migrations that were applied, the last one first: number, subject, when.
    pub migrations: Vec<(i64, String, DateTime<Utc>)>,
}

/// Asks it. Not checked while compiling: the table of migrations is the migrating library's own.
///
/// # Errors
/// When the database refuses.
pub async fn about(connection: &mut PgConnection) -> Result<About, DbError> {
    let (server, bytes) =
        sqlx::query_as("select current_setting('server_version'), pg_database_size(current_database())")
            .fetch_one(&mut *connection)
            .await?;
    let migrations = sqlx::query_as(
        "select version, description, installed_on from _sqlx_migrations order by version desc",
    )
    .fetch_all(&mut *connection)
    .await?;
    Ok(About {
        server,
        bytes,
        migrations,
    })
}
