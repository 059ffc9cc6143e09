//! 重新整改 by a request: a new cycle with its own completion and number; the earlier one stays as it was.

use chrono::TimeDelta;
use zhenggai::domain::signing::Purpose;

use super::state;
use crate::review::filed::{Filed, draft};
use crate::support::TestApp;

/// All that is kept of the rounds up to one, as the database holds it.
pub async fn kept(app: &TestApp, filed: &Filed, cycle: i32) -> String {
    sqlx::query_scalar(
        "select jsonb_build_array(
            (select jsonb_agg(to_jsonb(n) order by n.id) from progress_notes n where n.problem_id = $1 and n.cycle <= $2),
            (select jsonb_agg(to_jsonb(c) order by c.id) from completions c where c.problem_id = $1 and c.cycle <= $2),
            (select jsonb_agg(to_jsonb(k) order by k.id) from checks k join completions c on c.id = k.completion_id
                where k.problem_id = $1 and c.cycle <= $2),
            (select jsonb_agg(to_jsonb(s) || coalesce(to_jsonb(b), '{}') order by s.id) from signatures s
                left join signature_breaks b on b.signature_id = s.id where s.problem_id = $1 and s.cycle <= $2),
            (select jsonb_agg(to_jsonb(c) order by c.cycle) from closures c where c.problem_id = $1 and c.cycle <= $2),
            (select jsonb_agg(to_jsonb(y) order by y.cycle) from cycles y where y.problem_id = $1 and y.cycle <= $2))::text",
    )
    .bind(filed.problem.id)
    .bind(cycle)
    .fetch_one(app.loader())
    .await
    .expect("read")
}

/// Rectified and remaining of all problems as the office sees them on a day; today without one.
pub async fn rectified(app: &TestApp, as_of: Option<&str>) -> (usize, usize) {
    let office = app.as_("office").await;
    let count = async |figure: &str| {
        let day = as_of.map(|day| format!("&as_of={day}")).unwrap_or_default();
        let page = office
            .get(&format!("/figures/rows?figure={figure}{day}"))
            .await
            .expect(200);
        page.texts("table[data-list] tbody tr").len()
    };
    (count("rectified_all").await, count("remaining_all").await)
}

async fn ask(app: &TestApp, filed: &Filed, who: &str, why: &str) -> u16 {
    let (client, path) = (app.as_(who).await, filed.path("reopening"));
    let form = client.get(&path).await.expect(200).form(&path);
    client.submit(form.set("reason", why)).await.status
}

#[tokio::test]
async fn the_office_accepts_a_request_and_the_second_round_has_its_own_number() {
    let app = TestApp::small().await;
    let filed = Filed::by(&app, "official", &draft("甲")).await.closed(&app).await;
    let first = kept(&app, &filed, 1).await;
    assert_eq!(rectified(&app, None).await, (1, 0));
    app.pass(TimeDelta::days(2)).await;
    assert_eq!(ask(&app, &filed, "leader", "又有人投诉").await, 303);
    let office = app.as_("office").await;
    let path = filed.path("reopening/decision");
    assert!(
        office
            .get("/reopenings")
            .await
            .expect(200)
            .attributes("a", "href")
            .contains(&path)
    );
    let form = office
        .get(&path)
        .await
        .expect(200)
        .form(&path)
        .add("verdict", "accept");
    let bare = office.submit(form.clone()).await.expect(422);
    assert!(bare.texts("#due_on-e").concat().contains("请写重新整改的时限"));
    office.submit(form.set("due_on", "2018-11-30")).await.redirected();
    let now = filed.now(&app).await;
    assert_eq!(
        (
            now.cycle,
            now.rectification.as_deref(),
            now.close_number.as_deref()
        ),
        (2, Some("to_do"), None)
    );
    assert_eq!(
        now.due_on.map(|due| due.to_string()).as_deref(),
        Some("2018-11-30")
    );
    // Remaining from this instant on; at each earlier one as it was.
    assert_eq!(rectified(&app, None).await, (0, 1));
    assert_eq!(rectified(&app, Some("2018-09-26")).await, (1, 0));
    let my = app.as_("official").await.get("/my").await.expect(200).text();
    assert!(my.contains("要重新整改"), "{my}");

    filed.report(&app, "逐户又走了一遍").await;
    for who in filed.both(&app) {
        filed.sign(&app, who, Purpose::Complete).await;
    }
    assert_eq!(rectified(&app, None).await, (1, 0));
    let reviewer = app.as_("reviewer").await;
    let checks = filed.path("checks");
    let page = reviewer.get(&checks).await.expect(200);
    assert!(page.text().contains("第 2 轮"), "{}", page.text());
    assert_eq!(
        page.texts(".zg-sign .is-wait").len(),
        0,
        "the claim of the first round stands"
    );
    reviewer
        .submit(page.form(&checks).add("verdict", "accept"))
        .await
        .redirected();
    let page = office.get("/closures").await.expect(200);
    office.submit(page.form("/closures")).await.redirected();
    assert_eq!(
        filed.now(&app).await.close_number.as_deref(),
        Some("销〔2018〕2号")
    );
    assert_eq!(
        kept(&app, &filed, 1).await,
        first,
        "the first round never changes"
    );
    let life = app
        .as_("official")
        .await
        .get(&format!("/problems/{}", filed.id()))
        .await;
    let life = life.expect(200).text();
    for told in [
        "又有人投诉",
        "开始第 2 轮整改",
        "第 1 轮整改（已销号，不再改动）",
        "销〔2018〕1号",
        "销〔2018〕2号",
        "件件办结，逐件回访",
        "逐户又走了一遍",
    ] {
        assert!(life.contains(told), "{told}: {life}");
    }
}

