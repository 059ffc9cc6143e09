//! Passkeys: made with the password, signing in without it; whoever has only a part of it gets nowhere.

use chrono::TimeDelta;

use super::try_in;
use crate::support::passkey::{answer, create, enter, finish, question, register};
use crate::support::softkey::SoftKey;
use crate::support::{PASSWORD, TestApp};

async fn acts(app: &TestApp, who: &str) -> Vec<String> {
    sqlx::query_scalar("select act from events where object_id = $1 order by at, id")
        .bind(app.cast.member(who).account)
        .fetch_all(app.loader())
        .await
        .expect("events")
}

#[tokio::test]
async fn a_passkey_is_made_with_the_password_signs_in_without_it_and_goes_with_it() {
    let app = TestApp::small().await;
    let owner = app.as_("official").await;
    let wrong = [("password".to_owned(), "wrong horse 7".to_owned())];
    let refused = question(&owner, "/account/passkeys/question", &wrong)
        .await
        .expect(422);
    assert!(refused.body.contains("密码不对"));
    // The page stays, and so does its act: the right password goes on from there.
    let act = zhenggai::kernel::ids::ActId::fresh().to_string();
    for (password, status) in [("wrong horse 7", 422), (PASSWORD, 200)] {
        let typed = [("password", password), ("act_id", &act)].map(|(n, v)| (n.to_owned(), v.to_owned()));
        question(&owner, "/account/passkeys/question", &typed)
            .await
            .expect(status);
    }
    let mut device = register(&app, &owner).await;

    let browser = app.anonymous();
    let given = answer(&browser, &mut device).await;
    assert_eq!(enter(&browser, &given).await.redirected(), "/");
    browser.get("/my").await.expect(200);
    let page = browser.get("/account/passkeys").await.expect(200);
    assert!(page.text().contains("最近使用"), "{}", page.text());

    let form = page.form("/account/passkeys/removal");
    owner.submit(form.set("password", "no")).await.expect(422);
    let form = owner
        .get("/account/passkeys")
        .await
        .form("/account/passkeys/removal");
    owner.submit(form.set("password", PASSWORD)).await.redirected();
    let given = answer(&browser, &mut device).await;
    enter(&app.anonymous(), &given).await.expect(422);
    let told = acts(&app, "official").await;
    for act in [
        "account.passkey_added",
        "session.opened",
        "account.passkey_removed",
    ] {
        assert!(told.iter().any(|told| told == act), "{act} in {told:?}");
    }
}

#[tokio::test]
async fn an_answer_opens_one_session_once_and_soon() {
    let app = TestApp::small().await;
    let mut device = register(&app, &app.as_("official").await).await;
    let given = answer(&app.anonymous(), &mut device).await;
    enter(&app.anonymous(), &given).await.redirected();
    let replayed = enter(&app.anonymous(), &given).await.expect(422);
    assert!(replayed.text().contains("已经用过"), "{}", replayed.text());
    // An old answer does not fit a new question.
    let fresh = answer(&app.anonymous(), &mut device).await;
    enter(&app.anonymous(), &[fresh[0].clone(), given[1].clone()])
        .await
        .expect(422);
    let late = answer(&app.anonymous(), &mut device).await;
    app.pass(TimeDelta::minutes(6)).await;
    enter(&app.anonymous(), &late).await.expect(422);
    let garbage = ["x".repeat(43), "{}".to_owned()];
    enter(&app.anonymous(), &garbage).await.expect(422);
}

