//! 更正: a change after signing breaks the signatures in plain sight.

use chrono::TimeDelta;
use zhenggai::domain::lists::{Draft, State, actions, store};
use zhenggai::domain::signing::Purpose;

use super::{form, stored};
use crate::support::filed::{Filed, draft};
use crate::support::{Client, Page, TestApp};

/// Keeps what the owner typed after signing, and opens the page that asks why.
pub async fn retyped(app: &TestApp, owner: &Client, filed: &Filed, wanted: &Draft) -> Page {
    app.pass(TimeDelta::minutes(5)).await;
    let mut tx = app.tx("alpha").await;
    let problem = store::find(&mut tx, filed.problem.id)
        .await
        .expect("read")
        .expect("there");
    let actor = &filed.actor;
    actions::keep(
        &mut tx,
        &problem,
        actor,
        (problem.version, None),
        wanted,
        app.clock.now(),
    )
    .await
    .expect("kept");
    tx.commit().await.expect("committed");
    owner.get(&filed.path("correction")).await.expect(200)
}

/// A problem of the official's that both have signed to take on.
async fn claimed(app: &TestApp) -> Filed {
    Filed::by(app, "official", &draft("甲")).await.claimed(app).await
}

/// What the official filed, with another cause.
pub fn other_cause() -> Draft {
    let mut wanted = draft("甲");
    "怕被围着问".clone_into(&mut wanted.causes[0].text);
    wanted
}

#[tokio::test]
async fn a_correction_needs_a_reason_and_voids_both_signatures_in_plain_sight() {
    let app = TestApp::small().await;
    let filed = claimed(&app).await;
    let official = app.as_("official").await;
    let unchanged = official.get(&filed.path("correction")).await.expect(200);
    assert!(unchanged.text().contains("草稿和签过的内容一样"));
    let page = retyped(&app, &official, &filed, &other_cause()).await;
    let (gone, came) = (page.texts("del").concat(), page.texts("ins").concat());
    assert!(gone.contains("麻烦") && came.contains("围着问"), "{gone} {came}");
    let why = page.form(&filed.path("correction"));
    let bare = official.submit(why.clone().set("reason", " ")).await.expect(422);
    assert!(bare.texts("#reason-e").concat().contains("请写更正的理由"));
    assert_eq!(
        filed.now(&app).await.state,
        State::Claimed,
        "nothing is broken yet"
    );
    assert!(stored(&app, &filed).await.iter().all(|s| s.broken.is_none()));

    official
        .submit(why.set("reason", "原因没有找准"))
        .await
        .redirected();
    let now = filed.now(&app).await;
    assert_eq!(
        (now.state, now.revision),
        (State::AwaitingOwner, 2),
        "list 2 alone is not reviewed again"
    );
    assert_eq!((now.claimed_at, now.rectification), (None, None));
    let both = stored(&app, &filed).await;
    assert!(both.iter().all(|s| s.broken.as_deref() == Some("原因没有找准")) && both.len() == 2);
    let sheet = filed.path("signatures/claim");
    for who in ["official", "leader", "reviewer", "office"] {
        let page = app.as_(who).await.get(&sheet).await.expect(200);
        assert!(page.texts(".zg-head").concat().contains("签后已改动"), "{who}");
        assert_eq!(page.texts(".zg-sign .is-broken").len(), 2, "{who}");
        assert!(page.texts(".zg-sign .is-broken")[0].contains("原因没有找准"));
        assert!(page.texts(".zg-since ins").concat().contains("围着问"));
    }
    let life = official
        .get(&format!("/problems/{}", filed.id()))
        .await
        .expect(200);
    let places = life.texts(".zg-sign").concat();
    assert_eq!(places.matches("签字已失效").count(), 2, "{places}");
    let life = life.text();
    assert!(
        life.contains("签字作废") && life.contains("更正，成为第 2 稿"),
        "{life}"
    );

    filed.sign(&app, "official", Purpose::Claim).await;
    filed.sign(&app, "leader", Purpose::Claim).await;
    let now = filed.now(&app).await;
    assert_eq!(now.state, State::Claimed);
    assert_eq!(
        stored(&app, &filed)
            .await
            .iter()
            .filter(|s| s.broken.is_none())
            .count(),
        2
    );
}

/// By links and buttons alone, as a person finds the way.
#[tokio::test]
async fn the_pages_lead_from_a_signed_problem_to_its_correction() {
    let app = TestApp::small().await;
    let filed = claimed(&app).await;
    let official = app.as_("official").await;
    let problem = official
        .get(&format!("/problems/{}", filed.id()))
        .await
        .expect(200);
    let correction = filed.path("correction");
    assert!(problem.has(&format!("main a[href='{correction}']")));
    let empty = official.get(&correction).await.expect(200);
    let edit = filed.path("edit");
    assert!(empty.has(&format!("main a[href='{edit}']")));
    let page = official.get(&edit).await.expect(200);
    assert!(
        page.text().contains("签过字"),
        "it says that this was signed: {}",
        page.text()
    );
    // The one button that goes on must not submit what is signed without a reason.
    assert!(!page.has("button[value=submit]"));
    let form = page
        .form(&filed.path("draft"))
        .set("cause_text", "怕被围着问")
        .set("do", "correct");
    let to = official.submit(form).await.redirected();
    assert_eq!(to, correction);
    assert!(stored(&app, &filed).await.iter().all(|s| s.broken.is_none()));
    let why = official.get(&to).await.expect(200);
    assert!(why.texts("ins").concat().contains("围着问"));
    let to = official
        .submit(why.form(&correction).set("reason", "原因没有找准"))
        .await
        .redirected();
    assert!(stored(&app, &filed).await.iter().all(|s| s.broken.is_some()));
    // In plain sight on the problem's own page too, not only in the message that goes away.
    official.get(&to).await.expect(200);
    let later = official.get(&to).await.expect(200);
    assert!(later.text().contains("原因没有找准") && later.text().contains("签字作废"));
}

