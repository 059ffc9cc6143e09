//! Numbers without gaps, whoever gives them at once.

use chrono::TimeDelta;
use sqlx::Row as _;

use crate::review::filed::{Filed, draft};
use crate::support::TestApp;

/// What waits for its number.
pub(super) async fn waiting(app: &TestApp, owners: &[&str]) -> Vec<Filed> {
    let mut all = Vec::new();
    for (n, who) in owners.iter().enumerate() {
        all.push(
            Filed::by(app, who, &draft(&format!("第 {n} 条")))
                .await
                .accepted(app)
                .await,
        );
    }
    all
}

/// Batch, number, the problem's own number, in order of the numbers.
pub(super) async fn given(app: &TestApp) -> Vec<(i32, String, String)> {
    let rows = sqlx::query(
        "select c.batch_no, c.number, p.number from closures c join problems p on p.id = c.problem_id
         order by length(c.number), c.number",
    )
    .fetch_all(app.loader())
    .await
    .expect("read");
    rows.iter()
        .map(|row| (row.get(0), row.get(1), row.get(2)))
        .collect()
}

async fn close(app: &TestApp, who: &str, chosen: &[&Filed]) -> u16 {
    let ids: Vec<String> = chosen.iter().map(|filed| filed.id()).collect();
    let fields: Vec<_> = ids.iter().map(|id| ("problem", id.as_str())).collect();
    app.as_(who).await.post("/closures", &fields).await.status
}

#[tokio::test]
async fn batches_at_once_leave_no_gap_and_number_nothing_twice() {
    let app = TestApp::small().await;
    let all = waiting(
        &app,
        &[
            "official",
            "official",
            "colleague",
            "cadre",
            "cadre",
            "colleague",
            "official",
        ],
    )
    .await;
    let (one, two) = ([&all[0], &all[1], &all[2]], [&all[4], &all[3]]);
    // These two want the same problem, among others: one of them gets all it asked for, the other nothing.
    let (three, four) = ([&all[5], &all[6]], [&all[6], &all[0]]);
    let statuses = tokio::join!(
        close(&app, "office", &one),
        close(&app, "officehead", &two),
        close(&app, "office", &three),
        close(&app, "officehead", &four)
    );
    assert_eq!(statuses.1, 303);
    let refused = [statuses.0, statuses.2, statuses.3]
        .into_iter()
        .filter(|status| *status == 422);
    let refused = refused.count();
    let given = given(&app).await;
    let numbers: Vec<_> = given.iter().map(|(_, number, _)| number.clone()).collect();
    let expected: Vec<_> = (1..=given.len()).map(|n| format!("销〔2018〕{n}号")).collect();
    assert_eq!(numbers, expected);
    // Either the fourth came first, and the first and third found theirs gone, or it was refused.
    assert!(
        matches!((refused, given.len()), (2, 4) | (1, 7)),
        "{statuses:?} {given:?}"
    );
    let mut batches: Vec<i32> = given.iter().map(|(batch, ..)| *batch).collect();
    assert!(batches.is_sorted(), "a batch's numbers stand together: {given:?}");
    batches.dedup();
    assert_eq!(
        batches,
        (1..=i32::try_from(4 - refused).expect("few")).collect::<Vec<_>>()
    );
    for filed in &all {
        let now = filed.now(&app).await;
        let numbered = given
            .iter()
            .find(|(.., own)| *own == now.number)
            .map(|(_, number, _)| number.clone());
        assert_eq!(now.close_number, numbered);
        assert_eq!(now.closed_at.is_some(), now.close_number.is_some());
    }
}

