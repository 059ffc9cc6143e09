//! From options to a database that may be used.

use std::str::FromStr as _;

use sqlx::postgres::PgConnectOptions;
use sqlx::{ConnectOptions as _, Connection as _};

use super::Failure;
use crate::cli::DatabaseOptions;
use crate::kernel::messages::msg;
use crate::platform::db::{Db, DbError, Settings, refuse_bypass, schema};
use crate::platform::postgres::{self, DATABASE, PrivatePostgres, Role};

/// An open database: an outside one, or a private one with its server.
#[derive(Debug)]
pub struct Opened {
    /// As the app's role.
    pub db: Db,
    /// The private server, if it is one.
    pub postgres: Option<PrivatePostgres>,
}

impl Opened {
    /// Opens what the options say and makes sure that the role can't pass by the policies and the schema is this
    /// program's. A private database that was not running is migrated first.
    pub async fn open(options: &DatabaseOptions) -> Result<Self, Failure> {
        let (connect, postgres) = match (&options.dir, &options.database_url) {
            (Some(_), _) => {
                let server = private(options).await?;
                if !server.attached() {
                    schema::migrate(&server.options(Role::Owner, DATABASE)).await?;
                }
                (server.options(Role::App, DATABASE), Some(server))
            }
            (None, Some(url)) => (outside(url).await?, None),
            (None, None) => return Err(missing()),
        };
        let db = Db::open(Settings::new(connect, options.db_connections));
        let checked = check(&db).await;
        let opened = Self { db, postgres };
        match checked {
            Ok(()) => Ok(opened),
            Err(failure) => {
                opened.close().await;
                Err(failure)
            }
        }
    }

    /// Closes connections and stops a private server of our own.
    pub async fn close(self) {
        self.db.close().await;
        if let Some(postgres) = self.postgres {
            postgres.stop().await;
        }
    }
}

/// An address that answers: a pool would only say, after a while, that it had waited in vain.
async fn outside(url: &str) -> Result<PgConnectOptions, Failure> {
    let options = address(url)?;
    options
        .connect()
        .await
        .map_err(DbError::from)?
        .close()
        .await
        .map_err(DbError::from)?;
    Ok(options)
}

/// The address of an outside database.
pub(super) fn address(url: &str) -> Result<PgConnectOptions, Failure> {
    let known = ["postgres://", "postgresql://"];
    let options = PgConnectOptions::from_str(url).ok();
    options
        .filter(|_| known.iter().any(|scheme| url.starts_with(scheme)))
        .ok_or_else(bad_url)
}

async fn check(db: &Db) -> Result<(), Failure> {
    refuse_bypass(db).await?;
    let mut tx = db.begin_global().await?;
    schema::check(&mut tx).await?;
    Ok(())
}

/// The private server of `--dir`.
pub(super) async fn private(options: &DatabaseOptions) -> Result<PrivatePostgres, Failure> {
    let dir = options.dir.clone().ok_or_else(missing)?;
    let settings = postgres::Settings {
        dir,
        bin_dir: options.pg_bin.clone(),
        durable: true,
    };
    Ok(PrivatePostgres::start_or_attach(&settings).await?)
}

/// Said when neither `--dir` nor `DATABASE_URL` is given.
pub(super) fn missing() -> Failure {
    Failure::say(msg(
        "没有指明数据库：用 --database-url（或 DATABASE_URL），或用 --dir 使用自带的",
    ))
}

/// Never with the address itself: it may hold a password.
fn bad_url() -> Failure {
    Failure::say(msg(
        "DATABASE_URL 不是 PostgreSQL 的地址，例如 postgres://zhenggai_app:…@db.example/zhenggai",
    ))
}
