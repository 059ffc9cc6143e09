//! Guessing passwords: how soon it stops, and that it tells nothing.

use chrono::TimeDelta;
use reqwest::header::RETRY_AFTER;

use super::try_in;
use crate::support::{PASSWORD, Page, TestApp};

/// An answer without what differs from request to request, nor what was typed.
fn essence(page: &Page, login: &str) -> (u16, String) {
    (page.status, page.text().replace(login, ""))
}

#[tokio::test]
async fn five_failures_lock_a_name_whether_there_is_such_an_account_or_not() {
    let app = TestApp::small().await;
    let mut answers = Vec::new();
    for login in ["official", "no-such-name"] {
        let browser = app.anonymous();
        let mut seen = Vec::new();
        for _ in 0..6 {
            let page = try_in(&browser, login, "wrong horse 7").await.expect(422);
            assert!(!page.body.contains("wrong horse 7"), "the password is sent back");
            seen.push(essence(&page, login));
        }
        assert_ne!(seen[0], seen[5], "nothing locks");
        assert_eq!(seen[4], seen[5]);
        answers.push(seen);
    }
    assert_eq!(answers[0], answers[1]);

    // Even the right one, from anywhere; nobody else is kept out; and it passes.
    let browser = app.anonymous();
    try_in(&browser, "official", PASSWORD).await.expect(422);
    try_in(&browser, "Official ", PASSWORD).await.expect(422);
    try_in(&app.anonymous(), "colleague", PASSWORD).await.redirected();
    app.clock.clone().advance(TimeDelta::minutes(11));
    try_in(&browser, "official", PASSWORD).await.redirected();
}

#[tokio::test]
async fn the_right_password_ends_the_count() {
    let app = TestApp::small().await;
    let browser = app.anonymous();
    for _ in 0..2 {
        for _ in 0..4 {
            try_in(&browser, "official", "wrong horse 7").await.expect(422);
        }
        try_in(&browser, "official", PASSWORD).await.redirected();
    }
}

#[tokio::test]
async fn a_rush_of_sign_ins_is_served_or_told_to_come_again_while_pages_answer() {
    let app = TestApp::small().await;
    let reader = app.as_("official").await;
    let mut rush = tokio::task::JoinSet::new();
    for _ in 0..60 {
        let browser = app.anonymous();
        rush.spawn(async move { try_in(&browser, "colleague", PASSWORD).await });
    }
    for _ in 0..5 {
        reader.get("/my").await.expect(200);
    }
    let mut served = 0;
    while let Some(page) = rush.join_next().await {
        let page = page.expect("an answer");
        match page.status {
            303 => served += 1,
            503 => assert!(page.headers.contains_key(RETRY_AFTER)),
            other => panic!("{other}: {}", page.text()),
        }
    }
    assert!(served > 0);
}

/// Runs one statement as the loader.
async fn run(app: &TestApp, sql: &'static str) {
    let done = sqlx::query(sql).execute(app.loader()).await.expect("done");
    assert_eq!(done.rows_affected(), 1, "{sql}");
}

