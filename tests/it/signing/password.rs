//! The password typed again.

use chrono::TimeDelta;
use zhenggai::domain::lists::State;

use super::{form, stored};
use crate::review::filed::{Filed, draft};
use crate::support::{PASSWORD, TestApp};

#[tokio::test]
async fn a_wrong_password_signs_nothing_and_is_said_at_its_field() {
    let app = TestApp::small().await;
    let filed = Filed::by(&app, "official", &draft("甲"))
        .await
        .approved(&app)
        .await;
    let official = app.as_("official").await;
    for wrong in ["", "wrong horse 7", &PASSWORD.to_uppercase()] {
        let sent = form(&official, &filed, "claim").await.set("password", wrong);
        let page = official.submit(sent).await.expect(422);
        assert!(
            page.texts("#pw-e").concat().contains("密码不对"),
            "{}",
            page.text()
        );
        assert!(page.has("#pw[aria-invalid]"));
        assert_eq!(
            page.attributes("#pw", "value").concat(),
            "",
            "it is not sent back"
        );
    }
    assert!(stored(&app, &filed).await.is_empty());
    assert_eq!(filed.now(&app).await.state, State::AwaitingOwner);
    // Each failure is in the ledger, and the right one ends the count.
    let failures = || async {
        let sql = "select count(*) from events where act = 'account.unconfirmed' and object_id = $1";
        let account = app.cast.member("official").account;
        let count: i64 = sqlx::query_scalar(sql)
            .bind(account)
            .fetch_one(app.loader())
            .await
            .expect("counted");
        count
    };
    assert_eq!(failures().await, 3);
    // The page that was drawn again can be sent: its act is a new one.
    let sent = form(&official, &filed, "claim").await.set("password", "no");
    let again = official.submit(sent).await.expect(422);
    let path = filed.path("signatures/claim");
    official
        .submit(again.form(&path).set("password", PASSWORD))
        .await
        .redirected();
    assert_eq!(stored(&app, &filed).await.len(), 1);
}

#[tokio::test]
async fn five_failures_lock_signing_for_ten_minutes() {
    let app = TestApp::small().await;
    let filed = Filed::by(&app, "official", &draft("甲"))
        .await
        .approved(&app)
        .await;
    let official = app.as_("official").await;
    for n in 1..=5 {
        let sent = form(&official, &filed, "claim").await.set("password", "no");
        let page = official.submit(sent).await.expect(422);
        assert_eq!(page.text().contains("10 分钟内不能签字"), n == 5, "failure {n}");
    }
    let right = official
        .submit(form(&official, &filed, "claim").await)
        .await
        .expect(422);
    assert!(right.text().contains("10 分钟内不能签字"));
    assert!(stored(&app, &filed).await.is_empty());
    // It locks the place where it happened, not the person's way in, and nobody else.
    let browser = app.anonymous();
    let page = browser.get("/sign-in").await.expect(200);
    let sign_in = page
        .form("/sign-in")
        .set("login", "official")
        .set("tenant", "alpha");
    browser
        .submit(sign_in.set("password", PASSWORD))
        .await
        .redirected();
    let other = Filed::by(&app, "colleague", &draft("乙"))
        .await
        .approved(&app)
        .await;
    let colleague = app.as_("colleague").await;
    colleague
        .submit(form(&colleague, &other, "claim").await)
        .await
        .redirected();

    app.pass(TimeDelta::minutes(11)).await;
    official
        .submit(form(&official, &filed, "claim").await)
        .await
        .redirected();
    assert_eq!(stored(&app, &filed).await.len(), 1);
}
