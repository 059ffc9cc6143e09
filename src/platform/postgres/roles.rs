//! The four roles, and the database that they work in.
//!
//! Roles belong to a whole cluster, hence no migration makes them: the launcher does in its private database, and
//! an administrator does in an outside one, with the same statements ([`sql`]).

use sqlx::postgres::PgConnectOptions;
use sqlx::{AssertSqlSafe, ConnectOptions, Connection, Error, PgConnection};

/// Idempotent. The owner migrates: under `row_security = off` a statement that a policy would filter fails loudly
/// instead of doing half. It is a member of the loader to fill what a migration adds, and of the search role to hand functions over to it.
/// Nobody logs in as the search role: two functions belong to it, which read one table past its policy.
const ROLES: &str = r"DO $$
BEGIN
  PERFORM pg_advisory_xact_lock(hashtext('zhenggai roles'));
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'zhenggai_owner') THEN CREATE ROLE zhenggai_owner; END IF;
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'zhenggai_app') THEN CREATE ROLE zhenggai_app; END IF;
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'zhenggai_loader') THEN CREATE ROLE zhenggai_loader; END IF;
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'zhenggai_search') THEN CREATE ROLE zhenggai_search; END IF;
  ALTER ROLE zhenggai_owner LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS;
  ALTER ROLE zhenggai_app LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS;
  ALTER ROLE zhenggai_loader LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION BYPASSRLS;
  ALTER ROLE zhenggai_search NOLOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION BYPASSRLS;
  ALTER ROLE zhenggai_owner SET row_security = off;
  IF NOT pg_has_role('zhenggai_owner', 'zhenggai_loader', 'MEMBER') THEN
    GRANT zhenggai_loader TO zhenggai_owner;
  END IF;
  IF NOT pg_has_role('zhenggai_owner', 'zhenggai_search', 'MEMBER') THEN
    GRANT zhenggai_search TO zhenggai_owner;
  END IF;
END $$;
";

/// Run inside the database. `{}` stands for its quoted name.
const GRANTS: &str = "REVOKE ALL ON DATABASE {} FROM PUBLIC;
GRANT CONNECT ON DATABASE {} TO zhenggai_owner, zhenggai_app, zhenggai_loader;
REVOKE CREATE ON SCHEMA public FROM PUBLIC;
GRANT USAGE ON SCHEMA public TO zhenggai_owner, zhenggai_app, zhenggai_loader, zhenggai_search;
GRANT CREATE ON SCHEMA public TO zhenggai_owner;
";

/// In a private server alone: its loader fills an empty city with rows that are looked through at once afterwards
/// (`db::bulk::verify`), instead of one by one.
const PRIVATE: &str = "GRANT SET ON PARAMETER session_replication_role TO zhenggai_loader";

/// What the administrator of an outside server runs once, by `psql` as a superuser. Running it again changes
/// nothing.
pub fn sql(database: &str) -> String {
    let (name, literal) = (quote(database, '"'), quote(database, '\''));
    let statement = quote(&create(&name), '\'');
    let grants = GRANTS.replace("{}", &name);
    format!(
        "-- Roles and database of zhenggai, for PostgreSQL 15 or newer. Run once, as a superuser:
--   zhenggai roles | psql -v ON_ERROR_STOP=1 -d postgres
-- Then give each role its password, in psql:
--   \\password zhenggai_owner
--   \\password zhenggai_app
--   \\password zhenggai_loader
-- zhenggai_owner migrates, zhenggai_app serves, zhenggai_loader imports in bulk and passes row-level security.
-- zhenggai_search has no login: the functions of the search belong to it.

{ROLES}
SELECT {statement} WHERE NOT EXISTS (SELECT FROM pg_database WHERE datname = {literal}) \\gexec
\\connect {name}
{grants}"
    )
}

/// Makes the roles and the database where they are missing, over a superuser's connection.
pub async fn ensure(admin: &PgConnectOptions, database: &str) -> Result<(), Error> {
    let name = quote(database, '"');
    let mut connection = admin.connect().await?;
    run(&mut connection, ROLES.to_owned()).await?;
    run(&mut connection, PRIVATE.to_owned()).await?;
    let there: Option<i32> = sqlx::query_scalar("SELECT 1 FROM pg_database WHERE datname = $1")
        .bind(database)
        .fetch_optional(&mut connection)
        .await?;
    if there.is_none() {
        run(&mut connection, create(&name)).await?;
    }
    connection.close().await?;
    let mut inside = admin.clone().database(database).connect().await?;
    run(&mut inside, GRANTS.replace("{}", &name)).await?;
    inside.close().await
}

/// Always from `template0` and in UTF-8 with a character type that knows Chinese letters, whatever the cluster's
/// default: under lc_ctype C the trigrams of Chinese are empty.
fn create(name: &str) -> String {
    format!(
        "CREATE DATABASE {name} OWNER zhenggai_owner TEMPLATE template0 \
         ENCODING 'UTF8' LC_COLLATE 'C.UTF-8' LC_CTYPE 'C.UTF-8'"
    )
}

async fn run(connection: &mut PgConnection, sql: String) -> Result<(), Error> {
    sqlx::raw_sql(AssertSqlSafe(sql))
        .execute(connection)
        .await
        .map(drop)
}

fn quote(text: &str, mark: char) -> String {
    format!("{mark}{}{mark}", text.replace(mark, &format!("{mark}{mark}")))
}

/// An empty database in place of the one that was there.
pub async fn remake(admin: &PgConnectOptions, database: &str) -> Result<(), Error> {
    let mut connection = admin.connect().await?;
    let drop = format!("DROP DATABASE IF EXISTS {} WITH (FORCE)", quote(database, '"'));
    sqlx::raw_sql(sqlx::AssertSqlSafe(drop))
        .execute(&mut connection)
        .await?;
    ensure(admin, database).await
}

#[cfg(test)]
mod tests {
    use super::sql;

    #[test]
    fn names_are_quoted() {
        let text = sql("a\"b'c");
        assert!(text.contains(r#"CREATE DATABASE "a""b''c""#), "{text}");
        assert!(text.contains("datname = 'a\"b''c'"), "{text}");
    }
}
