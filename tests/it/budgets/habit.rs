//! What is asked with every page has one plan for all: making one for the values of each request took longer than carrying it out.

use crate::support::TestApp;

/// How each of the statements begins that a signed-in page asks before its own.
const ASKED_ALWAYS: [&str; 4] = [
    "select a.id as \"account: AccountId\", a.tenant_id",
    "select array(select g.role from grants g",
    "select exists (select 1 from posts where tenant_id = $1 and leader_id",
    "with own as materialized (select distinct u.top_id as id from posts o",
];

#[tokio::test]
async fn what_every_page_asks_is_planned_once() {
    let app = TestApp::small().await;
    let (base, db) = app.of_one_connection().await;
    let official = app.as_("official").await.at(&base);
    for _ in 0..7 {
        official.get("/problems/new").await.expect(200);
    }
    let mut tx = db.begin_global().await.expect("a transaction");
    let planned: Vec<(String, i64, i64)> =
        sqlx::query_as("select statement, generic_plans, custom_plans from pg_prepared_statements")
            .fetch_all(&mut *tx)
            .await
            .expect("the connection's statements");
    for begins in ASKED_ALWAYS {
        let found = planned
            .iter()
            .find(|(statement, ..)| statement.starts_with(begins));
        let (_, generic, custom) = found.unwrap_or_else(|| panic!("no page asks {begins}: {planned:#?}"));
        assert_eq!((*generic, *custom), (7, 0), "{begins}");
    }
    // A page's own may be planned for its values.
    let mode: String = sqlx::query_scalar("show plan_cache_mode")
        .fetch_one(&mut *tx)
        .await
        .expect("a setting");
    assert_eq!(mode, "auto");
}
