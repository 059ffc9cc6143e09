//! What can go wrong between us and PostgreSQL.

/// A failed query or connection.
#[derive(Debug, thiserror::Error)]
pub enum DbError {
    /// No connection can be had now; the caller may come again.
    #[error("the database is not reachable: {0}")]
    Unavailable(#[source] sqlx::Error),
    /// A text holds what no text of the database can: a NUL, or what is no UTF-8.
    #[error("a text can not be stored: {0}")]
    Unstorable(#[source] sqlx::Error),
    /// Anything else.
    #[error(transparent)]
    Query(sqlx::Error),
}

impl From<sqlx::Error> for DbError {
    fn from(error: sqlx::Error) -> Self {
        match &error {
            sqlx::Error::Io(_)
            | sqlx::Error::Tls(_)
            | sqlx::Error::PoolTimedOut
            | sqlx::Error::PoolClosed
            | sqlx::Error::WorkerCrashed => Self::Unavailable(error),
            // 57P01-57P03: shutting down, crashed, starting up; 08: connection exceptions; 53300: too many.
            sqlx::Error::Database(db)
                if db.code().is_some_and(|code| {
                    code.starts_with("57P0") || code.starts_with("08") || code == "53300"
                }) =>
            {
                Self::Unavailable(error)
            }
            // 22021: a NUL in a text; 22P05: one in JSON.
            sqlx::Error::Database(db) if db.code().is_some_and(|code| code == "22021" || code == "22P05") => {
                Self::Unstorable(error)
            }
            _ => Self::Query(error),
        }
    }
}

/// The named constraint that a statement ran into, if that is what happened.
pub fn constraint(error: &sqlx::Error) -> Option<&str> {
    match error {
        sqlx::Error::Database(db) => db.constraint(),
        _ => None,
    }
}
