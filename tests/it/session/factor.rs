//! The second factor: set up by its owner, asked for after the password, used once.

use chrono::TimeDelta;

use super::{token, try_in};
use crate::support::{Client, PASSWORD, Page, TestApp};

const PLACE: &str = "/account/factor";

async fn begin(browser: &Client, password: &str) -> Page {
    let page = browser.get(PLACE).await.expect(200);
    browser.submit(page.form(PLACE).set("password", password)).await
}

async fn remove(browser: &Client, password: &str) -> Page {
    let page = browser.get(PLACE).await.expect(200);
    let form = page.form("/account/factor/removal").set("password", password);
    browser.submit(form).await
}

/// The secret that the page shows, as an app reads it: five bits a letter.
fn secret(page: &Page) -> Vec<u8> {
    let text = page.texts(".zg-digest").concat().replace(' ', "");
    let values = text
        .chars()
        .map(|letter| "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".find(letter).expect("base32"));
    let bits: Vec<bool> = values
        .flat_map(|value| (0..5).rev().map(move |at| value >> at & 1 == 1))
        .collect();
    let byte = |bits: &[bool]| bits.iter().fold(0, |byte, bit| byte << 1 | u8::from(*bit));
    bits.chunks_exact(8).map(byte).collect()
}

/// What an app shows now.
pub(crate) fn code(app: &TestApp, secret: &[u8]) -> String {
    let totp = totp_rs::Builder::new()
        .with_secret(secret)
        .build()
        .expect("a secret");
    let now = app.clock.now().timestamp();
    totp.generate(now.try_into().expect("after 1970")).to_string()
}

async fn type_code(browser: &Client, code: &str) -> Page {
    let page = browser.get("/sign-in/code").await.expect(200);
    browser.submit(page.form("/sign-in/code").set("code", code)).await
}

/// Switches it on; gives the secret and the recovery codes.
pub(crate) async fn switch_on(app: &TestApp, browser: &Client) -> (Vec<u8>, Vec<String>) {
    begin(browser, PASSWORD).await.redirected();
    let page = browser.get(PLACE).await.expect(200);
    let secret = secret(&page);
    let form = page.form("/account/factor/confirmation");
    let done = browser
        .submit(form.set("code", &code(app, &secret)))
        .await
        .expect(200);
    (secret, done.texts(".zg-codes code"))
}

#[tokio::test]
async fn once_it_is_on_the_password_alone_opens_nothing() {
    let app = TestApp::small().await;
    let owner = app.as_("official").await;
    let (secret, _) = switch_on(&app, &owner).await;

    let browser = app.anonymous();
    let to = try_in(&browser, "official", PASSWORD).await.redirected();
    assert!(to.starts_with("/sign-in/code"), "{to}");
    assert!(browser.get("/my").await.redirected().starts_with("/sign-in"));
    // The code of the set-up was used already.
    let used = code(&app, &secret);
    type_code(&browser, &used).await.expect(422);
    app.clock.clone().advance(TimeDelta::seconds(30));
    type_code(&browser, "000000").await.expect(422);
    let fresh = code(&app, &secret);
    assert_eq!(type_code(&browser, &fresh).await.redirected(), "/");
    browser.get("/my").await.expect(200);

    // Neither the code nor the half-open door serves a second time.
    type_code(&browser, &fresh).await.expect(422);
    let other = app.anonymous();
    try_in(&other, "official", PASSWORD).await.redirected();
    type_code(&other, &fresh).await.expect(422);
    // Whoever typed no password gets nowhere with a code.
    app.clock.clone().advance(TimeDelta::seconds(30));
    let stranger = app.anonymous();
    type_code(&stranger, &code(&app, &secret)).await.expect(422);
    // A colleague is asked for none.
    assert_eq!(
        try_in(&app.anonymous(), "colleague", PASSWORD).await.redirected(),
        "/"
    );
}

#[tokio::test]
async fn a_recovery_code_stands_in_once() {
    let app = TestApp::small().await;
    let owner = app.as_("official").await;
    let (_, codes) = switch_on(&app, &owner).await;
    assert_eq!(codes.len(), 8);
    let typed = codes[0].to_uppercase().replace('-', " ");
    for (code, works) in [(&typed, true), (&codes[0], false), (&codes[1], true)] {
        let browser = app.anonymous();
        try_in(&browser, "official", PASSWORD).await.redirected();
        assert_eq!(type_code(&browser, code).await.status == 303, works, "{code}");
    }
    let kept: Vec<String> = sqlx::query_scalar("select r::text from recovery_codes r")
        .fetch_all(app.loader())
        .await
        .expect("rows");
    assert_eq!(kept.len(), 6);
    assert!(
        kept.iter()
            .all(|row| codes.iter().all(|code| !row.contains(code.as_str())))
    );
}

