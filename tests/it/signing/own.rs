//! One's own sheet: what waits of several of one's own statements is read on one page and signed with one confirmation.

use zhenggai::domain::lists::State;
use zhenggai::domain::signing::{Method, SignerRole};

use super::gesture::{asked, put};
use super::offline::{all_hold, file};
use super::person::{place, states};
use super::stored;
use crate::support::filed::{Filed, draft};
use crate::support::passkey::{register, token};
use crate::support::{PASSWORD, TestApp};

async fn approved(app: &TestApp, titles: &[&str]) -> Vec<Filed> {
    let mut all = Vec::new();
    for title in titles {
        all.push(
            Filed::by(app, "official", &draft(title))
                .await
                .approved(app)
                .await,
        );
    }
    all
}

async fn reported(app: &TestApp, titles: &[&str]) -> Vec<Filed> {
    let mut all = Vec::new();
    for title in titles {
        let filed = Filed::by(app, "official", &draft(title)).await;
        let filed = filed.claimed(app).await;
        filed.report(app, "件件都回访了").await;
        all.push(filed);
    }
    all
}

#[tokio::test]
async fn ones_own_statements_are_signed_with_one_confirmation_and_wait_for_the_leader() {
    let app = TestApp::small().await;
    let all = approved(&app, &["甲", "乙", "丙"]).await;
    let official = app.as_("official").await;
    let path = place(&app, "official", "claim");
    for from in ["/my", "/to-sign"] {
        let page = official.get(from).await.expect(200);
        assert!(page.has(&format!("a[href='{path}']")), "{from}: {}", page.text());
    }
    let page = official.get(&path).await.expect(200);
    let text = page.text();
    for words in ["甲", "乙", "丙", "怕麻烦", "本次签 3 条", "签字不能撤回"] {
        assert!(text.contains(words), "{words}: {text}");
    }
    assert!(!page.has("details.zg-refuse"), "nobody refuses their own");
    let wrong = official
        .submit(page.form(&path).set("password", "no"))
        .await
        .expect(422);
    assert!(wrong.has("#pw-e"));
    let once = wrong.form(&path).set("password", PASSWORD);
    official.submit(once.clone()).await.redirected();
    // Sent once more it says that it was recorded, and not that nothing waits.
    let to = official.submit(once).await.redirected();
    let told = official.get(&to).await.expect(200).text();
    assert!(!told.contains("没有等您签的"), "{told}");
    assert_eq!(states(&app, &all).await, [State::AwaitingLeader; 3]);
    for filed in &all {
        assert_eq!(stored(&app, filed).await.len(), 1);
        let checked = all_hold(&file(&official, filed, "claim").await);
        assert_eq!(
            (checked[0].role, checked[0].method),
            (SignerRole::Owner, Method::Password)
        );
    }
    // The page that was drawn before says what became of it, and signs nothing once more.
    let late = official
        .submit(page.form(&path).set("password", PASSWORD))
        .await
        .expect(409);
    assert!(late.text().contains(&all[0].problem.number), "{}", late.text());
    assert_eq!(official.get(&path).await.redirected(), "/to-sign");
    // One alone needs no sheet.
    let alone = approved(&app, &["丁"]).await;
    assert!(
        !official
            .get("/my")
            .await
            .expect(200)
            .has(&format!("a[href='{path}']"))
    );
    assert_eq!(states(&app, &alone).await, [State::AwaitingOwner]);
}

#[tokio::test]
async fn what_changed_since_is_shown_and_what_nobody_can_co_sign_is_left_out() {
    let app = TestApp::small().await;
    let all = approved(&app, &["甲", "乙", "丙"]).await;
    let official = app.as_("official").await;
    let path = place(&app, "official", "claim");
    let opened = official.get(&path).await.expect(200);
    // Signed in another window by itself.
    all[0]
        .sign(&app, "official", zhenggai::domain::signing::Purpose::Claim)
        .await;
    let again = official
        .submit(opened.form(&path).set("password", PASSWORD))
        .await
        .expect(409);
    let text = again.text();
    assert!(
        text.contains("整份都没有签字") && !text.contains("标在下面"),
        "nothing of it is marked: {text}"
    );
    assert_eq!(again.attributes("tbody[id]", "id").len(), 2);
    sqlx::query("update problems set leader_id = null where id = $1")
        .bind(all[1].problem.id)
        .execute(app.loader())
        .await
        .expect("nobody leads it");
    let page = official.get(&path).await.expect(200);
    assert_eq!(page.attributes("tbody[id]", "id"), [format!("e-{}", all[2].id())]);
    assert!(
        page.text().contains("另有 1 条没有登记分管领导"),
        "{}",
        page.text()
    );
    official
        .submit(page.form(&path).set("password", PASSWORD))
        .await
        .redirected();
    let expected = [State::AwaitingLeader, State::AwaitingOwner, State::AwaitingLeader];
    assert_eq!(states(&app, &all).await, expected);
}

#[tokio::test]
async fn one_gesture_signs_ones_own_completions() {
    let app = TestApp::small().await;
    let all = reported(&app, &["甲", "乙"]).await;
    let official = app.as_("official").await;
    let mut device = register(&app, &official).await;
    let path = place(&app, "official", "complete");
    let (said, fields) = asked(&official, &path).await;
    let given = device.get(&said["options"]).to_string();
    // Somebody else can't ask for it, nor send what this device answered.
    for (who, status) in [("colleague", 403), ("official@beta", 404)] {
        let other = app.as_(who).await;
        assert_eq!(
            put(&other, &path, &fields, [&token(&said), &given]).await.status,
            status,
            "{who}"
        );
    }
    put(&official, &path, &fields, [&token(&said), &given])
        .await
        .redirected();
    for filed in &all {
        assert_eq!(
            filed.now(&app).await.rectification.as_deref(),
            Some("awaiting_leader")
        );
        let checked = all_hold(&file(&official, filed, "complete").await);
        assert_eq!(
            (checked[0].role, checked[0].method),
            (SignerRole::Owner, Method::Passkey)
        );
    }
}

#[tokio::test]
async fn what_was_reported_anew_is_said_to_be_another_and_what_is_left_comes_next() {
    let app = TestApp::small().await;
    let all = reported(&app, &["甲", "乙"]).await;
    let claims = approved(&app, &["丙", "丁"]).await;
    let official = app.as_("official").await;
    let [claim, complete] = ["claim", "complete"].map(|purpose| place(&app, "official", purpose));
    let opened = official.get(&complete).await.expect(200);
    // The problem's page leads to where it is reported anew.
    let life = official
        .get(&format!("/problems/{}", all[0].id()))
        .await
        .expect(200);
    assert!(
        life.has(&format!("a[href='{}']", all[0].path("completion"))),
        "{}",
        life.text()
    );
    app.pass(chrono::TimeDelta::minutes(1)).await;
    all[0].report(&app, "又回访了两户").await;
    let again = official
        .submit(opened.form(&complete).set("password", PASSWORD))
        .await
        .expect(409);
    let text = again.text();
    assert!(text.contains("改过了") && text.contains("又回访了两户"), "{text}");
    assert!(!text.contains("内容没有改"), "{text}");
    let next = official
        .submit(again.form(&complete).set("password", PASSWORD))
        .await
        .redirected();
    assert_eq!(next, claim, "one's own claims are next");
    let page = official.get(&claim).await.expect(200);
    assert!(page.text().contains("接着等分管领导签"), "{}", page.text());
    assert_eq!(states(&app, &claims).await, [State::AwaitingOwner; 2]);
}
