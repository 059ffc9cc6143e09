//! 延期: asked for in time, decided by leader and office, a record of its own that breaks nothing.

use chrono::{NaiveDate, TimeDelta};
use zhenggai::domain::signing::Purpose;

use super::state;
use crate::review::filed::{Filed, draft};
use crate::support::{Client, Page, TestApp};

async fn claimed(app: &TestApp, who: &str) -> Filed {
    Filed::by(app, who, &draft("甲")).await.claimed(app).await
}

fn day(text: &str) -> NaiveDate {
    text.parse().expect("a date")
}

/// Asks for more time as its owner.
pub async fn ask(app: &TestApp, filed: &Filed, until: &str) -> Page {
    let owner = app.as_(filed.both(app)[0]).await;
    let path = filed.path("extension");
    let form = owner.get(&path).await.expect(200).form(&path);
    let form = form.set("due_on", until).set("reason", "等上级批复");
    owner.submit(form.set("progress", "已报三次")).await
}

/// Decides as somebody; the form of the page.
async fn decide(who: &Client, filed: &Filed, verdict: &str, words: &str) -> Page {
    let path = filed.path("extension/decision");
    let form = who.get(&path).await.expect(200).form(&path);
    who.submit(form.set("words", words).add("verdict", verdict)).await
}

fn waits(page: &Page) -> usize {
    page.texts("main tbody tr").len()
}

#[tokio::test]
async fn leader_and_office_grant_it_and_the_limit_moves_and_no_signature_breaks() {
    let app = TestApp::small().await;
    let filed = claimed(&app, "official").await;
    let (official, leader, office) = (
        app.as_("official").await,
        app.as_("leader").await,
        app.as_("office").await,
    );
    let version = filed.now(&app).await.version;
    ask(&app, &filed, "2018-11-01").await.redirected();
    assert_eq!(
        filed.now(&app).await.version,
        version,
        "a record beside the problem"
    );
    assert_eq!(waits(&leader.get("/extensions").await.expect(200)), 1);
    assert_eq!(
        waits(&office.get("/extensions").await.expect(200)),
        0,
        "the leader decides first"
    );
    decide(&leader, &filed, "approve", "").await.redirected();
    assert_eq!(filed.now(&app).await.due_on, Some(day("2018-10-20")), "not yet");
    assert_eq!(waits(&leader.get("/extensions").await.expect(200)), 0);
    assert_eq!(waits(&office.get("/extensions").await.expect(200)), 1);
    // Meanwhile the work goes on.
    let desk = official.get(&filed.path("completion")).await.expect(200);
    assert!(desk.text().contains("待活动办审批"), "{}", desk.text());
    let head = official
        .get(&format!("/problems/{}", filed.id()))
        .await
        .expect(200)
        .texts("main .zg-head")
        .concat();
    assert!(
        head.contains("待活动办审批") && head.contains("看延期申请"),
        "{head}"
    );
    official
        .submit(desk.form(&filed.path("progress")).set("words", "又办了两件"))
        .await
        .redirected();
    decide(&office, &filed, "approve", "同意").await.redirected();
    let now = filed.now(&app).await;
    assert_eq!(now.due_on, Some(day("2018-11-01")));
    let broken: i64 = sqlx::query_scalar("select count(*) from signature_breaks")
        .fetch_one(app.loader())
        .await
        .expect("counted");
    assert_eq!(broken, 0);
    let my = official.get("/my").await.expect(200).text();
    assert!(my.contains("延期已批准"), "{my}");
    let life = official
        .get(&format!("/problems/{}", filed.id()))
        .await
        .expect(200);
    let life = life.text();
    for told in [
        "等上级批复",
        "已报三次",
        "分管领导同意延期",
        "活动办批准延期",
        "从 2018年10月20日 延到 2018年11月1日",
        "现在的整改时限 2018年11月1日",
    ] {
        assert!(life.contains(told), "{told}: {life}");
    }
    // What was signed still says what was signed; the signatures on the completion go under the same claim.
    filed.report(&app, "办完").await;
    for who in filed.both(&app) {
        filed.sign(&app, who, Purpose::Complete).await;
    }
    assert_eq!(state(&app, &filed).await, "awaiting_check");
}

#[tokio::test]
async fn a_refusal_says_why_and_leaves_the_limit_and_another_may_be_asked_for() {
    let app = TestApp::small().await;
    let filed = claimed(&app, "official").await;
    let leader = app.as_("leader").await;
    ask(&app, &filed, "2018-11-01").await.redirected();
    let bare = decide(&leader, &filed, "refuse", " ").await.expect(422);
    assert!(bare.texts("#words-e").concat().contains("请写明不批准的理由"));
    decide(&leader, &filed, "refuse", "来得及").await.redirected();
    assert_eq!(filed.now(&app).await.due_on, Some(day("2018-10-20")));
    let my = app.as_("official").await.get("/my").await.expect(200).text();
    assert!(my.contains("延期没有批准"), "{my}");
    ask(&app, &filed, "2018-10-25").await.redirected();
    let again = app.as_("official").await.get(&filed.path("extension")).await;
    let text = again.expect(200).text();
    assert!(
        text.contains("来得及") && text.contains("已有一份延期申请"),
        "{text}"
    );
}