#[tokio::test]
async fn guessing_codes_locks_and_waiting_for_one_ends() {
    let app = TestApp::small().await;
    let owner = app.as_("official").await;
    let (secret, _) = switch_on(&app, &owner).await;
    app.clock.clone().advance(TimeDelta::seconds(30));
    for _ in 0..5 {
        // Not even with the password typed anew each time.
        let browser = app.anonymous();
        try_in(&browser, "official", PASSWORD).await.redirected();
        type_code(&browser, "000000").await.expect(422);
    }
    let browser = app.anonymous();
    try_in(&browser, "official", PASSWORD).await.redirected();
    type_code(&browser, &code(&app, &secret)).await.expect(422);
    app.clock.clone().advance(TimeDelta::minutes(11));
    // The lock is over, and so is the wait.
    type_code(&browser, &code(&app, &secret)).await.expect(422);
    try_in(&browser, "official", PASSWORD).await.redirected();
    type_code(&browser, &code(&app, &secret)).await.redirected();
}

#[tokio::test]
async fn it_is_begun_and_taken_away_only_with_the_password() {
    let app = TestApp::small().await;
    let owner = app.as_("official").await;
    begin(&owner, "wrong horse 7").await.expect(422);
    assert!(!owner.get(PLACE).await.expect(200).has(".zg-digest"));
    begin(&owner, PASSWORD).await.redirected();
    // Begun is not on: nothing is asked for until a code was typed.
    assert_eq!(
        try_in(&app.anonymous(), "official", PASSWORD).await.redirected(),
        "/"
    );
    let page = owner.get(PLACE).await.expect(200);
    let wrong = page.form("/account/factor/confirmation").set("code", "12");
    assert!(owner.submit(wrong).await.expect(422).has("#code[aria-invalid]"));

    let colleague = app.as_("colleague").await;
    switch_on(&app, &colleague).await;
    assert!(
        !colleague.get(PLACE).await.expect(200).has(".zg-digest"),
        "the secret is shown again"
    );
    remove(&colleague, "wrong horse 7").await.expect(422);
    remove(&colleague, PASSWORD).await.redirected();
    assert_eq!(
        try_in(&app.anonymous(), "colleague", PASSWORD).await.redirected(),
        "/"
    );
    let acts: Vec<String> =
        sqlx::query_scalar("select act from events where act like 'account.factor%' order by id")
            .fetch_all(app.loader())
            .await
            .expect("acts");
    assert_eq!(
        acts,
        [
            "account.factor_begun",
            "account.factor_begun",
            "account.factor_on",
            "account.factor_off"
        ]
    );
}

#[tokio::test]
async fn the_code_too_opens_a_fresh_session_and_leads_to_no_other_site() {
    let app = TestApp::small().await;
    let owner = app.as_("official").await;
    let (secret, _) = switch_on(&app, &owner).await;
    for (asked, led) in [
        ("%2F%2Fevil.example", "/"),
        ("%2F%5Cevil.example", "/"),
        ("%2Fproblems%2Fnew", "/problems/new"),
    ] {
        app.clock.clone().advance(TimeDelta::seconds(30));
        let before = token(&owner);
        try_in(&owner, "official", PASSWORD).await.redirected();
        let page = owner
            .get(&format!("/sign-in/code?return_to={asked}"))
            .await
            .expect(200);
        let form = page.form("/sign-in/code").set("code", &code(&app, &secret));
        assert_eq!(owner.submit(form).await.redirected(), led, "{asked}");
        owner.get("/my").await.expect(200);
        let copy = app.anonymous().with_session(&before);
        assert!(copy.get("/my").await.redirected().starts_with("/sign-in"));
    }
}

#[tokio::test]
async fn a_new_password_shuts_the_door_that_the_old_one_half_opened() {
    let app = TestApp::small().await;
    let owner = app.as_("official").await;
    let (secret, _) = switch_on(&app, &owner).await;
    let thief = app.anonymous();
    try_in(&thief, "official", PASSWORD).await.redirected();
    let new = "staple battery 9";
    let page = owner.get("/account/password").await.expect(200);
    let form = page
        .form("/account/password")
        .set("present", PASSWORD)
        .set("wanted", new)
        .set("again", new);
    owner.submit(form).await.redirected();
    app.clock.clone().advance(TimeDelta::seconds(30));
    type_code(&thief, &code(&app, &secret)).await.expect(422);
    // The code itself was right.
    let browser = app.anonymous();
    try_in(&browser, "official", new).await.redirected();
    type_code(&browser, &code(&app, &secret)).await.redirected();
}
