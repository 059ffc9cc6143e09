//! Every table is one of a tenant, with all that this takes, or is known to be global.

use sqlx::Row as _;
use zhenggai::platform::postgres::Role;

use super::tenant_tables;
use crate::support::{TestApp, connect};

/// Reached by named functions only, before or beyond any tenant.
const GLOBAL: [&str; 13] = [
    "_sqlx_migrations",
    "accounts",
    "outbox",
    "passkey_ceremonies",
    "passkeys",
    "pending_sign_ins",
    "recovery_codes",
    "search_pending",
    "second_factors",
    "server_keys",
    "sessions",
    "sign_in_attempts",
    "tenants",
];

const POLICY: &str = "(tenant_id = ( SELECT (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid AS \"nullif\"))";

#[tokio::test]
async fn every_other_table_is_a_tenants() {
    let app = TestApp::small().await;
    let mut loader = connect(Role::Loader, app.database()).await;
    let all: Vec<String> =
        sqlx::query_scalar("select tablename::text from pg_tables where schemaname = 'public'")
            .fetch_all(&mut loader)
            .await
            .expect("the catalogue");
    let known = tenant_tables(&mut loader).await;
    let other: Vec<_> = all
        .iter()
        .filter(|table| !known.contains(table) && !GLOBAL.contains(&table.as_str()))
        .collect();
    assert!(
        other.is_empty(),
        "neither a tenant's nor known to be global: {other:?}"
    );
}

#[tokio::test]
async fn every_tenant_table_has_the_forced_policy() {
    let app = TestApp::small().await;
    let mut loader = connect(Role::Loader, app.database()).await;
    let rows = sqlx::query(
        "select c.relname::text as name, c.relrowsecurity and c.relforcerowsecurity as forced,
            (select count(*) from pg_policy p where p.polrelid = c.oid) as policies,
            (select p.polpermissive and p.polcmd = '*' and p.polroles = '{0}' from pg_policy p where p.polrelid = c.oid) as for_all,
            (select pg_get_expr(p.polqual, c.oid) from pg_policy p where p.polrelid = c.oid) as using,
            (select pg_get_expr(p.polwithcheck, c.oid) from pg_policy p where p.polrelid = c.oid) as checked,
            (select a.attnotnull from pg_attribute a where a.attrelid = c.oid and a.attname = 'tenant_id') as filled
         from pg_class c where c.relname = any($1) and c.relnamespace = 'public'::regnamespace",
    )
    .bind(tenant_tables(&mut loader).await)
    .fetch_all(&mut loader)
    .await
    .expect("the catalogue");
    assert!(rows.len() > 15);
    for row in rows {
        let name: String = row.get("name");
        assert!(row.get::<bool, _>("forced"), "{name} is not forced");
        assert_eq!(row.get::<i64, _>("policies"), 1, "{name}");
        assert!(
            row.get::<bool, _>("for_all"),
            "{name}: for all commands and roles"
        );
        assert_eq!(row.get::<String, _>("using"), POLICY, "{name}");
        assert_eq!(row.get::<String, _>("checked"), POLICY, "{name}");
        assert!(row.get::<bool, _>("filled"), "{name}: tenant_id may be null");
    }
}

#[tokio::test]
async fn the_tenant_leads_every_key_and_index() {
    let app = TestApp::small().await;
    let mut loader = connect(Role::Loader, app.database()).await;
    let tables = tenant_tables(&mut loader).await;
    let elsewhere: Vec<String> = sqlx::query_scalar(
        "select i.indexrelid::regclass::text from pg_index i join pg_class c on c.oid = i.indrelid
         left join pg_attribute a on a.attrelid = i.indrelid and a.attnum = i.indkey[0]
         where c.relname = any($1) and a.attname is distinct from 'tenant_id' and i.indexrelid::regclass::text <> $2",
    )
    .bind(&tables)
    // Of a kind that takes no ids: the tenant stands in each of its terms.
    .bind("search_entries_terms")
    .fetch_all(&mut loader)
    .await
    .expect("the catalogue");
    assert!(
        elsewhere.is_empty(),
        "indexes that don't begin with tenant_id: {elsewhere:?}"
    );
    let without: Vec<String> = sqlx::query_scalar(
        "select t from unnest($1::text[]) t where not exists (
            select from pg_index i where i.indrelid = t::regclass and i.indisprimary)",
    )
    .bind(&tables)
    .fetch_all(&mut loader)
    .await
    .expect("the catalogue");
    assert!(without.is_empty(), "tables without a primary key: {without:?}");
}

#[tokio::test]
async fn keys_between_tenant_tables_carry_the_tenant() {
    let app = TestApp::small().await;
    let mut loader = connect(Role::Loader, app.database()).await;
    let loose: Vec<String> = sqlx::query_scalar(
        "select k.conname::text from pg_constraint k
         join pg_class c on c.oid = k.conrelid join pg_class f on f.oid = k.confrelid
         where k.contype = 'f' and c.relname = any($1) and f.relname = any($1) and not exists (
            select from unnest(k.conkey, k.confkey) as pair (here, there)
            join pg_attribute h on h.attrelid = k.conrelid and h.attnum = pair.here and h.attname = 'tenant_id'
            join pg_attribute t on t.attrelid = k.confrelid and t.attnum = pair.there and t.attname = 'tenant_id')",
    )
    .bind(tenant_tables(&mut loader).await)
    .fetch_all(&mut loader)
    .await
    .expect("the catalogue");
    assert!(
        loose.is_empty(),
        "foreign keys that could lead into another tenant: {loose:?}"
    );
}
