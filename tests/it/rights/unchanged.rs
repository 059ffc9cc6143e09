//! What the whole database holds, in one line per table.

use std::collections::BTreeMap;

use sqlx::AssertSqlSafe;

use crate::support::TestApp;

/// Count and digest of the rows of every table.
pub async fn contents(app: &TestApp) -> BTreeMap<String, String> {
    let tables: Vec<String> =
        sqlx::query_scalar("select tablename::text from pg_tables where schemaname = 'public'")
            .fetch_all(app.loader())
            .await
            .expect("the catalogue");
    assert!(tables.len() > 20);
    let one = |table: &String| {
        format!(
            "select '{table}', count(*) || ' rows, ' || coalesce(md5(string_agg(t::text, '|' order by t::text)), '') from {table} t"
        )
    };
    let all: Vec<String> = tables.iter().map(one).collect();
    let rows: Vec<(String, String)> = sqlx::query_as(AssertSqlSafe(all.join(" union all ")))
        .fetch_all(app.loader())
        .await
        .expect("the contents");
    rows.into_iter().collect()
}
