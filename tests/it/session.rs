//! Signing in and out, sessions, lock-out, passwords.

mod cookie;
mod cross_site;
pub(crate) mod factor;
mod hashing;
mod lockout;
mod passkeys;
mod password;

use chrono::TimeDelta;
use zhenggai::domain::accounts::session::{ABSOLUTE, IDLE};

use crate::support::{Client, PASSWORD, Page, TestApp};

/// Types a name and a password of alpha.
pub(crate) async fn try_in(browser: &Client, login: &str, password: &str) -> Page {
    let page = browser.get("/sign-in").await.expect(200);
    let form = page
        .form("/sign-in")
        .set("login", login)
        .set("password", password)
        .set("tenant", "alpha");
    browser.submit(form).await
}

/// The token that a browser's cookie holds.
fn token(browser: &Client) -> String {
    let cookies = browser.cookies();
    let token = cookies
        .split("; ")
        .find_map(|pair| pair.strip_prefix("zg-session="));
    token.expect("a session").to_owned()
}

#[tokio::test]
async fn signing_in_leads_to_the_entrance_of_the_role() {
    let app = TestApp::small().await;
    let browser = app.anonymous();
    assert_eq!(try_in(&browser, "official", PASSWORD).await.redirected(), "/");
    assert_eq!(browser.get("/").await.redirected(), "/my");
}

#[tokio::test]
async fn the_token_is_new_at_each_sign_in_and_its_row_holds_only_a_hash() {
    let app = TestApp::small().await;
    let browser = app.anonymous();
    let page = try_in(&browser, "official", PASSWORD).await;
    let cookie = page.headers["set-cookie"].to_str().expect("words").to_owned();
    for word in ["HttpOnly", "SameSite=Lax", "Path=/"] {
        assert!(cookie.contains(word), "{cookie}");
    }
    let first = token(&browser);
    let rows: Vec<String> =
        sqlx::query_scalar("select s::text || encode(s.token_hash, 'escape') from sessions s")
            .fetch_all(app.loader())
            .await
            .expect("rows");
    assert_eq!(rows.len(), 1);
    assert!(!rows[0].contains(&first), "{rows:?}");

    // Whoever planted a token before gains nothing by what is signed in with it.
    let planted = app.anonymous().with_session(&first);
    try_in(&planted, "colleague", PASSWORD).await.redirected();
    assert_ne!(token(&planted), first);
    let made_up = "A".repeat(43);
    let victim = app.anonymous().with_session(&made_up);
    try_in(&victim, "official", PASSWORD).await.redirected();
    assert_ne!(token(&victim), made_up);
    let attacker = app.anonymous().with_session(&made_up);
    assert!(attacker.get("/my").await.redirected().starts_with("/sign-in"));
}

#[tokio::test]
async fn a_session_ends_when_idle_and_leads_back_to_the_page_asked_for() {
    let app = TestApp::small().await;
    let browser = app.anonymous();
    try_in(&browser, "official", PASSWORD).await.redirected();
    app.clock.clone().advance(IDLE - TimeDelta::minutes(1));
    browser.get("/my").await.expect(200);
    app.clock.clone().advance(IDLE - TimeDelta::minutes(1));
    browser.get("/my").await.expect(200);
    app.clock.clone().advance(IDLE + TimeDelta::minutes(1));
    let to = browser.get("/problems/new").await.redirected();
    let page = browser.get(&to).await.expect(200);
    let form = page
        .form("/sign-in")
        .set("login", "official")
        .set("password", PASSWORD)
        .set("tenant", "alpha");
    assert_eq!(browser.submit(form).await.redirected(), "/problems/new");
}

#[tokio::test]
async fn a_session_ends_after_its_longest_time_however_busy() {
    let app = TestApp::small().await;
    let browser = app.anonymous();
    try_in(&browser, "official", PASSWORD).await.redirected();
    let step = TimeDelta::minutes(50);
    let mut passed = TimeDelta::zero();
    while passed + step < ABSOLUTE {
        app.clock.clone().advance(step);
        passed += step;
        browser.get("/my").await.expect(200);
    }
    app.clock.clone().advance(step);
    assert!(browser.get("/my").await.redirected().starts_with("/sign-in"));
}

#[tokio::test]
async fn signing_out_ends_a_copied_cookie_too() {
    let app = TestApp::small().await;
    let browser = app.as_("official").await;
    let copy = app.anonymous().with_session(&token(&browser));
    copy.get("/my").await.expect(200);
    browser.post("/sign-out", &[]).await.redirected();
    assert!(copy.get("/my").await.redirected().starts_with("/sign-in"));
    assert!(!browser.cookies().contains("zg-session"), "{}", browser.cookies());
}

#[tokio::test]
async fn a_disabled_account_is_out_at_once_and_stays_out() {
    let app = TestApp::small().await;
    let (official, colleague) = (app.as_("official").await, app.as_("colleague").await);
    official.get("/my").await.expect(200);
    sqlx::query("update accounts set disabled_at = $1 where id = $2")
        .bind(app.clock.now())
        .bind(app.cast.member("official").account.0)
        .execute(app.loader())
        .await
        .expect("disabled");
    assert!(official.get("/my").await.redirected().starts_with("/sign-in"));
    try_in(&official, "official", PASSWORD).await.expect(422);
    colleague.get("/my").await.expect(200);
}

#[tokio::test]
async fn signing_in_never_leads_to_another_site() {
    let app = TestApp::small().await;
    for away in [
        "//evil.example",
        "https://evil.example/",
        "/\\evil.example",
        "/\t/evil.example",
        "javascript:alert(1)",
    ] {
        let browser = app.anonymous();
        let query = url::form_urlencoded::Serializer::new(String::new())
            .append_pair("return_to", away)
            .finish();
        let page = browser.get(&format!("/sign-in?{query}")).await.expect(200);
        let form = page
            .form("/sign-in")
            .set("login", "official")
            .set("password", PASSWORD)
            .set("tenant", "alpha");
        assert_eq!(browser.submit(form).await.redirected(), "/", "{away}");
    }
}

#[tokio::test]
async fn everybody_finds_their_account_and_what_it_offers_from_the_menu() {
    let app = TestApp::small().await;
    for who in app.cast.logins("alpha") {
        let client = app.as_(&who).await;
        let home = client.get("/").await.redirected();
        let page = client.get(&home).await.expect(200);
        assert!(page.has("header a[href='/account']"), "{who}");
        let account = client.get("/account").await.expect(200);
        for offered in ["/account/password", "/account/factor"] {
            assert!(
                account.has(&format!("main a[href='{offered}']")),
                "{who}: {offered}"
            );
        }
    }
}

#[tokio::test]
async fn the_entrance_fits_the_role() {
    let app = TestApp::small().await;
    for (who, entrance) in [
        ("official", "/my"),
        ("leader", "/my"),
        ("reviewer", "/review"),
        ("grouphead", "/review"),
        ("office", "/figures"),
        ("figures", "/figures"),
        ("auditor", "/ledger"),
        ("sysadmin", "/system"),
    ] {
        assert_eq!(app.as_(who).await.get("/").await.redirected(), entrance, "{who}");
    }
}
