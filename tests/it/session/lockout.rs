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
