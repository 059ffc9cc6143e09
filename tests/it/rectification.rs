//! Rectification: progress, the report that it is done, the gates, numbers, lamps.

mod batches;
mod course;
mod evidence;
pub mod extensions;
mod gates;
mod lamps;
mod machine;
mod numbers;
pub mod reopened;

use chrono::TimeDelta;
use zhenggai::domain::signing::Purpose;

use crate::review::filed::{Filed, draft};
use crate::support::{PASSWORD, TestApp};

/// The word of its rectification.
pub async fn state(app: &TestApp, filed: &Filed) -> String {
    filed.now(app).await.rectification.unwrap_or_default()
}

#[tokio::test]
async fn the_whole_way_from_a_claim_to_its_number() {
    let app = TestApp::small().await;
    let filed = Filed::by(&app, "official", &draft("对投诉重转办"))
        .await
        .claimed(&app)
        .await;
    let (official, leader) = (app.as_("official").await, app.as_("leader").await);
    let (desk, sheet) = (filed.path("completion"), filed.path("signatures/complete"));
    let page = official.get(&desk).await.expect(200);
    assert!(
        page.text().contains("件件有回访"),
        "what was promised stands beside it"
    );
    let note = page.form(&filed.path("progress"));
    let empty = official
        .submit(note.clone().set("words", " \n"))
        .await
        .expect(422);
    assert!(empty.has("#words-e"));
    assert_eq!(
        official
            .submit(note.set("words", "已核实 6 件"))
            .await
            .redirected(),
        desk
    );
    assert_eq!(state(&app, &filed).await, "in_progress");

    let page = official.get(&desk).await.expect(200);
    assert!(page.text().contains("已核实 6 件"));
    let report = page
        .form(&desk)
        .set("outcome", "11 件全部回访")
        .set("done_on", "2018-09-26");
    let early = official.submit(report.clone()).await.expect(422);
    assert!(
        early
            .texts("#done_on-e")
            .concat()
            .contains("完成日期不能晚于今天")
    );
    assert_eq!(early.form(&desk).value("outcome"), Some("11 件全部回访"));
    let to = official
        .submit(report.set("done_on", "2018-09-25"))
        .await
        .redirected();
    assert_eq!(
        (to.as_str(), state(&app, &filed).await.as_str()),
        (sheet.as_str(), "reported")
    );

    for (client, after) in [(&official, "awaiting_leader"), (&leader, "awaiting_check")] {
        app.pass(TimeDelta::minutes(1)).await;
        let page = client.get(&sheet).await.expect(200);
        assert!(page.text().contains("11 件全部回访"));
        client
            .submit(page.form(&sheet).set("password", PASSWORD))
            .await
            .redirected();
        assert_eq!(state(&app, &filed).await, after);
    }
    assert_eq!(filed.now(&app).await.cosigned_at, Some(app.clock.now()));

    let reviewer = app.as_("reviewer").await;
    let checks = filed.path("checks");
    assert!(
        reviewer
            .get("/checks")
            .await
            .expect(200)
            .attributes("a", "href")
            .contains(&checks)
    );
    let page = reviewer.get(&checks).await.expect(200);
    assert!(page.text().contains("已核实 6 件") && page.text().contains("11 件全部回访"));
    let accepted = page.form(&checks).add("verdict", "accept");
    assert_eq!(reviewer.submit(accepted).await.redirected(), "/checks");
    assert_eq!(state(&app, &filed).await, "awaiting_number");

    let office = app.as_("office").await;
    let page = office.get("/closures").await.expect(200);
    office.submit(page.form("/closures")).await.redirected();
    let now = filed.now(&app).await;
    assert_eq!(now.close_number.as_deref(), Some("销〔2018〕1号"));
    assert_eq!(
        (state(&app, &filed).await.as_str(), now.closed_at),
        ("closed", Some(app.clock.now()))
    );
    let life = official
        .get(&format!("/problems/{}", filed.id()))
        .await
        .expect(200)
        .text();
    for told in [
        "已核实 6 件",
        "11 件全部回访",
        "分管领导签字确认完成",
        "督察指导组核验通过",
        "销〔2018〕1号",
    ] {
        assert!(life.contains(told), "{told}: {life}");
    }
}