#[tokio::test]
async fn a_batch_is_numbered_in_official_order_and_shown() {
    let app = TestApp::small().await;
    let all = waiting(&app, &["cadre", "colleague", "official"]).await;
    let office = app.as_("office").await;
    let page = office.get("/closures").await.expect(200);
    assert!(page.text().contains("3 条已核验"));
    let form = page.form("/closures");
    assert_eq!(
        form.fields().iter().filter(|(name, _)| name == "problem").count(),
        3,
        "all are chosen"
    );
    office.submit(form.clone()).await.redirected();
    // The county stands before the departments; within a unit by staff number.
    let order: Vec<_> = given(&app).await.into_iter().map(|(.., own)| own).collect();
    assert_eq!(
        order,
        [&all[0], &all[2], &all[1]].map(|filed| filed.problem.number.clone())
    );
    let page = office.get("/closures/numbers").await.expect(200);
    assert!(page.text().contains("销〔2018〕3号") && page.text().contains("第 1 批"));
    // The same form once more is the same act.
    office.submit(form).await.redirected();
    assert_eq!(given(&app).await.len(), 3);
}

#[tokio::test]
async fn nothing_chosen_twice_chosen_and_what_is_no_problem() {
    let app = TestApp::small().await;
    let all = waiting(&app, &["official"]).await;
    let office = app.as_("office").await;
    let none = office.post("/closures", &[]).await.expect(422);
    assert!(none.text().contains("请至少选一条"));
    assert_eq!(
        office.post("/closures", &[("problem", "seven")]).await.status,
        422
    );
    let unknown = "00000000-0000-4000-8000-000000000000";
    assert_eq!(
        office.post("/closures", &[("problem", unknown)]).await.status,
        404
    );
    let id = all[0].id();
    let twice = [("problem", id.as_str()), ("problem", id.as_str())];
    office.post("/closures", &twice).await.redirected();
    assert_eq!(given(&app).await.len(), 1);
}

#[tokio::test]
async fn a_new_year_begins_a_new_series_and_each_city_has_its_own() {
    let app = TestApp::small().await;
    waiting(&app, &["official@beta"]).await.remove(0);
    let first = Filed::by(&app, "official", &draft("甲")).await.closed(&app).await;
    let later = waiting(&app, &["official", "official"]).await;
    assert_eq!(
        first.now(&app).await.close_number.as_deref(),
        Some("销〔2018〕1号")
    );
    let beta = app.as_("office@beta").await;
    let page = beta.get("/closures").await.expect(200);
    beta.submit(page.form("/closures")).await.redirected();
    let numbers: Vec<String> = given(&app)
        .await
        .into_iter()
        .map(|(_, number, _)| number)
        .collect();
    assert_eq!(numbers, ["销〔2018〕1号", "销〔2018〕1号"]);
    app.pass(TimeDelta::days(100)).await;
    assert_eq!(close(&app, "office", &[&later[0], &later[1]]).await, 303);
    let mut newest: Vec<_> = Vec::new();
    for filed in &later {
        newest.push(filed.now(&app).await.close_number.unwrap_or_default());
    }
    newest.sort();
    assert_eq!(newest, ["销〔2019〕1号", "销〔2019〕2号"]);
}

#[tokio::test]
async fn a_batch_that_fails_half_way_leaves_no_gap() {
    let app = TestApp::small().await;
    let all = waiting(&app, &["cadre", "colleague", "official"]).await;
    // The last of the batch can't be written: by then the numbers are taken, and others of the batch closed.
    sqlx::query(
        "insert into closures (tenant_id, campaign_id, problem_id, cycle, number, batch_no, account_id, at)
         select tenant_id, campaign_id, id, cycle, 'in the way', 0, gen_random_uuid(), $2 from problems where id = $1",
    )
    .bind(all[1].problem.id)
    .bind(app.clock.now())
    .execute(app.loader())
    .await
    .expect("in the way");
    let every = [&all[0], &all[1], &all[2]];
    assert_eq!(close(&app, "office", &every).await, 500);
    for filed in &all {
        assert_eq!(filed.now(&app).await.close_number, None);
    }
    sqlx::query("delete from closures where number = 'in the way'")
        .execute(app.loader())
        .await
        .expect("out of it");
    assert_eq!(close(&app, "office", &every).await, 303);
    let given: Vec<_> = given(&app)
        .await
        .into_iter()
        .map(|(batch, number, _)| (batch, number))
        .collect();
    let expected: Vec<_> = (1..=3).map(|n| (1, format!("销〔2018〕{n}号"))).collect();
    assert_eq!(given, expected);
}
