//! `migrate`, `roles`, `database`.

use serde_json::{Value, json};

use super::{Failure, Report, Stop, database};
use crate::cli::DatabaseOptions;
use crate::kernel::locale::Locale;
use crate::platform::db::schema;
use crate::platform::postgres::{DATABASE, Role, roles};

/// Applies what is missing.
pub(super) async fn migrate(options: &DatabaseOptions, locale: Locale) -> Result<Report, Failure> {
    let applied = match (&options.dir, &options.database_url) {
        (Some(_), _) => {
            let server = database::private(options).await?;
            let applied = schema::migrate(&server.options(Role::Owner, DATABASE)).await;
            server.stop().await;
            applied?
        }
        (None, Some(url)) => schema::migrate(&database::address(url)?).await?,
        (None, None) => return Err(database::missing()),
    };
    Ok(Report::done(
        locale.tf("执行了 {0} 个结构变更", &[&applied]),
        json!({ "applied": applied }),
    ))
}

/// The SQL that makes the roles.
pub(super) fn roles(name: &str) -> Report {
    let sql = roles::sql(name);
    Report::done(sql.clone(), json!({ "sql": sql }))
}

/// Runs only the private database, until told to stop.
pub(super) async fn database(options: &DatabaseOptions) -> Result<Report, Failure> {
    let server = database::private(options).await?;
    let owner = server.options(Role::Owner, DATABASE);
    if let Err(error) = schema::migrate(&owner).await {
        server.stop().await;
        return Err(error.into());
    }
    println!("DATABASE_URL={}", server.url(Role::App, DATABASE));
    println!("OWNER_URL={}", server.url(Role::Owner, DATABASE));
    Stop::listen().asked().await;
    server.stop().await;
    Ok(Report::done("", Value::Null))
}
