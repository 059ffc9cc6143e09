//! What a problem's history holds whatever came in: clocks that go wrong, tags that came twice.

use chrono::TimeDelta;
use zhenggai::domain::lists::store;

use super::correction::retyped;
use crate::support::TestApp;
use crate::support::filed::{Filed, draft};

#[tokio::test]
async fn history_never_runs_backwards_where_a_clock_does() {
    let app = TestApp::small().await;
    let filed = Filed::by(&app, "official", &draft("甲")).await;
    app.pass(TimeDelta::days(-2)).await;
    let filed = filed.claimed(&app).await;
    let spans: Vec<(bool, bool)> = sqlx::query_as(
        "select to_at >= from_at, from_at >= coalesce(lag(to_at) over (order by span_no), from_at)
         from problem_spans where problem_id = $1 order by span_no",
    )
    .bind(filed.problem.id.0)
    .fetch_all(app.loader())
    .await
    .expect("read");
    assert!(
        spans.len() > 2 && spans.iter().all(|span| *span == (true, true)),
        "{spans:?}"
    );
    // The clock set right again, things go on as ever.
    app.pass(TimeDelta::days(3)).await;
    let official = app.as_("official").await;
    let page = official
        .get(&format!("/problems/{}", filed.id()))
        .await
        .expect(200);
    assert!(page.text().contains("甲"));
    let mut other = draft("甲");
    "怕被围着问".clone_into(&mut other.causes[0].text);
    let page = retyped(&app, &official, &filed, &other).await;
    let why = page.form(&filed.path("correction")).set("reason", "原因没有找准");
    official.submit(why).await.redirected();
}

#[tokio::test]
async fn a_tag_that_came_twice_is_signed_once() {
    let app = TestApp::small().await;
    let mut twice = draft("甲");
    twice.nots = vec!["不愿为".to_owned(), "不愿为".to_owned()];
    let filed = Filed::by(&app, "official", &twice).await;
    let mut tx = app.tx("alpha").await;
    let revision = store::revision(&mut tx, filed.problem.id, 1).await.expect("read");
    let content = revision.and_then(|revision| revision.read()).expect("readable");
    assert_eq!(content.nots, ["不愿为"]);
}