/// A change to an honest device.
type Forgery = (&'static str, fn(&mut SoftKey));

#[tokio::test]
async fn forged_answers_open_nothing_and_lock_the_account_like_wrong_passwords() {
    let app = TestApp::small().await;
    let mut device = register(&app, &app.as_("official").await).await;
    let stranger = app.cast.member("leader").account.0;
    let forgeries: [Forgery; 4] = [
        ("no user verification", |d| d.flags = 0x01),
        ("another origin", |d| {
            d.origin = "https://zhenggai.example".to_owned();
        }),
        ("another party", |d| d.rp_id = "zhenggai.example".to_owned()),
        ("another kind", |d| d.kind = "webauthn.create".to_owned()),
    ];
    for (what, forge) in forgeries {
        let (origin, rp_id, counter) = (device.origin.clone(), device.rp_id.clone(), device.counter);
        forge(&mut device);
        let given = answer(&app.anonymous(), &mut device).await;
        let page = enter(&app.anonymous(), &given).await;
        assert_eq!(page.status, 422, "{what}");
        (device.flags, device.origin, device.rp_id) = (crate::support::softkey::FLAGS, origin, rp_id);
        (device.kind, device.counter) = ("webauthn.get".to_owned(), counter);
    }
    let handle = std::mem::replace(&mut device.handle, stranger.as_bytes().to_vec());
    let given = answer(&app.anonymous(), &mut device).await;
    let page = enter(&app.anonymous(), &given).await.expect(422);
    assert!(
        page.text().contains("10 分钟"),
        "the fifth failure locks: {}",
        page.text()
    );
    device.handle = handle;
    let given = answer(&app.anonymous(), &mut device).await;
    enter(&app.anonymous(), &given).await.expect(422);
    app.pass(TimeDelta::minutes(11)).await;
    let given = answer(&app.anonymous(), &mut device).await;
    enter(&app.anonymous(), &given).await.redirected();
}

#[tokio::test]
async fn a_name_that_passwords_locked_and_a_disabled_account_are_closed_to_passkeys_too() {
    let app = TestApp::small().await;
    let mut device = register(&app, &app.as_("official").await).await;
    for _ in 0..5 {
        try_in(&app.anonymous(), "official", "wrong horse 7")
            .await
            .expect(422);
    }
    let given = answer(&app.anonymous(), &mut device).await;
    enter(&app.anonymous(), &given).await.expect(422);
    app.pass(TimeDelta::minutes(11)).await;
    let given = answer(&app.anonymous(), &mut device).await;
    enter(&app.anonymous(), &given).await.redirected();
    sqlx::query("update accounts set disabled_at = now(), disabled_why = 'administrator' where id = $1")
        .bind(app.cast.member("official").account)
        .execute(app.loader())
        .await
        .expect("disabled");
    let given = answer(&app.anonymous(), &mut device).await;
    enter(&app.anonymous(), &given).await.expect(422);
}

#[tokio::test]
async fn a_counter_that_goes_back_is_refused_shown_and_recorded() {
    let app = TestApp::small().await;
    let owner = app.as_("official").await;
    let mut device = register(&app, &owner).await;
    device.counter = 40;
    let given = answer(&app.anonymous(), &mut device).await;
    enter(&app.anonymous(), &given).await.redirected();
    device.counter = 7;
    let given = answer(&app.anonymous(), &mut device).await;
    let page = enter(&app.anonymous(), &given).await.expect(422);
    assert!(page.text().contains("可能被复制"), "{}", page.text());
    let page = owner.get("/account/passkeys").await.expect(200);
    assert!(page.text().contains("可能被复制"), "{}", page.text());
    assert!(
        acts(&app, "official")
            .await
            .contains(&"account.passkey_suspect".to_owned())
    );
}

#[tokio::test]
async fn nobody_takes_anothers_answer_key_or_question() {
    let app = TestApp::small().await;
    let (owner, other) = (app.as_("official").await, app.as_("official@beta").await);
    let mut device = register(&app, &owner).await;
    // A question of one account is nobody else's, in whatever city.
    let mut second = SoftKey::new(&app.public());
    let made = create(&owner, &mut second).await;
    finish(&other, &made).await.expect(422);
    finish(&owner, &made).await.redirected();
    // The same device twice is one too many.
    let again = create(&other, &mut device).await;
    finish(&other, &again).await.expect(422);
    let id = owner.get("/account/passkeys").await;
    let id = id
        .form("/account/passkeys/removal")
        .value("id")
        .expect("an id")
        .to_owned();
    let fields = [("id", id.as_str()), ("password", PASSWORD)];
    other.post("/account/passkeys/removal", &fields).await.expect(404);
    // No user verification, no passkey.
    let mut weak = SoftKey::new(&app.public());
    weak.flags = 0x01;
    let made = create(&owner, &mut weak).await;
    finish(&owner, &made).await.expect(422);
}

async fn force(app: &TestApp) {
    sqlx::query("update tenants set factor_roles = 'official' where slug = 'alpha'")
        .execute(app.loader())
        .await
        .expect("a rule");
}

#[tokio::test]
async fn where_two_factors_are_a_must_a_passkey_is_both_and_the_password_alone_is_not() {
    let app = TestApp::small().await;
    force(&app).await;
    let browser = app.anonymous();
    try_in(&browser, "official", PASSWORD).await.redirected();
    assert_eq!(browser.get("/my").await.redirected(), "/account/factor");
    // Made there, it is enough for this session and for those that it opens.
    let mut device = register(&app, &browser).await;
    browser.get("/my").await.expect(200);
    let by_key = app.anonymous();
    let given = answer(&by_key, &mut device).await;
    enter(&by_key, &given).await.redirected();
    by_key.get("/my").await.expect(200);

    // Whoever knows the password only can neither go on nor make a factor of their own.
    let thief = app.anonymous();
    try_in(&thief, "official", PASSWORD).await.redirected();
    assert_eq!(thief.get("/my").await.redirected(), "/account/factor");
    let page = thief.get("/account/factor").await.expect(200);
    assert!(page.has("form[action='/sign-in/passkey']"), "{}", page.text());
    for path in [
        "/account/factor",
        "/account/passkeys/question",
        "/account/passkeys/removal",
    ] {
        let sent = thief.post(path, &[("password", PASSWORD)]).await;
        assert_eq!(sent.redirected(), "/account/factor", "{path}");
    }
    // A lost device: the administrator takes all of it away.
    let secadmin = app.as_("secadmin").await;
    let account = app.cast.member("official").account;
    let path = format!("/accounts/{account}/factor-reset");
    secadmin.post(&path, &[]).await.redirected();
    let given = answer(&app.anonymous(), &mut device).await;
    enter(&app.anonymous(), &given).await.expect(422);
}

#[tokio::test]
async fn a_passkey_is_called_otherwise_by_its_owner_alone() {
    let app = TestApp::small().await;
    let official = app.as_("official").await;
    register(&app, &official).await;
    let page = official.get("/account/passkeys").await.expect(200);
    let form = page.form("/account/passkeys/name");
    for wrong in ["", "  ", &"长".repeat(41)] {
        let again = official.submit(form.clone().set("name", wrong)).await.expect(422);
        assert!(again.text().contains("最多 40 字"), "{}", again.text());
    }
    let form = official
        .get("/account/passkeys")
        .await
        .expect(200)
        .form("/account/passkeys/name");
    official
        .submit(form.clone().set("name", " 办公室电脑 "))
        .await
        .redirected();
    let page = official.get("/account/passkeys").await.expect(200);
    assert_eq!(page.texts("section b"), ["办公室电脑"]);
    assert!(
        acts(&app, "official")
            .await
            .contains(&"account.passkey_renamed".to_owned())
    );
    let id = form.value("id").expect("an id");
    let other = app.as_("colleague").await;
    other
        .post("/account/passkeys/name", &[("id", id), ("name", "别人的")])
        .await
        .expect(404);
    let page = official.get("/account/passkeys").await.expect(200);
    assert_eq!(page.texts("section b"), ["办公室电脑"]);
}
