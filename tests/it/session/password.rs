//! A new password.

use super::try_in;
use crate::support::{Client, PASSWORD, Page, TestApp};

const NEW: &str = "staple battery 9";

async fn change(browser: &Client, present: &str, wanted: &str, again: &str) -> Page {
    let page = browser.get("/account/password").await.expect(200);
    let form = page
        .form("/account/password")
        .set("present", present)
        .set("wanted", wanted)
        .set("again", again);
    browser.submit(form).await
}

#[tokio::test]
async fn what_can_not_be_is_said_at_its_field_and_nothing_is_sent_back() {
    let app = TestApp::small().await;
    let official = app.as_("official").await;
    for (present, wanted, again, field) in [
        ("wrong horse 7", NEW, NEW, "present"),
        (PASSWORD, "short", "short", "wanted"),
        (PASSWORD, "aaaaaaaaaa", "aaaaaaaaaa", "wanted"),
        (PASSWORD, "12345678", "12345678", "wanted"),
        (PASSWORD, "official123", "official123", "wanted"),
        (PASSWORD, PASSWORD, PASSWORD, "wanted"),
        (PASSWORD, NEW, "another 10 words", "again"),
    ] {
        let page = change(&official, present, wanted, again).await.expect(422);
        assert!(
            page.has(&format!("#{field}[aria-invalid]")),
            "{field}: {}",
            page.text()
        );
        assert_eq!(page.attributes("input[type=password]", "value").concat(), "");
        assert!(
            !page.body.contains(NEW) && !page.body.contains(PASSWORD),
            "{field}"
        );
    }
    try_in(&app.anonymous(), "official", NEW).await.expect(422);
    try_in(&app.anonymous(), "official", PASSWORD).await.redirected();
}

#[tokio::test]
async fn a_new_one_ends_all_other_sessions_of_the_account_and_no_others() {
    let app = TestApp::small().await;
    let (here, elsewhere) = (app.as_("official").await, app.as_("official").await);
    let colleague = app.as_("colleague").await;
    change(&here, PASSWORD, NEW, NEW).await.redirected();
    here.get("/my").await.expect(200);
    assert!(elsewhere.get("/my").await.redirected().starts_with("/sign-in"));
    colleague.get("/my").await.expect(200);
    try_in(&app.anonymous(), "official", PASSWORD).await.expect(422);
    try_in(&app.anonymous(), "official", NEW).await.redirected();
}

#[tokio::test]
async fn a_session_left_open_is_no_place_to_guess_the_password() {
    let app = TestApp::small().await;
    let official = app.as_("official").await;
    for _ in 0..5 {
        change(&official, "wrong horse 7", NEW, NEW).await.expect(422);
    }
    let page = change(&official, PASSWORD, NEW, NEW).await.expect(422);
    assert!(page.has("#present[aria-invalid]"), "{}", page.text());
    let failures: i64 = sqlx::query_scalar("select count(*) from events where act = 'account.unconfirmed'")
        .fetch_one(app.loader())
        .await
        .expect("counted");
    assert_eq!(failures, 5);
}
