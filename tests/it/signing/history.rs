//! What a problem's history holds where a clock goes wrong.

use chrono::TimeDelta;

use super::correction::{other_cause, retyped};
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
    let page = retyped(&app, &official, &filed, &other_cause()).await;
    let why = page.form(&filed.path("correction")).set("reason", "原因没有找准");
    official.submit(why).await.redirected();
}