#[tokio::test]
async fn whatever_keeps_somebody_out_is_answered_alike() {
    let app = TestApp::small().await;
    run(
        &app,
        "update accounts set disabled_at = created_at where login = 'cadre' and tenant_id =
            (select id from tenants where slug = 'alpha')",
    )
    .await;
    run(
        &app,
        "update accounts set password_hash = null where login = 'liaison' and tenant_id =
            (select id from tenants where slug = 'alpha')",
    )
    .await;
    run(
        &app,
        "update accounts set must_change_password = true, one_time_until = created_at where login = 'figures'
            and tenant_id = (select id from tenants where slug = 'alpha')",
    )
    .await;
    let mut answers = Vec::new();
    for (login, password) in [
        ("nobody-here", "wrong horse 7"),
        ("official", "wrong horse 7"),
        // The right one, of accounts that may not sign in.
        ("cadre", PASSWORD),
        ("liaison", PASSWORD),
        ("figures", PASSWORD),
        // What no name can be.
        ("no\0body", PASSWORD),
        ("' or 1=1 --", PASSWORD),
    ] {
        let browser = app.anonymous();
        let mut seen = Vec::new();
        for _ in 0..6 {
            let page = try_in(&browser, login, password).await;
            let mut headers: Vec<String> = page.headers.keys().map(ToString::to_string).collect();
            headers.sort();
            let cookie = page.headers.contains_key("set-cookie");
            assert!(!cookie, "{login}");
            let why = page.texts("[role=alert]").concat();
            seen.push((page.status, why, headers));
        }
        answers.push((login, seen));
    }
    let (_, expected) = &answers[0];
    assert!(!expected[0].1.is_empty() && expected[0].1 != expected[5].1);
    for (login, seen) in &answers {
        assert_eq!(seen, expected, "{login}");
    }
    // So is the right password of a locked account.
    let page = try_in(&app.anonymous(), "official", PASSWORD).await;
    assert_eq!(page.texts("[role=alert]").concat(), expected[5].1);
}

#[tokio::test]
async fn a_lock_ends_after_ten_minutes_and_not_before_whoever_tries_meanwhile() {
    let app = TestApp::small().await;
    let browser = app.anonymous();
    for _ in 0..5 {
        try_in(&browser, "official", "wrong horse 7").await.expect(422);
    }
    for _ in 0..9 {
        app.clock.clone().advance(TimeDelta::minutes(1));
        try_in(&browser, "official", "wrong horse 7").await.expect(422);
        try_in(&browser, "official", PASSWORD).await.expect(422);
    }
    // Of the same name in another city nobody was locked.
    let page = browser.get("/sign-in").await.expect(200);
    let form = page
        .form("/sign-in")
        .set("login", "official")
        .set("tenant", "beta");
    app.anonymous()
        .submit(form.set("password", PASSWORD))
        .await
        .redirected();
    app.clock.clone().advance(TimeDelta::minutes(1));
    try_in(&browser, "official", PASSWORD).await.redirected();
}

#[tokio::test]
async fn whoever_is_signed_in_already_is_not_put_out_by_a_guesser() {
    let app = TestApp::small().await;
    let official = app.as_("official").await;
    for _ in 0..6 {
        try_in(&app.anonymous(), "official", "wrong horse 7")
            .await
            .expect(422);
    }
    official.get("/my").await.expect(200);
}

#[tokio::test]
async fn a_lock_that_falls_while_a_password_is_looked_at_keeps_it_out() {
    let app = TestApp::small().await;
    for _ in 0..4 {
        try_in(&app.anonymous(), "official", "wrong horse 7")
            .await
            .expect(422);
    }
    // Holds the right password between the look at the lock and the look at the account.
    let mut holding = app.loader().begin().await.expect("a transaction");
    sqlx::query("lock table accounts in access exclusive mode")
        .execute(&mut *holding)
        .await
        .expect("held");
    let browser = app.anonymous();
    let trying = tokio::spawn(async move { try_in(&browser, "official", PASSWORD).await });
    let waits = "select count(*) from pg_locks where not granted and relation = 'accounts'::regclass
        and database = (select oid from pg_database where datname = current_database())";
    while sqlx::query_scalar::<_, i64>(waits)
        .fetch_one(app.loader())
        .await
        .expect("counted")
        == 0
    {
        assert!(!trying.is_finished(), "it looked at no account");
        tokio::task::yield_now().await;
    }
    sqlx::query("update sign_in_attempts set failures = 5, locked_until = $1")
        .bind(app.clock.now() + TimeDelta::minutes(10))
        .execute(app.loader())
        .await
        .expect("locked");
    holding.commit().await.expect("let go");
    let page = trying.await.expect("an answer").expect(422);
    assert!(!page.headers.contains_key("set-cookie"));
    let opened: i64 = sqlx::query_scalar("select count(*) from sessions")
        .fetch_one(app.loader())
        .await
        .expect("counted");
    assert_eq!(opened, 0);
}
