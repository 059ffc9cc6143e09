//! One tenant's rows stay with that tenant: in the schema, in the roles, in every query, and when clients hang up.

mod hanging_up;
mod pool;
mod powers;
mod queries;
mod schema;

use sqlx::postgres::PgConnection;
use zhenggai::platform::db::{Bypass, Db, Settings, refuse_bypass};
use zhenggai::platform::postgres::Role;

use crate::support::{TestApp, connect};

/// Tables whose rows belong to a tenant, as the catalogue knows them. `accounts` is global: it is asked before
/// anybody knows the tenant.
async fn tenant_tables(connection: &mut PgConnection) -> Vec<String> {
    sqlx::query_scalar(
        "select c.relname::text from pg_class c join pg_attribute a on a.attrelid = c.oid
         where c.relkind in ('r', 'p') and c.relnamespace = 'public'::regnamespace
           and a.attname = 'tenant_id' and c.relname <> 'accounts' order by 1",
    )
    .fetch_all(connection)
    .await
    .expect("the catalogue")
}

async fn count(connection: &mut PgConnection, sql: String) -> i64 {
    let text = sql.clone();
    let answer = sqlx::query_scalar(sqlx::AssertSqlSafe(sql))
        .fetch_one(connection)
        .await;
    answer.unwrap_or_else(|error| panic!("{text}: {error}"))
}

/// Runs a statement that must be refused; gives the code of the refusal.
async fn refused(connection: &mut PgConnection, sql: &'static str) -> String {
    let error = sqlx::query(sql).execute(connection).await.expect_err(sql);
    let code = error
        .as_database_error()
        .and_then(|db| db.code().map(std::borrow::Cow::into_owned));
    code.unwrap_or_else(|| panic!("{sql}: {error}"))
}

#[tokio::test]
async fn without_a_tenant_every_table_looks_empty() {
    let app = TestApp::small().await;
    let mut loader = connect(Role::Loader, app.database()).await;
    let mut nobody = app.app.db().begin_global().await.expect("a transaction");
    let mut filled = 0;
    for table in tenant_tables(&mut loader).await {
        let all = count(&mut loader, format!("select count(*) from {table}")).await;
        filled += i32::from(all > 0);
        assert_eq!(
            count(&mut nobody, format!("select count(*) from {table}")).await,
            0,
            "{table}"
        );
    }
    assert!(
        filled > 8,
        "the cast fills too few tables for this to mean anything"
    );
}

#[tokio::test]
async fn a_tenant_sees_only_its_own_rows() {
    let app = TestApp::small().await;
    let mut loader = connect(Role::Loader, app.database()).await;
    let (alpha, beta) = (app.cast.tenants["alpha"], app.cast.tenants["beta"]);
    let mut tx = app.tx("alpha").await;
    for table in tenant_tables(&mut loader).await {
        let of = |tenant| format!("select count(*) from {table} where tenant_id = '{tenant}'");
        assert_eq!(count(&mut tx, of(beta)).await, 0, "{table}");
        assert_eq!(
            count(&mut tx, of(alpha)).await,
            count(&mut loader, of(alpha)).await,
            "{table}"
        );
    }
}

/// Insufficient privilege, which is also what a row-level policy answers.
const DENIED: &str = "42501";

#[tokio::test]
async fn rows_of_another_tenant_can_be_neither_written_nor_taken() {
    let app = TestApp::small().await;
    for sql in [
        "insert into units (tenant_id, id, name, kind, top_id, sort_no, created_at)
         select t.id, gen_random_uuid(), 'smuggled', 'department', gen_random_uuid(), 99, t.created_at
         from tenants t where slug = 'beta'",
        "insert into events (tenant_id, act_id, at, act, object_kind)
         select t.id, gen_random_uuid(), t.created_at, 'a.b', 'x' from tenants t where slug = 'beta'",
        "update units set tenant_id = (select id from tenants where slug = 'beta')",
        "update persons set tenant_id = (select id from tenants where slug = 'beta')",
    ] {
        let mut tx = app.tx("alpha").await;
        assert_eq!(refused(&mut tx, sql).await, DENIED, "{sql}");
    }
    let mut tx = app.tx("alpha").await;
    let touched = sqlx::query("update persons set name = 'taken' where tenant_id = $1")
        .bind(app.cast.tenants["beta"])
        .execute(&mut *tx)
        .await
        .expect("no error, no rows");
    assert_eq!(touched.rows_affected(), 0);
}

#[tokio::test]
async fn what_was_recorded_stays_as_it_was() {
    let app = TestApp::small().await;
    for sql in [
        "update events set act = 'a.b'",
        "delete from events",
        "truncate events",
        "delete from revisions",
    ] {
        let mut tx = app.tx("alpha").await;
        assert_eq!(refused(&mut tx, sql).await, DENIED, "{sql}");
    }
    let mut tx = app.tx("alpha").await;
    for table in [
        "events",
        "revisions",
        "verdicts",
        "verdict_reasons",
        "signatures",
        "signature_breaks",
        "progress_notes",
        "completions",
        "checks",
        "closures",
    ] {
        let may = format!(
            "select has_table_privilege('{table}', 'update, delete, truncate, trigger')::int::bigint"
        );
        assert_eq!(count(&mut tx, may).await, 0, "{table}");
    }
}

#[tokio::test]
async fn a_role_that_could_pass_by_the_policies_is_refused() {
    let app = TestApp::small().await;
    let as_role = |role| {
        let options = app.options(role);
        Db::open(Settings::new(options, 1))
    };
    for role in [Role::Superuser, Role::Owner, Role::Loader] {
        let answer = refuse_bypass(&as_role(role)).await;
        assert!(matches!(answer, Err(Bypass::Role { .. })), "{role:?}: {answer:?}");
    }
    refuse_bypass(&as_role(Role::App))
        .await
        .expect("the app's role serves");
}