#[tokio::test]
async fn too_late_is_refused_with_the_reason_and_the_last_day_is_not() {
    let app = TestApp::small().await;
    let (last, late) = (claimed(&app, "official").await, claimed(&app, "colleague").await);
    app.pass(day("2018-10-20") - app.clock.today()).await;
    ask(&app, &last, "2018-11-01").await.redirected();
    app.pass(TimeDelta::days(1)).await;
    let owner = app.as_("colleague").await;
    let page = owner.get(&late.path("extension")).await.expect(200);
    assert!(page.text().contains("不能再申请延期"), "{}", page.text());
    let version = late.now(&app).await.version.to_string();
    let typed = [
        ("version", version.as_str()),
        ("due_on", "2018-11-01"),
        ("reason", "忙"),
        ("progress", "一半"),
    ];
    let refused = owner.post(&late.path("extension"), &typed).await.expect(422);
    assert!(refused.text().contains("不能再申请延期"), "{}", refused.text());
    // What was asked for in time may still be granted, and lateness of the days between is history.
    for who in ["leader", "office"] {
        decide(&app.as_(who).await, &last, "approve", "")
            .await
            .redirected();
    }
    assert_eq!(last.now(&app).await.due_on, Some(day("2018-11-01")));
}

#[tokio::test]
async fn what_was_typed_stays_and_a_day_that_is_none_is_told() {
    let app = TestApp::small().await;
    let filed = claimed(&app, "official").await;
    for (until, why) in [
        ("2018-10-20", "要晚于现在的时限"),
        ("十一月", "看不懂这个日期"),
        ("2019-10-21", "一次最多延一年，最晚到 2019-10-20"),
        ("", "请写申请延到哪一天"),
    ] {
        let page = ask(&app, &filed, until).await.expect(422);
        assert!(page.texts("#due_on-e").concat().contains(why), "{until}");
        assert_eq!(
            page.form(&filed.path("extension")).value("reason"),
            Some("等上级批复")
        );
    }
}

#[tokio::test]
async fn once_the_completion_is_confirmed_there_is_nothing_to_decide_until_it_is_sent_back() {
    let app = TestApp::small().await;
    let filed = claimed(&app, "official").await;
    ask(&app, &filed, "2018-11-01").await.redirected();
    filed.report(&app, "办完").await;
    for who in filed.both(&app) {
        filed.sign(&app, who, Purpose::Complete).await;
    }
    let leader = app.as_("leader").await;
    assert_eq!(waits(&leader.get("/extensions").await.expect(200)), 0);
    assert_eq!(leader.get(&filed.path("extension/decision")).await.status, 422);
    filed
        .send_back(&app, "reviewer", zhenggai::domain::rectification::Gate::Group)
        .await;
    assert_eq!(waits(&leader.get("/extensions").await.expect(200)), 1);
    decide(&leader, &filed, "approve", "").await.redirected();
}

#[tokio::test]
async fn of_township_tier_in_a_county_its_office_decides_and_numbers() {
    let app = TestApp::small().await;
    let filed = claimed(&app, "cadre").await;
    let (county, lead) = (app.as_("county").await, app.as_("countylead").await);
    ask(&app, &filed, "2018-11-01").await.redirected();
    decide(&lead, &filed, "approve", "").await.redirected();
    assert_eq!(waits(&county.get("/extensions").await.expect(200)), 1);
    decide(&county, &filed, "approve", "").await.redirected();
    assert_eq!(filed.now(&app).await.due_on, Some(day("2018-11-01")));
    // It numbers its own, and sees nothing of a department's.
    Filed::by(&app, "official", &draft("乙"))
        .await
        .accepted(&app)
        .await;
    let own = Filed::by(&app, "cadre", &draft("丙")).await.accepted(&app).await;
    let page = county.get("/closures").await.expect(200);
    assert_eq!(page.texts("table[data-list] tbody tr").len(), 1);
    county.submit(page.form("/closures")).await.redirected();
    assert_eq!(state(&app, &own).await, "closed");
    let given = county.get("/closures/numbers").await.expect(200);
    assert_eq!(given.texts("table[data-list] tbody tr").len(), 1);
}

#[tokio::test]
async fn nobody_else_asks_or_decides_and_a_stale_page_is_told() {
    let app = TestApp::small().await;
    let filed = claimed(&app, "official").await;
    assert_eq!(
        app.as_("colleague")
            .await
            .get(&filed.path("extension"))
            .await
            .status,
        403
    );
    ask(&app, &filed, "2018-11-01").await.redirected();
    let path = filed.path("extension/decision");
    for who in ["official", "colleague", "reviewer", "otherlead", "county"] {
        assert_eq!(app.as_(who).await.get(&path).await.status, 403, "{who}");
    }
    let office = app.as_("office").await;
    let early = [("verdict", "approve"), ("version", "1")];
    assert_eq!(office.post(&path, &early).await.status, 409);
    let version = filed.now(&app).await.version.to_string();
    let early = [("verdict", "approve"), ("version", version.as_str())];
    assert_eq!(
        office.post(&path, &early).await.status,
        422,
        "the leader decides first"
    );
    assert_eq!(filed.now(&app).await.due_on, Some(day("2018-10-20")));
}
