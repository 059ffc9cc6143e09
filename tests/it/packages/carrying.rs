//! What the carrier must survive: being killed half-way, carrying twice, and what was changed on the way.

use chrono::TimeDelta;
use zhenggai::domain::ledger::Act;
use zhenggai::domain::lists::State;
use zhenggai::domain::packages::{PackageError, Tampered, actions, carry, store};
use zhenggai::kernel::ids::ActId;
use zhenggai::kernel::scope::Actor;

use super::{carry_all, first, freeze, rule, waiting};
use crate::support::TestApp;

async fn count(app: &TestApp, sql: &'static str) -> i64 {
    sqlx::query_scalar(sql)
        .fetch_one(app.loader())
        .await
        .expect("counted")
}

#[tokio::test]
async fn a_carrier_killed_between_its_transactions_is_followed_by_another_that_counts_once() {
    let app = TestApp::small().await;
    let filed = waiting(&app, "甲").await;
    freeze(&app, "alpha").await;
    let db = app.app.db();
    for kind in ["package", "verdict"] {
        let taken = carry::take(db, &app.clock).await.expect("taken").expect("one");
        carry::hand_over(db, &app.clock, &taken)
            .await
            .expect("handed over");
        // Killed here. While the lease runs nobody else takes it.
        assert!(!carry::next(db, &app.clock).await.expect("looked"), "{kind}");
        assert_eq!(
            count(&app, "select count(*) from outbox where done_at is null").await,
            1
        );
        app.pass(TimeDelta::minutes(3)).await;
        carry_all(&app).await;
        assert_eq!(
            count(&app, "select count(*) from outbox where done_at is null").await,
            0
        );
        if kind == "package" {
            let province = app.as_("province@prov").await;
            let entry = first(&province).await;
            rule(&province, &entry, None).await;
            app.pass(TimeDelta::seconds(10)).await;
        }
    }
    assert_eq!(count(&app, "select count(*) from received_packages").await, 1);
    assert_eq!(count(&app, "select count(*) from received_entries").await, 1);
    for act in ["package.received", "package.delivered", "problem.prereviewed"] {
        let times: i64 = sqlx::query_scalar("select count(*) from events where act = $1")
            .bind(act)
            .fetch_one(app.loader())
            .await
            .expect("counted");
        assert_eq!(times, 1, "{act}");
    }
    assert_eq!(
        (filed.now(&app).await.state, filed.verdict_count(&app).await),
        (State::AwaitingOwner, 1)
    );
}

#[tokio::test]
async fn what_comes_twice_counts_once_even_from_two_carriers_at_once() {
    let app = TestApp::small().await;
    let filed = waiting(&app, "甲").await;
    freeze(&app, "alpha").await;
    let db = app.app.db();
    let up = carry::take(db, &app.clock).await.expect("taken").expect("one");
    let (one, two) = tokio::join!(
        carry::hand_over(db, &app.clock, &up),
        carry::hand_over(db, &app.clock, &up)
    );
    assert!(one.is_ok() || two.is_ok());
    carry::hand_over(db, &app.clock, &up).await.expect("again");
    carry::tick_off(db, &app.clock, &up).await.expect("ticked off");
    let province = app.as_("province@prov").await;
    let entry = first(&province).await;
    rule(&province, &entry, None).await;
    app.pass(TimeDelta::seconds(10)).await;
    let back = carry::take(db, &app.clock).await.expect("taken").expect("one");
    for _ in 0..2 {
        carry::hand_over(db, &app.clock, &back).await.expect("again");
    }
    carry::tick_off(db, &app.clock, &back).await.expect("ticked off");
    assert_eq!(count(&app, "select count(*) from received_packages").await, 1);
    assert_eq!(
        (filed.now(&app).await.state, filed.verdict_count(&app).await),
        (State::AwaitingOwner, 1)
    );
}

#[tokio::test]
async fn a_package_that_was_changed_is_refused_and_arrives_once_it_is_whole_again() {
    let app = TestApp::small().await;
    waiting(&app, "推诿").await;
    freeze(&app, "alpha").await;
    let swap = |from: &'static str, to: &'static str| {
        let app = &app;
        async move {
            sqlx::query("update packages set manifest = replace(manifest, $1, $2)")
                .bind(from)
                .bind(to)
                .execute(app.loader())
                .await
                .expect("tampered with");
        }
    };
    swap("推诿", "勤政").await;
    assert!(carry::next(app.app.db(), &app.clock).await.expect("tried"));
    assert_eq!(count(&app, "select count(*) from received_packages").await, 0);
    let why: Option<String> = sqlx::query_scalar("select failure from outbox")
        .fetch_one(app.loader())
        .await
        .expect("read");
    assert!(why.is_some_and(|why| why.contains("not the one that was hashed") && !why.contains("勤政")));
    assert!(!carry::next(app.app.db(), &app.clock).await.expect("not at once"));
    swap("勤政", "推诿").await;
    app.pass(TimeDelta::hours(1)).await;
    carry_all(&app).await;
    assert_eq!(count(&app, "select count(*) from received_packages").await, 1);
}

#[tokio::test]
async fn the_app_cannot_change_what_was_frozen_or_received() {
    let app = TestApp::small().await;
    waiting(&app, "甲").await;
    freeze(&app, "alpha").await;
    carry_all(&app).await;
    for (slug, sql) in [
        ("alpha", "update packages set manifest = ''"),
        ("alpha", "update package_entries set revision = 2"),
        ("prov", "update received_packages set manifest = ''"),
        ("prov", "update received_entries set content = ''"),
        ("alpha", "delete from package_entries"),
    ] {
        let mut tx = app.tx(slug).await;
        let refused = sqlx::query(sql).execute(&mut *tx).await.expect_err("refused");
        let code = refused
            .as_database_error()
            .and_then(|e| e.code().map(|c| c.to_string()));
        assert_eq!(code.as_deref(), Some("42501"), "{sql}");
    }
    // Neither side sees the other's rows.
    for (slug, sql) in [
        ("prov", "select count(*) from packages"),
        ("prov", "select count(*) from problems"),
        ("alpha", "select count(*) from received_entries"),
        ("beta", "select count(*) from packages"),
    ] {
        let mut tx = app.tx(slug).await;
        let seen: i64 = sqlx::query_scalar(sql)
            .fetch_one(&mut *tx)
            .await
            .expect("counted");
        assert_eq!(seen, 0, "{slug}: {sql}");
    }
}

#[tokio::test]
async fn only_the_one_above_answers_and_only_what_was_asked() {
    let app = TestApp::small().await;
    let filed = waiting(&app, "甲").await;
    let package = freeze(&app, "alpha").await;
    carry_all(&app).await;
    let province = app.as_("province@prov").await;
    let entry = first(&province).await;
    rule(&province, &entry, None).await;
    let mut tx = app.tx("prov").await;
    let answer = store::answer(&mut tx, package, 1).await.expect("a verdict");
    drop(tx);
    for (city, from) in [("alpha", "beta"), ("alpha", "alpha"), ("beta", "prov")] {
        let mut tx = app.tx(city).await;
        let mut act = Act::open(&mut tx, &Actor::program("test"), ActId::fresh(), app.clock.now())
            .await
            .expect("an act");
        let settled = actions::settle(&mut tx, &mut act, app.cast.tenants[from], &answer).await;
        assert!(
            matches!(settled, Err(PackageError::Tampered(Tampered::Sender))),
            "{city} {from}"
        );
    }
    assert_eq!(filed.verdict_count(&app).await, 0);
    carry_all(&app).await;
    assert_eq!(filed.verdict_count(&app).await, 1);
}