#[tokio::test]
async fn a_leader_who_has_the_old_sheet_open_does_not_sign_the_new_text() {
    let app = TestApp::small().await;
    let filed = Filed::by(&app, "official", &draft("甲"))
        .await
        .approved(&app)
        .await;
    filed.sign(&app, "official", Purpose::Claim).await;
    let (official, leader) = (app.as_("official").await, app.as_("leader").await);
    let opened = form(&leader, &filed, "claim").await;
    let page = retyped(&app, &official, &filed, &other_cause()).await;
    let why = page.form(&filed.path("correction")).set("reason", "原因没有找准");
    official.submit(why).await.redirected();
    let shown = leader.submit(opened.clone()).await.expect(409);
    assert!(
        shown.text().contains("没有签字") && shown.text().contains("怕被围着问"),
        "{}",
        shown.text()
    );
    filed.sign(&app, "official", Purpose::Claim).await;
    // Signed again, the old sheet is still not what waits.
    assert_eq!(leader.submit(opened).await.status, 409);
    assert_eq!(
        stored(&app, &filed)
            .await
            .iter()
            .filter(|s| s.role == "leader")
            .count(),
        0
    );
}

#[tokio::test]
async fn lists_one_and_three_are_reviewed_again() {
    let app = TestApp::small().await;
    let filed = Filed::by(&app, "official", &draft("甲"))
        .await
        .cosigned(&app)
        .await;
    let official = app.as_("official").await;
    let mut wanted = draft("甲");
    "件件满意".clone_into(&mut wanted.measures[0].goal);
    let page = retyped(&app, &official, &filed, &wanted).await;
    assert!(page.text().contains("要重新审核"));
    let why = page.form(&filed.path("correction")).set("reason", "目标写错了");
    official.submit(why).await.redirected();
    let now = filed.now(&app).await;
    assert_eq!(now.state, State::Submitted);
    assert_eq!(
        (now.approved_at, now.cosigned_at),
        (None, None),
        "it no longer counts"
    );
    assert!(
        stored(&app, &filed).await.iter().all(|s| s.broken.is_some()),
        "all four"
    );
    let queue = app.as_("reviewer").await.get("/review").await.expect(200);
    assert!(
        queue
            .attributes("td.main a", "href")
            .contains(&filed.path("review"))
    );
}

#[tokio::test]
async fn only_the_owner_corrects_and_closed_is_final() {
    let app = TestApp::small().await;
    let filed = claimed(&app).await;
    for who in ["leader", "colleague", "reviewer", "office"] {
        let client = app.as_(who).await;
        assert_eq!(client.get(&filed.path("correction")).await.status, 403, "{who}");
        let posted = client
            .post(&filed.path("correction"), &[("reason", "x"), ("version", "9")])
            .await;
        assert_eq!(posted.status, 403, "{who}");
    }
    let official = app.as_("official").await;
    let page = retyped(&app, &official, &filed, &other_cause()).await;
    let stale = page
        .form(&filed.path("correction"))
        .set("reason", "晚了")
        .set("version", "1");
    let conflict = official.submit(stale).await.expect(409);
    assert!(conflict.text().contains("晚了"), "what was typed is not lost");

    let closed = Filed::by(&app, "official", &draft("乙")).await.closed(&app).await;
    assert_eq!(official.get(&closed.path("correction")).await.status, 422);
    let refused = official
        .post(&closed.path("correction"), &[("reason", "x"), ("version", "99")])
        .await;
    assert!(refused.expect(422).text().contains("已销号的问题不再改动"));
    assert!(stored(&app, &closed).await.iter().all(|s| s.broken.is_none()));
}

#[tokio::test]
async fn correcting_does_not_begin_the_days_of_immediate_rectification_anew() {
    let app = TestApp::small().await;
    let filed = claimed(&app).await;
    let first = filed.now(&app).await.claimed_at.expect("claimed");
    app.pass(TimeDelta::days(3)).await;
    let official = app.as_("official").await;
    let page = retyped(&app, &official, &filed, &other_cause()).await;
    let why = page.form(&filed.path("correction"));
    official
        .submit(why.set("reason", "原因没有写到根子上"))
        .await
        .redirected();
    assert_eq!(filed.now(&app).await.claimed_at, None, "both have to sign again");
    for who in ["official", "leader"] {
        filed.sign(&app, who, Purpose::Claim).await;
    }
    let again = filed.now(&app).await;
    assert_eq!((again.state, again.claimed_at), (State::Claimed, Some(first)));
}

#[tokio::test]
async fn a_correction_gives_nobody_more_time() {
    let app = TestApp::small().await;
    let filed = claimed(&app).await;
    let official = app.as_("official").await;
    let mut later = other_cause();
    later.immediate = false;
    later.due = (app.clock.today() + chrono::Days::new(400)).to_string();
    let allowed = retyped(&app, &official, &filed, &other_cause()).await;
    let page = retyped(&app, &official, &filed, &later).await;
    let says = "更正不能把整改时限往后推";
    assert!(
        page.text().contains(says),
        "before a reason is given: {}",
        page.text()
    );
    let version = filed.now(&app).await.version.to_string();
    let why = allowed.form(&filed.path("correction")).set("version", &version);
    let refused = official.submit(why.set("reason", "想再拖一拖")).await.expect(422);
    assert!(refused.text().contains(says), "{}", refused.text());
    assert_eq!(filed.now(&app).await.state, State::Claimed);
    assert!(stored(&app, &filed).await.iter().all(|s| s.broken.is_none()));
}
