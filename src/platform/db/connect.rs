//! The pool, kept private.

use std::time::Duration;

use sqlx::postgres::{PgConnectOptions, PgPool, PgPoolOptions};
use sqlx::{AssertSqlSafe, Executor as _, Postgres, SqlSafeStr as _, Transaction};

use super::place::Place;
use super::{DbError, GlobalTx, Tx};
use crate::kernel::scope::Scope;

/// How to connect.
#[derive(Clone, Debug)]
pub struct Settings {
    /// Address, role, database.
    pub options: PgConnectOptions,
    /// Most connections at once.
    pub max_connections: u32,
    /// How long one waits for a connection while all are in use.
    pub patience: Duration,
}

impl Settings {
    /// With the usual patience.
    pub fn new(options: PgConnectOptions, max_connections: u32) -> Self {
        Self {
            options,
            max_connections,
            patience: Duration::from_secs(8),
        }
    }
}

/// The database of the app's role. Cheap to clone.
#[derive(Clone, Debug)]
pub struct Db {
    pool: PgPool,
    place: Place,
}

impl Db {
    /// Opens a pool; connections are made when first needed.
    pub fn open(settings: Settings) -> Self {
        let place = Place::of(&settings.options);
        let options = settings.options.application_name("zhenggai").options([
            ("idle_in_transaction_session_timeout", "60s"),
            ("statement_timeout", "60s"),
            // Machine code for one request costs more than the request, once estimates grow with the number of cities.
            ("jit", "off"),
        ]);
        let pool = PgPoolOptions::new()
            .max_connections(settings.max_connections)
            .acquire_timeout(settings.patience)
            .idle_timeout(Duration::from_mins(5))
            .test_before_acquire(true)
            .after_release(|connection, _| {
                Box::pin(async move {
                    // BEGIN first: a bare ROLLBACK of nothing would leave a warning in the server's log each time. In a
                    // transaction that failed, BEGIN is refused and the connection is thrown away.
                    connection.execute("BEGIN; ROLLBACK").await?;
                    Ok(true)
                })
            })
            .connect_lazy_with(options);
        Self { pool, place }
    }

    /// Opens a transaction in which only the rows of `scope.tenant` exist. Dropping it rolls back.
    ///
    /// # Errors
    /// [`DbError::Unavailable`] when no connection can be had.
    pub async fn begin(&self, scope: &Scope) -> Result<Tx, DbError> {
        // A typed UUID prints as hexadecimal digits and hyphens only.
        let begin = format!("BEGIN; SET LOCAL app.tenant = '{}'", scope.tenant);
        Ok(Tx::new(self.begin_with(begin).await?, scope.tenant))
    }

    /// The same, and all of its reads see one and the same moment; nothing can be written in it.
    ///
    /// # Errors
    /// [`DbError::Unavailable`] when no connection can be had.
    pub async fn begin_snapshot(&self, scope: &Scope) -> Result<Tx, DbError> {
        let begin = format!(
            "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY; SET LOCAL app.tenant = '{}'",
            scope.tenant
        );
        Ok(Tx::new(self.begin_with(begin).await?, scope.tenant))
    }

    /// Opens a transaction without a tenant: tenant tables look empty in it. For the named functions of
    /// accounts, sessions and the directory of tenants.
    ///
    /// # Errors
    /// [`DbError::Unavailable`] when no connection can be had.
    pub async fn begin_global(&self) -> Result<GlobalTx, DbError> {
        Ok(GlobalTx::new(self.begin_with("BEGIN".to_owned()).await?))
    }

    /// Like [`Db::begin_global`], for what is asked with every page: its statements are few, each finds its rows by key, and their
    /// plan is made once per connection instead of for the values of each request, which would cost more than carrying them out.
    /// [`Tx::plan_for_values`] ends it.
    ///
    /// # Errors
    /// [`DbError::Unavailable`] when no connection can be had.
    pub async fn begin_by_habit(&self) -> Result<GlobalTx, DbError> {
        let begin = "BEGIN; SET LOCAL plan_cache_mode = force_generic_plan";
        Ok(GlobalTx::new(self.begin_with(begin.to_owned()).await?))
    }

    /// A second transaction of the same tenant beside one that is open, for reads that run at the same time: only on a connection that
    /// nobody uses, for whoever holds one and waits for another stops everybody.
    pub async fn begin_beside(&self, tx: &Tx) -> Option<Tx> {
        let connection = self.pool.try_acquire()?;
        let begin = format!("BEGIN READ ONLY; SET LOCAL app.tenant = '{}'", tx.tenant());
        let begin = AssertSqlSafe(begin).into_sql_str();
        let inner = Transaction::begin(connection, Some(begin)).await.ok()?;
        Some(Tx::new(inner, tx.tenant()))
    }

    /// The pool itself goes on knocking until its patience ends. While nobody listens at all that only lets requests pile up:
    /// they are told at once. What is given up here is the waiting for a connection; no BEGIN was sent on one yet.
    async fn begin_with(&self, statement: String) -> Result<Transaction<'static, Postgres>, DbError> {
        let connection = tokio::select! {
            biased;
            connection = self.pool.acquire() => connection?,
            nobody = self.place.deserted() => return Err(DbError::Unavailable(nobody.into())),
        };
        let statement = AssertSqlSafe(statement).into_sql_str();
        Ok(Transaction::begin(connection, Some(statement)).await?)
    }

    /// Connections now open, and of them idle.
    pub fn pool_size(&self) -> (u32, usize) {
        (self.pool.size(), self.pool.num_idle())
    }

    /// Closes all connections.
    pub async fn close(&self) {
        self.pool.close().await;
    }
}
