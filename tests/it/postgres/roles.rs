//! What each of the roles can do, and cannot.

use sqlx::ConnectOptions;
use sqlx::postgres::PgConnectOptions;
use zhenggai::platform::postgres::{PrivatePostgres, Role, roles};

use super::support::{self, Place, ask};

/// A forced policy that lets nothing through, as with no tenant set.
const TABLE: &str = "CREATE TABLE guarded (n int);
    INSERT INTO guarded VALUES (1), (2);
    GRANT SELECT ON guarded TO zhenggai_app, zhenggai_loader;
    ALTER TABLE guarded ENABLE ROW LEVEL SECURITY;
    ALTER TABLE guarded FORCE ROW LEVEL SECURITY;
    CREATE POLICY nobody ON guarded USING (false)";
const COUNT: &str = "SELECT count(*) FROM guarded";

#[tokio::test]
async fn each_role_can_do_its_part_and_no_more() {
    let place = Place::new();
    let postgres = PrivatePostgres::start(&place.settings()).await.expect("starts");
    let [owner, app, loader] =
        [Role::Owner, Role::App, Role::Loader].map(|role| postgres.options(role, "zhenggai"));
    support::run(&owner, TABLE).await.expect("the owner makes tables");

    assert_eq!(ask::<i64>(&app, COUNT).await, 0, "the policy holds for the app");
    assert_eq!(ask::<i64>(&loader, COUNT).await, 2, "and not for the loader");
    refused(&owner, COUNT, "42501").await;
    refused(&app, "SET row_security = off; SELECT * FROM guarded", "42501").await;
    refused(&app, "ALTER TABLE guarded DISABLE ROW LEVEL SECURITY", "42501").await;
    refused(&app, "SET ROLE zhenggai_loader", "42501").await;
    refused(&app, "CREATE TABLE mine (n int)", "42501").await;
    refused(&app, "CREATE TEMPORARY TABLE mine (n int)", "42501").await;
    refused(&loader, "CREATE TABLE mine (n int)", "42501").await;
    support::run(&owner, "SET ROLE zhenggai_loader")
        .await
        .expect("to hand functions over");

    let admin = postgres.options(Role::Superuser, "zhenggai");
    support::run(&admin, "CREATE ROLE stranger LOGIN")
        .await
        .expect("made");
    // Only the three connect: the role of the search has no login.
    for (who, why) in [
        ("stranger", "permission denied for database"),
        ("zhenggai_search", "not permitted to log in"),
    ] {
        let error = admin.clone().username(who).connect().await.expect_err(who);
        assert!(error.to_string().contains(why), "{who}: {error}");
    }
    postgres.stop().await;
}

/// What `zhenggai roles` prints does the same on an outside server, and can be run again.
#[tokio::test]
async fn the_printed_sql_makes_the_same_and_can_be_repeated() {
    let place = Place::new();
    let postgres = PrivatePostgres::start(&place.settings()).await.expect("starts");
    let (url, script) = (
        postgres.url(Role::Superuser, "postgres"),
        roles::sql("整改 \"2\""),
    );
    for hint in [
        "\\password zhenggai_owner",
        "\\password zhenggai_app",
        "\\password zhenggai_loader",
    ] {
        assert!(script.contains(hint), "{hint}");
    }
    support::psql(&url, &script).await;
    support::psql(&url, &script).await;
    let owner = postgres.options(Role::Owner, "整改 \"2\"");
    support::run(&owner, TABLE).await.expect("the owner makes tables");
    let app = postgres.options(Role::App, "整改 \"2\"");
    assert_eq!(ask::<i64>(&app, COUNT).await, 0);
    refused(&app, "CREATE TABLE mine (n int)", "42501").await;
    postgres.stop().await;
}

async fn refused(options: &PgConnectOptions, sql: &str, code: &str) {
    let error = support::run(options, sql).await.expect_err(sql);
    let code_found = error
        .as_database_error()
        .and_then(sqlx::error::DatabaseError::code);
    assert_eq!(code_found.as_deref(), Some(code), "{sql}: {error}");
}
