//! What the app's role may do in the schema: read and write rows, and of those that are records only add.

use sqlx::Row as _;
use zhenggai::platform::postgres::Role;

use super::{DENIED, refused, tenant_tables};
use crate::support::{TestApp, connect};

/// Rows of these go: what is found no more, a change that was indexed, a session that ended, the memory of a row that was taken back, failures that are forgotten, a route that is laid anew, a view that its owner deletes, one that is kept above a list no more.
const MAY_DELETE: [&str; 16] = [
    "import_progress",
    "imported_problems",
    "learned_columns",
    "likeness_prints",
    "passkey_ceremonies",
    "passkeys",
    "pending_sign_ins",
    "recovery_codes",
    "routes",
    "saved_views",
    "search_entries",
    "search_pending",
    "second_factors",
    "sessions",
    "sign_in_attempts",
    "view_pins",
];

#[tokio::test]
async fn the_app_holds_no_power_over_tables_beyond_their_rows() {
    let app = TestApp::small().await;
    let mut loader = connect(Role::Loader, app.database()).await;
    let rows = sqlx::query(
        "select t.tablename::text as name,
            has_table_privilege('zhenggai_app', quote_ident(t.tablename), 'truncate, references, trigger') as more,
            has_table_privilege('zhenggai_app', quote_ident(t.tablename), 'delete') as deletes,
            exists (select from pg_class c, aclexplode(c.relacl) a
                where c.oid = quote_ident(t.tablename)::regclass and a.grantee = 0) as everybody,
            t.tableowner::text as owner
         from pg_tables t where schemaname = 'public'",
    )
    .fetch_all(&mut loader)
    .await
    .expect("the catalogue");
    assert!(rows.len() > 20);
    for row in rows {
        let name: String = row.get("name");
        assert!(!row.get::<bool, _>("more"), "{name}");
        assert!(!row.get::<bool, _>("everybody"), "{name} is open to every role");
        assert_eq!(row.get::<String, _>("owner"), "zhenggai_owner", "{name}");
        let expected = MAY_DELETE.contains(&name.as_str());
        assert_eq!(row.get::<bool, _>("deletes"), expected, "delete from {name}");
    }
}

#[tokio::test]
async fn the_app_can_neither_lift_a_policy_nor_become_another_role() {
    let app = TestApp::small().await;
    for sql in [
        "set role zhenggai_loader",
        "set role zhenggai_owner",
        "alter table events disable row level security",
        "alter table events no force row level security",
        "drop policy tenant_only on events",
        "create policy all_of_it on events using (true)",
        "select tenant_table('units', 'select')",
        "create table mine (n int)",
        "create function mine() returns int language sql as 'select 1'",
        "alter role zhenggai_app bypassrls",
        "copy events to program 'cat'",
        "set session authorization zhenggai_owner",
    ] {
        let mut tx = app.tx("alpha").await;
        assert_eq!(refused(&mut tx, sql).await, DENIED, "{sql}");
    }
    // Asking to see everything fails loudly instead of showing it.
    let mut tx = app.tx("alpha").await;
    sqlx::query("set local row_security = off")
        .execute(&mut *tx)
        .await
        .expect("anybody may set it");
    assert_eq!(refused(&mut tx, "select count(*) from events").await, DENIED);
}

#[tokio::test]
async fn no_function_lends_the_app_its_owners_power_but_those_of_the_search() {
    let app = TestApp::small().await;
    let mut loader = connect(Role::Loader, app.database()).await;
    let lent: Vec<String> = sqlx::query_scalar(
        "select p.proname || ' of ' || p.proowner::regrole from pg_proc p
         where p.pronamespace = 'public'::regnamespace and p.prosecdef order by 1",
    )
    .fetch_all(&mut loader)
    .await
    .expect("the catalogue");
    let known = ["search_names", "search_problems"].map(|name| format!("{name} of zhenggai_search"));
    assert_eq!(lent, known);
    let views: Vec<String> = sqlx::query_scalar(
        "select c.oid::regclass::text from pg_class c where c.relnamespace = 'public'::regnamespace
         and c.relkind in ('v', 'm') and not coalesce(c.reloptions @> '{security_invoker=true}', false)",
    )
    .fetch_all(&mut loader)
    .await
    .expect("the catalogue");
    assert!(views.is_empty(), "views that read as their owner: {views:?}");
    assert!(!tenant_tables(&mut loader).await.is_empty());
}
