//! Transactions: of a tenant, and global.

use std::ops::{Deref, DerefMut};

use sqlx::{AssertSqlSafe, Executor as _, PgConnection, Postgres, Transaction};

use super::DbError;
use crate::kernel::ids::TenantId;

/// A transaction that sees the rows of one tenant. Dropped without commit it rolls back.
#[derive(Debug)]
pub struct Tx {
    inner: Transaction<'static, Postgres>,
    tenant: TenantId,
}

impl Tx {
    pub(super) fn new(inner: Transaction<'static, Postgres>, tenant: TenantId) -> Self {
        Self { inner, tenant }
    }

    /// The tenant it carries: every query names it too.
    pub fn tenant(&self) -> TenantId {
        self.tenant
    }

    /// From here on a plan may be made for the values it is asked with, as lists with many filters need: ends what
    /// [`super::Db::begin_by_habit`] began.
    ///
    /// # Errors
    /// When the connection is lost.
    pub async fn plan_for_values(&mut self) -> Result<(), DbError> {
        self.inner.execute("SET LOCAL plan_cache_mode = auto").await?;
        Ok(())
    }

    /// Makes its writes lasting.
    ///
    /// # Errors
    /// When a deferred constraint refuses or the connection is lost.
    pub async fn commit(self) -> Result<(), DbError> {
        Ok(self.inner.commit().await?)
    }

    /// Undoes its writes now, instead of when the connection is next used.
    ///
    /// # Errors
    /// When the connection is lost.
    pub async fn rollback(self) -> Result<(), DbError> {
        Ok(self.inner.rollback().await?)
    }
}

impl Deref for Tx {
    type Target = PgConnection;
    fn deref(&self) -> &PgConnection {
        &self.inner
    }
}

impl DerefMut for Tx {
    fn deref_mut(&mut self) -> &mut PgConnection {
        &mut self.inner
    }
}

/// A transaction without a tenant: only global tables show rows.
#[derive(Debug)]
pub struct GlobalTx {
    inner: Transaction<'static, Postgres>,
}

impl GlobalTx {
    pub(super) fn new(inner: Transaction<'static, Postgres>) -> Self {
        Self { inner }
    }

    /// Goes on as a transaction of `tenant`, once a session has told which that is.
    ///
    /// # Errors
    /// When the connection is lost.
    pub async fn into_tenant(mut self, tenant: TenantId) -> Result<Tx, DbError> {
        self.inner
            .execute(AssertSqlSafe(format!("SET LOCAL app.tenant = '{tenant}'")))
            .await?;
        Ok(Tx {
            inner: self.inner,
            tenant,
        })
    }

    /// Makes its writes lasting.
    ///
    /// # Errors
    /// When the connection is lost.
    pub async fn commit(self) -> Result<(), DbError> {
        Ok(self.inner.commit().await?)
    }
}

impl Deref for GlobalTx {
    type Target = PgConnection;
    fn deref(&self) -> &PgConnection {
        &self.inner
    }
}

impl DerefMut for GlobalTx {
    fn deref_mut(&mut self) -> &mut PgConnection {
        &mut self.inner
    }
}
