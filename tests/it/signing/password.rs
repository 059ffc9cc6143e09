//! The password typed again.

use chrono::TimeDelta;
use zhenggai::domain::lists::State;

use super::person::{place, states, waiting};
use super::{form, stored};
use crate::session::factor::{code, switch_on};
use crate::support::filed::{Filed, draft};
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
async fn the_page_that_was_sent_with_a_wrong_password_signs_with_the_right_one() {
    let app = TestApp::small().await;
    let filed = Filed::by(&app, "official", &draft("甲"))
        .await
        .approved(&app)
        .await;
    let official = app.as_("official").await;
    // Whoever goes back in the browser has the page with its old act id.
    let page = form(&official, &filed, "claim").await;
    for _ in 0..2 {
        let refused = official.submit(page.clone().set("password", "no")).await;
        refused.expect(422);
    }
    official.submit(page.clone()).await.redirected();
    assert_eq!(stored(&app, &filed).await.len(), 1);
    assert_eq!(filed.now(&app).await.state, State::AwaitingLeader);
    // Sent once more by a browser, it counts once.
    official.submit(page).await.redirected();
    assert_eq!(stored(&app, &filed).await.len(), 1);
    let failures: i64 = sqlx::query_scalar("select count(*) from events where act = 'account.unconfirmed'")
        .fetch_one(app.loader())
        .await
        .expect("counted");
    assert_eq!(failures, 2, "each guess counts");
}

#[tokio::test]
async fn a_sheet_that_was_sent_with_a_wrong_password_is_signed_with_the_right_one() {
    let app = TestApp::small().await;
    let all = waiting(&app, "official", &["甲", "乙"]).await;
    let leader = app.as_("leader").await;
    let path = place(&app, "official", "claim");
    let page = leader.get(&path).await.expect(200);
    let wrong = page.form(&path).set("password", "no");
    leader.submit(wrong).await.expect(422);
    let right = page.form(&path).set("password", PASSWORD);
    leader.submit(right).await.redirected();
    assert_eq!(states(&app, &all).await, [State::Claimed; 2]);
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

async fn methods(app: &TestApp) -> Vec<String> {
    sqlx::query_scalar("select method from signatures order by signed_at")
        .fetch_all(app.loader())
        .await
        .expect("read")
}

#[tokio::test]
async fn with_a_second_factor_its_code_is_asked_for_too_and_not_again_for_ten_minutes() {
    let app = TestApp::small().await;
    let mut filed = Vec::new();
    for title in ["甲", "乙", "丙"] {
        filed.push(
            Filed::by(&app, "official", &draft(title))
                .await
                .approved(&app)
                .await,
        );
    }
    let official = app.as_("official").await;
    let (secret, _) = switch_on(&app, &official).await;
    app.pass(TimeDelta::seconds(30)).await;
    for wrong in ["", "000000"] {
        let sent = form(&official, &filed[0], "claim").await.set("factor", wrong);
        let page = official.submit(sent).await.expect(422);
        assert!(page.has("#sign-code-e"), "{}", page.text());
    }
    assert!(methods(&app).await.is_empty());
    let given = code(&app, &secret);
    let sent = form(&official, &filed[0], "claim").await.set("factor", &given);
    official.submit(sent).await.redirected();
    // Another session is asked although this one was; the code is used up.
    let elsewhere = app.as_("official").await;
    let sent = form(&elsewhere, &filed[1], "claim").await.set("factor", &given);
    elsewhere.submit(sent).await.expect(422);
    app.pass(TimeDelta::minutes(9)).await;
    let sheet = official.get(&filed[1].path("signatures/claim")).await.expect(200);
    assert!(!sheet.has("#sign-code"));
    official
        .submit(form(&official, &filed[1], "claim").await.set("password", "no"))
        .await
        .expect(422);
    official
        .submit(form(&official, &filed[1], "claim").await)
        .await
        .redirected();
    app.pass(TimeDelta::minutes(2)).await;
    official
        .submit(form(&official, &filed[2], "claim").await)
        .await
        .expect(422);
    let sent = form(&official, &filed[2], "claim").await;
    official
        .submit(sent.set("factor", &code(&app, &secret)))
        .await
        .redirected();
    assert_eq!(methods(&app).await, ["password_factor"; 3]);
    let page = official.get(&filed[0].path("signatures/claim")).await.expect(200);
    assert!(
        page.texts(".zg-sign")
            .concat()
            .contains("电子确认（密码和验证码）")
    );
}
