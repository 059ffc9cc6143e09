//! sqlx 0.9.0 hands a connection back inside an open transaction when the future of `begin` is dropped at the wrong
//! moment. Dropped here at every moment there is.

use std::future::Future as _;
use std::task::Context;
use std::time::Duration;

use futures::task::noop_waker;
use sqlx::Row as _;
use sqlx::postgres::PgConnection;
use zhenggai::kernel::scope::Scope;
use zhenggai::platform::db::{Db, Settings};
use zhenggai::platform::postgres::Role;

use crate::support::{TestApp, connect};

/// Polls a `begin` so many times, with time for the server's answers in between, then drops it.
async fn begin_and_hang_up(db: &Db, scope: &Scope, polls: u32) {
    let mut begin = Box::pin(db.begin(scope));
    for _ in 0..polls {
        if begin
            .as_mut()
            .poll(&mut Context::from_waker(&noop_waker()))
            .is_ready()
        {
            return;
        }
        tokio::time::sleep(Duration::from_millis(3)).await;
    }
}

/// Connections of the app's role that sit in a transaction although nobody works in one.
pub(super) async fn in_transaction(watcher: &mut PgConnection) -> i64 {
    sqlx::query_scalar(
        "select count(*) from pg_stat_activity where datname = current_database() and usename = 'zhenggai_app'
         and xact_start is not null",
    )
    .fetch_one(watcher)
    .await
    .expect("the activity")
}

/// The same after a moment in which releases are carried out.
pub(super) async fn left_in_transaction(watcher: &mut PgConnection) -> i64 {
    for _ in 0..100 {
        if in_transaction(watcher).await == 0 {
            return 0;
        }
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    in_transaction(watcher).await
}

#[tokio::test]
async fn a_begin_that_is_dropped_leaves_nothing_to_the_next_borrower() {
    let app = TestApp::small().await;
    let db = Db::open(Settings::new(app.options(Role::App), 1));
    let mut watcher = connect(Role::Superuser, app.database()).await;
    let scope = Scope::program(app.cast.tenants["alpha"], "test");
    for polls in 1..=6 {
        for round in 0..5 {
            // Warm: the pool's one connection lies ready.
            drop(db.begin_global().await.expect("a transaction"));
            begin_and_hang_up(&db, &scope, polls).await;
            assert_eq!(
                left_in_transaction(&mut watcher).await,
                0,
                "after {polls} polls, round {round}"
            );
            let mut next = db.begin_global().await.expect("a transaction");
            let row = sqlx::query(
                "select nullif(current_setting('app.tenant', true), '') as tenant, (select count(*) from units) as units",
            )
            .fetch_one(&mut *next)
            .await
            .expect("an answer");
            assert_eq!(
                row.get::<Option<String>, _>("tenant"),
                None,
                "after {polls} polls"
            );
            assert_eq!(row.get::<i64, _>("units"), 0, "after {polls} polls");
            let key = vec![u8::try_from(polls).expect("few"); 32];
            sqlx::query(
                "insert into sign_in_attempts (key, failures, last_at) values ($1, 1, $2)
                 on conflict (key) do update set failures = sign_in_attempts.failures + 1",
            )
            .bind(&key)
            .bind(app.clock.now())
            .execute(&mut *next)
            .await
            .expect("written");
            next.commit().await.expect("committed");
            let seen: i32 = sqlx::query_scalar("select failures from sign_in_attempts where key = $1")
                .bind(&key)
                .fetch_one(&mut watcher)
                .await
                .expect("lasting");
            assert_eq!(seen, round + 1, "a committed write was lost");
        }
    }
    db.close().await;
}

#[tokio::test]
async fn the_server_itself_ends_a_forgotten_transaction() {
    let app = TestApp::small().await;
    let mut tx = app.tx("alpha").await;
    let limits: (i32, i32) = sqlx::query_as(
        "select (select setting::int from pg_settings where name = 'idle_in_transaction_session_timeout'),
                (select setting::int from pg_settings where name = 'statement_timeout')",
    )
    .fetch_one(&mut *tx)
    .await
    .expect("settings");
    assert!(
        (1..=60_000).contains(&limits.0),
        "idle_in_transaction_session_timeout = {} ms",
        limits.0
    );
    assert!(
        (1..=60_000).contains(&limits.1),
        "statement_timeout = {} ms",
        limits.1
    );
}

#[tokio::test]
async fn a_connection_that_died_in_the_pool_is_not_handed_out() {
    let app = TestApp::small().await;
    let official = app.as_("official").await;
    let mut watcher = connect(Role::Superuser, app.database()).await;
    for _ in 0..3 {
        official.get("/account").await.expect(200);
        let ended: i64 = sqlx::query_scalar(
            "select count(pg_terminate_backend(pid)) from pg_stat_activity
             where datname = current_database() and usename = 'zhenggai_app'",
        )
        .fetch_one(&mut watcher)
        .await
        .expect("ended");
        assert!(ended > 0);
        official.get("/account").await.expect(200);
    }
}
