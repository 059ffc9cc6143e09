//! Who reviews, and whom one never reviews.

use zhenggai::domain::review::Decision;

use super::filed::{Filed, draft};
use crate::support::TestApp;

const NOT_YOURS: &str = "Refused(NotYours)";

#[tokio::test]
async fn only_members_of_the_group_open_the_cockpit() {
    let app = TestApp::small().await;
    let filed = Filed::by(&app, "official", &draft("甲")).await;
    for (who, status) in [
        ("reviewer", 200),
        ("grouphead", 200),
        ("official", 403),
        ("colleague", 403),
        ("leader", 403),
        ("office", 403),
        ("figures", 403),
        ("sysadmin", 403),
        ("reviewer@beta", 404),
        ("official@beta", 404),
    ] {
        let client = app.as_(who).await;
        let page = client.get(&filed.review("")).await;
        assert_eq!(page.status, status, "{who}");
        let posted = client
            .post(&filed.verdicts(), &[("verdict", "returned"), ("version", "1")])
            .await;
        // A member's return lacks a reason, or was made of another version.
        let expected = if status == 200 { 409 } else { status };
        assert_eq!(posted.status, expected, "{who} posts");
    }
    let reviewer = app.as_("reviewer").await;
    assert_eq!(reviewer.get("/problems/not-an-id/review").await.status, 404);
    let login = app.anonymous().get(&filed.review("")).await.redirected();
    assert!(login.starts_with("/sign-in"), "{login}");
    assert_eq!(filed.verdict_count(&app).await, 0);
}

#[tokio::test]
async fn nobody_reviews_their_own_their_units_or_their_subordinates() {
    let app = TestApp::small().await;
    let own = Filed::by(&app, "reviewer", &draft("甲")).await;
    let unit = Filed::by(&app, "otherlead", &draft("乙")).await;
    let led = Filed::by(&app, "official", &draft("丙")).await;
    // Named as leader in charge only after it was filed.
    sqlx::query("update posts set leader_id = $1 where person_id = $2")
        .bind(app.cast.person("reviewer"))
        .bind(app.cast.person("official"))
        .execute(app.loader())
        .await
        .expect("a new leader");
    let reviewer = app.as_("reviewer").await;
    for filed in [&own, &unit, &led] {
        assert_eq!(reviewer.get(&filed.review("")).await.status, 403);
        let ruled = filed.rule(&app, "reviewer", &Decision::approval("")).await;
        assert_eq!(ruled.expect_err("refused"), NOT_YOURS);
        assert_eq!(filed.verdict_count(&app).await, 0);
    }
    assert!(reviewer.get("/review").await.text().contains("另有 3 条"));
    led.rule(&app, "grouphead", &Decision::approval(""))
        .await
        .expect("a colleague without such ties may");
}

#[tokio::test]
async fn a_unit_assigned_to_another_group_is_not_ours() {
    let app = TestApp::small().await;
    let filed = Filed::by(&app, "official", &draft("甲")).await;
    let mut tx = app.tx("alpha").await;
    let campaign = app.cast.campaigns["alpha"];
    let other = zhenggai::domain::campaigns::groups::add(&mut tx, campaign, "Group Two", false, 2)
        .await
        .expect("a group");
    zhenggai::domain::campaigns::groups::watch(&mut tx, other, app.cast.unit("dept-a"), app.clock.now())
        .await
        .expect("assigned");
    tx.commit().await.expect("committed");
    let reviewer = app.as_("reviewer").await;
    assert_eq!(reviewer.get(&filed.review("")).await.status, 403);
    assert!(reviewer.get("/review").await.expect(200).has(".zg-empty"));
    let ruled = filed.rule(&app, "reviewer", &Decision::approval("")).await;
    assert_eq!(ruled.expect_err("refused"), NOT_YOURS);
}

#[tokio::test]
async fn opening_a_guarded_text_is_recorded_and_lists_do_not_show_it() {
    let app = TestApp::small().await;
    let filed = Filed::by(&app, "citylead", &draft("市级领导的一句话")).await;
    let reviewer = app.as_("reviewer").await;
    let queue = reviewer.get("/review").await.expect(200);
    assert!(!queue.text().contains("市级领导的一句话") && queue.text().contains("打开留痕"));
    assert!(!filed.acts(&app).await.contains(&"problem.opened".to_owned()));
    let page = reviewer.get(&filed.review("")).await.expect(200);
    assert!(page.text().contains("市级领导的一句话"));
    // A form that is drawn again shows the text again.
    let form = page.form(&filed.verdicts()).set("verdict", "returned");
    assert_eq!(reviewer.submit(form).await.status, 422);
    let opened = filed.acts(&app).await;
    assert_eq!(opened.iter().filter(|act| *act == "problem.opened").count(), 2);
    // An ordinary one is not.
    let ordinary = Filed::by(&app, "official", &draft("甲")).await;
    assert_eq!(reviewer.get(&ordinary.review("")).await.status, 200);
    assert!(!ordinary.acts(&app).await.contains(&"problem.opened".to_owned()));
}
