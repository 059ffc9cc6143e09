//! Migrations: applied by the owner role, checked by everyone who serves.

use sqlx::migrate::{Migrate as _, Migrator};
use sqlx::postgres::{PgConnectOptions, PgConnection};
use sqlx::{ConnectOptions as _, Executor as _};

use super::DbError;

static MIGRATOR: Migrator = sqlx::migrate!("./migrations");

/// The schema is not the one this program was made for.
#[derive(Debug, thiserror::Error)]
pub enum SchemaError {
    /// Migrations are missing, unknown or changed.
    #[error(
        "the database's schema is not this program's: {0}. Run `zhenggai migrate` of the same version first"
    )]
    Differs(String),
    /// A migration failed; nothing of it was kept.
    #[error("a migration failed: {0}")]
    Failed(#[from] sqlx::migrate::MigrateError),
    /// The database could not be asked.
    #[error(transparent)]
    Db(#[from] DbError),
}

impl From<sqlx::Error> for SchemaError {
    fn from(error: sqlx::Error) -> Self {
        Self::Db(error.into())
    }
}

/// Applies what is missing, under sqlx's advisory lock and a `lock_timeout`. Gives the number applied.
///
/// # Errors
/// When a migration fails, or one already applied was changed since.
pub async fn migrate(owner: &PgConnectOptions) -> Result<usize, SchemaError> {
    let mut connection = owner.connect().await?;
    connection
        .execute("SET lock_timeout = '10s'; SET row_security = off")
        .await?;
    let before = applied(&mut connection).await?.len();
    MIGRATOR.run(&mut connection).await?;
    connection
        .execute("GRANT SELECT ON _sqlx_migrations TO zhenggai_app")
        .await?;
    Ok(MIGRATOR.iter().count().saturating_sub(before))
}

/// Refuses a schema that this program doesn't know.
///
/// # Errors
/// [`SchemaError::Differs`] with what is missing or unknown.
pub async fn check(connection: &mut PgConnection) -> Result<(), SchemaError> {
    let applied = applied(connection).await?;
    for migration in MIGRATOR.iter() {
        match applied.iter().find(|(version, _)| *version == migration.version) {
            None => return Err(SchemaError::Differs(format!("{} is missing", migration.version))),
            Some((_, checksum)) if checksum[..] != migration.checksum[..] => {
                return Err(SchemaError::Differs(format!("{} was changed", migration.version)));
            }
            Some(_) => {}
        }
    }
    match applied
        .iter()
        .find(|(version, _)| MIGRATOR.iter().all(|known| known.version != *version))
    {
        Some((version, _)) => Err(SchemaError::Differs(format!(
            "{version} is newer than this program"
        ))),
        None => Ok(()),
    }
}

/// SHA-256 over all migrations: names a template database.
pub fn fingerprint() -> String {
    let all: Vec<u8> = MIGRATOR.iter().flat_map(|m| m.checksum.iter().copied()).collect();
    hex::encode(crate::kernel::digest::sha256(&all))
}

async fn applied(connection: &mut PgConnection) -> Result<Vec<(i64, Vec<u8>)>, SchemaError> {
    let table = "_sqlx_migrations";
    let exists: bool = sqlx::query_scalar("select to_regclass($1) is not null")
        .bind(table)
        .fetch_one(&mut *connection)
        .await?;
    if !exists {
        return Ok(Vec::new());
    }
    let list = connection.list_applied_migrations(table).await?;
    Ok(list
        .into_iter()
        .map(|m| (m.version, m.checksum.into_owned()))
        .collect())
}
