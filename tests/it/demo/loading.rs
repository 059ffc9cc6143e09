//! What a load of many rows does at once instead of row by row leaves the same house behind.

use sqlx::{Executor as _, PgConnection};
use zhenggai::platform::db::bulk::{prepare, settle, verify};
use zhenggai::platform::postgres::Role;

use crate::support::{TestApp, connect};

const TABLES: [&str; 2] = ["progress_notes", "problem_spans"];

/// Definitions of all indexes, with what is said of them.
async fn indexes(connection: &mut PgConnection) -> Vec<(String, Option<String>)> {
    sqlx::query_as(
        "select pg_get_indexdef(indexrelid), obj_description(indexrelid, 'pg_class') from pg_index
         where indrelid::regclass::text = any($1) order by 1",
    )
    .bind(&TABLES[..])
    .fetch_all(connection)
    .await
    .expect("indexes")
}

#[tokio::test]
async fn indexes_that_were_taken_away_come_back_as_they_were() {
    let app = TestApp::small().await;
    let mut owner = connect(Role::Owner, app.database()).await;
    let before = indexes(&mut owner).await;
    let prepared = prepare(&app.options(Role::Owner), &TABLES)
        .await
        .expect("prepared");
    let meanwhile = indexes(&mut owner).await;
    assert!(meanwhile.len() < before.len(), "{meanwhile:?}");
    settle(&app.options(Role::Owner), prepared)
        .await
        .expect("settled");
    assert_eq!(indexes(&mut owner).await, before);
    assert!(
        before.iter().any(|(_, said)| said.is_some()),
        "one of them is explained"
    );
}

#[tokio::test]
async fn a_row_that_refers_to_nothing_is_found_after_it_was_loaded_unchecked() {
    let app = TestApp::small().await;
    let prepared = prepare(&app.options(Role::Owner), &TABLES[..1])
        .await
        .expect("prepared");
    let loader = app.options(Role::Loader);
    verify(&loader, &prepared).await.expect("all is there");
    let mut connection = connect(Role::Loader, app.database()).await;
    connection
        .execute("set session_replication_role = replica")
        .await
        .expect("the private server lets it");
    sqlx::query(
        "insert into progress_notes (tenant_id, id, problem_id, cycle, words, account_id, at)
         select id, gen_random_uuid(), gen_random_uuid(), 1, 'of nothing', gen_random_uuid(), now() from tenants
         where slug = 'alpha'",
    )
    .execute(&mut connection)
    .await
    .expect("unchecked");
    let refused = verify(&loader, &prepared).await.expect_err("a row of nothing");
    assert!(refused.to_string().contains("progress_notes"), "{refused}");
    sqlx::query("delete from progress_notes where words = 'of nothing'")
        .execute(&mut connection)
        .await
        .expect("gone");
    settle(&app.options(Role::Owner), prepared)
        .await
        .expect("settled");
}
