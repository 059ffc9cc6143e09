//! The functions that ask the index past its policy: what they can give, whatever they are asked.

use sqlx::Row as _;
use zhenggai::platform::postgres::Role;

use super::indexed;
use crate::support::filed::{Filed, draft};
use crate::support::{TestApp, connect};

#[tokio::test]
async fn the_functions_give_rows_of_the_transactions_tenant_and_no_other() {
    let app = TestApp::small().await;
    Filed::by(&app, "official", &draft("Quillfish")).await;
    Filed::by(&app, "official@beta", &draft("Quillfish")).await;
    indexed(&app).await;
    let mut loader = connect(Role::Loader, app.database()).await;
    let terms: Vec<Vec<i64>> = sqlx::query_scalar("select terms from search_entries where kind = 'problem'")
        .fetch_all(&mut loader)
        .await
        .expect("terms");
    assert_eq!(terms.len(), 2);
    let asks = "select count(*) from search_problems($1, $2, array[$3]::uuid[], '{}', '{}', '{}', true, true, null, null, null, 1000)";
    for (city, other) in [("alpha", "beta"), ("beta", "alpha")] {
        let mut tx = app.tx(city).await;
        let mut hits = 0;
        for terms in &terms {
            for of in [city, other] {
                let n: i64 = sqlx::query_scalar(asks)
                    .bind(&terms[..1])
                    .bind(app.cast.campaigns[of])
                    .bind(app.cast.person(&format!("official@{of}")))
                    .fetch_one(&mut *tx)
                    .await
                    .expect("a count");
                assert!(n == 0 || of == city, "{city} reads {other}");
                hits += n;
            }
        }
        assert_eq!(hits, 1, "{city} finds its own");
    }
    // Without a tenant nothing is found, and without a term neither.
    let mut nobody = app.app.db().begin_global().await.expect("a transaction");
    let mut alpha = app.tx("alpha").await;
    for (connection, terms) in [(&mut *nobody, &terms[0][..1]), (&mut *alpha, &[])] {
        let n: i64 = sqlx::query_scalar(asks)
            .bind(terms)
            .bind(app.cast.campaigns["alpha"])
            .bind(app.cast.person("official"))
            .fetch_one(connection)
            .await
            .expect("a count");
        assert_eq!(n, 0);
    }
}

/// The role that the functions belong to: reads one table, logs in nowhere.
#[tokio::test]
async fn the_search_role_may_read_its_table_and_nothing_else() {
    let app = TestApp::small().await;
    let mut loader = connect(Role::Loader, app.database()).await;
    let role = sqlx::query(
        "select rolcanlogin, rolsuper, rolcreaterole, rolcreatedb, rolbypassrls from pg_roles where rolname = 'zhenggai_search'",
    )
    .fetch_one(&mut loader)
    .await
    .expect("the role");
    let flags: Vec<bool> = (0..5).map(|n| role.get(n)).collect();
    assert_eq!(flags, [false, false, false, false, true]);
    let tables: Vec<String> = sqlx::query_scalar(
        "select c.relname::text from pg_class c where c.relkind = 'r' and c.relnamespace = 'public'::regnamespace
            and has_table_privilege('zhenggai_search', c.oid, 'select, insert, update, delete, truncate, references, trigger')",
    )
    .fetch_all(&mut loader)
    .await
    .expect("the catalogue");
    assert_eq!(tables, ["search_entries"]);
    let more: (bool, bool, bool) = sqlx::query_as(
        "select has_table_privilege('zhenggai_search', 'search_entries', 'insert, update, delete, truncate, references, trigger'),
            has_schema_privilege('zhenggai_search', 'public', 'create'),
            pg_has_role('zhenggai_app', 'zhenggai_search', 'member')",
    )
    .fetch_one(&mut loader)
    .await
    .expect("an answer");
    assert_eq!(more, (false, false, false));
    let nobody: bool = sqlx::query_scalar(
        "select bool_or(has_function_privilege('public', p.oid, 'execute')) from pg_proc p
         where p.pronamespace = 'public'::regnamespace and p.prosecdef",
    )
    .fetch_one(&mut loader)
    .await
    .expect("an answer");
    assert!(!nobody, "only the app may ask");
}