#[tokio::test]
async fn the_group_sends_back_with_a_reason_and_it_no_longer_counts() {
    let app = TestApp::small().await;
    let filed = Filed::by(&app, "official", &draft("甲"))
        .await
        .cosigned(&app)
        .await;
    let reviewer = app.as_("reviewer").await;
    let checks = filed.path("checks");
    let form = reviewer
        .get(&checks)
        .await
        .expect(200)
        .form(&checks)
        .add("verdict", "send_back");
    let bare = reviewer.submit(form.clone()).await.expect(422);
    assert!(bare.texts("#words-e").concat().contains("请写明退回的理由"));
    let neither = reviewer
        .get(&checks)
        .await
        .expect(200)
        .form(&checks)
        .set("words", "说不清");
    let neither = reviewer.submit(neither).await.expect(422);
    assert_eq!(neither.form(&checks).value("words"), Some("说不清"));
    let before = filed.now(&app).await;
    assert!(before.cosigned_at.is_some());

    reviewer
        .submit(form.set("words", "回访记录只有 3 件"))
        .await
        .redirected();
    let now = filed.now(&app).await;
    assert_eq!(
        (now.cosigned_at, now.rectification.as_deref()),
        (None, Some("sent_back"))
    );
    let official = app.as_("official").await;
    let my = official.get("/my").await.expect(200);
    assert!(my.text().contains("回访记录只有 3 件"), "{}", my.text());
    let desk = official.get(&filed.path("completion")).await.expect(200);
    assert!(desk.text().contains("回访记录只有 3 件"));
    let sheet = official.get(&filed.path("signatures/complete")).await.expect(200);
    assert_eq!(
        sheet.texts(".zg-sign .is-broken").len(),
        2,
        "both completion signatures"
    );
    // And once more, the whole way: report, two signatures, check.
    filed.report(&app, "补齐了 8 件").await;
    for who in ["official", "leader"] {
        filed.sign(&app, who, Purpose::Complete).await;
    }
    let page = reviewer.get(&checks).await.expect(200);
    assert!(page.text().contains("补齐了 8 件") && page.text().contains("回访记录只有 3 件"));
    reviewer
        .submit(page.form(&checks).add("verdict", "accept"))
        .await
        .redirected();
    assert_eq!(state(&app, &filed).await, "awaiting_number");
    assert!(filed.now(&app).await.cosigned_at > before.cosigned_at);
}

#[tokio::test]
async fn of_two_checks_of_one_page_the_second_is_told() {
    let app = TestApp::small().await;
    let filed = Filed::by(&app, "official", &draft("甲"))
        .await
        .cosigned(&app)
        .await;
    let (one, two) = (app.as_("reviewer").await, app.as_("grouphead").await);
    let checks = filed.path("checks");
    let yes = one
        .get(&checks)
        .await
        .expect(200)
        .form(&checks)
        .add("verdict", "accept");
    let no = two
        .get(&checks)
        .await
        .expect(200)
        .form(&checks)
        .add("verdict", "send_back");
    let no = no.set("words", "我看不行");
    let (a, b) = tokio::join!(one.submit(yes.clone()), one.submit(yes));
    a.redirected();
    b.redirected();
    let late = two.submit(no).await.expect(409);
    assert!(
        late.text().contains("我看不行"),
        "what was typed is not lost: {}",
        late.text()
    );
    let count: i64 = sqlx::query_scalar("select count(*) from checks where problem_id = $1")
        .bind(filed.problem.id)
        .fetch_one(app.loader())
        .await
        .expect("counted");
    assert_eq!(
        (count, state(&app, &filed).await.as_str()),
        (1, "awaiting_number")
    );
}

#[tokio::test]
async fn the_office_sends_back_what_it_does_not_number() {
    let app = TestApp::small().await;
    let filed = Filed::by(&app, "official", &draft("甲"))
        .await
        .accepted(&app)
        .await;
    let office = app.as_("office").await;
    let checks = filed.path("checks");
    let page = office.get(&checks).await.expect(200);
    let form = page
        .form(&checks)
        .add("verdict", "send_back")
        .set("words", "与上报的数对不上");
    assert_eq!(office.submit(form).await.redirected(), "/closures");
    let now = filed.now(&app).await;
    assert_eq!(
        (now.rectification.as_deref(), now.cosigned_at),
        (Some("sent_back"), None)
    );
    assert!(office.get("/closures").await.expect(200).has("main .zg-empty"));
}
