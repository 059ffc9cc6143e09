//! Accounts of others: slips, resets, roles, leavers, named readers, the rule of the second factor.

mod activation;
mod leavers;
mod roles;
mod rule;

use chrono::TimeDelta;

use crate::session::try_in;
use crate::support::{Page, TestApp};

/// Login and password of each slip of a page.
fn slips(page: &Page) -> Vec<(String, String)> {
    let words = page.texts(".zg-slips dd.zg-code");
    words
        .chunks(2)
        .map(|pair| (pair[0].clone(), pair[1].clone()))
        .collect()
}

/// Takes the passwords of these away, as if they had never had one.
async fn without_password(app: &TestApp, logins: &[&str]) {
    let logins: Vec<String> = logins.iter().map(|login| (*login).to_owned()).collect();
    sqlx::query("update accounts set password_hash = null where login = any($1)")
        .bind(logins)
        .execute(app.loader())
        .await
        .expect("without a password");
}

async fn events(app: &TestApp, act: &str) -> i64 {
    sqlx::query_scalar("select count(*) from events where act = $1")
        .bind(act)
        .fetch_one(app.loader())
        .await
        .expect("a count")
}

#[tokio::test]
async fn a_county_prints_slips_for_its_own_people_and_no_other() {
    let app = TestApp::small().await;
    without_password(&app, &["cadre", "official"]).await;
    sqlx::query("delete from accounts where login = 'countylead'")
        .execute(app.loader())
        .await
        .expect("no account");
    let county = app.as_("county").await;
    let page = county.get("/accounts").await.expect(200);
    assert!(page.text().contains("2 人还不能登录"), "{}", page.text());
    let form = page.form("/accounts/slips");
    let printed = county.submit(form.clone()).await.expect(200);
    assert_eq!(printed.headers["cache-control"], "no-store");
    let made = slips(&printed);
    let logins: Vec<&str> = made.iter().map(|(login, _)| login.as_str()).collect();
    assert_eq!(
        logins,
        ["x001", "cadre"],
        "in official order, not the other unit's"
    );
    assert_eq!(events(&app, "account.created").await, 1);
    assert_eq!(events(&app, "account.password_reset").await, 1);
    for (login, password) in &made {
        let browser = app.anonymous();
        try_in(&browser, login, password).await.redirected();
        assert_eq!(browser.get("/my").await.redirected(), "/account/password");
        let kept: Vec<String> =
            sqlx::query_scalar("select a::text from accounts a union all select data from events")
                .fetch_all(app.loader())
                .await
                .expect("rows");
        assert!(!kept.iter().any(|row| row.contains(password)), "nowhere in clear");
    }
    // Asked for once more, by the same page: they are not shown again, and stay what they are.
    county.submit(form).await.redirected();
    try_in(&app.anonymous(), "x001", &made[0].1).await.redirected();
    assert!(
        !county
            .get("/accounts")
            .await
            .expect(200)
            .has("form[action='/accounts/slips']")
    );
}

#[tokio::test]
async fn an_unused_slip_goes_void_and_comes_again_with_the_next_batch() {
    let app = TestApp::small().await;
    without_password(&app, &["official"]).await;
    let secadmin = app.as_("secadmin").await;
    let form = secadmin
        .get("/accounts")
        .await
        .expect(200)
        .form("/accounts/slips");
    let first = slips(&secadmin.submit(form).await.expect(200));
    app.pass(TimeDelta::days(15)).await;
    let void = try_in(&app.anonymous(), "official", &first[0].1).await;
    assert_eq!(void.status, 422);
    let page = secadmin.get("/accounts?state=void").await.expect(200);
    assert_eq!(page.texts("tbody th"), ["official of alpha"]);
    let second = slips(&secadmin.submit(page.form("/accounts/slips")).await.expect(200));
    assert_eq!(second.len(), 1);
    try_in(&app.anonymous(), "official", &second[0].1)
        .await
        .redirected();
}

#[tokio::test]
async fn a_units_administrator_resets_their_own_people_unless_these_reach_beyond_it() {
    let app = TestApp::small().await;
    let keeper = app.as_("unitadmin").await;
    let path = format!("/accounts/{}", app.cast.member("official").account);
    let lost = app.as_("official").await;
    let page = keeper.get(&path).await.expect(200);
    let slip = format!("{path}/slip");
    let printed = keeper.submit(page.form(&slip)).await.expect(200);
    let (login, password) = slips(&printed).remove(0);
    assert!(
        lost.get("/my").await.location().starts_with("/sign-in"),
        "signed out"
    );
    try_in(&app.anonymous(), &login, &password).await.redirected();
    // Somebody else's.
    let other = format!("/accounts/{}", app.cast.member("cadre").account);
    assert_eq!(keeper.get(&other).await.status, 403);
    // A role that reaches beyond the unit: resetting it would be a way up.
    let secadmin = app.as_("secadmin").await;
    let form = secadmin
        .get(&path)
        .await
        .expect(200)
        .form(&format!("{path}/roles"));
    secadmin.submit(form.set("role", "reviewer")).await.redirected();
    let page = keeper.get(&path).await.expect(200);
    assert!(!page.has("form[action$='/slip']"));
    assert_eq!(keeper.post(&slip, &[]).await.status, 403);
}

#[tokio::test]
async fn what_was_locked_is_seen_and_opened_again() {
    let app = TestApp::small().await;
    for _ in 0..5 {
        try_in(&app.anonymous(), "official", "wrong wrong 1").await;
    }
    let secadmin = app.as_("secadmin").await;
    let page = secadmin.get("/security").await.expect(200);
    assert_eq!(page.texts("tbody th"), ["official of alpha"]);
    let path = page.attributes("tbody a", "href").remove(0);
    let form = secadmin
        .get(&path)
        .await
        .expect(200)
        .form(&format!("{path}/unlocking"));
    secadmin.submit(form).await.redirected();
    let browser = app.anonymous();
    try_in(&browser, "official", crate::support::PASSWORD)
        .await
        .redirected();
    assert_eq!(events(&app, "account.unlocked").await, 1);
}

#[tokio::test]
async fn a_disabled_account_is_out_at_once_until_it_is_enabled() {
    let app = TestApp::small().await;
    let (secadmin, official) = (app.as_("secadmin").await, app.as_("official").await);
    let path = format!("/accounts/{}", app.cast.member("official").account);
    let form = secadmin
        .get(&path)
        .await
        .expect(200)
        .form(&format!("{path}/disabling"));
    secadmin.submit(form).await.redirected();
    assert!(official.get("/my").await.location().starts_with("/sign-in"));
    assert_eq!(
        try_in(&app.anonymous(), "official", crate::support::PASSWORD)
            .await
            .status,
        422
    );
    let form = secadmin
        .get(&path)
        .await
        .expect(200)
        .form(&format!("{path}/enabling"));
    secadmin.submit(form).await.redirected();
    try_in(&app.anonymous(), "official", crate::support::PASSWORD)
        .await
        .redirected();
}

#[tokio::test]
async fn whoever_has_yet_to_change_their_password_keeps_nobodys_accounts() {
    let app = TestApp::small().await;
    let keeper = app.as_("secadmin").await;
    keeper.get("/accounts").await.expect(200);
    sqlx::query("update accounts set must_change_password = true where login = 'secadmin'")
        .execute(app.loader())
        .await
        .expect("written");
    let sent = keeper.get("/accounts").await.redirected();
    assert!(sent.starts_with("/account/"), "{sent}");
    keeper.get(&sent).await.expect(200);
}