#[tokio::test]
async fn a_refused_request_leaves_it_closed_and_says_why() {
    let app = TestApp::small().await;
    let filed = Filed::by(&app, "official", &draft("甲")).await.closed(&app).await;
    let before = filed.now(&app).await.version;
    assert_eq!(ask(&app, &filed, "official", "想再改一次").await, 303);
    let official = app.as_("official").await;
    let again = official.get(&filed.path("reopening")).await.expect(200);
    assert!(again.text().contains("等着活动办办理"));
    let office = app.as_("office").await;
    let path = filed.path("reopening/decision");
    let form = office
        .get(&path)
        .await
        .expect(200)
        .form(&path)
        .add("verdict", "refuse");
    assert_eq!(office.submit(form.clone()).await.status, 422);
    office.submit(form.set("words", "没有新情况")).await.redirected();
    assert_eq!(
        (filed.now(&app).await.version, state(&app, &filed).await.as_str()),
        (before, "closed")
    );
    let page = official
        .get(&format!("/problems/{}", filed.id()))
        .await
        .expect(200);
    assert!(page.text().contains("没有新情况"));
    assert_eq!(office.get(&path).await.status, 422, "nothing waits any more");
    // The head of the group asks too, a member does not.
    assert_eq!(ask(&app, &filed, "grouphead", "抽看时发现").await, 303);
    assert_eq!(
        app.as_("reviewer")
            .await
            .get(&filed.path("reopening"))
            .await
            .status,
        403
    );
}

#[tokio::test]
async fn whoever_is_set_aside_stays_so_in_the_new_round() {
    let app = TestApp::small().await;
    let filed = Filed::by(&app, "official", &draft("甲")).await.closed(&app).await;
    let office = app.as_("office").await;
    let aside = format!("/people/{}/aside", app.cast.person("official"));
    office.post(&aside, &[("why", "retired")]).await.redirected();
    assert!(!filed.now(&app).await.moved_out, "closed is final");
    assert_eq!(ask(&app, &filed, "leader", "又有人投诉").await, 303);
    let path = filed.path("reopening/decision");
    let form = office
        .get(&path)
        .await
        .expect(200)
        .form(&path)
        .add("verdict", "accept");
    office.submit(form.set("due_on", "2018-11-30")).await.redirected();
    let now = filed.now(&app).await;
    assert!(now.moved_out && now.cycle == 2);
    assert_eq!(
        rectified(&app, None).await,
        (0, 0),
        "neither closed nor remaining"
    );
    let back = format!("/people/{}/return", app.cast.person("official"));
    office.post(&back, &[]).await.redirected();
    assert_eq!(rectified(&app, None).await, (0, 1));
}
